#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/compare/decimal.h"
#include "content/compare/readable.h"
#include "content/model/ids.h"

namespace sen::compare {

/// A number in a text.
struct Figure {
  std::size_t begin = 0;  ///< Code points: [begin, end), the multiplying word included.
  std::size_t end = 0;
  std::vector<Decimal> readings;  ///< The likeliest first; never empty.
  bool in_word = false;           ///< `G20`, `COVID-19`, `30MW`
  bool time = false;              ///< `8:30`, `17h`
  bool numbering = false;         ///< Of a list or heading.
  int day = 0, month = 0;         ///< Of `3.2`, which may be the third of February; 0: no date.
  int hour = -1, minute = 0;      ///< Of `18.30`, which may be a time; -1: none.
  std::string document{};         ///< `47/NQ-CP`: not a number at all.
};

/// The first kMostFigures numbers of `text` as `locale` writes them, in order.
inline constexpr std::size_t kMostFigures = 5000;
std::vector<Figure> read_figures(const Readable& text, const content::Locale& locale);

/// The power of ten that the word at `at` multiplies by (`million`, triệu, 万), and where the word ends.
struct Multiplier {
  int power = 0;
  std::size_t end = 0;
};
std::optional<Multiplier> multiplier_at(std::u32string_view text, std::size_t at, const content::Locale& locale);

/// Whether words of this script stand without blanks between them (Han, kana, Hangul with numbers, Lao, Khmer, Thai).
bool is_spaceless(char32_t c);

}  // namespace sen::compare
