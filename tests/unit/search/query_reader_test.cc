#include "search/query_reader.h"

#include <gtest/gtest.h>

namespace sen::search {
namespace {

TEST(QueryReader, TakesEverythingAsWords) {
  const auto clauses = read_query("kinh tế AND (biển OR *");

  ASSERT_EQ(clauses.size(), 1U);
  EXPECT_EQ(clauses[0].text, "kinh tế AND (biển OR *");
  EXPECT_FALSE(clauses[0].quoted || clauses[0].excluded);
}

TEST(QueryReader, LeavesMarksOfNamesToTheText) {
  const auto clauses = read_query("музей «Ханой» 「ハノイ」");

  ASSERT_EQ(clauses.size(), 1U);
  EXPECT_FALSE(clauses[0].quoted);
}

TEST(QueryReader, ReadsQuotationsAsKeyboardsPutThem) {
  for (const char* typed : {"\"Hà Nội\" biển", "“Hà Nội” biển", "„Hà Nội“ biển"}) {
    const auto clauses = read_query(typed);

    ASSERT_EQ(clauses.size(), 2U) << typed;
    EXPECT_EQ(clauses[0].text, " biển");
    EXPECT_EQ(clauses[1].text, "Hà Nội");
    EXPECT_TRUE(clauses[1].quoted);
  }
}

TEST(QueryReader, ReadsExclusionsInFrontOfWordsOnly) {
  const auto clauses = read_query("COVID-19 -biển - -\"Hà Nội\"");

  ASSERT_EQ(clauses.size(), 3U);
  EXPECT_EQ(clauses[0].text, "COVID-19  - ");
  EXPECT_EQ(clauses[1].text, "biển");
  EXPECT_TRUE(clauses[1].excluded);
  EXPECT_EQ(clauses[2].text, "Hà Nội");
  EXPECT_TRUE(clauses[2].excluded && clauses[2].quoted);
}

TEST(QueryReader, TakesAnOpenQuotationToTheEnd) {
  const auto clauses = read_query("\"Hà Nội");

  ASSERT_EQ(clauses.size(), 1U);
  EXPECT_TRUE(clauses[0].quoted);
}

TEST(QueryReader, CutsBetweenCharactersAtTheLimit) {
  std::string typed(kLongestQuery - 1, 'a');
  typed += "ệ";

  const auto clauses = read_query(typed);

  ASSERT_EQ(clauses.size(), 1U);
  EXPECT_EQ(clauses[0].text, std::string(kLongestQuery - 1, 'a'));
}

TEST(QueryReader, FindsNothingInBlanksAndEmptyQuotations) {
  EXPECT_TRUE(read_query("").empty());
  EXPECT_TRUE(read_query("  \"\" \"  \"").empty());
}

}  // namespace
}  // namespace sen::search
