#include "search/vietnamese.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <unordered_set>

#include "engine/base/text.h"
#include "search/latin.h"

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

constexpr std::array<std::string_view, 28> kOnsets{"",   "b",  "c", "ch", "d",  "đ",  "g",   "gh", "gi", "h",
                                                   "k",  "kh", "l", "m",  "n",  "ng", "ngh", "nh", "p",  "ph",
                                                   "qu", "r",  "s", "t",  "th", "tr", "v",   "x"};

/// What may follow an onset, without the tone.
constexpr std::string_view kRimes =
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê "
    "êch "
    "êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang "
    "oanh "
    "oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi "
    "ơm "
    "ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt "
    "uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ynh ych yt";

/// The letters of one syllable and its tone; what is not a Vietnamese syllable gives nothing.
struct Syllable {
  std::u32string letters;  ///< Decomposed, without the tone.
  char32_t tone = 0;
};

/// `behind`: the tone may stand behind the vowels.
std::optional<Syllable> read_syllable(std::string_view form, bool behind = false) {
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
      if ((!in_vowels && (!behind || vowel_groups == 0)) || syllable.tone != 0) return std::nullopt;
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

std::string composed(std::u32string_view letters) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const kNfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  kNfc->normalize(icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(letters.data()),
                                                static_cast<std::int32_t>(letters.size())),
                  status)
      .toUTF8String(out);
  return out;
}

/// Rimes as they are and without marks.
const std::unordered_set<std::string>& rimes(bool folded) {
  static const auto kRead = [](bool without_marks) {
    std::unordered_set<std::string> read;
    for (const std::string_view rime : split(kRimes, ' '))
      read.insert(without_marks ? fold_marks(rime) : std::string(rime));
    return read;
  };
  static const std::unordered_set<std::string> kExact = kRead(false), kFolded = kRead(true);
  return folded ? kFolded : kExact;
}

/// Syllables that end in a stop are said with one of two tones only.
bool fits(std::string_view rime, char32_t tone) {
  const bool stop = rime.back() == 'c' || rime.back() == 'p' || rime.back() == 't' ||
                    (rime.size() > 1 && rime.substr(rime.size() - 2) == "ch");
  return !stop || tone == 0x0301 || tone == 0x0323;
}

}  // namespace

bool is_syllable(std::string_view form) {
  const auto syllable = read_syllable(form, true);
  if (!syllable) return false;
  const std::string letters = composed(syllable->letters);
  const bool plain = syllable->tone == 0 && letters == fold_marks(letters);
  return std::any_of(kOnsets.begin(), kOnsets.end(), [&](std::string_view onset) {
    if (letters.compare(0, onset.size(), onset) != 0) return false;
    const std::string rime = letters.substr(onset.size());
    if (rime.empty()) return onset == "gi";
    return rimes(plain).count(rime) > 0 && (plain || fits(rime, syllable->tone));
  });
}

std::string exact_form(std::string_view form) {
  auto syllable = read_syllable(form);
  if (!syllable) return std::string(form);
  std::u32string& letters = syllable->letters;
  if (letters.size() == 2 && letters[1] == U'y' &&
      std::u32string_view(U"hklmst").find(letters[0]) != std::u32string_view::npos)
    letters[1] = U'i';
  if (letters == U"qui") letters[2] = U'y';
  if (syllable->tone != 0) letters += syllable->tone;
  std::string out;
  icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(letters.data()),
                                static_cast<std::int32_t>(letters.size()))
      .toUTF8String(out);
  return out;
}

}  // namespace sen::search
