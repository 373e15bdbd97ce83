#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/query_plan.h"

namespace sen::bench {

/// Ranks as search/searcher does, in memory, to try many parameters in a short time. Called by one thread.
class MemoryIndex {
 public:
  /// Adds a text with the counts of its terms. Texts are numbered from 0.
  void add(const std::unordered_map<std::string, std::uint32_t>& words, const std::string& language);

  /// The best texts, best first, at most ten.
  std::vector<std::size_t> rank(const search::QueryPlan& plan) const;

 private:
  struct Posting {
    std::uint32_t text = 0, count = 0;
  };
  struct Text {
    double length = 0;
    std::string language;
  };
  /// How many words of the question a text has, and the number of the last one.
  struct Words {
    std::uint32_t matched = 0, last = 0;
  };
  /// The texts that have one of `names`, as search/searcher finds them.
  std::vector<Posting> texts_of(const std::vector<std::vector<std::string>>& names) const;
  /// What the texts gain by a term, by their number.
  void score(const search::WeightedTerm& term, const search::Bm25Plus& bm25, std::vector<double>& gains,
             std::vector<Words>* words, std::uint32_t word) const;

  std::unordered_map<std::string, std::vector<Posting>> postings_;
  std::vector<Text> texts_;
  double length_ = 0;  ///< Of all texts.
};

}  // namespace sen::bench
