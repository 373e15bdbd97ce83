#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "search/facet_columns.h"
#include "search/search.h"

namespace sen::search {

/// Counts the documents of a result by each facet. An edition counts for its language; a document counts
/// once for everything else, however many of its editions match.
class FacetTally {
 public:
  /// What `row` points to must outlive the tally.
  void add(const FacetRow& row);
  /// `value`: the value slot of an edition (slots.h, kFacetSlot).
  void add(std::string_view value);

  std::uint64_t documents() const { return seen_.size(); }
  std::uint64_t editions() const { return editions_; }
  /// By facet, most first, then by code. With `scale` 2 each counted document stands for two.
  std::map<std::string, std::vector<FacetValue>> facets(double scale) const;

 private:
  /// A set of hashes without an allocation for each.
  class Hashes {
   public:
    /// False if it was there.
    bool insert(std::uint64_t hash);
    std::size_t size() const { return size_; }

   private:
    void grow();
    std::vector<std::uint64_t> places_;  ///< A power of two of them, at most half in use; 0 is a free one.
    std::size_t size_ = 0;
  };

  Hashes seen_;
  std::uint64_t editions_ = 0;
  std::vector<std::pair<const FacetCode*, std::uint64_t>> languages_;
  std::unordered_map<const FacetGroup*, std::uint64_t> groups_;
  FacetDictionary own_;  ///< Of what came as text.
};

}  // namespace sen::search
