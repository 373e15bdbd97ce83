#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "content/model/ids.h"
#include "search/expansions.h"
#include "search/function_words.h"
#include "search/priors.h"
#include "search/ranking.h"
#include "search/term.h"

namespace sen::search {

struct WeightedTerm {
  std::string term;  ///< Stored form; empty if there are `names`.
  double weight = 1;
  /// Other names of the same: for each the stored forms of which a text with it holds all. The rarest of each stand for
  /// it, and the names together count as one term (Pirkola, The effects of query structure, SIGIR 1998).
  std::vector<std::vector<std::string>> names{};
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
  std::unordered_set<std::string> shown_pairs;      ///< Pairs that it marks though their words are not marked alone.
  /// A word as stored, and where it stands in `plain`.
  struct Spelled {
    std::string term;
    std::size_t begin = 0, end = 0;
  };
  std::string plain;             ///< What was typed, if it has neither quotation nor exclusion.
  std::vector<Spelled> spelled;  ///< The words of `plain`, in order.
  bool marked = false;           ///< The question was typed with marks, so that only they mark words without.

  std::size_t typed_words = 0;  ///< Function words too: few are a name or a topic, many a sentence.
  Bm25Plus bm25{};              ///< How occurrences count.
  Priors priors;
  std::uint64_t most_ranked = std::numeric_limits<std::uint64_t>::max();  ///< Editions that are weighed by words.

  bool empty() const { return words.empty() && required.empty(); }
};

/// Turns what somebody typed into a plan. Immutable, thread-safe.
class QueryPlanner {
 public:
  QueryPlanner(const content::Lexicon& lexicon, const content::Vocabulary& vocabulary, Ranking ranking = {})
      : function_words_(std::make_shared<FunctionWordFinder>(lexicon)),
        expander_(std::make_shared<Expander>(lexicon, vocabulary)),
        parts_(types_of_parts(vocabulary)),
        ranking_(ranking) {}

  /// The same words ranked otherwise.
  QueryPlanner with(const Ranking& ranking) const {
    QueryPlanner other = *this;
    other.ranking_ = ranking;
    return other;
  }

  /// Plans what a reader of `reader` typed; only the terms of `language` if the question is limited to it. At most 64
  /// words count.
  QueryPlan plan(std::string_view typed, const content::Locale& reader,
                 const std::optional<content::Locale>& language = std::nullopt) const;

 private:
  std::shared_ptr<const FunctionWordFinder> function_words_;
  std::shared_ptr<const Expander> expander_;
  std::shared_ptr<const TypeCodes> parts_;
  Ranking ranking_;
};

}  // namespace sen::search
