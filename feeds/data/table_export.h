#pragma once

#include <memory>

#include "feeds/data/export.h"

namespace sen::feeds {

/// The rows of a plain table as CSV: the header and the cells as they were handed in.
std::unique_ptr<Export> export_table_csv(store::VisibleContent content, content::Dataset table);
/// The rows of a plain table as JSON: one object of the table, `data` an array of objects by column id, cells as
/// strings.
std::unique_ptr<Export> export_table_json(store::VisibleContent content, content::Dataset table);

}  // namespace sen::feeds
