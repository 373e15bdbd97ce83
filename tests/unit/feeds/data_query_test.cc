#include "feeds/data/data_query.h"

#include <gtest/gtest.h>

namespace sen::feeds {
namespace {

content::Series series_of(std::vector<std::string> key, std::initializer_list<const char*> periods) {
  content::Series series;
  series.key = std::move(key);
  for (const char* period : periods) series.observations.push_back({period, "1", {}});
  return series;
}

TEST(ParseKey, TakesWildcardsAndAlternatives) {
  const auto key = parse_key("VN.A+M.", 3);

  ASSERT_TRUE(key.has_value());
  EXPECT_TRUE((*key)[2].empty());
  EXPECT_EQ((*key)[1], (std::vector<std::string>{"A", "M"}));
  EXPECT_TRUE(parse_key("all", 3)->empty());
  // A lone `+` is an empty list of alternatives; clients mean any.
  EXPECT_TRUE((*parse_key("VN.+.M", 3))[1].empty());
}

TEST(ParseKey, RefusesAnotherNumberOfPositions) {
  EXPECT_FALSE(parse_key("VN.A", 3).has_value());
}

TEST(Matches, HoldsEachPositionAgainstItsValues) {
  DataQuery query;
  query.key = *parse_key("VN.A+M", 2);

  EXPECT_TRUE(matches(query, series_of({"VN", "M"}, {})));
  EXPECT_FALSE(matches(query, series_of({"VN", "Q"}, {})));
  EXPECT_FALSE(matches(query, series_of({"LA", "A"}, {})));
}

TEST(Select, IsInclusiveAtBothEnds) {
  DataQuery query;
  query.start = parse_period("2020");
  query.end = parse_period("2021-Q2");

  const auto chosen = select(query, series_of({}, {"2019-Q4", "2020-Q1", "2021-Q2", "2021-Q3"}));

  ASSERT_EQ(chosen.size(), 2U);
  EXPECT_EQ(chosen.front().period, "2020-Q1");
  EXPECT_EQ(chosen.back().period, "2021-Q2");
}

TEST(Select, KeepsFirstAndLastObservations) {
  const content::Series series = series_of({}, {"2019", "2020", "2021", "2022"});
  DataQuery first, last, both;
  first.first = 1;
  last.last = 2;
  both.first = both.last = 1;

  EXPECT_EQ(select(first, series).back().period, "2019");
  EXPECT_EQ(select(last, series).front().period, "2021");
  EXPECT_EQ(select(both, series).size(), 2U);
}

TEST(RowOf, FollowsTheColumnsAndLeavesEmptyWhatIsNotThere) {
  content::Dataset dataset;
  for (const content::Role role : {content::Role::Attribute, content::Role::Dimension, content::Role::Measure,
                                   content::Role::Dimension, content::Role::Time, content::Role::Attribute}) {
    dataset.columns.emplace_back();
    dataset.columns.back().role = role;
  }
  const content::Series series = series_of({"VN"}, {});

  EXPECT_EQ(row_of(dataset, series, {"2024", "1.10", {"A"}}),
            (std::vector<std::string_view>{"A", "VN", "1.10", "", "2024", ""}));
}

}  // namespace
}  // namespace sen::feeds
