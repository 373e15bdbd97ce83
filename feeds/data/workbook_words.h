#pragma once

#include <string>

namespace sen::feeds {

/// What a workbook says beside its figures, in the reader's language. Names of sheets have at most 31 characters, none
/// of `[]:*?/\` (the format's limit); an empty one becomes `Sheet1`.
struct WorkbookWords {
  std::string data_sheet, about_sheet;
  std::string dataset, title, description, licence, source, unit;
};

}  // namespace sen::feeds
