#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "content/model/ids.h"

namespace sen::compare {

/// A text in lower case, made ready to be searched for numbers in words.
/// Called by one thread.
class NumberWords {
 public:
  NumberWords(std::string_view text, const content::Locale& locale);

  /// Whether the text says `number` in words of its language (ICU's spellout rules, with genders and cases where
  /// they are known, ordinals too) or as a Roman numeral in capitals, 3 to 30. Each number
  /// searches the whole text: after kMostAsked of them the answer is no.
  bool says(std::int64_t number);
  static constexpr int kMostAsked = 300;

 private:
  bool says_in_roman(std::int64_t number) const;
  bool holds(const std::string& words) const;
  std::string text_;  ///< Folded.
  std::string original_;
  content::Locale locale_;
  int asked_ = 0;
};

}  // namespace sen::compare
