#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace sen::compare {

/// A piece of a text between two word boundaries: a word, or what stands between words.
struct Piece {
  std::size_t begin = 0;  ///< Bytes of the text: [begin, end).
  std::size_t end = 0;
  bool word = false;  ///< Whether it holds letters, digits or ideographs.
};

/// `text` cut at every word boundary of UAX #29, with ICU's dictionaries for scripts that put no space between
/// words (Chinese, Japanese, Lao, Khmer, Thai). The pieces cover all of `text`, UTF-8, in order; malformed bytes
/// stay in a piece. A Vietnamese syllable is a word. Thread-safe; time grows with the length.
std::vector<Piece> cut_words(std::string_view text);

}  // namespace sen::compare
