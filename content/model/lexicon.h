#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/embedded.h"
#include "engine/base/result.h"

namespace sen::content {

/// The words of a language that say how something is asked, not what it is about.
struct FunctionWords {
  Locale language;
  std::vector<std::string> question;  ///< Interrogatives, lower case; words side by side have a blank between them.
  std::vector<std::string> function;  ///< Articles, prepositions, pronouns and the like.
};

/// An English word or phrase and what it is called in Vietnamese.
struct Translation {
  std::string english;                  ///< Lower case, a lemma or up to four words.
  std::vector<std::string> vietnamese;  ///< Lower case, at least one.
};

/// What search knows of words beside the names of the vocabulary. From content/lexicon. Immutable, thread-safe.
class Lexicon {
 public:
  const std::vector<FunctionWords>& function_words() const { return function_words_; }
  /// Names that mean the same, a short one among them: `UBND`, `Ủy ban nhân dân`, `People's Committee`.
  const std::vector<std::vector<std::string>>& abbreviations() const { return abbreviations_; }
  const std::vector<Translation>& translations() const { return translations_; }

 private:
  friend Result<Lexicon> load_lexicon(std::span<const EmbeddedFile> files);
  std::vector<FunctionWords> function_words_;
  std::vector<std::vector<std::string>> abbreviations_;
  std::vector<Translation> translations_;
};

/// Reads function-words.yaml, abbreviations.yaml and en-vi/*.tsv, whichever are there.
/// Errors: InvalidInput names file and line.
Result<Lexicon> load_lexicon(std::span<const EmbeddedFile> files);

/// The lexicon that is built into the program.
Result<Lexicon> load_built_in_lexicon();

}  // namespace sen::content
