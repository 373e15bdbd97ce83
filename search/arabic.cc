#include "search/arabic.h"

#include <unicode/utf8.h>

#include "engine/base/text.h"

namespace sen::search {
namespace {

constexpr char32_t kAlef = 0x0627, kYeh = 0x064A, kKaf = 0x0643, kHeh = 0x0647;

/// 0: the character is dropped.
char32_t plain_letter(char32_t c) {
  if (c == 0x0640 || (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x0610 && c <= 0x061A) ||
      (c >= 0x06D6 && c <= 0x06ED))
    return 0;
  switch (c) {
    case 0x0622:  // with madda
    case 0x0623:  // with hamza above
    case 0x0625:  // with hamza below
    case 0x0671:  // wasla
      return kAlef;
    case 0x0649:  // alef maksura
    case 0x06CC:  // Farsi yeh
      return kYeh;
    case 0x06A9:  // keheh
      return kKaf;
    default:
      return c;
  }
}

template <typename Change>
std::string changed(std::string_view text, Change change) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(change(next_code_point(text, at)));
    if (c == 0) continue;
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, c);
    out.append(bytes.data(), static_cast<std::size_t>(size));
  }
  return out;
}

}  // namespace

std::string plain_arabic(std::string_view form) {
  return changed(form, plain_letter);
}

std::string fold_arabic(std::string_view plain) {
  return changed(plain, [](char32_t c) { return c == 0x0629 ? kHeh : c; });
}

}  // namespace sen::search
