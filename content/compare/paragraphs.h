#pragma once

#include <string_view>
#include <vector>

#include "content/compare/diff.h"
#include "content/compare/sequence.h"

namespace sen::compare {

/// The paragraphs of `text`, each with the line breaks behind it; joined they are `text`.
std::vector<std::string_view> cut_paragraphs(std::string_view text, Form form);

/// A paragraph of the old version and what it became; empty on one side if the other has none.
struct AlignedPair {
  std::string_view before, after;
};

struct Alignment {
  std::vector<AlignedPair> pairs;  ///< In the order of both texts.
  bool coarse = false;
};

/// Which paragraphs belong together: the equal ones, and between them, if `similar`, those that share
/// kSimilar of their words. Views point into the texts.
inline constexpr double kSimilar = 0.4;
Alignment align_paragraphs(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after,
                           bool similar, Budget& budget);

}  // namespace sen::compare
