#include "content/markup/pipe_table.h"

#include <optional>

#include "engine/base/text.h"

namespace sen::markup {
namespace {

std::string_view without_end(std::string_view line) {
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// The cells of a row: parted by `|` that no backslash precedes, trimmed, `\|` as `|`.
std::vector<std::string> cells_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  std::vector<std::string> cells(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
      cells.back() += '|';
      ++i;
    } else if (line[i] == '|') {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  if (cells.size() > 1 && trim(cells.back()).empty()) cells.pop_back();
  for (std::string& cell : cells) cell = std::string(trim(cell));
  return cells;
}

/// The columns that a delimiter row (`|:--|--:|`) declares.
std::optional<std::vector<Align>> columns_of(std::string_view line) {
  if (line.find('|') == std::string_view::npos || line.find('-') == std::string_view::npos) return std::nullopt;
  std::vector<Align> columns;
  for (const std::string& cell : cells_of(line)) {
    std::string_view dashes = cell;
    const bool left = dashes.starts_with(':'), right = dashes.size() > 1 && dashes.ends_with(':');
    if (left) dashes.remove_prefix(1);
    if (right) dashes.remove_suffix(1);
    if (dashes.empty() || dashes.find_first_not_of('-') != std::string_view::npos) return std::nullopt;
    columns.push_back(left && right ? Align::Centre : left ? Align::Left : right ? Align::Right : Align::None);
  }
  return columns;
}

bool is_indented_code(std::string_view line) {
  return line.starts_with("    ") || line.starts_with('\t');
}

/// Follows fenced code (CommonMark, section 4.5), in which nothing is a table.
class Fence {
 public:
  /// Whether `line` belongs to fenced code, its fences among it.
  bool holds(std::string_view line) {
    const std::string_view text = trim(line);
    const char mark = text.empty() ? ' ' : text.front();
    const std::size_t end = text.find_first_not_of(mark);
    const std::size_t length = end == std::string_view::npos ? text.size() : end;
    const bool fence = (mark == '`' || mark == '~') && length >= 3 && !is_indented_code(line);
    if (open_ == 0) {
      if (!fence || (mark == '`' && text.find('`', length) != std::string_view::npos)) return false;
      open_ = mark;
      length_ = length;
      return true;
    }
    if (fence && mark == open_ && length >= length_ && length == text.size()) open_ = 0;
    return true;
  }

 private:
  char open_ = 0;
  std::size_t length_ = 0;
};

}  // namespace

WithoutTables take_pipe_tables(std::string_view markdown) {
  WithoutTables out;
  out.markdown.reserve(markdown.size());
  const std::vector<std::string_view> lines = split(markdown, '\n');
  Fence fence;
  bool block_start = true;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = without_end(lines[i]);
    const bool code = fence.holds(line);
    const bool header = !code && block_start && i + 1 < lines.size() && !is_indented_code(line) &&
                        line.find('|') != std::string_view::npos;
    const auto columns = header ? columns_of(without_end(lines[i + 1])) : std::nullopt;
    if (columns && columns->size() == cells_of(line).size()) {
      PipeTable table{*columns, {cells_of(line)}};
      for (i += 2; i < lines.size() && !trim(lines[i]).empty(); ++i) {
        table.rows.push_back(cells_of(without_end(lines[i])));
        table.rows.back().resize(columns->size());
      }
      out.markdown += kTableMark + std::to_string(out.tables.size()) + kTableMark + "\n\n";
      out.tables.push_back(std::move(table));
      block_start = true;
      continue;
    }
    out.markdown.append(line);
    out.markdown += '\n';
    block_start = !code && trim(line).empty();
  }
  return out;
}

}  // namespace sen::markup
