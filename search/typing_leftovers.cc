#include "search/typing_leftovers.h"

#include <unicode/utf8.h>
#include <xapian.h>

#include "engine/base/text.h"
#include "search/vietnamese.h"

namespace sen::search {
namespace {

constexpr std::size_t kLongestKeys = 12;
constexpr char32_t kCircumflex = 0x0302, kBreve = 0x0306, kHorn = 0x031B;
constexpr char32_t kGrave = 0x0300, kAcute = 0x0301, kTilde = 0x0303, kHook = 0x0309, kDot = 0x0323;

bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

char32_t tone_of(char key) {
  switch (key) {
    case 's':
    case '1':
      return kAcute;
    case 'f':
    case '2':
      return kGrave;
    case 'r':
    case '3':
      return kHook;
    case 'x':
    case '4':
      return kTilde;
    case 'j':
    case '5':
      return kDot;
    default:
      return 0;
  }
}

/// The letters of a syllable with what the keys say of each.
struct Keys {
  struct Letter {
    char base = 0;
    char32_t quality = 0;  ///< Typed; 0: none was.
  };
  std::vector<Letter> letters;
  char32_t tone = 0;
  bool barred = false;  ///< The first d is đ.
  bool any = false;     ///< A key was no letter.

  bool has_vowel() const {
    return std::any_of(letters.begin(), letters.end(), [](const Letter& l) { return is_vowel(l.base); });
  }
  /// Puts `quality` on the last letter of `bases`; false if there is none without.
  bool put(char32_t quality, std::string_view bases) {
    const auto last = std::find_if(letters.rbegin(), letters.rend(), [&](const Letter& l) {
      return l.quality == 0 && bases.find(l.base) != std::string_view::npos;
    });
    if (last == letters.rend()) return false;
    last->quality = quality;
    return any = true;
  }
  bool bar() {
    if (barred || letters.empty() || letters.front().base != 'd') return false;
    return barred = any = true;
  }
};

/// Takes `key` for a mark if it can be one.
bool take_mark(Keys& keys, char key) {
  if (key == '6') return keys.put(kCircumflex, "aeo");
  if (key == '7') return keys.put(kHorn, "ou");
  if (key == '8') return keys.put(kBreve, "a");
  if (key == '9') return keys.bar();
  if (key == 'w') return keys.put(kHorn, "ou") || keys.put(kBreve, "a");
  if (key == 'd' && keys.letters.size() == 1) return keys.bar();
  const bool doubled =
      !keys.letters.empty() && keys.letters.back().base == key && (key == 'a' || key == 'e' || key == 'o');
  if (doubled && keys.letters.back().quality == 0) return keys.put(kCircumflex, std::string_view(&key, 1));
  const char32_t tone = tone_of(key);
  if (tone == 0 || keys.tone != 0 || !keys.has_vowel()) return false;
  keys.tone = tone;
  return keys.any = true;
}

std::optional<Keys> read_keys(std::string_view word) {
  if (word.size() > kLongestKeys) return std::nullopt;
  Keys keys;
  for (const char key : word) {
    if (take_mark(keys, key)) continue;
    if (key < 'a' || key > 'z') return std::nullopt;
    keys.letters.push_back({key});
  }
  return keys.any ? std::optional(keys) : std::nullopt;
}

void append(std::string& out, char32_t c) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, static_cast<UChar32>(c));
  out.append(bytes.data(), static_cast<std::size_t>(size));
}

/// The letter that bears the tone: the last vowel with a mark; else the last one before a consonant at the end, the
/// middle one of three, the first of two.
std::size_t bearer_of(const Keys& keys) {
  const auto is_vowel_at = [&](std::size_t at) { return at < keys.letters.size() && is_vowel(keys.letters[at].base); };
  std::size_t first = 0;
  while (first < keys.letters.size() && !is_vowel_at(first)) ++first;
  // The first vowel of `qu` and `gi` belongs to the beginning, if another one follows.
  const bool begins =
      first == 1 && (keys.letters[0].base == 'q' || (keys.letters[0].base == 'g' && keys.letters[1].base == 'i'));
  if (begins && is_vowel_at(2)) first = 2;
  std::size_t end = first;
  while (is_vowel_at(end)) ++end;
  for (std::size_t at = end; at > first; --at)
    if (keys.letters[at - 1].quality != 0) return at - 1;
  if (end < keys.letters.size()) return end - 1;
  return end - first == 3 ? first + 1 : first;
}

std::string spelled(const Keys& keys) {
  std::string out;
  const std::size_t bearer = bearer_of(keys);
  for (std::size_t i = 0; i < keys.letters.size(); ++i) {
    const Keys::Letter& letter = keys.letters[i];
    if (i == 0 && keys.barred)
      append(out, U'đ');
    else
      out += letter.base;
    if (letter.quality != 0) append(out, letter.quality);
    if (i == bearer && keys.tone != 0) append(out, keys.tone);
  }
  return to_nfc(out).value_or(out);
}

/// The syllables that `keys` may mean with more marks than were typed, from the letter `at` on.
void complete(Keys keys, std::size_t at, std::vector<std::string>& syllables) {
  if (at == keys.letters.size()) {
    std::string word = spelled(keys);
    if (is_syllable(word)) syllables.push_back(std::move(word));
    return;
  }
  complete(keys, at + 1, syllables);
  Keys::Letter& letter = keys.letters[at];
  if (letter.quality != 0) return;
  const auto with = [&](char32_t quality) {
    letter.quality = quality;
    complete(keys, at + 1, syllables);
  };
  if (letter.base == 'a' || letter.base == 'e' || letter.base == 'o') with(kCircumflex);
  if (letter.base == 'o' || letter.base == 'u') with(kHorn);
  if (letter.base == 'a') with(kBreve);
}

}  // namespace

std::string syllable_of_keys(std::string_view word) {
  const std::string keys_typed = to_lower_ascii(word);
  if (is_syllable(keys_typed)) return {};
  const auto keys = read_keys(keys_typed);
  if (!keys) return {};
  if (std::string as_typed = spelled(*keys); is_syllable(as_typed)) return as_typed;
  std::vector<std::string> syllables;
  complete(*keys, 0, syllables);
  return syllables.size() == 1 ? syllables.front() : std::string();
}

std::string without_leftovers(const Xapian::Database& index, const QueryPlan& plan) {
  std::string text;
  std::size_t copied = 0;
  for (const QueryPlan::Spelled& word : plan.spelled) {
    if (word.term.empty() || word.term[0] != static_cast<char>(Family::Folded) || index.term_exists(word.term))
      continue;
    const std::string syllable = syllable_of_keys(plan.plain.substr(word.begin, word.end - word.begin));
    if (syllable.empty() || !index.term_exists(stored_form(Family::Exact, exact_form(syllable)))) continue;
    text += plan.plain.substr(copied, word.begin - copied);
    text += syllable;
    copied = word.end;
  }
  return copied == 0 ? std::string() : text += plan.plain.substr(copied);
}

}  // namespace sen::search
