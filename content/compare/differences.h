#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/compare/facts.h"

namespace sen::compare {

/// At most so many differences are shown, or kept in a review, of one translation.
inline constexpr std::size_t kMostDifferences = 60;
/// Of each kind so many differences come with their sentences.
inline constexpr std::size_t kMostQuoted = kMostDifferences;

/// What an edition says in words. All UTF-8; the body CommonMark.
struct EditionText {
  content::Locale locale;
  std::string_view title, summary, body;
};

/// A sentence of an edition.
struct Passage {
  enum class Part { Title, Summary, Body };
  Part part = Part::Body;
  std::size_t line = 0;            ///< Of the body, from 1.
  std::string text;                ///< Without the marks of CommonMark; empty: there is no such sentence.
  std::size_t begin = 0, end = 0;  ///< Bytes of `text` that are meant; equal: none.
};

/// A figure, date or name that is not the same in a translation and its source, with the sentences that say it.
struct Difference {
  FactKind kind = FactKind::Number;
  std::string source_words, source_value;            ///< Empty: only the translation has it.
  std::string translation_words, translation_value;  ///< Empty: only the source has it.
  std::string expected;         ///< Of a name: as the vocabulary has it in the translation's language.
  Passage source, translation;  ///< What corresponds, as far as that can be told; empty after kMostQuoted of a kind.

  /// Names it among the differences of the two texts, whatever else changes in them: `number:12:14`, `name:Hà Nội:`.
  std::string key() const;
};

/// A name that the source says in a sentence which is not to be found in the translation: it may have left out the
/// whole sentence.
enum class LoneNames {
  Skip,  ///< For whoever writes: few false alarms.
  Tell,  ///< For whoever signs off: everything.
};

/// differing_facts() of the whole editions, in the order of the translation: what one sentence says otherwise than the
/// sentence that it translates is one difference. Which sentences correspond is told by place, figures and the names
/// that both write alike. All of them, so that whoever shows fewer can say how many more there are. Thread-safe. Cost:
/// sentences that differ are compared with those that share a figure or name.
std::vector<Difference> differences(const EditionText& source, const EditionText& translation,
                                    const ProtectedNames& names, LoneNames lone_names = LoneNames::Skip);

}  // namespace sen::compare
