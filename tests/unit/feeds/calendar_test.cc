#include "feeds/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/base/text.h"

namespace sen::feeds {
namespace {

using testing::HasSubstr;
using testing::Not;

Timestamp at(const std::string& text) {
  return parse_rfc3339(text).value();
}

Calendar calendar(CalendarClock clock) {
  Calendar out{.name = "Lịch công bố; số liệu, 2026",
               .description = "Bản \\ thử",
               .url = "https://sen.example/vi/data/releases.ics",
               .language = "vi",
               .clock = clock};
  CalendarEvent release{.uid = "release-EXPORTS-2026-11@sen.example",
                        .starts = at("2026-11-29T02:00:00Z"),
                        .updated = at("2026-11-22T00:00:00.5Z")};
  release.title =
      "Xuất khẩu tháng 11: " + std::string(20, 'x') + " 数据发布、数据发布、数据发布、数据发布、数据发布、数据发布";
  release.description = "Dòng một\nDòng hai; ba, bốn\r\n\x01";
  release.url = "https://sen.example/vi/data/EXPORTS";
  release.categories = {"kinh tế", "xuất, nhập khẩu"};
  out.events.push_back(release);
  CalendarEvent moved = release;
  moved.uid = "briefing-7@sen.example";
  moved.change = 2;
  moved.ends = at("2026-11-29T03:30:00Z");
  moved.status = CalendarEvent::Status::Cancelled;
  out.events.push_back(moved);
  CalendarEvent day{.uid = "day-1@sen.example",
                    .starts = at("2026-12-31T20:00:00Z"),
                    .whole_day = true,
                    .updated = at("2026-11-22T00:00:00Z"),
                    .title = "Cả ngày"};
  out.events.push_back(day);
  return out;
}

TEST(Calendar, WritesUtc) {
  const std::string text = write_calendar(calendar(CalendarClock::Utc));

  EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sen//Calendar//vi\r\n"));
  EXPECT_TRUE(text.ends_with("END:VCALENDAR\r\n"));
  EXPECT_THAT(text, HasSubstr("NAME;LANGUAGE=vi:Lịch công bố\\; số liệu\\, 2026\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTART:20261129T020000Z\r\n"));
  EXPECT_THAT(text, HasSubstr("DTEND:20261129T033000Z\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTAMP:20261122T000000Z\r\n"));
  EXPECT_THAT(text, HasSubstr("SEQUENCE:2\r\n"));
  EXPECT_THAT(text, HasSubstr("STATUS:CANCELLED\r\n"));
  EXPECT_THAT(text, HasSubstr("DESCRIPTION:Dòng một\\nDòng hai\\; ba\\, bốn\\n\r\n"));
  EXPECT_THAT(text, HasSubstr("CATEGORIES:kinh tế,xuất\\, nhập khẩu\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTART;VALUE=DATE:20270101\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("VTIMEZONE")));
}

TEST(Calendar, WritesHanoiTimeWithItsZone) {
  const std::string text = write_calendar(calendar(CalendarClock::Hanoi));

  EXPECT_THAT(text, HasSubstr("BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTART;TZID=Asia/Ho_Chi_Minh:20261129T090000\r\n"));
  EXPECT_THAT(text, HasSubstr("DTEND;TZID=Asia/Ho_Chi_Minh:20261129T103000\r\n"));
}

TEST(Calendar, FoldsLinesBetweenCharacters) {
  const std::string text = write_calendar(calendar(CalendarClock::Utc));
  std::size_t begin = 0, folded = 0;
  for (std::size_t end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", begin)) {
    const std::string line = text.substr(begin, end - begin);
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_TRUE(is_utf8(line)) << line;
    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
    folded += line.starts_with(' ') ? 1 : 0;
    begin = end + 2;
  }
  EXPECT_GE(folded, 2U);
}

TEST(Calendar, LetsNoLineInThroughATextOrAnAddress) {
  Calendar bad{.name = "a\r\nBEGIN:VEVENT", .url = "https://sen.example/\r\nX:1", .language = "vi\r\nX:2"};

  const std::string text = write_calendar(bad);

  EXPECT_THAT(text, Not(HasSubstr("\r\nBEGIN:VEVENT")));
  EXPECT_THAT(text, Not(HasSubstr("\r\nX:")));
}

/// Another program reads what was meant. Skipped where python3-icalendar is not installed.
TEST(Calendar, IsReadByAnotherProgram) {
  if (std::system("/usr/bin/python3 -c 'import icalendar' 2> /dev/null") != 0)
    GTEST_SKIP() << "no python3-icalendar here";
  namespace fs = std::filesystem;
  const fs::path file = fs::path(testing::TempDir()) / "releases.ics",
                 script = fs::path(testing::TempDir()) / "read.py",
                 answer = fs::path(testing::TempDir()) / "answer.txt";
  std::ofstream(script)
      << "import icalendar, sys\n"
         "calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n"
         "print(calendar['X-WR-CALNAME'])\n"
         "for event in calendar.walk('VEVENT'):\n"
         "    assert not event.errors, event.errors\n"
         "    start = event['DTSTART'].dt\n"
         "    print(event['UID'], start.isoformat(), event['SUMMARY'][-4:], repr(str(event.get('DESCRIPTION', ''))))\n";
  for (const CalendarClock clock : {CalendarClock::Utc, CalendarClock::Hanoi}) {
    std::ofstream(file, std::ios::binary) << write_calendar(calendar(clock));
    const std::string command =
        "/usr/bin/python3 '" + script.string() + "' '" + file.string() + "' > '" + answer.string() + "'";
    ASSERT_EQ(std::system(("PYTHONIOENCODING=utf-8 " + command).c_str()), 0);
    std::ifstream in(answer);
    const std::string read{std::istreambuf_iterator<char>(in), {}};

    EXPECT_THAT(read, HasSubstr("Lịch công bố; số liệu, 2026\n"));
    EXPECT_THAT(read, HasSubstr(clock == CalendarClock::Utc ? "2026-11-29T02:00:00+00:00 数据发布"
                                                            : "2026-11-29T09:00:00+07:00 数据发布"));
    EXPECT_THAT(read, HasSubstr("'Dòng một\\nDòng hai; ba, bốn\\n'"));
    EXPECT_THAT(read, HasSubstr("day-1@sen.example 2027-01-01"));
  }
}

}  // namespace
}  // namespace sen::feeds
