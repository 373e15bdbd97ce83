#include "ingest/plain_table.h"

#include <set>

#include "ingest/table_schema.h"

namespace sen::ingest {
namespace {

/// Whether a column's cells are numbers to reckon with: `007` and a code are names that look like numbers.
class NumberColumn {
 public:
  NumberColumn(const FieldSchema& field, std::string_view name)
      : style_(field.numbers()), possible_(field.type() != "string" && !names_code(name)) {}

  void see(std::string_view cell) {
    if (!possible_ || cell.empty()) return;
    const bool padded = cell.size() > 1 && cell[0] == '0' && cell[1] >= '0' && cell[1] <= '9';
    possible_ = !padded && plain_number(cell, style_).has_value();
    seen_ = true;
  }
  bool is_number() const { return possible_ && seen_; }

 private:
  NumberStyle style_;
  bool possible_;
  bool seen_ = false;
};

/// The columns as the header has them, each with an id of its own.
std::vector<content::Column> columns_of(const Table& table, const std::vector<NumberColumn>& numbers) {
  std::vector<content::Column> columns;
  std::set<std::string> ids;
  for (std::size_t i = 0; i < table.header().size(); ++i) {
    content::Column column;
    column.name = table.header()[i];
    const std::string base = column.name.empty() ? "column_" + std::to_string(i + 1) : column.name;
    column.id = base;
    for (int n = 2; !ids.insert(column.id).second; ++n) column.id = base + "_" + std::to_string(n);
    column.role = numbers[i].is_number() ? content::Role::Measure : content::Role::Text;
    if (const std::string& title = table.fields()[i].title(); !title.empty()) column.titles[kPlainLanguage] = title;
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace

std::optional<DatasetDraft> read_plain_table(Table& table, const DatasetMapping& mapping, const Resource& resource,
                                             const Manifest& manifest, Depth depth, bool check, Findings& findings,
                                             std::uint64_t& budget) {
  DatasetDraft draft;
  std::vector<NumberColumn> numbers;
  for (std::size_t i = 0; i < table.header().size(); ++i) numbers.emplace_back(table.fields()[i], table.header()[i]);
  std::string cells;
  const auto end_part = [&] {
    if (cells.empty()) return;
    if (depth == Depth::Publish)
      draft.parts.push_back({.dataset = mapping.code,
                             .number = static_cast<std::uint32_t>((draft.rows - 1) / content::kRowsPerPart),
                             .release = 0,
                             .columns = static_cast<std::uint32_t>(table.header().size()),
                             .cells = std::move(cells)});
    cells = {};
  };
  bool fits = true;
  table.each_row(check, findings, [&](std::uint64_t row, const std::vector<std::string>& said) {
    if (!fits) return;
    const std::size_t before = cells.size();
    for (std::size_t i = 0; i < said.size(); ++i) {
      numbers[i].see(said[i]);
      content::append_cell(cells, said[i]);
    }
    if (cells.size() - before > budget) {
      fits = false;
      findings.add(Rule::TablesTooLarge, {.file = table.file(), .row = row}, {std::to_string(kMaxPlainBytes)});
      return;
    }
    budget -= cells.size() - before;
    if (++draft.rows % content::kRowsPerPart == 0) end_part();
  });
  end_part();
  if (draft.rows == 0 && fits) findings.add(Rule::TableEmpty, {.file = table.file()});
  if (draft.rows == 0 || !fits) return std::nullopt;
  draft.file = table.file();
  draft.note = mapping.note;
  describe(mapping, resource, manifest, draft.dataset);
  draft.dataset.structure = content::Structure::Table;
  draft.dataset.columns = columns_of(table, numbers);
  return draft;
}

}  // namespace sen::ingest
