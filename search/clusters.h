#pragma once

#include <string_view>

#include "search/term.h"
#include "search/tokens.h"

namespace sen::search {

/// A run of Thai, Lao, Khmer or Burmese: its grapheme clusters alone, in pairs and in threes,
/// which need no dictionary, and the words that ICU's dictionaries find.
void analyse_clusters(std::string_view text, const Token& run, const TermSink& sink);

}  // namespace sen::search
