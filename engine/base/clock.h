#pragma once

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace sen {

/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Timestamp {
  std::int64_t milliseconds = 0;

  auto operator<=>(const Timestamp&) const = default;
  Timestamp operator+(std::chrono::milliseconds span) const { return {milliseconds + span.count()}; }
};

/// RFC 3339 in UTC with the precision that is there: `2026-11-20T01:30:00Z`, milliseconds only if not zero.
std::string format_rfc3339(Timestamp at);

/// IMF-fixdate of RFC 9110, section 5.6.7: `Fri, 20 Nov 2026 01:30:00 GMT`.
std::string format_http_date(Timestamp at);

/// Reads `2026-11-20T08:30:00+07:00`, with `Z` or an offset; a date alone is midnight in Viet Nam (+07:00).
/// Errors: InvalidInput with what is wrong.
Result<Timestamp> parse_rfc3339(std::string_view text);

/// Reads the three forms of RFC 9110, section 5.6.7. Errors: InvalidInput.
Result<Timestamp> parse_http_date(std::string_view text);

/// Year, month and day where `at` falls at `offset` from UTC (Viet Nam: 7 hours).
std::chrono::year_month_day civil_date(Timestamp at, std::chrono::minutes offset = std::chrono::hours(7));

/// Where time comes from. Passed in, so that tests can turn it. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

/// A clock that stands still until it is set. Thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp at) : now_(at.milliseconds) {}
  Timestamp now() const override { return {now_.load()}; }
  void set(Timestamp at) { now_.store(at.milliseconds); }
  void advance(std::chrono::milliseconds span) { now_.fetch_add(span.count()); }

 private:
  std::atomic<std::int64_t> now_;
};

}  // namespace sen
