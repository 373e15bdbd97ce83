#include "search/latin.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "engine/base/text.h"

namespace sen::search {
namespace {

constexpr char32_t kTableEnd = 0x2000;  // Latin, Greek and Cyrillic lie below.
constexpr char32_t kShortI = 0x0439;    // й is a letter of its own, not a marked и.

/// Letters that Unicode does not take apart.
std::string_view spelled(char32_t c) {
  switch (c) {
    case U'đ':
    case U'ð':
      return "d";
    case U'ł':
      return "l";
    case U'ø':
      return "o";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'þ':
      return "th";
    case U'ħ':
      return "h";
    case U'ı':
      return "i";
    default:
      return {};
  }
}

std::string fold_letter(char32_t c) {
  if (const std::string_view letters = spelled(c); !letters.empty()) return std::string(letters);
  std::string out;
  icu::UnicodeString parts;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  const auto letter = static_cast<UChar32>(c);
  if (c == kShortI || !nfd->getDecomposition(letter, parts)) parts = icu::UnicodeString(letter);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1))
    if (u_charType(parts.char32At(i)) != U_NON_SPACING_MARK) kept.append(parts.char32At(i));
  kept.toUTF8String(out);
  return out;
}

bool is_folded_script(char32_t c) {
  return c < 0x0530 || (c >= 0x1E00 && c < kTableEnd);
}

/// What each letter folds to, worked out once.
const std::vector<std::string>& table() {
  static const std::vector<std::string> kTable = [] {
    std::vector<std::string> letters(kTableEnd);
    for (char32_t c = 0x80; c < kTableEnd; ++c)
      if (is_folded_script(c)) letters[c] = fold_letter(c);
    return letters;
  }();
  return kTable;
}

}  // namespace

std::string fold_marks(std::string_view form) {
  std::string out;
  out.reserve(form.size());
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(form, at);
    if (c < 0x80 || c >= kTableEnd || !is_folded_script(c))
      out += form.substr(start, at - start);
    else
      out += table()[c];
  }
  return out;
}

std::string spell_out_umlauts(std::string_view form) {
  std::string out;
  bool any = false;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(form, at);
    const std::string_view letters = c == U'ä' ? "ae" : c == U'ö' ? "oe" : c == U'ü' ? "ue" : std::string_view();
    any = any || !letters.empty();
    out += letters.empty() ? form.substr(start, at - start) : letters;
  }
  return any ? out : std::string();
}

}  // namespace sen::search
