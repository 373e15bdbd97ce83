#include "search/phrases.h"

#include "engine/base/text.h"
#include "search/tokens.h"

namespace sen::search {
namespace {

std::vector<Span> characters_of(std::string_view text, const Token& run) {
  std::vector<Span> characters;
  for (std::size_t at = run.begin; at < run.end;) {
    const std::size_t begin = at;
    next_code_point(text, at);
    characters.push_back({begin, at});
  }
  return characters;
}

std::string joined(std::span<const Piece> pieces, std::string Piece::*form) {
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0 && pieces[i].spaced) out += ' ';
    out += pieces[i].*form;
  }
  return out;
}

/// Whether each word of `typed` that has marks has those of `exact`, words parted by blanks.
bool agrees(std::span<const Piece> typed, std::string_view exact) {
  const std::vector<std::string_view> words = split(exact, ' ');
  if (words.size() != typed.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (typed[i].marked() && typed[i].exact != words[i]) return false;
  return true;
}

}  // namespace

std::vector<Piece> pieces_of(std::string_view text, Cut cut) {
  std::vector<Piece> pieces;
  for (const Token& token : tokenise(text)) {
    if (token.forms != nullptr) {
      const WordForms& word = *token.forms;
      pieces.push_back({{token.begin, token.end}, word.exact().empty() ? word.folded() : word.exact(), word.folded()});
      continue;
    }
    for (const Span& span : cut == Cut::Words ? words_of(text, token) : characters_of(text, token)) {
      const std::string form = fold_case(text.substr(span.begin, span.end - span.begin));
      pieces.push_back({span, form, form, false});
    }
  }
  return pieces;
}

void PhraseTable::add(std::span<const Piece> phrase, std::uint32_t value, Marks marks) {
  if (phrase.empty()) return;
  entries_[joined(phrase, &Piece::folded)].push_back({joined(phrase, &Piece::exact), value, marks});
  longest_ = std::max(longest_, phrase.size());
}

std::vector<PhraseTable::Found> PhraseTable::find(std::span<const Piece> text) const {
  std::vector<Found> found;
  for (std::size_t first = 0; first < text.size();) {
    Found best;
    for (std::size_t last = first + 1; last <= std::min(text.size(), first + longest_); ++last) {
      const std::span<const Piece> typed = text.subspan(first, last - first);
      const auto entries = entries_.find(joined(typed, &Piece::folded));
      if (entries == entries_.end()) continue;
      const std::string exact = joined(typed, &Piece::exact);
      Found here{first, last, {}};
      for (const Entry& entry : entries->second)
        if (entry.exact == exact || (entry.marks == Marks::MayBeLeftOut && agrees(typed, entry.exact)))
          here.values.push_back(entry.value);
      if (!here.values.empty()) best = std::move(here);
    }
    first = std::max(first + 1, best.last);
    if (!best.values.empty()) found.push_back(std::move(best));
  }
  return found;
}

}  // namespace sen::search
