#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sen::markup {

enum class Align { None, Left, Centre, Right };

/// A pipe table (GitHub Flavored Markdown, section 4.10) with the Markdown of its cells.
struct PipeTable {
  std::vector<Align> columns;
  std::vector<std::vector<std::string>> rows;  ///< The header first; each as wide as `columns`.
};

/// A body in which each table at the outer level is a paragraph `kTableMark` + number + `kTableMark`.
struct WithoutTables {
  std::string markdown;
  std::vector<PipeTable> tables;
};
inline constexpr char kTableMark = '\x02';

/// Takes the pipe tables out of `markdown`, which holds no kTableMark. cmark has none; everything
/// else is left as it is. Differs: a table is not recognised within quotes and lists.
WithoutTables take_pipe_tables(std::string_view markdown);

}  // namespace sen::markup
