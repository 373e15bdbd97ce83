#pragma once

#include <compare>
#include <optional>
#include <string_view>

namespace sen::feeds {

/// The days that a time period covers, as `year * 10000 + month * 100 + day`: first and last.
struct PeriodRange {
  int first = 0;
  int last = 0;
};

/// Reads an SDMX time period (SDMX 2.1 section 6, part 4.2): `2024`, `2024-S1`, `2024-T1`, `2024-Q1`,
/// `2024-M03`, `2024-03`, `2024-W05`, `2024-03-15`, `2024-A1`, a date with a time. Nothing if it is none.
std::optional<PeriodRange> parse_period(std::string_view period);

}  // namespace sen::feeds
