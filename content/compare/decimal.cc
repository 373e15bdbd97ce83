#include "content/compare/decimal.h"

#include <algorithm>

namespace sen::compare {

Decimal Decimal::of(std::int64_t digits, int exponent) {
  if (digits == 0) return {};
  while (digits % 10 == 0) digits /= 10, ++exponent;
  return {digits, exponent};
}

std::optional<std::int64_t> Decimal::whole() const {
  if (exponent < 0 || exponent > 15) return std::nullopt;
  std::int64_t value = digits;
  for (int i = 0; i < exponent; ++i)
    if ((value *= 10) > 1'000'000'000'000'000) return std::nullopt;
  return value;
}

std::string Decimal::to_string() const {
  std::string text = std::to_string(digits);
  if (exponent >= 0) return text + std::string(static_cast<std::size_t>(std::min(exponent, 30)), '0');
  const auto decimals = static_cast<std::size_t>(-exponent);
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  return text.insert(text.size() - decimals, ".");
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const Decimal& high = a.exponent >= b.exponent ? a : b;
  const Decimal& low = a.exponent >= b.exponent ? b : a;
  std::int64_t digits = high.digits;
  for (int i = high.exponent; i > low.exponent; --i)
    if (__builtin_mul_overflow(digits, 10, &digits)) return high;
  if (__builtin_add_overflow(digits, low.digits, &digits)) return high;
  return Decimal::of(digits, low.exponent);
}

}  // namespace sen::compare
