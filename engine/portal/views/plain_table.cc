#include "engine/portal/views/plain_table.h"

#include <algorithm>
#include <span>

#include "content/model/address.h"
#include "engine/portal/views/dataset_parts.h"

namespace sen::portal::views {
namespace {

constexpr std::uint64_t kPerPage = 100;
constexpr std::uint64_t kInDocument = 20;

std::uint64_t rows_of(const content::Dataset& table) {
  return table.releases.empty() ? 0 : table.releases.back().rows;
}

/// Up to `limit` rows from `from` on, as they were handed in.
Result<Table> read_rows(const Scene& scene, const content::Dataset& table, std::uint64_t from, std::uint64_t limit) {
  Table view;
  view.caption = scene.name(table.titles);
  for (const content::Column& column : table.columns) {
    const std::string title = scene.name(column.titles);
    view.head.push_back(title.empty() ? column.name : title);
    view.words.push_back(column.role != content::Role::Measure);
  }
  SEN_TRY(scene.reading.each_row(table.code, from, [&](std::span<const std::string_view> cells) {
    Table::Row row;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      std::string cell(i < cells.size() ? cells[i] : std::string_view());
      if (i == 0)
        row.name = std::move(cell);
      else
        row.cells.push_back(std::move(cell));
    }
    view.rows.push_back(std::move(row));
    return view.rows.size() < limit;
  }));
  if (view.rows.size() < rows_of(table)) {
    const auto number = [&](std::uint64_t n) { return scene.tongue.format.number(n); };
    view.remark =
        scene.t("Rows {from} to {to} of {all}",
                {{"from", number(from + 1)}, {"to", number(from + view.rows.size())}, {"all", number(rows_of(table))}});
  }
  return view;
}

Result<Chart> frame_rows(const Scene& scene, const content::Dataset& table, std::uint64_t from, std::uint64_t limit) {
  Chart view;
  view.title = scene.name(table.titles);
  view.subtitle = rows_in_words(scene, table);
  view.table = SEN_TRY(read_rows(scene, table, from, limit));
  view.source = source_line(scene, table);
  view.downloads = downloads_of(scene, table);
  return view;
}

}  // namespace

std::string rows_in_words(const Scene& scene, const content::Dataset& table) {
  return scene.tn("{n} row", "{n} rows", rows_of(table));
}

Result<Chart> make_table_excerpt(const Scene& scene, const content::Dataset& table, const std::string& id) {
  Chart view = SEN_TRY(frame_rows(scene, table, 0, kInDocument));
  view.id = id;
  view.page = {scene.t("The whole table"), content::dataset_path(scene.locale(), table.code)};
  return view;
}

Result<Dataset> make_plain_table(const Scene& scene, const content::Dataset& table, std::size_t page) {
  const std::uint64_t pages = std::max<std::uint64_t>(1, (rows_of(table) + kPerPage - 1) / kPerPage);
  if (page > pages) return Error(ErrorCode::NotFound, "the table has no such page");
  Dataset view = make_dataset_head(scene, table, page);
  view.kind = scene.tc("kind", "Table");
  view.chart = SEN_TRY(frame_rows(scene, table, (page - 1) * kPerPage, kPerPage));
  view.chart.id = "table";
  const std::string path = content::dataset_path(scene.locale(), table.code);
  view.pagination = make_pagination(scene, path, page, pages);
  if (!view.pagination.previous.href.empty())
    view.frame.links.push_back({"prev", {}, {}, {}, view.pagination.previous.href});
  if (!view.pagination.next.href.empty()) view.frame.links.push_back({"next", {}, {}, {}, view.pagination.next.href});
  return view;
}

}  // namespace sen::portal::views
