#include "engine/base/clock.h"

#include <array>
#include <cstdio>

namespace sen {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::array<std::string_view, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::int64_t kDay = 86'400'000;

struct Civil {
  std::chrono::year_month_day date;
  int hour, minute, second, millisecond;
  unsigned weekday;
};

Civil civil(Timestamp at) {
  std::int64_t day = at.milliseconds / kDay;
  std::int64_t rest = at.milliseconds % kDay;
  if (rest < 0) rest += kDay, --day;
  const sys_days date{days{day}};
  return {date,
          static_cast<int>(rest / 3'600'000),
          static_cast<int>(rest / 60'000 % 60),
          static_cast<int>(rest / 1000 % 60),
          static_cast<int>(rest % 1000),
          std::chrono::weekday{date}.c_encoding()};
}

/// Digits at `text[at, at + count)`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

Result<Timestamp> moment(int year, int month, int day, int hour, int minute, int second) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return Error(ErrorCode::InvalidInput, "there is no such day in the calendar");
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return Error(ErrorCode::InvalidInput, "the time of day is out of range");
  const std::int64_t whole = sys_days{date}.time_since_epoch().count();
  return Timestamp{whole * kDay + ((hour * 60L + minute) * 60L + second) * 1000L};
}

int month_number(std::string_view name) {
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i] == name) return static_cast<int>(i) + 1;
  return -1;
}

}  // namespace

std::string format_rfc3339(Timestamp at) {
  const Civil c = civil(at);
  std::array<char, 48> buffer{};
  const int year = static_cast<int>(c.date.year());
  const unsigned month = static_cast<unsigned>(c.date.month());
  const unsigned day = static_cast<unsigned>(c.date.day());
  if (c.millisecond != 0)
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", year, month, day, c.hour,
                  c.minute, c.second, c.millisecond);
  else
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", year, month, day, c.hour, c.minute,
                  c.second);
  return buffer.data();
}

std::string format_http_date(Timestamp at) {
  const Civil c = civil(at);
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", kWeekdays[c.weekday].data(),
                static_cast<unsigned>(c.date.day()), kMonths[static_cast<unsigned>(c.date.month()) - 1].data(),
                static_cast<int>(c.date.year()), c.hour, c.minute, c.second);
  return buffer.data();
}

Result<Timestamp> parse_rfc3339(std::string_view text) {
  const Error malformed(ErrorCode::InvalidInput, "not a date or time of RFC 3339 such as 2026-11-20T08:30:00+07:00");
  const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  if (year < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-') return malformed;
  constexpr std::int64_t kVietNam = 7 * 3'600'000L;
  if (text.size() == 10) {
    const Timestamp midnight = SEN_TRY(moment(year, month, day, 0, 0, 0));
    return Timestamp{midnight.milliseconds - kVietNam};
  }
  const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (hour < 0 || minute < 0 || second < 0 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') ||
      text[13] != ':' || text[16] != ':')
    return malformed;
  Timestamp at = SEN_TRY(moment(year, month, day, hour, minute, second));
  std::string_view rest = text.substr(19);
  if (!rest.empty() && rest[0] == '.') {
    std::size_t count = 1;
    int scale = 100;
    while (count < rest.size() && rest[count] >= '0' && rest[count] <= '9') {
      at.milliseconds += (rest[count] - '0') * scale;
      scale /= 10;
      ++count;
    }
    if (count == 1) return malformed;
    rest.remove_prefix(count);
  }
  if (rest == "Z" || rest == "z") return at;
  const int offset_hour = digits(rest, 1, 2), offset_minute = digits(rest, 4, 2);
  if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':' || offset_hour < 0 || offset_hour > 23 ||
      offset_minute < 0 || offset_minute > 59)
    return malformed;
  const std::int64_t offset = (offset_hour * 60L + offset_minute) * 60'000L;
  return Timestamp{rest[0] == '+' ? at.milliseconds - offset : at.milliseconds + offset};
}

Result<Timestamp> parse_http_date(std::string_view text) {
  const Error malformed(ErrorCode::InvalidInput, "not a date of RFC 9110, section 5.6.7");
  const auto clock = [&](std::size_t at, int& hour, int& minute, int& second) {
    hour = digits(text, at, 2), minute = digits(text, at + 3, 2), second = digits(text, at + 6, 2);
    return hour >= 0 && minute >= 0 && second >= 0 && text[at + 2] == ':' && text[at + 5] == ':';
  };
  int hour = 0, minute = 0, second = 0;
  if (text.size() == 29 && text.ends_with(" GMT")) {  // Sun, 06 Nov 1994 08:49:37 GMT
    const int day = digits(text, 5, 2), month = month_number(text.substr(8, 3)), year = digits(text, 12, 4);
    if (day < 0 || month < 0 || year < 0 || !clock(17, hour, minute, second)) return malformed;
    return moment(year, month, day, hour, minute, second);
  }
  const std::size_t comma = text.find(',');
  if (comma != std::string_view::npos && text.size() == comma + 24) {  // Sunday, 06-Nov-94 08:49:37 GMT
    const int day = digits(text, comma + 2, 2), month = month_number(text.substr(comma + 5, 3));
    const int year = digits(text, comma + 9, 2);
    if (day < 0 || month < 0 || year < 0 || !clock(comma + 12, hour, minute, second)) return malformed;
    return moment(year < 70 ? 2000 + year : 1900 + year, month, day, hour, minute, second);
  }
  if (text.size() == 24) {  // Sun Nov  6 08:49:37 1994
    const int month = month_number(text.substr(4, 3)), year = digits(text, 20, 4);
    const int day = text[8] == ' ' ? digits(text, 9, 1) : digits(text, 8, 2);
    if (day < 0 || month < 0 || year < 0 || !clock(11, hour, minute, second)) return malformed;
    return moment(year, month, day, hour, minute, second);
  }
  return malformed;
}

std::chrono::year_month_day civil_date(Timestamp at, std::chrono::minutes offset) {
  return civil(at + std::chrono::milliseconds(offset)).date;
}

Timestamp SystemClock::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace sen
