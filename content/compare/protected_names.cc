#include "content/compare/protected_names.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <set>

#include "content/compare/figures.h"
#include "engine/base/text.h"

namespace sen::compare {
namespace {

/// Words in lower case without marks, `đ` as d: what is left of a name in any spelling. A script without blanks gives
/// one word. Signs part words.
std::vector<std::string> folded_words(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString plain =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  if (U_SUCCESS(status) != 0) plain = decompose->normalize(plain, status);
  std::vector<std::string> words;
  icu::UnicodeString word;
  const auto finish = [&] {
    if (!word.isEmpty()) word.toUTF8String(words.emplace_back());
    word.remove();
  };
  for (std::int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    const UChar32 c = plain.char32At(i);
    const bool mark = u_charType(c) == U_NON_SPACING_MARK;
    if (mark && !is_spaceless(static_cast<char32_t>(c))) continue;
    const bool other_writing =
        !word.isEmpty() &&
        is_spaceless(static_cast<char32_t>(word.char32At(word.length() - 1))) != is_spaceless(static_cast<char32_t>(c));
    if (other_writing) finish();
    if (mark || u_isalnum(c) != 0 || u_charType(c) == U_COMBINING_SPACING_MARK)
      word.append(c == 0x111 || c == 0x110 ? UChar32{'d'} : u_foldCase(c, U_FOLD_CASE_DEFAULT));
    else if (c != 0x200B && c != 0x200C && c != 0xAD)
      finish();
  }
  finish();
  return words;
}

char32_t first_character(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? U' ' : next_code_point(text, at);
}

/// Letters that an inflected word may have other than the name: Russian endings.
std::string stem_of(const std::string& word) {
  const char32_t c = first_character(word);
  const bool cyrillic = c >= 0x400 && c <= 0x52F;
  if (!cyrillic || word.size() < 8) return word;  // Two bytes a letter.
  return word.substr(0, word.size() - (word.size() >= 12 ? 4 : 2));
}

/// Whether the words of a name stand in a row among `words`.
bool holds(const std::vector<std::string>& words, const std::vector<std::string>& name) {
  const char32_t script = first_character(name.front());
  const bool arabic = script >= 0x600 && script <= 0x6FF;
  if (is_spaceless(script) || arabic) {
    // No blanks, or prefixes (`و`, `ب`, `ال`): within the words.
    std::string joined, sought;
    for (const std::string& word : words) joined += word;
    for (const std::string& word : name) sought += word;
    return joined.find(sought) != std::string::npos;
  }
  for (std::size_t at = 0; at + name.size() <= words.size(); ++at) {
    std::size_t same = 0;
    while (same < name.size() && words[at + same].starts_with(stem_of(name[same])) &&
           words[at + same].size() <= name[same].size() + 6)
      ++same;
    if (same == name.size()) return true;
  }
  return false;
}

/// `name` without the word for an archipelago, which `other` has too: `Quần đảo Hoàng Sa` gives `Hoàng Sa`, 黄沙群岛
/// 黄沙.
std::string own_name(const std::string& name, const std::string& other) {
  std::size_t head = 0, tail = 0;
  const std::size_t shorter = std::min(name.size(), other.size());
  while (head < shorter && name[head] == other[head]) ++head;
  while (tail < shorter && name[name.size() - 1 - tail] == other[other.size() - 1 - tail]) ++tail;
  if (!is_spaceless(first_character(name))) {
    const std::size_t blank = name.rfind(' ', head == 0 ? 0 : head - 1);
    if (head > 0 && blank != std::string::npos && head > 4) return name.substr(blank + 1);
    const std::size_t last = name.find_last_of(" -");
    return last == std::string::npos ? name : name.substr(0, last);
  }
  while (head > 0 && (static_cast<unsigned char>(name[head]) & 0xC0U) == 0x80U) --head;
  if (head > 6) return name.substr(head);
  return name.substr(0, name.size() - std::min<std::size_t>(tail, 6));  // 群岛, 諸島, 군도: two signs.
}

bool is_letter_at(std::string_view text, std::size_t at, bool before) {
  if (before) {
    if (at == 0) return false;
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  }
  if (at >= text.size()) return false;
  const char32_t c = next_code_point(text, at);
  return c != kMalformed && !is_spaceless(c) && u_isalnum(static_cast<UChar32>(c)) != 0;
}

/// Whether `name` is too short to be told from parts of other words: 和平 is peace before it is a province.
bool is_common_word(std::string_view name) {
  const char32_t c = first_character(name);
  const bool ideograph = (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
  const bool short_script = ideograph || is_spaceless(c) || (c >= 0x600 && c <= 0x6FF);
  return count_code_points(name) < (ideograph ? 3U : short_script ? 5U : 2U);
}

/// Words that hold a protected name and mean something else: the Pacific.
constexpr std::array<std::string_view, 1> kOtherWords = {"Thái Bình Dương"};

bool is_in_other_word(std::string_view text, std::size_t at, std::size_t size) {
  return std::any_of(kOtherWords.begin(), kOtherWords.end(), [&](std::string_view word) {
    const std::size_t inner = word.find(text.substr(at, size));
    return inner != std::string_view::npos && inner <= at && text.substr(at - inner).starts_with(word);
  });
}

/// The first place of `name` as whole words; npos if there is none.
std::size_t find_name(std::string_view text, std::string_view name) {
  const bool spaceless = is_spaceless(first_character(name));
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1))
    if (spaceless || (!is_letter_at(text, at, true) && !is_letter_at(text, at + name.size(), false) &&
                      !is_in_other_word(text, at, name.size())))
      return at;
  return std::string_view::npos;
}

}  // namespace

