#pragma once

#include <string>
#include <string_view>

namespace sen::search {

/// The word with its marks, in one spelling: the tone mark stands behind the syllable, wherever it was put
/// (`hoà` and `hòa`, `uỷ` and `ủy` are one), and `y` alone behind h, k, l, m, s, t is `i` (`kỹ`, `kĩ`),
/// `qui` is `quy` (`quí`, `quý`).
/// `form` is NFKC_Casefold. A word that is not one Vietnamese syllable stays as it is.
std::string exact_form(std::string_view form);

/// Whether `form` can be a Vietnamese syllable, by its beginning, vowels, end and tone; without any mark, whether it
/// can be one that lost its marks. `form` is NFKC_Casefold; the tone may stand behind it, as exact_form() puts it.
bool is_syllable(std::string_view form);

}  // namespace sen::search
