#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "content/model/ids.h"
#include "search/term.h"

namespace sen::search {

/// What each family of terms is worth in the ranking. Measured: docs/decisions/0005-one-analyser.md.
struct Weights {
  double exact, folded, pair, marked, stem;
  double stem_pair = 0.3, plain = 0.3;
  double unigram = 0.5, bigram = 1.0;
  double cluster = 0.3, cluster_pair = 1.0, cluster_triple = 0.5, word = 0.5;
  double whole = 2.0;

  double of(Family family) const;
};

struct WeightedTerm {
  std::string term;  ///< Stored form.
  double weight = 1;
};

/// Terms of which a matching text holds at least one: one word in its several forms.
using Alternatives = std::vector<WeightedTerm>;

/// A query taken apart, ready to be asked of any index.
struct QueryPlan {
  std::vector<Alternatives> words;                  ///< All of them if enough texts have all, else any.
  std::vector<WeightedTerm> lifting;                ///< Lift what matches otherwise.
  std::vector<Alternatives> required;               ///< Of quotations.
  std::vector<std::vector<Alternatives>> excluded;  ///< A text that has all of one entry is left out.
  std::unordered_set<std::string> shown;            ///< Stored forms that a snippet marks.
  /// A word as stored, and where it stands in `plain`.
  struct Spelled {
    std::string term;
    std::size_t begin = 0, end = 0;
  };
  std::string plain;             ///< What was typed, if it has neither quotation nor exclusion.
  std::vector<Spelled> spelled;  ///< The words of `plain`, in order.
  bool marked = false;           ///< The question was typed with marks, so that only they mark words without.

  bool empty() const { return words.empty() && required.empty(); }
};

/// Plans what somebody typed who reads `reader`; only the terms of `language` if the question is limited to it.
/// At most 64 words count.
QueryPlan plan_query(std::string_view typed, const content::Locale& reader,
                     const std::optional<content::Locale>& language = std::nullopt);

}  // namespace sen::search
