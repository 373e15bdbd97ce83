#pragma once

#include <span>
#include <string>
#include <vector>

#include "search/term.h"
#include "search/tokens.h"

namespace sen::search {

/// Pieces that belong together, found whole beside their parts: a document number (`72/2015/NĐ-CP`), a date, an
/// e-mail or web address as Family::Whole, in which `-`, `/` and `_` are one sign; as a plain Family::Folded
/// word a number with separators (`1.234.567`, `1,234,567`) and a hyphenated word (`e-mail` is `email`). Marks are
/// folded.
void analyse_compounds(std::span<const Token> tokens, const TermSink& sink);

}  // namespace sen::search
