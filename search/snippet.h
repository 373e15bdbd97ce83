#pragma once

#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "search/query_plan.h"

namespace sen::search {

/// The piece of `text` that says most about the question: about 240 characters, cut between words, as HTML in
/// which everything is escaped and the words that match stand in `<mark>`. `…` stands where text was left out.
/// Without any match it is the beginning of `text`, which is plain UTF-8 in `language`.
std::string make_snippet(std::string_view text, const content::Locale& language, const QueryPlan& plan);

}  // namespace sen::search
