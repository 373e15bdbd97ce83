#pragma once

#include <string_view>

#include "search/term.h"
#include "search/tokens.h"

namespace sen::search {

/// Characters and pairs of characters of a run of Han, kana or Hangul. Traditional Han characters are
/// found as simplified ones; the sound marks of kana are kept.
void analyse_cjk(std::string_view text, const Token& run, const TermSink& sink);

}  // namespace sen::search
