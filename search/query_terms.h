#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/analyser.h"
#include "search/function_words.h"
#include "search/ranking.h"

namespace sen::search {

/// A term of a question with the text it was found by, which the analyser's views do not outlive.
struct QueryTerm {
  Family family = Family::Folded;
  std::string text;
  std::size_t begin = 0, end = 0;  ///< Bytes of the question.
  /// A text about the question holds it or another needed term of the same place.
  bool needed = false;
  double weight = 0;   ///< 0: it is not asked for.
  bool shown = false;  ///< A snippet marks it. Pairs join the words that are marked.
};

/// The terms of `text`, at most 64 words of it, not weighed yet.
std::vector<QueryTerm> terms_of(std::string_view text, const Profile& profile);

bool has_marks(const std::vector<QueryTerm>& terms);

/// Two or three pieces side by side.
bool is_sequence(Family family);

double weight_of(const Weights& weights, Family family);

/// Weighs `terms`. Function words count less and are not needed, unless there is nothing else.
void weigh(std::vector<QueryTerm>& terms, const Weights& weights, const FunctionWordFinder::Marking& marking,
           const Ranking& ranking);

}  // namespace sen::search
