#pragma once

#include <string>
#include <string_view>

#include "search/query_plan.h"

namespace Xapian {
class Database;
}

namespace sen::search {

/// The Vietnamese syllable that was meant by the keys of Telex or VNI, where no input method turned them into marks:
/// `Vieejt` and `Vie65t` are `việt`, `ddaays` is `đấy`. A circumflex, horn or breve that is missing is put where only
/// one makes a syllable (`Viejt`). Lower case; empty if `word` is nothing of the kind, or may be a syllable as it is.
std::string syllable_of_keys(std::string_view word);

/// What was typed with such words made readable, those that no text of `index` has; empty if there are none.
/// Throws Xapian::Error.
std::string without_leftovers(const Xapian::Database& index, const QueryPlan& plan);

}  // namespace sen::search
