#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sen::search {

enum class Writing;

/// What a word of letters with spaces between words is found by: worked out once, since a text's words are few
/// and come again and again. Called by one thread.
class WordForms {
 public:
  WordForms(std::string_view piece, Writing writing);

  /// NFKC_Casefold; of a number its digits in ASCII.
  const std::string& form() const { return form_; }
  /// Without marks, and of Arabic without what is often left out.
  const std::string& folded() const { return folded_; }
  /// exact_form() of a Latin word.
  const std::string& exact() const { return exact_; }
  bool has_marks() const { return form_ != folded_; }
  /// The stems of the word as written and without marks, each once, without marks.
  const std::vector<std::string>& stems(std::string_view language) const;

 private:
  std::string form_, folded_, exact_;
  std::string stemmed_;  ///< What stemmers are given, as written.
  mutable std::vector<std::pair<std::string, std::vector<std::string>>> stems_;
};

/// The forms of a piece of text. The reference holds until forget_words() on this thread.
const WordForms& forms_of(std::string_view piece, Writing writing);

/// Empties this thread's memory of words if it has grown large. Called before a text is read.
void forget_words();

}  // namespace sen::search
