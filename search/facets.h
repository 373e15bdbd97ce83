#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "search/search.h"

namespace sen::search {

/// Counts the documents of a result by each facet. An edition counts for its language; a document counts
/// once for everything else, however many of its editions match.
class FacetTally {
 public:
  /// `document` is an id; `codes` is FacetCodes::encode().
  void add(std::string_view document, std::string_view codes);

  std::uint64_t documents() const { return seen_.size(); }
  std::uint64_t editions() const { return editions_; }
  /// By facet, most first, then by code. With `scale` 2 each counted document stands for two.
  std::map<std::string, std::vector<FacetValue>> facets(double scale) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Counts = std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>>;
  static void count(Counts& counts, std::string_view key);

  std::unordered_set<std::uint64_t> seen_;  ///< Hashes of ids.
  std::uint64_t editions_ = 0;
  Counts languages_;
  Counts others_;  ///< By all codes but the language, as they were given: many documents share them.
};

}  // namespace sen::search
