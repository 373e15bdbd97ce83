#include "engine/base/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>

namespace sen {
namespace {

bool is_word(UChar32 c) {
  const auto mask = U_GET_GC_MASK(c);
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

/// Words of `text` joined by `-`; the cut falls between characters, and after a whole word where one fits.
std::string join_words(std::string_view text, std::size_t max_bytes, bool whole_words) {
  std::string slug;
  std::size_t last_word = 0;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = next_code_point(text, i);
    if (c == kMalformed || !is_word(static_cast<UChar32>(c))) {
      gap = !slug.empty();
      continue;
    }
    if (gap) last_word = slug.size();
    const std::size_t size = i - start + (gap ? 1 : 0);
    if (slug.size() + size > max_bytes) {
      if (whole_words && last_word > 0) slug.resize(last_word);
      break;
    }
    if (gap) slug += '-';
    gap = false;
    slug.append(text.substr(start, i - start));
  }
  return slug;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const unsigned lead = byte(at);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  const std::size_t start = at++;
  if (length == 0) return kMalformed;
  if (length == 1) return lead;
  char32_t c = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = byte(start + i);
    if ((next & 0xC0U) != 0x80U) return kMalformed;
    c = c << 6 | (next & 0x3FU);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (overlong || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) return kMalformed;
  at = start + length;
  return c;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();)
    if (next_code_point(text, i) == kMalformed) return false;
  return true;
}

Result<std::string> to_nfc(std::string_view text) {
  if (!is_utf8(text)) return Error(ErrorCode::InvalidInput, "the text is not UTF-8");
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  nfc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  if (U_FAILURE(status)) return Error(ErrorCode::InvalidInput, "the text cannot be normalised");
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0", kIdeographicSpace = "\xE3\x80\x80";
  constexpr std::string_view kSpace = " \t\r\n\v\f";
  for (bool again = true; again;) {
    again = false;
    while (!text.empty() && kSpace.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && kSpace.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    for (const std::string_view wide : {kNoBreakSpace, kIdeographicSpace}) {
      if (text.starts_with(wide)) text.remove_prefix(wide.size()), again = true;
      if (text.ends_with(wide)) text.remove_suffix(wide.size()), again = true;
    }
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end == std::string_view::npos ? end : end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool equals_ignoring_ascii_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string ascii_slug(std::string_view text, std::size_t max_bytes) {
  icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  // ICU's Latin-ASCII folds d-bar too; the clone keeps calls from different threads apart.
  static const std::unique_ptr<const icu::Transliterator> kTransliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<const icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  }();
  const std::unique_ptr<icu::Transliterator> own(kTransliterator->clone());
  own->transliterate(wide);
  std::string ascii;
  for (std::int32_t i = 0; i < wide.length(); ++i) {
    const char16_t c = wide.charAt(i);
    ascii += c < 128 ? static_cast<char>(c) : ' ';
  }
  std::string kept;
  for (const char c : ascii)
    if (c != '\'') kept += c;
  return join_words(kept, max_bytes, true);
}

std::string unicode_slug(std::string_view text, std::size_t max_bytes) {
  icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  wide.toLower(icu::Locale::getRoot());
  std::string lower;
  wide.toUTF8String(lower);
  return join_words(to_nfc(lower).value_or(lower), max_bytes, true);
}

}  // namespace sen
