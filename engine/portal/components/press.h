#pragma once

#include <string>

#include "engine/portal/html/writer.h"
#include "engine/portal/tongue.h"
#include "engine/portal/views/press.h"

namespace sen::portal::components {

std::string render(const views::PressRoom& view, const Tongue& tongue);
std::string render(const views::Quotes& view, const Tongue& tongue);
std::string render(const views::Incident& view, const Tongue& tongue);

/// People to ask, group by group; headings of level 3 where there are several groups.
void contacts(html::Writer& w, const std::vector<views::ContactGroup>& groups);
void quote(html::Writer& w, const views::Quote& quote, const Tongue& tongue);

}  // namespace sen::portal::components
