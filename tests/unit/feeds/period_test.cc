#include "feeds/data/period.h"

#include <gtest/gtest.h>

namespace sen::feeds {
namespace {

TEST(ParsePeriod, CoversTheDaysOfEachKind) {
  const struct {
    const char* text;
    int first, last;
  } kCases[] = {
      {"2024", 20240101, 20241231},       {"2024-A1", 20240101, 20241231},          {"2024-S2", 20240701, 20241231},
      {"2024-T1", 20240101, 20240430},    {"2024-Q1", 20240101, 20240331},          {"2024-02", 20240201, 20240229},
      {"2023-M02", 20230201, 20230228},   {"2024-W01", 20240101, 20240107},         {"2021-W01", 20210104, 20210110},
      {"2024-03-15", 20240315, 20240315}, {"2024-03-15T07:00", 20240315, 20240315},
  };
  for (const auto& [text, first, last] : kCases) {
    const auto range = parse_period(text);
    ASSERT_TRUE(range.has_value()) << text;
    EXPECT_EQ(range->first, first) << text;
    EXPECT_EQ(range->last, last) << text;
  }
}

TEST(ParsePeriod, RefusesWhatIsNone) {
  for (const char* text : {"", "24", "2024-", "2024-13", "2024-00", "2024-Q5", "2024-Q0", "2024-W54", "2024-02-30",
                           "2024-X1", "2024/01", "2024-03-1", "year", "2024-03-15junk"})
    EXPECT_FALSE(parse_period(text).has_value()) << text;
}

}  // namespace
}  // namespace sen::feeds
