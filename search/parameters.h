#pragma once

#include <span>
#include <string>
#include <utility>

#include "engine/base/result.h"
#include "search/search.h"

namespace sen::search {

/// The query that an address asks for: q, language, type, topic, organisation, place, year, from, to,
/// sort, page, verbatim (DESIGN, section 5). Other parameters are left out; of repeated ones the first counts.
/// Errors: InvalidInput names the parameter.
Result<Query> parse_parameters(std::span<const std::pair<std::string, std::string>> parameters,
                               const content::Locale& reader);

}  // namespace sen::search
