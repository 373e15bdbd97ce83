#pragma once

#include "engine/portal/views/make.h"

namespace sen::portal::views {

/// What answers a query at once: the page of the place, organisation or topic that it names, statistics whose titles
/// have its words, and a guide among `answer`'s first results. At most three.
std::vector<SearchAnswer> make_search_answers(const Scene& scene, const search::Answer& answer);

}  // namespace sen::portal::views
