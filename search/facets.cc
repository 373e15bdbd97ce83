#include "search/facets.h"

#include <cmath>

#include "engine/base/text.h"
#include "search/stored_edition.h"

namespace sen::search {

namespace {

/// The bytes up to the next zero byte, which are taken off `codes`.
std::string_view take_list(std::string_view& codes) {
  const std::size_t end = std::min(codes.find('\0'), codes.size());
  const std::string_view list = codes.substr(0, end);
  codes.remove_prefix(std::min(end + 1, codes.size()));
  return list;
}

}  // namespace

void FacetTally::count(Counts& counts, std::string_view key) {
  if (const auto found = counts.find(key); found != counts.end())
    ++found->second;
  else
    counts.emplace(key, 1);
}

void FacetTally::add(std::string_view document, std::string_view codes) {
  ++editions_;
  count(languages_, take_list(codes));  // kFacets begins with the language.
  if (seen_.insert(std::hash<std::string_view>()(document)).second) count(others_, codes);
}

std::map<std::string, std::vector<FacetValue>> FacetTally::facets(double scale) const {
  std::array<std::map<std::string, std::uint64_t>, kFacets.size()> counts;
  counts[0] = {languages_.begin(), languages_.end()};
  for (const auto& [codes, documents] : others_) {
    std::string_view rest = codes;
    for (std::size_t facet = 1; facet < kFacets.size(); ++facet) {
      const std::string_view list = take_list(rest);
      if (list.empty()) continue;
      for (const std::string_view code : split(list, ',')) counts[facet][std::string(code)] += documents;
    }
  }
  std::map<std::string, std::vector<FacetValue>> facets;
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    std::vector<FacetValue>& values = facets[std::string(kFacets[facet])];
    for (const auto& [code, documents] : counts[facet])
      values.push_back({code, static_cast<std::uint64_t>(std::llround(static_cast<double>(documents) * scale))});
    std::stable_sort(values.begin(), values.end(),
                     [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  }
  return facets;
}

}  // namespace sen::search
