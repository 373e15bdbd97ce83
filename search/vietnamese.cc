#include "search/vietnamese.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "engine/base/text.h"

namespace sen::search {
namespace {

constexpr std::size_t kLongestSyllable = 7;  // `nghiêng`

bool is_tone(char32_t c) {
  return c == 0x0300 || c == 0x0301 || c == 0x0303 || c == 0x0309 || c == 0x0323;
}

bool is_quality(char32_t c) {  // Of ă, â ê ô, ơ ư.
  return c == 0x0306 || c == 0x0302 || c == 0x031B;
}

bool is_vowel(char32_t c) {
  return std::u32string_view(U"aeiouy").find(c) != std::u32string_view::npos;
}

/// The letters of one syllable and its tone; what is not a Vietnamese syllable gives nothing.
struct Syllable {
  std::u32string letters;  ///< Decomposed, without the tone.
  char32_t tone = 0;
};

std::optional<Syllable> read_syllable(std::string_view form) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const kNfd = icu::Normalizer2::getNFDInstance(status);
  const icu::UnicodeString parts = kNfd->normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(form.data(), static_cast<std::int32_t>(form.size()))), status);
  Syllable syllable;
  std::size_t vowel_groups = 0, letters = 0;
  bool in_vowels = false;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(parts.char32At(i));
    if (is_tone(c)) {
      if (!in_vowels || syllable.tone != 0) return std::nullopt;
      syllable.tone = c;
      continue;
    }
    syllable.letters += c;
    if (is_quality(c)) continue;
    const bool letter = (c >= 'a' && c <= 'z') || c == U'đ';
    if (!letter || ++letters > kLongestSyllable) return std::nullopt;
    if (is_vowel(c) && !in_vowels) ++vowel_groups;
    in_vowels = is_vowel(c);
  }
  if (vowel_groups != 1) return std::nullopt;
  return syllable;
}

}  // namespace

std::string exact_form(std::string_view form) {
  auto syllable = read_syllable(form);
  if (!syllable) return std::string(form);
  std::u32string& letters = syllable->letters;
  if (letters.size() == 2 && letters[1] == U'y' &&
      std::u32string_view(U"hklmst").find(letters[0]) != std::u32string_view::npos)
    letters[1] = U'i';
  if (syllable->tone != 0) letters += syllable->tone;
  std::string out;
  icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(letters.data()),
                                static_cast<std::int32_t>(letters.size()))
      .toUTF8String(out);
  return out;
}

}  // namespace sen::search
