#pragma once

#include "engine/portal/views/make.h"

namespace sen::portal::views {

/// The page of a plain table: a hundred of its rows, the whole as downloads. Errors: NotFound behind the last page.
Result<Dataset> make_plain_table(const Scene& scene, const content::Dataset& table, std::size_t page);

/// Its first rows as they stand in a document, with the way to the rest.
Result<Chart> make_table_excerpt(const Scene& scene, const content::Dataset& table, const std::string& id);

/// How many rows the newest release has, in words.
std::string rows_in_words(const Scene& scene, const content::Dataset& table);

}  // namespace sen::portal::views
