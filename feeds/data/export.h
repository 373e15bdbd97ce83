#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "content/model/vocabulary.h"
#include "engine/base/result.h"
#include "engine/store/visible_content.h"
#include "feeds/data/data_query.h"
#include "feeds/data/workbook_words.h"

namespace sen::feeds {

/// A dataset leaving in one format, piece by piece: memory stays the same however large it is.
/// Holds on to the content as it stood when it was made. Called by one thread.
class Export {
 public:
  virtual ~Export() = default;
  /// The next piece, some 64 KB; empty at the end.
  virtual Result<std::string> read() = 0;
};

/// Comma-separated values (RFC 4180 with LF), UTF-8 without a byte order mark: a header of concept ids, then a
/// row an observation, in order of key and period. Figures stand as they were submitted. A plain table has its own
/// header and rows; `query` is not asked then.
std::unique_ptr<Export> export_csv(store::VisibleContent content, content::Dataset dataset, DataQuery query);
/// SDMX-CSV 1.0: the same with a first column DATAFLOW. Not for plain tables, which are no dataflows.
std::unique_ptr<Export> export_sdmx_csv(store::VisibleContent content, content::Dataset dataset, DataQuery query);
/// One JSON object: code, titles, structure, and `data`, an array of objects by concept id; figures as strings. Of a
/// plain table `data` has an object a row, by column id.
std::unique_ptr<Export> export_json(store::VisibleContent content, content::Dataset dataset, DataQuery query);
/// SDMX-ML 2.1 GenericData. Not for plain tables. `prepared` and `id` go into the header.
std::unique_ptr<Export> export_generic(store::VisibleContent content, content::Dataset dataset, DataQuery query,
                                       Timestamp prepared);

/// An Excel workbook made by libxlsxwriter in constant-memory mode: figures, structure, sources. The bytes are whole
/// because the format is a zip; equal content gives equal bytes: it is dated by its newest release. Names of
/// columns and codes in `locale`, the rest as `words` say. Errors: TooLarge beyond a million rows (the format's limit).
Result<std::string> export_xlsx(const store::VisibleContent& content, const content::Dataset& dataset,
                                const content::Locale& locale, const WorkbookWords& words);

}  // namespace sen::feeds
