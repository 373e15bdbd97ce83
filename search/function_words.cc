#include "search/function_words.h"

#include "search/tokens.h"

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

/// A word of a text, however words are parted in its writing.
struct FunctionWordFinder::Segment {
  Span span;
  std::string exact, folded;
  bool spaced = true;  ///< Of a writing that puts blanks between words.

  bool marked() const { return exact != folded; }
};

std::vector<FunctionWordFinder::Segment> FunctionWordFinder::segments_of(std::string_view text) {
  std::vector<Segment> segments;
  for (const Token& token : tokenise(text)) {
    if (token.forms != nullptr) {
      const WordForms& word = *token.forms;
      segments.push_back({{token.begin, token.end}, word.exact().empty() ? word.form() : word.exact(), word.folded()});
      continue;
    }
    for (const Span& span : words_of(text, token)) {
      const std::string form = fold_case(text.substr(span.begin, span.end - span.begin));
      segments.push_back({span, form, form, false});
    }
  }
  return segments;
}

FunctionWordFinder::FunctionWordFinder(const content::Lexicon& lexicon) {
  for (const content::FunctionWords& words : lexicon.function_words()) {
    List list{.language = words.language, .exact = {}, .folded = {}};
    const auto add = [&](const std::string& entry, bool question) {
      std::string exact, folded;
      const std::vector<Segment> segments = segments_of(entry);
      for (const Segment& segment : segments) {
        if (!exact.empty() && segment.spaced) exact += ' ', folded += ' ';
        exact += segment.exact;
        folded += segment.folded;
      }
      list.exact.emplace(exact, question);
      list.folded.emplace(folded, question);
      list.longest = std::max(list.longest, segments.size());
    };
    for (const std::string& entry : words.question) add(entry, true);
    for (const std::string& entry : words.function) add(entry, false);
    lists_.push_back(std::move(list));
  }
}

std::vector<FunctionWordFinder::Found> FunctionWordFinder::find_in(const List& list,
                                                                   const std::vector<Segment>& segments) {
  std::vector<Found> found;
  for (std::size_t first = 0; first < segments.size();) {
    std::string exact, folded;
    bool marked = false;
    std::size_t taken = 0;
    for (std::size_t next = first; next < segments.size() && next - first < list.longest; ++next) {
      const Segment& segment = segments[next];
      if (next > first && segment.spaced) exact += ' ', folded += ' ';
      exact += segment.exact;
      folded += segment.folded;
      marked = marked || segment.marked();
      auto entry = list.exact.find(exact);
      if (entry == list.exact.end()) {
        entry = list.folded.find(folded);
        if (marked || entry == list.folded.end()) continue;
      }
      if (taken > 0) found.pop_back();
      taken = next - first + 1;
      found.push_back({{segments[first].span.begin, segment.span.end}, entry->second});
    }
    first += std::max<std::size_t>(1, taken);
  }
  return found;
}

FunctionWordFinder::Marking FunctionWordFinder::find(std::string_view text, const content::Locale& reader) const {
  const std::vector<Segment> segments = segments_of(text);
  std::map<Script, std::vector<Found>> best;
  Marking marking;
  for (const List& list : lists_) {
    std::vector<Found> found = find_in(list, segments);
    if (script_of(list.language) == Script::Latin && found.size() < least(segments.size(), list.language == reader))
      continue;
    std::vector<Found>& rival = best[script_of(list.language)];
    const bool as_many = found.size() == rival.size() && !found.empty();
    if (found.size() < rival.size() || found.empty() || (as_many && list.language != reader)) continue;
    rival = std::move(found);
    if (script_of(list.language) == Script::Latin) marking.language = list.language;
  }
  for (const auto& [script, found] : best) marking.words.insert(marking.words.end(), found.begin(), found.end());
  std::sort(marking.words.begin(), marking.words.end(),
            [](const Found& a, const Found& b) { return a.span.begin < b.span.begin; });
  return marking;
}

}  // namespace sen::search
