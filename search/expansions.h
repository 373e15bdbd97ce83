#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/lexicon.h"
#include "content/model/vocabulary.h"
#include "search/function_words.h"
#include "search/phrases.h"

namespace sen::search {

/// What else a part of a question may be called: names of the vocabulary and abbreviations in every language, words in
/// the other of English and Vietnamese.
struct Expansion {
  enum class Kind { Name, Translation } kind = Kind::Name;
  Span span;  ///< Of the question.
  /// For each other name the stored forms that a text with it holds, all of them: the rarest tells it best. At least
  /// one name.
  std::vector<std::vector<std::string>> names{};
};

/// Finds expansions of questions. Immutable, thread-safe.
class Expander {
 public:
  Expander(const content::Lexicon& lexicon, const content::Vocabulary& vocabulary);

  /// The longest names and phrases at each place. Words of a name are not translated, nor are function words.
  std::vector<Expansion> find(std::string_view text, const FunctionWordFinder::Marking& marking,
                              const content::Locale& reader) const;

 private:
  using Names = std::vector<std::string>;

  PhraseTable names_;                              ///< By every name of groups_.
  PhraseTable english_, vietnamese_;               ///< By both sides of the translations, the English one as stems.
  std::vector<Names> groups_;                      ///< Names of the same.
  std::vector<Names> in_english_, in_vietnamese_;  ///< Of each translation.
};

}  // namespace sen::search
