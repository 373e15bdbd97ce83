#pragma once

#include <functional>
#include <string>

#include "engine/portal/html/writer.h"
#include "engine/portal/tongue.h"
#include "engine/portal/views/frame.h"

namespace sen::portal::components {

/// A whole page: head, masthead, `main` filled by `content`, foot.
std::string page(const views::Frame& frame, const Tongue& tongue, const std::function<void(html::Writer&)>& content);

/// What makes the script of the page suggest in a form's search field as one types; nothing if the frame suggests
/// nothing.
void suggestions(html::Writer& w, const views::Frame& frame, const Tongue& tongue);

}  // namespace sen::portal::components
