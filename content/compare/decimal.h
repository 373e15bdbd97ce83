#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace sen::compare {

/// A decimal number: digits times ten to the power of `exponent`; no zero at the end of the digits, so that equal
/// values are equal. Never a double.
struct Decimal {
  std::int64_t digits = 0;
  int exponent = 0;
  auto operator<=>(const Decimal&) const = default;

  static Decimal of(std::int64_t digits, int exponent = 0);
  Decimal times_ten_to(int power) const { return digits == 0 ? *this : Decimal{digits, exponent + power}; }
  /// The value if it is a whole number below 10^15.
  std::optional<std::int64_t> whole() const;
  std::string to_string() const;
};

/// The sum; the larger one if it does not fit.
Decimal operator+(const Decimal& a, const Decimal& b);

}  // namespace sen::compare
