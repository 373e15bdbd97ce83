#pragma once

#include <chrono>

#include "search/facet_columns.h"
#include "search/query_plan.h"
#include "search/search.h"

namespace Xapian {
class Database;
}

namespace sen::search {

using Deadline = std::chrono::steady_clock::time_point;

/// Asks one index, whose facets are `facets`, one question. After `until` it answers with what was found until then.
/// Throws Xapian::Error; IndexReaders::read() catches it and asks again if that helps.
Answer ask(const Xapian::Database& index, const FacetColumns& facets, const Query& query, const QueryPlan& plan,
           Deadline until = Deadline::max());

using Counts = std::map<std::string, std::vector<FacetValue>>;  ///< As Answer::facets.

/// What ask() would count, without ranking anything; nothing if time ended first.
std::optional<Counts> count(const Xapian::Database& index, const FacetColumns& facets, const Query& query,
                            const QueryPlan& plan, Deadline until = Deadline::max());

}  // namespace sen::search
