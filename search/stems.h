#pragma once

#include <string>
#include <string_view>

namespace sen::search {

/// The Snowball stem of `word` in `language` (BCP 47); the word itself where there is no stemmer. Thread-safe.
std::string stem(std::string_view language, std::string_view word);

}  // namespace sen::search
