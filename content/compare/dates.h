#pragma once

#include <set>
#include <string>
#include <vector>

#include "content/compare/figures.h"

namespace sen::compare {

/// A date in a text, of the Gregorian calendar; 0 where a part is not said.
struct DateMention {
  std::size_t begin = 0;  ///< Code points: [begin, end).
  std::size_t end = 0;
  int year = 0, month = 0, day = 0;
  /// ISO 8601: `2026-11-20`, `2026-11`, `--11-20`.
  std::string to_string() const;
};

/// What take_dates() gives.
struct Dates {
  std::vector<DateMention> mentions;  ///< In order.
  std::set<int> months;               ///< Every month that is named, alone or in a date.
};

/// The dates of `text` with at least two parts: in figures (20/11/2026, 2026-11-20), with the names of months
/// of `locale` (CLDR) or its words for day, month and year (ngày 20 tháng 11 năm 2026, 2026年11月20日). `figures`,
/// those of the text, lose the ones that dates are made of.
Dates take_dates(const Readable& text, const content::Locale& locale, std::vector<Figure>& figures);

}  // namespace sen::compare
