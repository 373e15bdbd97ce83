#include "feeds/data/period.h"

#include <chrono>

namespace sen::feeds {
namespace {

std::optional<int> number(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

int packed(std::chrono::year_month_day date) {
  return static_cast<int>(date.year()) * 10000 + static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
         static_cast<int>(static_cast<unsigned>(date.day()));
}

/// `months` months from the one at `index` (0 is January).
PeriodRange months_of(int year, int index, int months) {
  using namespace std::chrono;
  const year_month first{std::chrono::year{year}, month{static_cast<unsigned>(index) + 1}};
  const year_month last = first + std::chrono::months{months - 1};
  return {packed(first / day{1}), packed(year_month_day{last / std::chrono::last})};
}

/// ISO 8601 week: the one with 4 January is week 1.
std::optional<PeriodRange> week_of(int year, int week) {
  using namespace std::chrono;
  if (week < 1 || week > 53) return std::nullopt;
  const sys_days fourth{std::chrono::year{year} / January / 4};
  const sys_days monday = fourth - (weekday{fourth} - Monday) + weeks{week - 1};
  return PeriodRange{packed(year_month_day{monday}), packed(year_month_day{monday + days{6}})};
}

}  // namespace

std::optional<PeriodRange> parse_period(std::string_view period) {
  const auto year = number(period.substr(0, 4));
  if (period.size() < 4 || !year) return std::nullopt;
  if (period.size() == 4) return months_of(*year, 0, 12);
  if (period[4] != '-') return std::nullopt;
  const std::string_view rest = period.substr(5);
  if (rest.size() >= 2 && (rest[0] < '0' || rest[0] > '9')) {
    const auto count = number(rest.substr(1));
    if (!count || *count < 1) return std::nullopt;
    const auto part = [&](int parts) -> std::optional<PeriodRange> {
      if (*count > parts) return std::nullopt;
      return months_of(*year, (*count - 1) * (12 / parts), 12 / parts);
    };
    switch (rest[0]) {
      case 'A':
        return part(1);
      case 'S':
        return part(2);
      case 'T':
        return part(3);
      case 'Q':
        return part(4);
      case 'M':
        return part(12);
      case 'W':
        return week_of(*year, *count);
      default:
        return std::nullopt;
    }
  }
  const auto month = number(rest.substr(0, 2));
  if (!month || rest.size() < 2 || *month < 1 || *month > 12) return std::nullopt;
  if (rest.size() == 2) return months_of(*year, *month - 1, 1);
  const auto day = rest.size() >= 5 && rest[2] == '-' ? number(rest.substr(3, 2)) : std::nullopt;
  if (!day || (rest.size() > 5 && rest[5] != 'T')) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return PeriodRange{packed(date), packed(date)};
}

}  // namespace sen::feeds
