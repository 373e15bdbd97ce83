#include "engine/base/clock.h"

#include <gtest/gtest.h>

namespace sen {
namespace {

TEST(Rfc3339, ReadsOffsetsAndWritesUtc) {
  const Result<Timestamp> at = parse_rfc3339("2026-11-20T08:30:00+07:00");

  ASSERT_TRUE(at.has_value());
  EXPECT_EQ(format_rfc3339(*at), "2026-11-20T01:30:00Z");
}

TEST(Rfc3339, TakesADateAloneAsMidnightInVietNam) {
  EXPECT_EQ(format_rfc3339(*parse_rfc3339("2026-11-20")), "2026-11-19T17:00:00Z");
}

TEST(Rfc3339, RefusesWhatIsNoTime) {
  for (const char* text : {"", "2026", "2026-13-01", "2026-02-30", "2026-11-20T24:00:00Z", "2026-11-20T08:30:00",
                           "2026-11-20T08:30:00+7", "20/11/2026"})
    EXPECT_FALSE(parse_rfc3339(text).has_value()) << text;
}

TEST(HttpDate, ReadsAllThreeForms) {
  const std::string expected = "Sun, 06 Nov 1994 08:49:37 GMT";
  for (const char* text :
       {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
    const Result<Timestamp> at = parse_http_date(text);
    ASSERT_TRUE(at.has_value()) << text;
    EXPECT_EQ(format_http_date(*at), expected);
  }
}

TEST(CivilDate, IsTheDayInHanoi) {
  const auto date = civil_date(*parse_rfc3339("2026-11-20T18:00:00Z"));

  EXPECT_EQ(static_cast<unsigned>(date.day()), 21U);
}

}  // namespace
}  // namespace sen
