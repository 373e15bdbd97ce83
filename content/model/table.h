#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "engine/base/result.h"

namespace sen::content {

/// How many rows of a plain table one TablePart holds; the last holds the rest.
inline constexpr std::uint64_t kRowsPerPart = 256;

/// Some rows of a plain table (Dataset::structure is Table), as one release has them.
struct TablePart {
  DatasetCode dataset;
  std::uint32_t number = 0;   ///< From 0: rows [number * kRowsPerPart, …) of the table.
  std::uint32_t release = 0;  ///< The release that last changed it.
  std::uint32_t columns = 0;  ///< Cells of a row.
  /// The cells as they were handed in, row by row: each as its length (base 128, as in Protocol Buffers) and its
  /// bytes. One string, because a table may have millions of cells.
  std::string cells;
};

/// Puts `cell` at the end of TablePart::cells.
void append_cell(std::string& cells, std::string_view cell);

/// Gives the rows of `part` until `visit` gives false. The views point into it. Errors: Storage if it holds no such
/// rows.
Result<void> each_row(const TablePart& part, const std::function<bool(std::span<const std::string_view>)>& visit);

}  // namespace sen::content
