#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace sen::search {

/// What kind of key a term is: the first byte of its stored form. A new kind gets a new
/// letter and a new kAnalyserVersion. `X`, `Q`, `D`, `T` and `I` are kept for filters, identities and titles.
enum class Family : char {
  Exact = 'A',     ///< A word as written in a Vietnamese text, tone placement unified.
  Folded = 'F',    ///< A Latin word without marks; shared by all languages.
  Pair = 'G',      ///< Two folded Latin words side by side.
  Marked = 'M',    ///< A word with marks, as written, in a text that is not Vietnamese.
  Stem = 'S',      ///< The stem of the folded word.
  StemPair = 'P',  ///< Two stems side by side (Cyrillic, Arabic).
  Plain = 'L',     ///< A word of Cyrillic, Arabic or another script, without the marks that are often left out.
  Unigram = 'U',   ///< A Chinese, Japanese or Korean character.
  Bigram = 'B',    ///< Two of them side by side.
  Cluster = 'C',   ///< A grapheme cluster of Thai, Lao, Khmer or Burmese.
  ClusterPair = 'E',
  ClusterTriple = 'H',
  Word = 'W',   ///< A word that ICU's dictionaries find in those scripts.
  Whole = 'N',  ///< A document number, date, address or name with signs in it, whole.
};

/// A key under which a text is found, and where in the text it stands.
struct Term {
  Family family;
  std::string_view text;  ///< Case-folded; of any length. Lives as long as the call it is passed to.
  std::size_t begin = 0;  ///< Bytes of the analysed text: [begin, end).
  std::size_t end = 0;
  /// Whether a text that is about the typed words holds it, or one of the other needed terms of the same place.
  /// Pairs and compounds are not needed: they only lift what holds them.
  bool needed = false;
};

using TermSink = std::function<void(const Term&)>;

/// The bytes that stand for a term in the index: the family's letter and the text; of a long text
/// the beginning and a hash, so that it stays below Xapian's limit of 245 bytes.
std::string stored_form(Family family, std::string_view text);
inline std::string stored_form(const Term& term) {
  return stored_form(term.family, term.text);
}

/// The term that says that a title has the term of this stored form.
inline std::string title_term(std::string_view stored_form) {
  return std::string("I").append(stored_form);
}

}  // namespace sen::search
