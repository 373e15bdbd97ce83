#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sen::compare {

/// A text as code points for readers of figures: digits of every script as ASCII digits, wide forms narrow, unusual
/// blanks as U+0020 or, where they part groups of digits, U+00A0. Addresses of links, code and raw HTML are
/// kHidden, one for each code point.
struct Readable {
  std::u32string text;
  std::vector<std::size_t> offsets;  ///< Byte of the original for each code point, and its size at the end.
};
inline constexpr char32_t kHidden = 0xFFFC;

Readable make_readable(std::string_view text);

}  // namespace sen::compare
