#pragma once

#include <functional>
#include <string>

#include "engine/desk/views/frame.h"
#include "engine/portal/html/writer.h"
#include "engine/portal/tongue.h"

namespace sen::desk::components {

/// A whole page: head, bar, navigation, `main` filled by `content`.
std::string page(const views::Frame& frame, const portal::Tongue& tongue,
                 const std::function<void(portal::html::Writer&)>& content);

struct Failure {
  std::string title;
  std::string explanation;  ///< Or empty.
  std::string advice;
};
/// All of `main` of an error page.
void failure(portal::html::Writer& w, const portal::Tongue& tongue, const Failure& failure);

}  // namespace sen::desk::components
