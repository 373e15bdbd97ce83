#pragma once

#include <functional>
#include <string>

#include "search/search.h"

namespace sen::search {

/// The answer as docs/formats/search.md describes it. `url` gives a hit's address.
std::string to_json(const Answer& answer, const Query& query, const std::function<std::string(const Hit&)>& url);

/// Suggestions as OpenSearch Suggestions has them: `["typed", ["one", "other"]]`.
std::string suggestions_to_json(std::string_view typed, const std::vector<std::string>& suggestions);

}  // namespace sen::search
