#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"

namespace sen::compare {

/// A sentence of a text.
struct Sentence {
  std::size_t begin = 0, end = 0;  ///< Bytes of the text: [begin, end), without blanks around.
  std::size_t paragraph = 0;       ///< From 0; lists and tables count a paragraph a line.
  std::size_t line = 0;            ///< Where it begins, from 1.
};

/// The sentences of CommonMark `text` by the rules of `locale` (UAX #29, ICU), in order; malformed bytes stay in one.
/// Thread-safe.
std::vector<Sentence> cut_sentences(std::string_view text, const content::Locale& locale);

/// A sentence without the marks of CommonMark and addresses of links, and where a part of it went.
struct PlainSentence {
  std::string text;
  std::size_t begin = 0, end = 0;  ///< Bytes of `text` that [begin, end) of the sentence became.
};
PlainSentence plain_sentence(std::string_view sentence, std::size_t begin, std::size_t end);

}  // namespace sen::compare
