#pragma once

#include <string>
#include <string_view>

#include "content/model/dataset.h"

namespace sen::feeds {

// What the CSV and JSON of statistics and of plain tables share; for the exports' own files.

/// A cell of RFC 4180: quoted where it must be.
void append_csv_cell(std::string& out, std::string_view value);
/// `text` as a JSON string, what is no UTF-8 replaced.
std::string json_string(std::string_view text);
/// The beginning of a dataset's JSON object, up to and with `"data":[`.
std::string json_head(const content::Dataset& dataset);

}  // namespace sen::feeds
