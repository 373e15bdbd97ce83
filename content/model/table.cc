#include "content/model/table.h"

#include <optional>
#include <vector>

namespace sen::content {
namespace {

constexpr unsigned kBits = 7;
constexpr unsigned kMore = 1U << kBits;

/// The cell at the front of `cells`, which then begins behind it; nothing if there is none.
std::optional<std::string_view> take_cell(std::string_view& cells) {
  std::uint64_t size = 0;
  std::size_t at = 0;
  for (unsigned shift = 0;; shift += kBits) {
    if (at == cells.size() || shift > 28) return std::nullopt;
    const auto byte = static_cast<unsigned char>(cells[at++]);
    size |= static_cast<std::uint64_t>(byte & (kMore - 1)) << shift;
    if (byte < kMore) break;
  }
  if (size > cells.size() - at) return std::nullopt;
  const std::string_view cell = cells.substr(at, size);
  cells.remove_prefix(at + size);
  return cell;
}

}  // namespace

void append_cell(std::string& cells, std::string_view cell) {
  std::size_t size = cell.size();
  for (; size >= kMore; size >>= kBits) cells += static_cast<char>((size & (kMore - 1)) | kMore);
  cells += static_cast<char>(size);
  cells += cell;
}

Result<void> each_row(const TablePart& part, const std::function<bool(std::span<const std::string_view>)>& visit) {
  const Error damaged(ErrorCode::Storage, "a stored table cannot be read");
  std::string_view cells = part.cells;
  // Each cell takes a byte at least, so the width that is claimed can be held against what is there.
  if (!cells.empty() && (part.columns == 0 || part.columns > cells.size())) return damaged;
  std::vector<std::string_view> row(part.columns);
  while (!cells.empty()) {
    for (std::string_view& cell : row) {
      const auto next = take_cell(cells);
      if (!next) return damaged;
      cell = *next;
    }
    if (!visit(row)) return {};
  }
  return {};
}

}  // namespace sen::content
