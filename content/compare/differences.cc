#include "content/compare/differences.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "content/compare/sentences.h"
#include "content/compare/words.h"

namespace sen::compare {
namespace {

/// Of figures and names that both sentences have, against a sentence's distance in its text.
constexpr double kSharedWord = 1.0, kDistance = 6.0;

/// What stands in more sentences than this tells none of them from the others.
constexpr std::size_t kMostAlike = 200;

/// Figures and names that are written alike in every language.
using Marks = std::set<std::string, std::less<>>;

std::string_view word_of(FactKind kind) {
  switch (kind) {
    case FactKind::Number:
      return "number";
    case FactKind::Date:
      return "date";
    case FactKind::DocumentNumber:
      return "document";
    case FactKind::Name:
      return "name";
  }
  return "number";
}

/// An edition as one text, cut into sentences.
class Text {
 public:
  explicit Text(const EditionText& edition) : locale_(edition.locale) {
    for (const std::string_view part : {edition.title, edition.summary, edition.body}) {
      starts_.push_back(text_.size());
      (text_ += part) += "\n\n";
    }
    sentences_ = cut_sentences(text_, locale_);
    for (std::size_t i = 0; i < sentences_.size(); ++i) parts_[static_cast<std::size_t>(part(i))].add(i);
  }

  TextIn whole() const { return {locale_, text_}; }
  const std::vector<Sentence>& sentences() const { return sentences_; }

  /// The sentence that holds the byte `offset`.
  std::size_t at(std::size_t offset) const {
    const auto after = std::upper_bound(sentences_.begin(), sentences_.end(), offset,
                                        [](std::size_t byte, const Sentence& one) { return byte < one.begin; });
    return after == sentences_.begin() ? 0 : static_cast<std::size_t>(after - sentences_.begin()) - 1;
  }

  Passage::Part part(std::size_t sentence) const {
    const std::size_t begin = sentences_[sentence].begin;
    return begin >= starts_[2]   ? Passage::Part::Body
           : begin >= starts_[1] ? Passage::Part::Summary
                                 : Passage::Part::Title;
  }

  /// How far through its part a sentence stands, [0, 1].
  double place(std::size_t sentence) const {
    const Part& all = parts_[static_cast<std::size_t>(part(sentence))];
    return all.count < 2 ? 0 : static_cast<double>(sentence - all.first) / static_cast<double>(all.count - 1);
  }

  /// The sentences next to a place of a part, in order: one or two, none of a part that is empty.
  std::vector<std::size_t> around(Passage::Part part, double place) const {
    const Part& all = parts_[static_cast<std::size_t>(part)];
    if (all.count == 0) return {};
    const auto before = static_cast<std::size_t>(std::floor(place * static_cast<double>(all.count - 1)));
    std::vector<std::size_t> found{all.first + before};
    if (before + 1 < all.count) found.push_back(all.first + before + 1);
    return found;
  }

  Marks marks(std::size_t sentence) const {
    Marks found;
    const Sentence& one = sentences_[sentence];
    const std::string_view text = std::string_view(text_).substr(one.begin, one.end - one.begin);
    for (const Piece& piece : cut_words(text)) {
      const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
      const bool figure = word.find_first_of("0123456789") != std::string_view::npos;
      if (piece.word && (figure || (word.size() > 2 && word.front() >= 'A' && word.front() <= 'Z')))
        found.emplace(word);
    }
    return found;
  }

  Passage passage(std::size_t sentence, std::size_t begin, std::size_t end) const {
    const Sentence& one = sentences_[sentence];
    const std::string_view text = std::string_view(text_).substr(one.begin, one.end - one.begin);
    const auto within = [&](std::size_t byte) { return std::clamp(byte, one.begin, one.end) - one.begin; };
    PlainSentence plain = plain_sentence(text, within(begin), within(end));
    Passage out;
    out.part = part(sentence);
    if (out.part == Passage::Part::Body) {
      const auto start = text_.begin() + static_cast<std::ptrdiff_t>(starts_[2]);
      out.line = 1 + static_cast<std::size_t>(std::count(
                         start, text_.begin() + static_cast<std::ptrdiff_t>(std::max(begin, one.begin)), '\n'));
    }
    out.text = std::move(plain.text);
    out.begin = plain.begin;
    out.end = plain.end;
    return out;
  }
  Passage passage(std::size_t sentence) const {
    const std::size_t begin = sentences_[sentence].begin;
    return passage(sentence, begin, begin);
  }

 private:
  /// Title, summary and body each are a run of sentences.
  struct Part {
    std::size_t first = 0, count = 0;
    void add(std::size_t sentence) {
      if (count++ == 0) first = sentence;
    }
  };

  content::Locale locale_;
  std::string text_;
  std::vector<std::size_t> starts_;
  std::vector<Sentence> sentences_;
  std::array<Part, 3> parts_;  ///< By Passage::Part.
};

/// The sentence that says what another says, as far as that can be told.
struct Counterpart {
  std::optional<std::size_t> sentence;  ///< Nothing if the part is empty there.
  bool shares = false;                  ///< A figure or name stands in both.
};

/// Finds the sentences of `there` that say what sentences of `here` say, each once.
class Counterparts {
 public:
  Counterparts(const Text& here, const Text& there) : here_(here), there_(there) {
    for (std::size_t i = 0; i < there.sentences().size(); ++i)
      for (const std::string& mark : there.marks(i)) with_[mark].push_back(i);
  }

