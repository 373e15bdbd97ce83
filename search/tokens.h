#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/word_forms.h"

namespace sen::search {

/// How a piece of text is turned into terms.
enum class Writing {
  Latin,     ///< Words of Latin letters, with digits in them.
  Number,    ///< Digits alone, of any script, as ASCII digits.
  Cyrillic,  ///< Words.
  Arabic,    ///< Words.
  Other,     ///< Words of any other script.
  Cjk,       ///< A run of Han, kana or Hangul.
  Clusters,  ///< A run of Thai, Lao, Khmer or Burmese, which puts no space between words.
};

struct Token {
  std::size_t begin = 0;  ///< Bytes of the text: [begin, end).
  std::size_t end = 0;
  Writing writing = Writing::Other;
  /// Of a word or number; null for Cjk and Clusters, which are folded character by character. Holds until
  /// the next text is read on this thread.
  const WordForms* forms = nullptr;
  /// Whether nothing but blanks or one sign inside a compound parts it from the token before.
  bool follows = false;
  /// The one sign, without blanks, between the token before and this one; 0: something else.
  char32_t sign = 0;
};

/// `text` in NFKC_Casefold (UAX #15): wide forms narrowed, case folded, invisible characters dropped.
std::string fold_case(std::string_view text);

/// The words, numbers and runs of `text`, in order. Malformed UTF-8 parts words.
std::vector<Token> tokenise(std::string_view text);

}  // namespace sen::search
