#pragma once

#include <string>
#include <string_view>

#include "search/search.h"

namespace sen::search {

/// The object that /search.json, /api/v1/search and `sen search --json` answer (docs/formats/search.md), on one line.
/// `address`: the site's, in front of each result's path; may be empty.
std::string to_json(const Query& query, const Answer& answer, std::string_view address);

}  // namespace sen::search
