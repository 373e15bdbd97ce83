#include "search/expansions.h"

#include "search/analyser.h"
#include "search/stems.h"
#include "search/vietnamese.h"

namespace sen::search {
namespace {

constexpr std::size_t kMostNames = 24, kMostTranslations = 8, kMostTerms = 8;

/// How the terms of another name are made.
enum class Naming { Any, English, Vietnamese };

bool is_pair(Family family) {
  return family == Family::Pair || family == Family::StemPair || family == Family::Bigram ||
         family == Family::ClusterPair;
}

/// What a text that has `name` holds: its pairs, or its only word.
std::vector<std::string> terms_of_name(const std::string& name, Naming naming) {
  Profile profile;
  if (naming == Naming::Vietnamese) profile.exact = true;
  if (naming == Naming::English) profile.stemmed = {"en"};
  const Family word = naming == Naming::Vietnamese ? Family::Exact
                      : naming == Naming::English  ? Family::Stem
                                                   : Family::Folded;
  std::vector<std::string> pairs, words;
  analyse(name, profile, [&](const Term& term) {
    if (is_pair(term.family)) pairs.push_back(stored_form(term));
    if (term.needed && (term.family == word || term.family == Family::Plain || term.family == Family::Unigram ||
                        term.family == Family::Cluster))
      words.push_back(stored_form(term));
  });
  std::vector<std::string> terms = pairs.empty() ? std::move(words) : std::move(pairs);
  if (terms.size() > kMostTerms) terms.resize(kMostTerms);
  return terms;
}

/// The pieces by the stems of their words.
std::vector<Piece> stemmed(std::vector<Piece> pieces) {
  for (Piece& piece : pieces) piece.exact = piece.folded = stem("en", piece.folded);
  return pieces;
}

/// Whether `name` is what was typed there.
bool same_words(const std::vector<Piece>& name, const PhraseTable::Found& found, const std::vector<Piece>& typed) {
  return std::equal(name.begin(), name.end(), typed.begin() + static_cast<std::ptrdiff_t>(found.first),
                    typed.begin() + static_cast<std::ptrdiff_t>(found.last),
                    [](const Piece& a, const Piece& b) { return a.folded == b.folded; });
}

/// Which way to translate a question.
struct Directions {
  bool from_english = false, from_vietnamese = false;
};

/// By its function words; without them by its marks; without those, by whether every word may be Vietnamese.
Directions directions_of(const std::vector<Piece>& pieces, const FunctionWordFinder::Marking& marking,
                         const content::Locale& reader) {
  if (!marking.language.empty()) return {marking.language.value == "en", marking.language.value == "vi"};
  bool marked = false, syllables = true;
  for (const Piece& piece : pieces) {
    if (!piece.spaced) continue;
    marked = marked || piece.marked();
    syllables = syllables && is_syllable(piece.exact);
  }
  if (marked) return {.from_english = false, .from_vietnamese = syllables || reader.value == "vi"};
  return {.from_english = !syllables || reader.value != "vi", .from_vietnamese = syllables};
}

/// An abbreviation that may as well be a word, as `AI` and `un`, is one only if it is typed in its capitals.
bool must_be_typed_as_is(const Piece& piece) {
  return piece.spaced && (piece.folded.size() <= 2 || is_syllable(piece.folded));
}

/// A part of the question for which there are other names.
struct Candidate {
  PhraseTable::Found found;
  Naming naming = Naming::Any;
  const std::vector<std::vector<std::string>>* lists = nullptr;  ///< Names by the values found.

  std::size_t length() const { return found.last - found.first; }
  Expansion::Kind kind() const { return naming == Naming::Any ? Expansion::Kind::Name : Expansion::Kind::Translation; }
};

/// Gathers the expansions of one question.
class Collector {
 public:
  Collector(std::string_view text, const std::vector<Piece>& pieces, const FunctionWordFinder::Marking& marking)
      : text_(text), pieces_(pieces), taken_(pieces.size()), function_word_(pieces.size()) {
    for (const FunctionWordFinder::Found& word : marking.words) mark(word.span, function_word_);
  }

