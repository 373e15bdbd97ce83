#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "content/compare/figures.h"

namespace sen::compare {
namespace {

struct Word {
  std::string_view locale;
  std::u32string_view word;  ///< In lower case.
  int power;
  bool stem = false;  ///< Endings may follow.
};

/// Words that multiply the number before them, the longer of two that begin alike first. They may follow each other
/// (`nghìn tỷ`, `mil millones`, ພັນລ້ານ).
constexpr std::array kWords = std::to_array<Word>({
    {"vi", U"nghìn", 3},
    {"vi", U"ngàn", 3},
    {"vi", U"vạn", 4},
    {"vi", U"triệu", 6},
    {"vi", U"tỷ", 9},
    {"vi", U"tỉ", 9},
    {"en", U"thousand", 3},
    {"en", U"million", 6},
    {"en", U"billion", 9},
    {"en", U"trillion", 12},
    {"en", U"bn", 9},
    {"en", U"mn", 6},
    {"en", U"mln", 6},
    {"en", U"tn", 12},
    {"fr", U"mille", 3},
    {"fr", U"millier", 3, true},
    {"fr", U"milliard", 9, true},
    {"fr", U"million", 6, true},
    {"fr", U"billion", 12, true},
    {"fr", U"md", 9, true},
    {"es", U"mil", 3},
    {"es", U"millardo", 9, true},
    {"es", U"millón", 6},
    {"es", U"millones", 6},
    {"es", U"billón", 12},
    {"es", U"billones", 12},
    {"de", U"tausend", 3},
    {"de", U"million", 6, true},
    {"de", U"mio", 6},
    {"de", U"milliarde", 9, true},
    {"de", U"mrd", 9},
    {"de", U"billion", 12, true},
    {"de", U"bio", 12},
    {"ru", U"тыс", 3, true},
    {"ru", U"миллиард", 9, true},
    {"ru", U"миллион", 6, true},
    {"ru", U"млн", 6},
    {"ru", U"млрд", 9},
    {"ru", U"триллион", 12, true},
    {"ru", U"трлн", 12},
    {"ar", U"ألف", 3, true},
    {"ar", U"آلاف", 3},
    {"ar", U"الف", 3, true},
    {"ar", U"مليون", 6, true},
    {"ar", U"ملايين", 6},
    {"ar", U"مليار", 9, true},
    {"ar", U"بليون", 9, true},
    {"ar", U"تريليون", 12, true},
    {"ar", U"ترليون", 12, true},
    {"zh", U"百", 2},
    {"zh", U"千", 3},
    {"zh", U"万", 4},
    {"zh", U"萬", 4},
    {"zh", U"亿", 8},
    {"zh", U"億", 8},
    {"zh", U"十亿", 9},
    {"zh", U"十億", 9},
    {"zh", U"兆", 12},
    {"ja", U"百", 2},
    {"ja", U"千", 3},
    {"ja", U"万", 4},
    {"ja", U"億", 8},
    {"ja", U"十億", 9},
    {"ja", U"兆", 12},
    {"ko", U"백", 2},
    {"ko", U"천", 3},
    {"ko", U"만", 4},
    {"ko", U"억", 8},
    {"ko", U"십억", 9},
    {"ko", U"조", 12},

    {"lo", U"ພັນ", 3},
    {"lo", U"ໝື່ນ", 4},
    {"lo", U"ຫມື່ນ", 4},
    {"lo", U"ແສນ", 5},
    {"lo", U"ລ້ານ", 6},
    {"lo", U"ຕື້", 9},
    {"lo", U"ຕື", 9},

    {"km", U"ពាន់", 3},
    {"km", U"ម៉ឺន", 4},
    {"km", U"សែន", 5},
    {"km", U"លាន", 6},
    {"km", U"កោដិ", 7},
    {"km", U"ប៊ីលាន", 9},
    {"km", U"ប៊ីលីយ៉ុង", 9},
    {"km", U"ទ្រីលាន", 12},
});

char32_t lower(char32_t c) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}

}  // namespace

bool is_spaceless(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || c >= 0x20000;
}

std::optional<Multiplier> multiplier_at(std::u32string_view text, std::size_t at, const content::Locale& locale) {
  std::optional<Multiplier> best;
  for (const Word& word : kWords) {
    if (word.locale != locale.value || at + word.word.size() > text.size()) continue;
    const bool same = std::equal(word.word.begin(), word.word.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                                 [](char32_t a, char32_t b) { return a == lower(b); });
    if (!same || (best && best->end >= at + word.word.size())) continue;
    std::size_t end = at + word.word.size();
    if (!is_spaceless(word.word.front())) {
      const std::size_t letters = end;
      while (end < text.size() && is_letter(text[end])) ++end;
      if (end > letters && !word.stem) continue;
    }
    best = Multiplier{word.power, end};
  }
  return best;
}

}  // namespace sen::compare
