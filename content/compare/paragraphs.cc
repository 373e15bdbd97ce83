#include "content/compare/paragraphs.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "content/compare/words.h"

namespace sen::compare {
namespace {

/// Hashes of a paragraph's words, sorted.
std::vector<std::size_t> bag_of_words(std::string_view paragraph) {
  std::vector<std::size_t> bag;
  for (const Piece& piece : cut_words(paragraph))
    if (piece.word)
      bag.push_back(std::hash<std::string_view>()(paragraph.substr(piece.begin, piece.end - piece.begin)));
  std::sort(bag.begin(), bag.end());
  return bag;
}

/// Dice's coefficient of two bags: the share of words that both have, [0, 1].
double similarity(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++common;
    const bool both = a[i] == b[j], first = a[i] < b[j];
    if (both || first) ++i;
    if (both || !first) ++j;
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

/// Paragraphs between two equal ones: pairs those that are alike, so that the sum of likeness is greatest.
class Gap {
 public:
  Gap(std::span<const std::string_view> before, std::span<const std::string_view> after)
      : before_(before), after_(after) {}

  /// Whether the gap could be aligned within the budget; without, it is all deleted and inserted.
  bool align(Budget& budget, std::vector<AlignedPair>& out) {
    const std::size_t cells = (before_.size() + 1) * (after_.size() + 1);
    std::size_t bytes = 0;
    for (const auto side : {before_, after_})
      for (const std::string_view one : side) bytes += one.size();
    // Every cell compares two bags: about the bytes of a row for each column, an eighth of them words.
    const std::size_t steps = cells + bytes + bytes * std::max(before_.size(), after_.size()) / 8;
    if (before_.empty() || after_.empty() || cells > kMaxCells || !budget.take(steps)) {
      give_up(out);
      return before_.empty() || after_.empty();
    }
    fill();
    read(out);
    return true;
  }

 private:
  static constexpr std::size_t kMaxCells = 250'000;  ///< 2 MB.

  double& best(std::size_t i, std::size_t j) { return best_[i * (after_.size() + 1) + j]; }

  void fill() {
    std::vector<std::vector<std::size_t>> old_bags, new_bags;
    for (const std::string_view one : before_) old_bags.push_back(bag_of_words(one));
    for (const std::string_view one : after_) new_bags.push_back(bag_of_words(one));
    best_.assign((before_.size() + 1) * (after_.size() + 1), 0);
    pair_.assign(best_.size(), false);
    for (std::size_t i = before_.size(); i-- > 0;)
      for (std::size_t j = after_.size(); j-- > 0;) {
        const double alike = similarity(old_bags[i], new_bags[j]);
        best(i, j) = std::max(best(i + 1, j), best(i, j + 1));
        if (alike < kSimilar || alike + best(i + 1, j + 1) < best(i, j)) continue;
        best(i, j) = alike + best(i + 1, j + 1);
        pair_[i * (after_.size() + 1) + j] = true;
      }
  }

  void read(std::vector<AlignedPair>& out) {
    std::size_t i = 0, j = 0;
    while (i < before_.size() || j < after_.size()) {
      const bool both = i < before_.size() && j < after_.size();
      if (both && pair_[i * (after_.size() + 1) + j])
        out.push_back({before_[i++], after_[j++]});
      else if (i < before_.size() && (!both || best(i + 1, j) >= best(i, j + 1)))
        out.push_back({before_[i++], {}});
      else
        out.push_back({{}, after_[j++]});
    }
  }

  void give_up(std::vector<AlignedPair>& out) const {
    for (const std::string_view one : before_) out.push_back({one, {}});
    for (const std::string_view one : after_) out.push_back({{}, one});
  }

  std::span<const std::string_view> before_, after_;
  std::vector<double> best_;
  std::vector<bool> pair_;
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> cut_paragraphs(std::string_view text, Form form) {
  std::vector<std::string_view> paragraphs;
  std::size_t begin = 0;
  bool blank_before = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = text.find('\n', at);
    const std::size_t end = found == std::string_view::npos ? text.size() : found + 1;
    const bool blank = is_blank(text.substr(at, end - at));
    // A paragraph takes the blank lines behind it: the next one begins at words after a break.
    const bool starts = !blank && at > begin && (form == Form::Text || blank_before);
    if (starts) {
      paragraphs.push_back(text.substr(begin, at - begin));
      begin = at;
    }
    blank_before = blank;
    at = end;
  }
  if (begin < text.size()) paragraphs.push_back(text.substr(begin));
  return paragraphs;
}

Alignment align_paragraphs(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after,
                           bool similar, Budget& budget) {
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto number = [&](const std::vector<std::string_view>& paragraphs) {
    std::vector<std::uint32_t> out;
    out.reserve(paragraphs.size());
    for (const std::string_view one : paragraphs)
      out.push_back(numbers.try_emplace(one, static_cast<std::uint32_t>(numbers.size())).first->second);
    return out;
  };
  const std::vector<std::uint32_t> old_numbers = number(before), new_numbers = number(after);
  Matches matches = match(old_numbers, new_numbers, budget);
  matches.pairs.emplace_back(before.size(), after.size());

  Alignment out;
  out.coarse = matches.coarse || !similar;
  const std::span<const std::string_view> old_side(before), new_side(after);
  Budget nothing(0);
  std::size_t x = 0, y = 0;
  for (const auto& [old_at, new_at] : matches.pairs) {
    Gap gap(old_side.subspan(x, old_at - x), new_side.subspan(y, new_at - y));
    if (!gap.align(similar ? budget : nothing, out.pairs)) out.coarse = true;
    if (old_at < before.size() && new_at < after.size()) out.pairs.push_back({before[old_at], after[new_at]});
    x = old_at + 1, y = new_at + 1;
  }
  return out;
}

}  // namespace sen::compare
