#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sen::search {

/// `text` as suggestions compare it: words in lower case without marks, one blank between them.
std::string suggestion_key(std::string_view text);

/// The keys by whose beginnings `title` is suggested: itself, and what is left of it from each of its first
/// words on; at most 64 bytes each, cut between characters.
std::vector<std::string> suggestion_keys(std::string_view title);

}  // namespace sen::search
