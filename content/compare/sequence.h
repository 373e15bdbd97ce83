#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace sen::compare {

/// What comparisons may still cost, in steps of some nanoseconds; shared by all of one diff.
class Budget {
 public:
  explicit Budget(std::uint64_t steps) : left_(steps) {}
  /// Takes `steps`; false, and nothing taken, if fewer are left.
  bool take(std::uint64_t steps) {
    if (steps > left_) return false;
    left_ -= steps;
    return true;
  }
  std::uint64_t left() const { return left_; }

 private:
  std::uint64_t left_;
};

/// Positions of equal symbols in both sequences, rising in both.
struct Matches {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  bool coarse = false;  ///< Whether the budget did not reach for the longest common subsequence.
};

/// A longest common subsequence of `before` and `after` (E. W. Myers, "An O(ND) Difference Algorithm and Its
/// Variations", 1986). With more than kMaxEdits edits, or beyond the budget, a coarser one instead: the common ends
/// and, of the symbols that each side holds once, the longest rising chain (patience), in O(n log n). Memory: at most 4
/// * kMaxEdits² bytes.
inline constexpr std::size_t kMaxEdits = 1500;
Matches match(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after, Budget& budget);

}  // namespace sen::compare
