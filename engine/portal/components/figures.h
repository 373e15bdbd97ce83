#pragma once

#include <vector>

#include "engine/portal/html/writer.h"
#include "engine/portal/views/pages.h"

namespace sen::portal::components {

/// Figures as cards: what is counted, its value, and how it went.
void figures(html::Writer& w, const std::vector<views::Figure>& figures);

}  // namespace sen::portal::components
