#include "search/facets.h"

#include <cmath>

#include "engine/base/text.h"
#include "search/stored_edition.h"

namespace sen::search {

void FacetTally::add(std::string_view document, std::string_view codes) {
  ++editions_;
  const bool first = seen_.emplace(document).second;
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    const std::size_t end = std::min(codes.find('\0'), codes.size());
    const std::string_view list = codes.substr(0, end);
    codes.remove_prefix(std::min(end + 1, codes.size()));
    const bool of_edition = facet == 0;  // kFacets begins with the language.
    if (list.empty() || (!first && !of_edition)) continue;
    for (const std::string_view code : split(list, ',')) ++counts_[facet][std::string(code)];
  }
}

std::map<std::string, std::vector<FacetValue>> FacetTally::facets(double scale) const {
  std::map<std::string, std::vector<FacetValue>> facets;
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    std::vector<FacetValue>& values = facets[std::string(kFacets[facet])];
    for (const auto& [code, count] : counts_[facet])
      values.push_back({code, static_cast<std::uint64_t>(std::llround(static_cast<double>(count) * scale))});
    std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
      return a.count != b.count ? a.count > b.count : a.code < b.code;
    });
  }
  return facets;
}

}  // namespace sen::search
