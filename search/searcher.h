#pragma once

#include "search/facet_columns.h"
#include "search/query_plan.h"
#include "search/search.h"

namespace Xapian {
class Database;
}

namespace sen::search {

/// Asks one index, whose facets are `facets`, one question. Throws Xapian::Error; IndexReaders::read() catches it and
/// asks again if that helps.
Answer ask(const Xapian::Database& index, const FacetColumns& facets, const Query& query, const QueryPlan& plan);

}  // namespace sen::search