ProtectedNames::ProtectedNames(const content::Vocabulary& vocabulary) {
  std::set<std::string> seen;
  const auto former_of = [&](const std::string& name) -> const content::FormerPlace* {
    for (const content::FormerPlace& former : vocabulary.former_places())
      if (former.names.contains(content::Locale("vi")) && former.names.at(content::Locale("vi")) == name)
        return &former;
    return nullptr;
  };
  for (const content::Place& place : vocabulary.places()) {
    const std::string name(text_in(place.names, content::Locale("vi")));
    seen.insert(name);
    std::vector<const content::Texts*> names = {&place.names};
    std::vector<std::string> aliases = place.aliases;
    if (const content::FormerPlace* former = former_of(name)) {
      names.push_back(&former->names);
      aliases.insert(aliases.end(), former->aliases.begin(), former->aliases.end());
    }
    add(names, aliases);
  }
  for (const content::FormerPlace& former : vocabulary.former_places())
    if (!seen.contains(std::string(text_in(former.names, content::Locale("vi"))))) add({&former.names}, former.aliases);
  for (const content::Organisation& organisation : vocabulary.organisations()) {
    add({&organisation.names}, organisation.aliases);
    groups_.back().place = false;
  }
  for (const content::Archipelago& archipelago : vocabulary.archipelagos())
    for (const content::Archipelago& other : vocabulary.archipelagos())
      if (archipelago.code != other.code) add_archipelago(archipelago.names, other.names);
  add({&vocabulary.sea()}, {});
}

void ProtectedNames::add(std::vector<const content::Texts*> names, const std::vector<std::string>& aliases) {
  Group group;
  group.names = *names.front();
  for (const content::Texts* texts : names)
    for (const auto& [locale, name] : *texts) {
      group.sought.emplace_back(locale, name);
      group.known.push_back(folded_words(name));
    }
  for (const std::string& alias : aliases) group.known.push_back(folded_words(alias));
  std::erase_if(group.known, [](const std::vector<std::string>& words) { return words.empty(); });
  std::sort(group.known.begin(), group.known.end());
  group.known.erase(std::unique(group.known.begin(), group.known.end()), group.known.end());
  groups_.push_back(std::move(group));
}

void ProtectedNames::add_archipelago(const content::Texts& names, const content::Texts& others) {
  // Their aliases are for search alone: an edition says the name itself.
  add({&names}, {});
  Group& group = groups_.back();
  for (const auto& [locale, name] : names) {
    const std::string own = own_name(name, std::string(text_in(others, locale)));
    group.sought.emplace_back(locale, own);
    group.known.push_back(folded_words(own));
  }
}

std::vector<ProtectedNames::Found> ProtectedNames::find(std::string_view text, const content::Locale& locale) const {
  std::vector<Found> found;
  for (std::size_t group = 0; group < groups_.size(); ++group)
    for (const auto& [language, name] : groups_[group].sought) {
      if (language != locale || is_common_word(name)) continue;
      const std::size_t at = find_name(text, name);
      if (at == std::string_view::npos) continue;
      found.push_back({group, at, at + name.size()});
      break;
    }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.begin < b.begin; });
  return found;
}

bool ProtectedNames::says(std::string_view text, std::size_t group) const {
  const std::vector<std::string> words = folded_words(text);
  return std::any_of(groups_[group].known.begin(), groups_[group].known.end(),
                     [&](const std::vector<std::string>& name) { return holds(words, name); });
}

std::string ProtectedNames::name_in(std::size_t group, const content::Locale& locale) const {
  return std::string(text_in(groups_[group].names, locale));
}

}  // namespace sen::compare