  /// Adds what is not of a longer one.
  void add(const Candidate& candidate) {
    const PhraseTable::Found& found = candidate.found;
    const bool translated = candidate.kind() == Expansion::Kind::Translation;
    if (any(found, taken_) || (translated && any(found, function_word_))) return;
    Expansion expansion{.kind = candidate.kind(), .span = span_of(found)};
    std::set<std::vector<std::string>> known;
    for (const std::uint32_t value : found.values) {
      const std::vector<std::string>& names = (*candidate.lists)[value];
      if (!translated && !is_meant(found, names)) continue;
      for (const std::string& name : names) {
        if (expansion.names.size() == (translated ? kMostTranslations : kMostNames)) break;
        if (same_words(pieces_of(name, Cut::Characters), found, pieces_)) continue;
        std::vector<std::string> terms = terms_of_name(name, candidate.naming);
        if (!terms.empty() && known.insert(terms).second) expansion.names.push_back(std::move(terms));
      }
    }
    if (expansion.names.empty()) return;
    mark(expansion.span, taken_);
    expansions_.push_back(std::move(expansion));
  }

  std::vector<Expansion> finish() { return std::move(expansions_); }

 private:
  Span span_of(const PhraseTable::Found& found) const {
    return {pieces_[found.first].span.begin, pieces_[found.last - 1].span.end};
  }

  void mark(const Span& span, std::vector<bool>& marks) const {
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (pieces_[i].span.begin >= span.begin && pieces_[i].span.end <= span.end) marks[i] = true;
  }

  static bool any(const PhraseTable::Found& found, const std::vector<bool>& marks) {
    for (std::size_t i = found.first; i < found.last; ++i)
      if (marks[i]) return true;
    return false;
  }

  bool is_meant(const PhraseTable::Found& found, const std::vector<std::string>& names) const {
    const Piece& piece = pieces_[found.first];
    if (found.last - found.first > 1 || !must_be_typed_as_is(piece)) return true;
    const std::string_view typed = text_.substr(piece.span.begin, piece.span.end - piece.span.begin);
    return std::find(names.begin(), names.end(), typed) != names.end();
  }

  std::string_view text_;
  const std::vector<Piece>& pieces_;
  std::vector<bool> taken_, function_word_;
  std::vector<Expansion> expansions_;
};

}  // namespace

Expander::Expander(const content::Lexicon& lexicon, const content::Vocabulary& vocabulary)
    : groups_(vocabulary.synonyms()) {
  groups_.insert(groups_.end(), lexicon.abbreviations().begin(), lexicon.abbreviations().end());
  for (std::uint32_t group = 0; group < groups_.size(); ++group)
    for (const std::string& name : groups_[group])
      names_.add(pieces_of(name, Cut::Characters), group, PhraseTable::Marks::MayBeLeftOut);
  for (const content::Translation& translation : lexicon.translations()) {
    const auto at = static_cast<std::uint32_t>(in_english_.size());
    in_english_.push_back({translation.english});
    in_vietnamese_.push_back(translation.vietnamese);
    english_.add(stemmed(pieces_of(translation.english, Cut::Characters)), at, PhraseTable::Marks::AsWritten);
    for (const std::string& name : translation.vietnamese) {
      const std::vector<Piece> pieces = pieces_of(name, Cut::Characters);
      // One syllable without its mark is any of a dozen words.
      vietnamese_.add(pieces, at, pieces.size() > 1 ? PhraseTable::Marks::MayBeLeftOut : PhraseTable::Marks::AsWritten);
    }
  }
}

std::vector<Expansion> Expander::find(std::string_view text, const FunctionWordFinder::Marking& marking,
                                      const content::Locale& reader) const {
  const std::vector<Piece> pieces = pieces_of(text, Cut::Characters);
  std::vector<Candidate> candidates;
  const auto add = [&](std::vector<PhraseTable::Found> found, Naming naming, const std::vector<Names>& lists) {
    for (PhraseTable::Found& one : found) candidates.push_back({std::move(one), naming, &lists});
  };
  add(names_.find(pieces), Naming::Any, groups_);
  const Directions directions = directions_of(pieces, marking, reader);
  if (directions.from_english) add(english_.find(stemmed(pieces)), Naming::Vietnamese, in_vietnamese_);
  if (directions.from_vietnamese) add(vietnamese_.find(pieces), Naming::English, in_english_);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.length() > b.length(); });

  Collector collector(text, pieces, marking);
  for (const Candidate& candidate : candidates) collector.add(candidate);
  return collector.finish();
}

}  // namespace sen::search
