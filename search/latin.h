#pragma once

#include <string>
#include <string_view>

namespace sen::search {

/// `form` without marks: `đường` and `duong` are `duong`, `Straße` is `strasse`, `ё` is `е`. The input is
/// NFKC_Casefold. Letters of Latin, Greek and Cyrillic writing lose their marks (but not й), all else stays.
std::string fold_marks(std::string_view form);

/// German as it is typed without umlauts: `ä` is `ae`; empty if there is none in `form`.
std::string spell_out_umlauts(std::string_view form);

}  // namespace sen::search
