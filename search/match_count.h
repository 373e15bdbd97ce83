#pragma once

#include <optional>
#include <vector>

#include "search/facets.h"
#include "search/match_scope.h"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

namespace sen::search {

/// All that matches a query, counted one by one, or judged by an even sample of at least a thousand matches.
struct MatchCount {
  FacetTally tally;
  double scale = 1;                 ///< Editions and documents that each counted one stands for.
  bool is_whole = true;             ///< Every match was counted.
  bool expired = false;             ///< Time ended first: there is more than was counted.
  std::vector<std::int64_t> dates;  ///< Of the counted editions, in milliseconds.

  std::uint64_t documents() const { return scaled(tally.documents()); }
  std::uint64_t editions() const { return scaled(tally.editions()); }
  /// The date from which on about `wanted` of the editions are dated, or somewhat more; nothing if that is all of them.
  std::optional<std::int64_t> date_of_newest(std::uint64_t wanted) const;

 private:
  std::uint64_t scaled(std::uint64_t counted) const;
};

/// Matches up to about five thousand are counted whole; and all that match in a small index. The same index gives the
/// same counts each time, unless `scope.until` cuts it short. Throws Xapian::Error.
MatchCount count_matches(const Xapian::Database& index, const FacetColumns& facets, const Xapian::Query& matches,
                         const MatchScope& scope);

}  // namespace sen::search
