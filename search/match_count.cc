#include "search/match_count.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>

#include "search/slots.h"

namespace sen::search {
namespace {

constexpr std::uint32_t kCountedWhole = 5'000;   ///< So many matches about.
constexpr std::uint32_t kFirstLook = 16'384;     ///< Editions that are looked through to judge how many match.
constexpr std::uint64_t kEnoughSampled = 1'000;  ///< Matches; their share is right within about three in a hundred.
constexpr double kSampled = 2'500;               ///< Matches that a second sample aims at.

class Counter final : public Xapian::MatchSpy {
 public:
  explicit Counter(const FacetColumns& facets) : facets_(facets) {}

  void operator()(const Xapian::Document& document, double) override {
    if (const FacetRow row = facets_.row(document.get_docid()); !row.empty()) {
      dates_.push_back(row.date);
      return tally_.add(row);
    }
    dates_.push_back(static_cast<std::int64_t>(Xapian::sortable_unserialise(document.get_value(kDateSlot))));
    tally_.add(document.get_value(kFacetSlot));
  }
  FacetTally take() { return std::move(tally_); }
  std::vector<std::int64_t> take_dates() { return std::move(dates_); }

 private:
  const FacetColumns& facets_;
  FacetTally tally_;
  std::vector<std::int64_t> dates_;
};

MatchCount count_in(const Xapian::Database& index, const FacetColumns& facets, const Xapian::Query& matches,
                    const MatchScope& scope) {
  bool expired = false;
  Xapian::Enquire enquire(index);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query({Xapian::Query::OP_FILTER, matches, scope_query(facets, scope, expired)});
  Counter counter(facets);
  enquire.add_matchspy(&counter);
  enquire.get_mset(0, 1, index.get_doccount());
  return {.tally = counter.take(),
          .scale = scope.stride == 1 ? 1 : scale_of(scope.stride, index.get_lastdocid()),
          .is_whole = scope.stride == 1 && !expired,
          .expired = expired,
          .dates = counter.take_dates()};
}

Xapian::doccount most_matches(const Xapian::Database& index, const Xapian::Query& matches) {
  Xapian::Enquire enquire(index);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(matches);
  return enquire.get_mset(0, 0).get_matches_upper_bound();
}

}  // namespace

std::uint64_t MatchCount::scaled(std::uint64_t counted) const {
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(counted) * scale));
}

std::optional<std::int64_t> MatchCount::date_of_newest(std::uint64_t wanted) const {
  constexpr std::size_t kFewest = 16;  // Less of a sample says little.
  const std::size_t place = std::max(kFewest, static_cast<std::size_t>(static_cast<double>(wanted) / scale));
  if (place >= dates.size()) return std::nullopt;
  std::vector<std::int64_t> sorted = dates;
  const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(sorted.begin(), at, sorted.end(), std::greater<>());
  return *at;
}

MatchCount count_matches(const Xapian::Database& index, const FacetColumns& facets, const Xapian::Query& matches,
                         const MatchScope& scope) {
  MatchScope looked = scope;
  looked.stride = 1 + index.get_lastdocid() / kFirstLook;
  if (looked.stride == 1 || most_matches(index, matches) <= kCountedWhole) looked.stride = 1;
  MatchCount count = count_in(index, facets, matches, looked);
  if (looked.stride == 1 || count.expired || count.tally.editions() >= kEnoughSampled) return count;
  const std::uint64_t editions = count.editions();
  looked.stride = editions <= kCountedWhole
                      ? 1
                      : std::max(1U, static_cast<std::uint32_t>(static_cast<double>(editions) / kSampled));
  return count_in(index, facets, matches, looked);
}

}  // namespace sen::search
