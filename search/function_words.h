#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/lexicon.h"
#include "search/phrases.h"

namespace sen::search {

/// Finds in a question the words that say how something is asked (content/lexicon/function-words.yaml). Immutable,
/// thread-safe.
class FunctionWordFinder {
 public:
  explicit FunctionWordFinder(const content::Lexicon& lexicon);

  struct Found {
    Span span;
    bool question = false;  ///< An interrogative.
  };
  struct Marking {
    std::vector<Found> words;  ///< In order, apart from each other.
    /// The language of Latin letters that these words are of; empty if there are too few to tell.
    content::Locale language;
  };

  /// A word that was typed without marks is also taken for one with marks. Of languages that explain as many words
  /// `reader` is preferred, then the one that the lexicon names first.
  Marking find(std::string_view text, const content::Locale& reader) const;

 private:
  struct List {
    content::Locale language;
    PhraseTable words;  ///< 1: an interrogative.
  };
  std::vector<List> lists_;
};

}  // namespace sen::search
