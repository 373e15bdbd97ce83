#include "search/tokens.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "engine/base/text.h"

namespace sen::search {
namespace {

enum class Kind { Gap, Blank, Letter, Digit, Mark };

struct Character {
  Kind kind = Kind::Gap;
  Writing writing = Writing::Other;
};

constexpr char32_t kZeroWidthSpace = 0x200B;
constexpr char32_t kTatweel = 0x0640;  // Stretches an Arabic word.

/// Signs of kana that Unicode counts to no script, as hiragana and katakana share them.
bool is_kana_sign(char32_t c) {
  return c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F;
}

Writing writing_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_LATIN:
      return Writing::Latin;
    case USCRIPT_CYRILLIC:
      return Writing::Cyrillic;
    case USCRIPT_ARABIC:
      return Writing::Arabic;
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      return Writing::Cjk;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return Writing::Clusters;
    default:
      return is_kana_sign(c) ? Writing::Cjk : Writing::Other;
  }
}

Character classify(char32_t c) {
  if (c < 0x80) {
    if ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z') return {Kind::Letter, Writing::Latin};
    if (c >= '0' && c <= '9') return {Kind::Digit, Writing::Number};
    return {c == ' ' || c == '\t' ? Kind::Blank : Kind::Gap};
  }
  if (c == kMalformed) return {};
  if (c == kZeroWidthSpace) return {Kind::Blank};
  if (c == kTatweel) return {Kind::Mark};
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  if ((mask & U_GC_L_MASK) != 0) return {Kind::Letter, writing_of(c)};
  if ((mask & U_GC_ND_MASK) != 0) return {Kind::Digit, Writing::Number};
  if ((mask & (U_GC_M_MASK | U_GC_CF_MASK)) != 0) return {Kind::Mark, writing_of(c)};
  if ((mask & U_GC_N_MASK) != 0) return {Kind::Letter, writing_of(c)};
  return {(mask & U_GC_ZS_MASK) != 0 ? Kind::Blank : Kind::Gap};
}

/// Whether a character goes on with the token that ends before it.
bool continues(const Token& token, const Character& c) {
  if (c.kind == Kind::Mark) return true;
  if (c.kind == Kind::Digit) return token.writing == Writing::Latin || token.writing == Writing::Number;
  if (c.kind != Kind::Letter) return false;
  return c.writing == token.writing || (token.writing == Writing::Number && c.writing == Writing::Latin);
}

/// Signs that hold a compound together: `72/2015/NĐ-CP`, `a.b@c.vn`, `e-mail`, `l'eau`.
bool is_inner_sign(char32_t c) {
  static constexpr std::u32string_view kSigns = U"./-_@:&+,'\u2019\u2010\u2011\u2013\u00B7";
  return kSigns.find(c) != std::u32string_view::npos;
}

const WordForms* forms_of(const Token& token, std::string_view text) {
  if (token.writing == Writing::Cjk || token.writing == Writing::Clusters) return nullptr;
  return &search::forms_of(text.substr(token.begin, token.end - token.begin), token.writing);
}

/// What lies between two tokens: blanks alone, one sign, or more.
struct Between {
  std::size_t signs = 0, blanks = 0;
  char32_t sign = 0;

  bool joins() const { return signs == 0 || (signs == 1 && blanks == 0 && is_inner_sign(sign)); }
  char32_t inner_sign() const { return signs == 1 && blanks == 0 && is_inner_sign(sign) ? sign : 0; }
};

}  // namespace

std::string fold_case(std::string_view text) {
  std::string out;
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return to_lower_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const kFold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  kFold->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  return out;
}

std::vector<Token> tokenise(std::string_view text) {
  forget_words();
  std::vector<Token> tokens;
  bool open = false;
  Between between;
  const auto close = [&] {
    if (open) tokens.back().forms = forms_of(tokens.back(), text);
    open = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    const Character character = classify(c);
    if (open &&
        (continues(tokens.back(), character) || (c == kZeroWidthSpace && tokens.back().writing == Writing::Clusters))) {
      tokens.back().end = at;
      if (character.kind == Kind::Letter) tokens.back().writing = character.writing;
      continue;
    }
    close();
    if (character.kind == Kind::Letter || character.kind == Kind::Digit) {
      Token token{.begin = start, .end = at, .writing = character.writing};
      token.follows = !tokens.empty() && between.joins();
      token.sign = tokens.empty() ? 0 : between.inner_sign();
      tokens.push_back(std::move(token));
      open = true;
      between = {};
    } else if (character.kind == Kind::Blank) {
      ++between.blanks;
    } else {
      ++between.signs;
      between.sign = c;
    }
  }
  close();
  return tokens;
}

}  // namespace sen::search
