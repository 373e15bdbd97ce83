#include "engine/portal/format.h"

#include <gtest/gtest.h>

namespace sen::portal {
namespace {

const Timestamp kMorning = parse_rfc3339("2026-11-20T18:30:00Z").value();  // the 21st in Viet Nam

std::string date(const char* language) {
  return Format(content::Locale(language)).date(kMorning);
}

TEST(Format, WritesDatesAsPeopleOfTheLanguageDo) {
  EXPECT_EQ(date("vi"), "ngày 21 tháng 11 năm 2026");
  EXPECT_EQ(date("en"), "21 November 2026");
  EXPECT_EQ(date("fr"), "21 novembre 2026");
  EXPECT_EQ(date("zh"), "2026年11月21日");
  EXPECT_EQ(date("ja"), "2026年11月21日");
  EXPECT_EQ(Format(content::Locale("vi")).short_date(kMorning), "21/11/2026");
}

TEST(Format, WritesLatinDigitsAndGregorianYearsInArabic) {
  EXPECT_NE(date("ar").find("2026"), std::string::npos);
  EXPECT_EQ(Format(content::Locale("ar")).number(1234567), "1,234,567");
}

TEST(Format, SaysThatTimesAreThoseOfVietNam) {
  EXPECT_EQ(Format(content::Locale("en")).date_time(kMorning), "21 November 2026, 01:30 (UTC+7)");
  EXPECT_EQ(Format(content::Locale("vi")).date_time(kMorning), "ngày 21 tháng 11 năm 2026, 01:30");
  EXPECT_EQ(machine_time(kMorning), "2026-11-21T01:30:00+07:00");
}

TEST(Format, KeepsEveryDigitOfANumber) {
  const Format german(content::Locale("de"));
  EXPECT_EQ(german.decimal("1234567.890"), "1.234.567,890");
  EXPECT_EQ(german.decimal("-0.10"), "-0,10");
  EXPECT_EQ(Format(content::Locale("en")).decimal("12345678901234567890.12345"), "12,345,678,901,234,567,890.12345");
  EXPECT_EQ(german.decimal("n/a"), "n/a");
}

TEST(Format, ReadsTimePeriods) {
  const Format english(content::Locale("en"));
  EXPECT_EQ(english.period("2024"), "2024");
  EXPECT_EQ(english.period("2024-11"), "Nov 2024");
  EXPECT_EQ(english.period("2024-Q2"), "Q2 2024");
  EXPECT_EQ(Format(content::Locale("vi")).period("2024-11"), "11/2024");
  EXPECT_EQ(english.period("about 2024"), "about 2024");
}

}  // namespace
}  // namespace sen::portal
