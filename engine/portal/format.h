#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "engine/base/clock.h"

namespace sen::portal {

/// Dates and numbers as readers of one language write them (ICU, with our patterns where ICU's are not
/// what people expect). Times are those of Viet Nam. Immutable, thread-safe.
class Format {
 public:
  explicit Format(const content::Locale& locale);
  Format(Format&&) noexcept;
  Format& operator=(Format&&) noexcept;
  ~Format();

  /// `21 November 2026`, `ngày 21 tháng 11 năm 2026`
  std::string date(Timestamp at) const;
  /// `21 Nov 2026`, `21/11/2026`
  std::string short_date(Timestamp at) const;
  /// Date and time of day, with `UTC+7` outside Vietnamese.
  std::string date_time(Timestamp at) const;
  /// A whole number, grouped.
  std::string number(std::uint64_t value) const;
  /// A decimal number given as text, digit for digit, with the language's marks; other text as it is.
  std::string decimal(std::string_view text) const;
  /// The same rounded for a headline: two decimals, millions and more in words: `429.72 billion`.
  std::string rounded(std::string_view text) const;
  /// The same in as few letters as the language has, for an axis: `400B`.
  std::string abbreviated(std::string_view text) const;
  /// An SDMX time period: `2024`, `Q1 2024`, `Nov 2024`; other text as it is.
  std::string period(std::string_view text) const;

 private:
  class Impl;
  std::unique_ptr<const Impl> impl_;
};

/// Whether `text` is a plain decimal number: `-12`, `3.50`.
bool is_decimal(std::string_view text);
/// Whether Format::rounded writes `text` with a word for its scale: `429.72 billion`.
bool has_scale_word(std::string_view text);

/// `2026-11-21T08:30:00+07:00`, for `<time datetime>`.
std::string machine_time(Timestamp at);

}  // namespace sen::portal
