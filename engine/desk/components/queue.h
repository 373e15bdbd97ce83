#pragma once

#include <string_view>
#include <vector>

#include "engine/desk/views/queue.h"
#include "engine/portal/html/writer.h"

namespace sen::desk::components {

/// Emergencies that nobody has looked at, as an alarm; nothing if there is none.
void alarms(portal::html::Writer& w, const portal::Tongue& tongue, const std::vector<views::QueueRow>& rows);

/// What waits, as a list that reads well on a phone too.
void queue_rows(portal::html::Writer& w, const portal::Tongue& tongue, const std::vector<views::QueueRow>& rows);

/// `<nav>` with the page before and the page after; nothing if there is one page. `path` ends in `?` or `&`.
void pages(portal::html::Writer& w, const portal::Tongue& tongue, std::string_view path, std::size_t page,
           std::size_t pages);

}  // namespace sen::desk::components
