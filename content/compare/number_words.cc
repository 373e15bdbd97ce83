#include "content/compare/number_words.h"

#include <unicode/rbnf.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>

#include "content/compare/figures.h"
#include "engine/base/text.h"

namespace sen::compare {
namespace {

/// Lower case without soft hyphens; blanks are one blank each.
std::string folded(const icu::UnicodeString& text) {
  icu::UnicodeString lower(text), out;
  lower.toLower();
  for (std::int32_t i = 0; i < lower.length(); ++i) {
    const char16_t c = lower.charAt(i);
    if (c == 0xAD || c == 0x200B) continue;
    out.append(c == 0xA0 || c == '\n' || c == '-' ? u' ' : c);
  }
  std::string utf8;
  return out.toUTF8String(utf8);
}

/// The speller of a language, one a thread; null if ICU has none.
icu::RuleBasedNumberFormat* speller(const content::Locale& locale) {
  thread_local std::map<std::string, std::unique_ptr<icu::RuleBasedNumberFormat>> spellers;
  auto& entry = spellers[locale.value];
  if (entry != nullptr) return entry.get();
  UErrorCode status = U_ZERO_ERROR;
  entry = std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT, icu::Locale(locale.value.c_str()), status);
  return U_SUCCESS(status) != 0 ? entry.get() : nullptr;
}

std::string roman(std::int64_t number) {
  static constexpr std::string_view kOnes[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
  return std::string(static_cast<std::size_t>(number / 10), 'X') + std::string(kOnes[number % 10]);
}

bool is_letter(std::string_view text, std::size_t at) {
  const char32_t c = next_code_point(text, at);
  return c != kMalformed && u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return is_letter(text, at);
}

/// Whether `words` stand in `text` as whole words, or anywhere in a script without blanks.
bool stands(std::string_view text, std::string_view words) {
  std::size_t start = 0;
  const bool spaceless = is_spaceless(next_code_point(words, start));
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if (spaceless || (!letter_before(text, at) && (end >= text.size() || !is_letter(text, end)))) return true;
  }
  return false;
}

}  // namespace

NumberWords::NumberWords(std::string_view text, const content::Locale& locale)
    : text_(
          folded(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))))),
      original_(text),
      locale_(locale) {}

bool NumberWords::says(std::int64_t number) {
  if (++asked_ > kMostAsked) return false;
  if (number >= 3 && number <= 30 && says_in_roman(number)) return true;
  icu::RuleBasedNumberFormat* format = speller(locale_);
  if (format == nullptr) return false;
  for (std::int32_t i = 0; i < format->getNumberOfRuleSetNames(); ++i) {
    const icu::UnicodeString rules = format->getRuleSetName(i);
    if (!rules.startsWith(u"%spellout-", 10)) continue;
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString words;
    icu::FieldPosition position;
    format->format(number, rules, words, position, status);
    if (U_SUCCESS(status) != 0 && !words.isEmpty() && holds(folded(words))) return true;
  }
  return false;
}

/// `XIX`, and with the ending of an ordinal: `XIXe`.
bool NumberWords::says_in_roman(std::int64_t number) const {
  const std::string numeral = roman(number);
  for (std::size_t at = original_.find(numeral); at != std::string::npos; at = original_.find(numeral, at + 1)) {
    std::size_t end = at + numeral.size();
    while (end < original_.size() && end < at + numeral.size() + 4 && original_[end] >= 'a' && original_[end] <= 'z')
      ++end;
    if (!letter_before(original_, at) && (end >= original_.size() || !is_letter(original_, end))) return true;
  }
  return false;
}

bool NumberWords::holds(const std::string& words) const {
  const bool digits = words.find_first_of("0123456789") != std::string::npos;
  return !digits && stands(text_, words);
}

}  // namespace sen::compare
