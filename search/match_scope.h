#pragma once

#include <chrono>
#include <cstdint>

#include "search/priors.h"

namespace Xapian {
class Query;
}

namespace sen::search {

/// The editions that a match may look at.
struct MatchScope {
  DateRange dates{};         ///< Dated within it,
  std::uint32_t stride = 1;  ///< in one of every so many windows of the index's numbers,
  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();  ///< before then.
};

/// `scope` as a query that weighs what `priors` give, to be joined with others by AND; none: nothing. `expired` becomes
/// true if the time was over before the match was. All references must outlive the query.
Xapian::Query scope_query(const FacetColumns& facets, const MatchScope& scope, bool& expired,
                          const Priors* priors = nullptr);

/// For how many editions each stands that a match found within `stride`, in an index whose last number is `last`.
double scale_of(std::uint32_t stride, std::uint32_t last);

}  // namespace sen::search
