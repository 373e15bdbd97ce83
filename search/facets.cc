#include "search/facets.h"

#include <algorithm>
#include <cmath>

#include "search/stored_edition.h"

namespace sen::search {

bool FacetTally::Hashes::insert(std::uint64_t hash) {
  if (2 * (size_ + 1) > places_.size()) grow();
  if (hash == 0) hash = 1;
  const std::size_t mask = places_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    if (places_[at] == hash) return false;
    if (places_[at] != 0) continue;
    places_[at] = hash;
    ++size_;
    return true;
  }
}

void FacetTally::Hashes::grow() {
  constexpr std::size_t kFirst = 256;
  const std::vector<std::uint64_t> former = std::exchange(places_, {});
  places_.resize(std::max(kFirst, 4 * former.size()));
  size_ = 0;
  for (const std::uint64_t hash : former)
    if (hash != 0) insert(hash);
}

void FacetTally::add(const FacetRow& row) {
  ++editions_;
  const auto language = std::find_if(languages_.begin(), languages_.end(),
                                     [&](const auto& counted) { return counted.first == row.language; });
  if (language == languages_.end())
    languages_.emplace_back(row.language, 1);
  else
    ++language->second;
  if (seen_.insert(row.document)) ++groups_[row.group];
}

void FacetTally::add(std::string_view value) {
  add(facet_row(value, 0, own_));
}

std::map<std::string, std::vector<FacetValue>> FacetTally::facets(double scale) const {
  std::unordered_map<const FacetCode*, std::uint64_t> codes(languages_.begin(), languages_.end());
  for (const auto& [group, documents] : groups_)
    for (const FacetCode* code : *group) codes[code] += documents;
  // A code that came as text is the same as one in memory.
  std::array<std::map<std::string_view, std::uint64_t>, kFacets.size()> counts;
  for (const auto& [code, documents] : codes) counts[code->facet][code->code] += documents;
  std::map<std::string, std::vector<FacetValue>> facets;
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    std::vector<FacetValue>& values = facets[std::string(kFacets[facet])];
    for (const auto& [code, documents] : counts[facet])
      values.push_back(
          {std::string(code), static_cast<std::uint64_t>(std::llround(static_cast<double>(documents) * scale))});
    std::stable_sort(values.begin(), values.end(),
                     [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  }
  return facets;
}

}  // namespace sen::search
