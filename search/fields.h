#pragma once

#include "search/names.h"
#include "search/search.h"

namespace sen::search {

/// `query` with the filters that its text names (`place:Huế`, `year:2024`) set and taken out of the text. A filter that
/// is set already stays; a value that stands for nothing stays in the text, without the field's name.
Query with_fields(Query query, const Names& names);

}  // namespace sen::search
