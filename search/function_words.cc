#include "search/function_words.h"

namespace sen::search {
namespace {

/// Languages of one script may claim the same words: the one that explains most of a question has them.
enum class Script { Latin, Han, Hangul, Cyrillic, Arabic, Thai, Lao, Khmer };

Script script_of(const content::Locale& language) {
  static const std::map<std::string_view, Script> kScripts{
      {"zh", Script::Han},    {"ja", Script::Han},  {"ko", Script::Hangul}, {"ru", Script::Cyrillic},
      {"ar", Script::Arabic}, {"th", Script::Thai}, {"lo", Script::Lao},    {"km", Script::Khmer}};
  const auto found = kScripts.find(language.value);
  return found == kScripts.end() ? Script::Latin : found->second;
}

/// How many words make it likely that a question is in their language: `Ha Long` is not about what has long been.
std::size_t least(std::size_t words, bool of_reader) {
  constexpr std::size_t kName = 3;
  return of_reader && words > kName ? 1 : 2;
}

}  // namespace

FunctionWordFinder::FunctionWordFinder(const content::Lexicon& lexicon) {
  for (const content::FunctionWords& words : lexicon.function_words()) {
    List& list = lists_.emplace_back();
    list.language = words.language;
    const auto add = [&](const std::vector<std::string>& entries, bool question) {
      for (const std::string& entry : entries)
        list.words.add(pieces_of(entry, Cut::Words), question ? 1 : 0, PhraseTable::Marks::MayBeLeftOut);
    };
    add(words.question, true);
    add(words.function, false);
  }
}

FunctionWordFinder::Marking FunctionWordFinder::find(std::string_view text, const content::Locale& reader) const {
  const std::vector<Piece> pieces = pieces_of(text, Cut::Words);
  std::map<Script, std::vector<PhraseTable::Found>> best;
  Marking marking;
  for (const List& list : lists_) {
    std::vector<PhraseTable::Found> found = list.words.find(pieces);
    if (script_of(list.language) == Script::Latin && found.size() < least(pieces.size(), list.language == reader))
      continue;
    std::vector<PhraseTable::Found>& rival = best[script_of(list.language)];
    const bool as_many = found.size() == rival.size() && !found.empty();
    if (found.size() < rival.size() || found.empty() || (as_many && list.language != reader)) continue;
    rival = std::move(found);
    if (script_of(list.language) == Script::Latin) marking.language = list.language;
  }
  for (const auto& [script, phrases] : best)
    for (const PhraseTable::Found& phrase : phrases)
      marking.words.push_back(
          {{pieces[phrase.first].span.begin, pieces[phrase.last - 1].span.end}, phrase.values.front() == 1});
  std::sort(marking.words.begin(), marking.words.end(),
            [](const Found& a, const Found& b) { return a.span.begin < b.span.begin; });
  return marking;
}

}  // namespace sen::search
