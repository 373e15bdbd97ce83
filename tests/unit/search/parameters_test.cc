#include "search/parameters.h"

#include <gtest/gtest.h>

namespace sen::search {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

Result<Query> parsed(const Parameters& parameters) {
  return parse_parameters(parameters, content::Locale("en"));
}

TEST(SearchParameters, NameEveryFilter) {
  const auto query = parsed({{"q", "port"},
                             {"language", "vi"},
                             {"topic", "economy"},
                             {"from", "2026-01-01"},
                             {"sort", "date"},
                             {"page", "3"},
                             {"utm_source", "x"},
                             {"q", "second"}});

  ASSERT_TRUE(query.has_value());
  EXPECT_EQ(query->text, "port");
  EXPECT_EQ(query->language, content::Locale("vi"));
  EXPECT_EQ(query->topic, "economy");
  EXPECT_EQ(query->from, *parse_rfc3339("2026-01-01"));
  EXPECT_EQ(query->sort, Query::Sort::Date);
  EXPECT_EQ(query->page, 3U);
}

TEST(SearchParameters, RefuseWhatCannotBeMeant) {
  for (const Parameters& parameters :
       {Parameters{{"page", "0"}}, Parameters{{"page", "101"}}, Parameters{{"page", "x"}}, Parameters{{"sort", "size"}},
        Parameters{{"from", "yesterday"}}})
    EXPECT_FALSE(parsed(parameters).has_value()) << parameters[0].first << parameters[0].second;
}

}  // namespace
}  // namespace sen::search