  const Counterpart& of(std::size_t sentence) {
    const auto known = found_.find(sentence);
    return known != found_.end() ? known->second : found_.emplace(sentence, find(sentence)).first->second;
  }

 private:
  /// Apart from those that share something with it, only the nearest can be the one.
  Counterpart find(std::size_t sentence) const {
    const Passage::Part part = here_.part(sentence);
    const double place = here_.place(sentence);
    std::map<std::size_t, std::size_t> shared;
    for (const std::size_t other : there_.around(part, place)) shared.emplace(other, 0);
    for (const std::string& mark : here_.marks(sentence)) {
      const auto with = with_.find(mark);
      if (with == with_.end() || with->second.size() > kMostAlike) continue;
      for (const std::size_t other : with->second)
        if (there_.part(other) == part) ++shared[other];
    }
    Counterpart best;
    double best_score = 0;
    for (const auto& [other, marks] : shared) {
      const double score = kSharedWord * static_cast<double>(marks) - kDistance * std::abs(there_.place(other) - place);
      if (best.sentence && score <= best_score) continue;
      best = {other, marks > 0};
      best_score = score;
    }
    return best;
  }

  const Text& here_;
  const Text& there_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> with_;  ///< The sentences of `there` with a mark.
  std::map<std::size_t, Counterpart> found_;
};

/// The sentence that says `fact`, or, without one, that should; nothing if the part is empty.
Passage passage_of(const Text& text, std::optional<std::size_t> sentence, const Fact* fact) {
  if (!sentence) return {};
  return fact == nullptr ? text.passage(*sentence)
                         : text.passage(*sentence, fact->offset, fact->offset + fact->text.size());
}

/// A name as it is written; its value is the name in the other language.
const std::string& value_of(const Fact& fact) {
  return fact.kind == FactKind::Name ? fact.text : fact.value;
}

}  // namespace

std::string Difference::key() const {
  return std::string(word_of(kind)) + ":" + source_value + ":" + translation_value;
}

std::vector<Difference> differences(const EditionText& source, const EditionText& translation,
                                    const ProtectedNames& names, LoneNames lone_names) {
  const Text there(source), here(translation);
  const FactDifferences facts = differing_facts(there.whole(), here.whole(), names);
  if (there.sentences().empty() || here.sentences().empty()) return {};
  if (facts.only_in_source.empty() && facts.only_in_translation.empty()) return {};

  /// Facts that are one difference, and where they stand or should.
  struct Placed {
    const Fact* said = nullptr;           ///< By the source.
    const Fact* other = nullptr;          ///< By the translation.
    std::optional<std::size_t> from, to;  ///< Sentences of source and translation.
  };
  std::vector<Placed> placed;
  Counterparts in_source(here, there), in_translation(there, here);
  std::multimap<std::size_t, std::size_t> unpaired;  // Into `placed`, by sentence of the translation.
  for (const Fact& fact : facts.only_in_translation) {
    const std::size_t sentence = here.at(fact.offset);
    unpaired.emplace(sentence, placed.size());
    placed.push_back({nullptr, &fact, in_source.of(sentence).sentence, sentence});
  }
  for (const Fact& fact : facts.only_in_source) {
    const std::size_t sentence = there.at(fact.offset);
    const Counterpart& found = in_translation.of(sentence);
    const auto [first, last] =
        found.sentence ? unpaired.equal_range(*found.sentence) : std::pair(unpaired.end(), unpaired.end());
    const auto pair =
        std::find_if(first, last, [&](const auto& one) { return placed[one.second].other->kind == fact.kind; });
    if (pair != last) {
      placed[pair->second].said = &fact;
      placed[pair->second].from = sentence;
      unpaired.erase(pair);
      continue;
    }
    if (lone_names == LoneNames::Skip && fact.kind == FactKind::Name && !found.shares) continue;
    placed.push_back({&fact, nullptr, sentence, found.sentence});
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& a, const Placed& b) { return a.to.value_or(0) < b.to.value_or(0); });

  std::vector<Difference> all;
  std::map<FactKind, std::size_t> quoted;
  for (const Placed& one : placed) {
    Difference& difference = all.emplace_back();
    difference.kind = (one.said != nullptr ? one.said : one.other)->kind;
    // A sentence may be as long as the text, and hold thousands of them.
    if (quoted[difference.kind]++ < kMostQuoted) {
      difference.source = passage_of(there, one.from, one.said);
      difference.translation = passage_of(here, one.to, one.other);
    }
    if (one.said != nullptr) {
      difference.source_words = one.said->text;
      difference.source_value = value_of(*one.said);
      if (one.said->kind == FactKind::Name) difference.expected = one.said->value;
    }
    if (one.other != nullptr) {
      difference.translation_words = one.other->text;
      difference.translation_value = value_of(*one.other);
    }
  }
  return all;
}

}  // namespace sen::compare
