#pragma once

#include <string_view>
#include <vector>

#include "search/tokens.h"

namespace sen::search {

/// Bytes of a text: [begin, end).
struct Span {
  std::size_t begin = 0, end = 0;
};

/// The words that ICU's dictionaries find in a run of a script that puts no space between words, in order.
std::vector<Span> words_of(std::string_view text, const Token& run);

}  // namespace sen::search
