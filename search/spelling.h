#pragma once

#include <string>

#include "search/query_plan.h"

namespace Xapian {
class Database;
}

namespace sen::search {

/// The question with its misspelt words put right: words that no visible text holds, by the nearest ones that
/// texts hold. Empty if there is nothing better. Throws Xapian::Error.
std::string suggest_spelling(const Xapian::Database& index, const QueryPlan& plan);

}  // namespace sen::search
