#pragma once

#include "search/query_plan.h"
#include "search/search.h"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

namespace sen::search {

/// `plan` with each of its names by the term of it that is rarest in `index`; without names that no entry can have.
QueryPlan with_rarest_terms(const Xapian::Database& index, QueryPlan plan);

/// What an edition must be, whatever its words: the filters of the query but the dates. Empty if there is none.
Xapian::Query filters_of(const Query& query);

/// What matches: the words of a plan of with_rarest_terms(), all of them or any, with its quotations, exclusions and
/// `filters`.
enum class Words { All, Any };
Xapian::Query matching(const QueryPlan& plan, Words words, const Xapian::Query& filters);

/// Those of `matches` whose titles have one of the words.
Xapian::Query titled(const Xapian::Query& matches, const QueryPlan& plan);

/// `matches` with what lifts some of them above others.
Xapian::Query ranked(const Xapian::Query& matches, const QueryPlan& plan);

}  // namespace sen::search
