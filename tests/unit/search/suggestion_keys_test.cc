#include "search/suggestion_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sen::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::StartsWith;

TEST(SuggestionKeys, BeginAtEachWordWithoutMarks) {
  EXPECT_THAT(suggestion_keys("Đường Hồ Chí Minh"),
              ElementsAre("duong ho chi minh", "ho chi minh", "chi minh", "minh"));
}

TEST(SuggestionKeys, BeginAtEachCharacterOfChinese) {
  EXPECT_THAT(suggestion_keys("越南新闻"), ElementsAre("越南新闻", "南新闻", "新闻", "闻"));
}

TEST(SuggestionKeys, AreCutBetweenCharacters) {
  const std::string letters = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghij";
  ASSERT_EQ(letters.size(), 62U);
  std::string title = letters;
  title += "ខ";

  for (const std::string& key : suggestion_keys(title)) EXPECT_LE(key.size(), 64U);
  EXPECT_EQ(suggestion_key(title), letters + " ");
}

TEST(SuggestionKey, IsHowAnUnfinishedWordBegins) {
  EXPECT_THAT(suggestion_keys("Đường sắt"), Contains(StartsWith(suggestion_key("ĐƯỜ"))));
}

}  // namespace
}  // namespace sen::search
