#include "content/compare/differences.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "content/compare/sentences.h"
#include "content/compare/words.h"

namespace sen::compare {
namespace {

/// Of figures and names that both sentences have, against a sentence's distance in its text.
constexpr double kSharedWord = 1.0, kDistance = 6.0;

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
    words_.resize(sentences_.size());
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
    std::size_t before = 0, all = 0;
    for (std::size_t i = 0; i < sentences_.size(); ++i) {
      if (part(i) != part(sentence)) continue;
      before += i < sentence ? 1 : 0;
      all += 1;
    }
    return all < 2 ? 0 : static_cast<double>(before) / static_cast<double>(all - 1);
  }

  /// Figures and names that are written alike in every language.
  const std::set<std::string, std::less<>>& marks(std::size_t sentence) {
    std::set<std::string, std::less<>>& known = words_[sentence];
    if (!known.empty()) return known;
    const Sentence& one = sentences_[sentence];
    const std::string_view text = std::string_view(text_).substr(one.begin, one.end - one.begin);
    for (const Piece& piece : cut_words(text)) {
      const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
      const bool figure = word.find_first_of("0123456789") != std::string_view::npos;
      if (piece.word && (figure || (word.size() > 2 && word.front() >= 'A' && word.front() <= 'Z')))
        known.emplace(word);
    }
    known.emplace();  // Not to be looked for again.
    return known;
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
  content::Locale locale_;
  std::string text_;
  std::vector<std::size_t> starts_;
  std::vector<Sentence> sentences_;
  std::vector<std::set<std::string, std::less<>>> words_;
};

/// The sentence that says what another says, as far as that can be told.
struct Counterpart {
  std::optional<std::size_t> sentence;  ///< Nothing if the part is empty there.
  bool shares = false;                  ///< A figure or name stands in both.
};

Counterpart counterpart(Text& here, std::size_t sentence, Text& there) {
  const double place = here.place(sentence);
  Counterpart best;
  double best_score = 0;
  for (std::size_t other = 0; other < there.sentences().size(); ++other) {
    if (there.part(other) != here.part(sentence)) continue;
    const auto shared =
        std::count_if(here.marks(sentence).begin(), here.marks(sentence).end(),
                      [&](const std::string& mark) { return !mark.empty() && there.marks(other).contains(mark); });
    const double score = kSharedWord * static_cast<double>(shared) - kDistance * std::abs(there.place(other) - place);
    if (best.sentence && score <= best_score) continue;
    best = {other, shared > 0};
    best_score = score;
  }
  return best;
}

}  // namespace

std::string Difference::key() const {
  return std::string(word_of(kind)) + ":" + source_value + ":" + translation_value;
}

std::vector<Difference> differences(const EditionText& source, const EditionText& translation,
                                    const ProtectedNames& names) {
  Text there(source), here(translation);
  const FactDifferences facts = differing_facts(there.whole(), here.whole(), names);
  if (there.sentences().empty() || here.sentences().empty()) return {};

  struct Placed {
    Difference difference;
    std::size_t sentence = 0;  ///< Of the translation, where it is told.
    bool paired = false;
  };
  std::vector<Placed> out;
  for (const Fact& fact : facts.only_in_translation) {
    const std::size_t sentence = here.at(fact.offset);
    Placed& placed = out.emplace_back();
    placed.sentence = sentence;
    placed.difference.kind = fact.kind;
    placed.difference.translation_words = fact.text;
    placed.difference.translation_value = fact.kind == FactKind::Name ? fact.text : fact.value;
    placed.difference.translation = here.passage(sentence, fact.offset, fact.offset + fact.text.size());
    const auto other = counterpart(here, sentence, there).sentence;
    if (other) placed.difference.source = there.passage(*other);
  }
  for (const Fact& fact : facts.only_in_source) {
    const std::size_t sentence = there.at(fact.offset);
    const auto found = counterpart(there, sentence, here);
    const std::optional<std::size_t>& other = found.sentence;
    const Passage said = there.passage(sentence, fact.offset, fact.offset + fact.text.size());
    const auto pair = std::find_if(out.begin(), out.end(), [&](const Placed& one) {
      return !one.paired && other == one.sentence && one.difference.kind == fact.kind &&
             one.difference.source_words.empty();
    });
    const bool is_lone = pair == out.end();  // Adding one moves the others.
    // A translation may leave out a sentence with the names in it; one that has the sentence has its names.
    if (is_lone && fact.kind == FactKind::Name && !found.shares) continue;
    if (is_lone) {
      Placed& lone = out.emplace_back();
      lone.sentence = other.value_or(0);
      lone.difference.kind = fact.kind;
      if (other) lone.difference.translation = here.passage(*other);
    }
    Placed& placed = is_lone ? out.back() : *pair;
    placed.paired = true;
    placed.difference.source_words = fact.text;
    placed.difference.source_value = fact.kind == FactKind::Name ? fact.text : fact.value;
    if (fact.kind == FactKind::Name) placed.difference.expected = fact.value;
    placed.difference.source = said;
  }
  std::stable_sort(out.begin(), out.end(), [](const Placed& a, const Placed& b) { return a.sentence < b.sentence; });
  std::vector<Difference> all;
  for (Placed& placed : out) all.push_back(std::move(placed.difference));
  return all;
}

}  // namespace sen::compare
