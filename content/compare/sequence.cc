#include "content/compare/sequence.h"

#include <algorithm>
#include <map>
#include <optional>

namespace sen::compare {
namespace {

using Symbols = std::span<const std::uint32_t>;
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// The furthest reaching paths for each number of edits: row d holds x of the diagonals -d, -d+2 … d.
class Paths {
 public:
  Paths(Symbols before, Symbols after) : before_(before), after_(after) {}

  /// The pairs of a shortest edit script; nothing if it needs too many edits or the budget ends.
  std::optional<Pairs> find(Budget& budget) {
    const std::size_t most = std::min(kMaxEdits, before_.size() + after_.size());
    for (std::size_t d = 0; d <= most; ++d) {
      rows_.emplace_back(d + 1);
      for (std::size_t i = 0; i <= d; ++i) {
        const std::size_t start = entry(d, i);
        std::size_t x = start, y = across(start, d, i);
        while (x < before_.size() && y < after_.size() && before_[x] == after_[y]) ++x, ++y;
        if (!budget.take(x - start + 1)) return std::nullopt;
        rows_[d][i] = static_cast<std::uint32_t>(x);
        if (x >= before_.size() && y >= after_.size()) return walk_back(d, i);
      }
    }
    return std::nullopt;
  }

 private:
  /// y where diagonal 2i - d meets x. Beyond an end of the texts it wraps above every size.
  static std::size_t across(std::size_t x, std::size_t d, std::size_t i) { return x + d - 2 * i; }

  /// Whether step d comes to its diagonal i by an insertion (from the diagonal above).
  bool inserts(std::size_t d, std::size_t i) const {
    return i == 0 || (i != d && rows_[d - 1][i - 1] < rows_[d - 1][i]);
  }

  /// x where step d comes to its diagonal i, before the equal symbols.
  std::size_t entry(std::size_t d, std::size_t i) const {
    if (d == 0) return 0;
    return inserts(d, i) ? rows_[d - 1][i] : rows_[d - 1][i - 1] + 1;
  }

  Pairs walk_back(std::size_t d, std::size_t i) const {
    Pairs pairs;
    for (;; --d) {
      const std::size_t from = entry(d, i);
      for (std::size_t x = rows_[d][i]; x > from; --x) pairs.emplace_back(x - 1, across(x, d, i) - 1);
      if (d == 0) break;
      if (!inserts(d, i)) --i;
    }
    std::reverse(pairs.begin(), pairs.end());
    return pairs;
  }

  Symbols before_, after_;
  std::vector<std::vector<std::uint32_t>> rows_;
};

/// The longest rising chain of the symbols that each side holds exactly once.
Pairs patience(Symbols before, Symbols after) {
  struct Seen {
    std::size_t at[2] = {0, 0};
    std::size_t count[2] = {0, 0};
  };
  std::map<std::uint32_t, Seen> seen;
  for (std::size_t i = 0; i < before.size(); ++i) ++(seen[before[i]].count[0]), seen[before[i]].at[0] = i;
  for (std::size_t i = 0; i < after.size(); ++i) ++(seen[after[i]].count[1]), seen[after[i]].at[1] = i;
  Pairs unique;
  for (const auto& [symbol, where] : seen)
    if (where.count[0] == 1 && where.count[1] == 1) unique.emplace_back(where.at[0], where.at[1]);
  std::sort(unique.begin(), unique.end());

  std::vector<std::size_t> tails, previous(unique.size());  // Ends of the best chain of each length.
  for (std::size_t i = 0; i < unique.size(); ++i) {
    const auto place = std::lower_bound(tails.begin(), tails.end(), i, [&](std::size_t a, std::size_t b) {
      return unique[a].second < unique[b].second;
    });
    previous[i] = place == tails.begin() ? unique.size() : *(place - 1);
    if (place == tails.end())
      tails.push_back(i);
    else
      *place = i;
  }
  Pairs chain;
  for (std::size_t i = tails.empty() ? unique.size() : tails.back(); i < unique.size(); i = previous[i])
    chain.push_back(unique[i]);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace

Matches match(Symbols before, Symbols after, Budget& budget) {
  Matches out;
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;

  const Symbols old_middle = before.subspan(head, before.size() - head - tail);
  const Symbols new_middle = after.subspan(head, after.size() - head - tail);
  std::optional<Pairs> middle;
  if (old_middle.empty() || new_middle.empty())
    middle.emplace();
  else
    middle = Paths(old_middle, new_middle).find(budget);
  out.coarse = !middle;
  if (!middle) middle = patience(old_middle, new_middle);

  for (std::size_t i = 0; i < head; ++i) out.pairs.emplace_back(i, i);
  for (const auto& [x, y] : *middle) out.pairs.emplace_back(head + x, head + y);
  for (std::size_t i = tail; i > 0; --i) out.pairs.emplace_back(before.size() - i, after.size() - i);
  return out;
}

}  // namespace sen::compare
