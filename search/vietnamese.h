#pragma once

#include <string>
#include <string_view>

namespace sen::search {

/// The word with its marks, in one spelling: the tone mark stands behind the syllable, wherever it was put
/// (`hoà` and `hòa`, `uỷ` and `ủy` are one), and `y` alone behind h, k, l, m, s, t is `i` (`kỹ`, `kĩ`).
/// `form` is NFKC_Casefold. A word that is not one Vietnamese syllable stays as it is.
std::string exact_form(std::string_view form);

}  // namespace sen::search
