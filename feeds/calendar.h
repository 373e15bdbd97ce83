#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/clock.h"

namespace sen::feeds {

/// Something that is to happen: the release of a dataset, a briefing. Texts are plain.
struct CalendarEvent {
  enum class Status { Tentative, Confirmed, Cancelled };
  std::string uid = {};      ///< The same for ever, unique in the world: `release-EXPORTS-2026-11@host`.
  std::uint32_t change = 0;  ///< Counts the changes of time or state: SEQUENCE.
  Timestamp starts;
  std::optional<Timestamp> ends = {};  ///< Behind `starts`; none: a moment, or the whole day.
  bool whole_day = false;              ///< The day of `starts` in Hanoi, whatever the hour.
  Timestamp updated;
  Status status = Status::Confirmed;
  std::string title = {};
  std::string description = {};
  std::string location = {};
  std::string url = {};
  std::vector<std::string> categories = {};
};

/// In which clock the events are written; every reader's calendar shows its own.
enum class CalendarClock { Utc, Hanoi };

struct Calendar {
  std::string name = {};
  std::string description = {};
  std::string url = {};       ///< Where it is kept up to date.
  std::string language = {};  ///< BCP 47.
  CalendarClock clock = CalendarClock::Utc;
  std::vector<CalendarEvent> events = {};
};

/// `calendar` as iCalendar (RFC 5545, with NAME, SOURCE and REFRESH-INTERVAL of RFC 7986): lines of at most 75 octets
/// ended by CRLF, text escaped; Hanoi time comes with the zone Asia/Ho_Chi_Minh. The same calendar gives the same
/// bytes. Type: `text/calendar; charset=utf-8`.
std::string write_calendar(const Calendar& calendar);

}  // namespace sen::feeds
