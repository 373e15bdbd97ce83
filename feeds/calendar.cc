#include "feeds/calendar.h"

#include <algorithm>
#include <string_view>

#include "engine/base/text.h"

namespace sen::feeds {
namespace {

constexpr std::int64_t kHanoiOffset = std::int64_t{7} * 3600 * 1000;  ///< Milliseconds, since 1975 without exception.

/// A TEXT value (RFC 5545, section 3.3.11): no controls, malformed UTF-8 as U+FFFD.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c == kMalformed)
      out += "\xEF\xBF\xBD";
    else if (c == U'\n')
      out += "\\n";
    else if (c == U'\\' || c == U';' || c == U',')
      out.append("\\").append(text.substr(start, 1));
    else if (c >= 0x20 && c != 0x7F)
      out.append(text.substr(start, at - start));
  }
  return out;
}

/// An address within a URI value: no blanks and controls.
std::string address(std::string_view url) {
  std::string out(url);
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
  return out;
}

/// `20261122T023000`, `at` written as UTC.
std::string digits(Timestamp at) {
  std::string text = format_rfc3339(Timestamp{at.milliseconds - ((at.milliseconds % 1000) + 1000) % 1000});
  std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == 'Z'; });
  return text;
}

class Lines {
 public:
  /// One content line, folded (section 3.1) between characters.
  void add(std::string_view name, std::string_view value) {
    const std::string line = std::string(name) + ":" + std::string(value);
    std::size_t width = 0;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t start = at;
      next_code_point(line, at);
      if (width + (at - start) > 75) {
        out_ += "\r\n ";
        width = 1;
      }
      out_.append(line, start, at - start);
      width += at - start;
    }
    out_ += "\r\n";
  }
  void add_text(std::string_view name, const std::string& text) {
    if (!text.empty()) add(name, escaped(text));
  }
  void add_address(std::string_view name, const std::string& url) {
    if (!url.empty()) add(name, address(url));
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// Asia/Ho_Chi_Minh as it has been since 13 June 1975 (IANA time zone database).
void add_hanoi(Lines& lines) {
  lines.add("BEGIN", "VTIMEZONE");
  lines.add("TZID", "Asia/Ho_Chi_Minh");
  lines.add("BEGIN", "STANDARD");
  lines.add("DTSTART", "19750613T000000");
  lines.add("TZOFFSETFROM", "+0800");
  lines.add("TZOFFSETTO", "+0700");
  lines.add("TZNAME", "+07");
  lines.add("END", "STANDARD");
  lines.add("END", "VTIMEZONE");
}

void add_time(Lines& lines, const std::string& name, Timestamp at, CalendarClock clock) {
  if (clock == CalendarClock::Utc)
    lines.add(name, digits(at) + "Z");
  else
    lines.add(name + ";TZID=Asia/Ho_Chi_Minh", digits(Timestamp{at.milliseconds + kHanoiOffset}));
}

const char* name_of(CalendarEvent::Status status) {
  return status == CalendarEvent::Status::Tentative   ? "TENTATIVE"
         : status == CalendarEvent::Status::Cancelled ? "CANCELLED"
                                                      : "CONFIRMED";
}

void add_event(Lines& lines, const CalendarEvent& event, CalendarClock clock) {
  lines.add("BEGIN", "VEVENT");
  lines.add("UID", escaped(event.uid));
  lines.add("DTSTAMP", digits(event.updated) + "Z");
  lines.add("LAST-MODIFIED", digits(event.updated) + "Z");
  lines.add("SEQUENCE", std::to_string(event.change));
  if (event.whole_day) {
    lines.add("DTSTART;VALUE=DATE", digits(Timestamp{event.starts.milliseconds + kHanoiOffset}).substr(0, 8));
  } else {
    add_time(lines, "DTSTART", event.starts, clock);
    if (event.ends && *event.ends > event.starts) add_time(lines, "DTEND", *event.ends, clock);
  }
  lines.add("STATUS", name_of(event.status));
  lines.add("TRANSP", "TRANSPARENT");  // A release keeps nobody from other appointments.
  lines.add_text("SUMMARY", event.title);
  lines.add_text("DESCRIPTION", event.description);
  lines.add_text("LOCATION", event.location);
  lines.add_address("URL", event.url);
  std::string categories;
  for (const std::string& category : event.categories)
    categories += (categories.empty() ? "" : ",") + escaped(category);
  if (!categories.empty()) lines.add("CATEGORIES", categories);
  lines.add("END", "VEVENT");
}

}  // namespace

std::string write_calendar(const Calendar& calendar) {
  Lines lines;
  lines.add("BEGIN", "VCALENDAR");
  lines.add("VERSION", "2.0");
  std::string language = calendar.language;
  std::erase_if(language, [](char c) {
    return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-';
  });
  lines.add("PRODID", "-//Sen//Calendar//" + (language.empty() ? "EN" : language));
  lines.add("CALSCALE", "GREGORIAN");
  lines.add("METHOD", "PUBLISH");
  const std::string tagged = language.empty() ? "NAME" : "NAME;LANGUAGE=" + language;
  lines.add_text(tagged, calendar.name);
  lines.add_text("X-WR-CALNAME", calendar.name);  // For programs that do not know RFC 7986.
  lines.add_text("DESCRIPTION", calendar.description);
  if (!calendar.url.empty()) lines.add("SOURCE;VALUE=URI", address(calendar.url));
  lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
  const auto timed = [](const CalendarEvent& event) { return !event.whole_day; };
  const bool zone = std::any_of(calendar.events.begin(), calendar.events.end(), timed);
  if (calendar.clock == CalendarClock::Hanoi && zone) add_hanoi(lines);
  for (const CalendarEvent& event : calendar.events) add_event(lines, event, calendar.clock);
  lines.add("END", "VCALENDAR");
  return lines.take();
}

}  // namespace sen::feeds
