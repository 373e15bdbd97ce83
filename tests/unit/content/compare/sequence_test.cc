#include "content/compare/sequence.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace sen::compare {
namespace {

using Symbols = std::vector<std::uint32_t>;

/// Length of a longest common subsequence, by the textbook table.
std::size_t longest(const Symbols& a, const Symbols& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const std::uint32_t symbol : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = symbol == b[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

void expect_common(const Matches& matches, const Symbols& a, const Symbols& b) {
  for (std::size_t i = 0; i < matches.pairs.size(); ++i) {
    const auto [x, y] = matches.pairs[i];
    ASSERT_LT(x, a.size());
    ASSERT_LT(y, b.size());
    ASSERT_EQ(a[x], b[y]);
    ASSERT_TRUE(i == 0 || (matches.pairs[i - 1].first < x && matches.pairs[i - 1].second < y));
  }
}

TEST(Match, FindsALongestCommonSubsequence) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    Symbols a(random() % 30), b(random() % 30);
    const std::uint32_t symbols = 1 + static_cast<std::uint32_t>(random()) % 8;
    for (auto* side : {&a, &b})
      for (std::uint32_t& symbol : *side) symbol = static_cast<std::uint32_t>(random()) % symbols;
    Budget budget(1'000'000);

    const Matches matches = match(a, b, budget);

    expect_common(matches, a, b);
    EXPECT_EQ(matches.pairs.size(), longest(a, b));
    EXPECT_FALSE(matches.coarse);
  }
}

TEST(Match, KeepsTheSymbolsHeldOnceWhenTheBudgetEnds) {
  Symbols a(5000), b;
  std::iota(a.begin(), a.end(), 0);
  for (const std::uint32_t symbol : a) {
    if (symbol % 3 != 0) b.push_back(symbol);
    b.push_back(100'000 + symbol);
  }
  Budget budget(1000);

  const Matches matches = match(a, b, budget);

  expect_common(matches, a, b);
  EXPECT_TRUE(matches.coarse);
  EXPECT_EQ(matches.pairs.size(), longest(a, b));
}

TEST(Match, NeverTakesMoreThanItsBudget) {
  std::mt19937 random(11);
  Symbols a(200'000), b(200'000);
  for (auto* side : {&a, &b})
    for (std::uint32_t& symbol : *side) symbol = static_cast<std::uint32_t>(random()) % 2;
  Budget budget(100'000);

  const Matches matches = match(a, b, budget);

  expect_common(matches, a, b);
  EXPECT_TRUE(matches.coarse);
}

}  // namespace
}  // namespace sen::compare
