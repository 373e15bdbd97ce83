#include <algorithm>

#include "content/model/address.h"
#include "engine/portal/charts/charts.h"
#include "engine/portal/views/cube.h"
#include "engine/portal/views/dataset_parts.h"
#include "engine/portal/views/plain_table.h"
#include "engine/portal/views/province_map.h"

namespace sen::portal::views {
namespace {

constexpr std::size_t kMaxLines = 5;
constexpr std::size_t kTablePeriods = 8;

std::string shown_at(const Scene& scene, const Cube::Row& row, const std::string& period) {
  const auto value = row.values.find(period);
  if (value == row.values.end()) return "–";
  std::string text = scene.tongue.format.decimal(value->second);
  if (const auto flag = row.flags.find(period); flag != row.flags.end()) text += " (" + flag->second + ")";
  return text;
}

std::string period_text(const Scene& scene, const std::string& period) {
  return period.empty() ? scene.t("Value") : scene.tongue.format.period(period);
}

/// Rows with a value in the newest period first, largest first.
std::vector<const Cube::Row*> by_size(const Cube& cube) {
  std::vector<const Cube::Row*> rows;
  for (const Cube::Row& row : cube.rows) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [&](const Cube::Row* a, const Cube::Row* b) {
    return value_at(*a, cube.latest()).value_or(-1e300) > value_at(*b, cube.latest()).value_or(-1e300);
  });
  return rows;
}

/// Few series: a row for each period, newest first. Many: a row for each series, the newest periods beside it.
Table make_table(const Scene& scene, const Cube& cube, const std::string& caption) {
  Table table;
  table.caption = caption;
  if (cube.rows.size() <= kMaxLines && cube.periods.size() > 1) {
    table.head.push_back(scene.t("Period"));
    const std::string unit = unit_text(scene, cube.measure());
    if (cube.rows.size() == 1) {
      table.head.push_back(unit.empty() ? scene.t("Value") : unit);
    } else {
      for (const Cube::Row& row : cube.rows) table.head.push_back(row.name);
    }
    for (auto period = cube.periods.rbegin(); period != cube.periods.rend(); ++period) {
      Table::Row line{period_text(scene, *period), {}};
      for (const Cube::Row& row : cube.rows) line.cells.push_back(shown_at(scene, row, *period));
      table.rows.push_back(std::move(line));
    }
  } else {
    const std::size_t from = cube.periods.size() > kTablePeriods ? cube.periods.size() - kTablePeriods : 0;
    table.head.push_back(cube.by_province ? scene.t("Province or city") : scene.t("Series"));
    for (std::size_t i = cube.periods.size(); i-- > from;) table.head.push_back(period_text(scene, cube.periods[i]));
    for (const Cube::Row* row : by_size(cube)) {
      Table::Row line{row->name, {}};
      for (std::size_t i = cube.periods.size(); i-- > from;)
        line.cells.push_back(shown_at(scene, *row, cube.periods[i]));
      table.rows.push_back(std::move(line));
    }
  }
  if (cube.cut) table.remark = scene.t("Not all figures are shown here; the downloads hold them all.");
  return table;
}

/// What the drawing says, in words: where each line begins and ends.
std::string in_words(const Scene& scene, const Cube& cube, const std::vector<const Cube::Row*>& rows) {
  std::string words;
  for (std::size_t i = 0; i < rows.size() && i < 3; ++i) {
    if (rows[i]->values.empty()) continue;
    const auto& first = *rows[i]->values.begin();
    const auto& last = *rows[i]->values.rbegin();
    if (!words.empty()) words += ' ';
    words += first.first == last.first
                 ? scene.t("{name}: {value}.",
                           {{"name", rows[i]->name}, {"value", with_unit(scene, cube.measure(), last.second)}})
                 : scene.t("{name}: {first} in {from}, {last} in {to}.",
                           {{"name", rows[i]->name},
                            {"first", scene.tongue.format.rounded(first.second)},
                            {"from", period_text(scene, first.first)},
                            {"last", with_unit(scene, cube.measure(), last.second)},
                            {"to", period_text(scene, last.first)}});
  }
  return words;
}

void draw_lines(const Scene& scene, const Cube& cube, Chart& view) {
  charts::LineChart chart;
  std::vector<const Cube::Row*> rows = by_size(cube);
  if (rows.size() > kMaxLines) rows.resize(kMaxLines);
  chart.words = {view.id, view.title, in_words(scene, cube, rows)};
  for (const std::string& period : cube.periods) chart.labels.push_back(period_text(scene, period));
  for (const Cube::Row* row : rows) {
    charts::Line line{row->name, {}};
    for (const std::string& period : cube.periods) line.values.push_back(value_at(*row, period));
    chart.lines.push_back(std::move(line));
  }
  chart.tick = [&scene](double value) {
    std::string text = std::to_string(value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return scene.tongue.format.abbreviated(text);
  };
  view.wide = charts::line_chart(chart, charts::Size::Wide);
  view.narrow = charts::line_chart(chart, charts::Size::Narrow);
  if (chart.lines.size() > 1)
    for (const charts::Line& line : chart.lines) view.lines.push_back(line.name);
}

void draw_bars(const Scene& scene, const Cube& cube, Chart& view) {
  charts::BarChart chart;
  std::vector<const Cube::Row*> rows = by_size(cube);
  if (rows.size() > 12) rows.resize(12);
  chart.words = {view.id, view.title, in_words(scene, cube, rows)};
  chart.right_to_left = scene.tongue.right_to_left;
  for (const Cube::Row* row : rows)
    chart.bars.push_back({row->name, value_at(*row, cube.latest()), shown_at(scene, *row, cube.latest())});
  view.wide = charts::bar_chart(chart, charts::Size::Wide);
  view.narrow = charts::bar_chart(chart, charts::Size::Narrow);
}

void draw_map(const Scene& scene, const Cube& cube, Chart& view) {
  MapFacts facts{.id = view.id, .title = view.title};
  std::vector<std::optional<double>> values;
  for (const Cube::Row& row : cube.rows) {
    const auto found = row.values.find(cube.latest());
    if (found == row.values.end()) continue;
    facts.values[row.province] = number_of(found->second);
    facts.shown[row.province] = with_unit(scene, cube.measure(), found->second);
    values.push_back(number_of(found->second));
  }
  facts.description = in_words(scene, cube, by_size(cube));
  view.wide = province_map(scene, facts, charts::Size::Wide);
  view.narrow = province_map(scene, facts, charts::Size::Narrow);
  view.map = true;
  const charts::Classes classes = charts::classify(values);
  for (const double from : classes.from) {
    std::string text = std::to_string(from);
    text.resize(text.find('.') + 2);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    view.legend.push_back({scene.t("from {n}", {{"n", scene.tongue.format.rounded(text)}}), {}});
  }
}

Chart draw(const Scene& scene, const Cube& cube, const std::string& id) {
  Chart view;
  view.id = id;
  view.title = scene.name(cube.dataset.titles);
  std::string span = period_text(scene, cube.periods.front());
  if (cube.periods.size() > 1) span += " – " + period_text(scene, cube.latest());
  view.subtitle = unit_text(scene, cube.measure());
  if (!cube.latest().empty()) {
    if (!view.subtitle.empty()) view.subtitle += " · ";
    view.subtitle += cube.by_province ? period_text(scene, cube.latest()) : span;
  }
  if (cube.by_province) {
    draw_map(scene, cube, view);
  } else if (cube.periods.size() >= 3) {
    draw_lines(scene, cube, view);
  } else {
    draw_bars(scene, cube, view);
  }
  view.table = make_table(scene, cube, view.title);
  view.source = source_line(scene, cube.dataset);
  view.downloads = downloads_of(scene, cube.dataset);
  return view;
}

/// The newest value of a dataset with one line, for cards.
void add_latest(const Scene& scene, const Cube& cube, DatasetCard& card) {
  if (cube.rows.size() != 1 || cube.rows.front().values.empty()) return;
  const auto& [period, value] = *cube.rows.front().values.rbegin();
  card.latest = with_unit(scene, cube.measure(), value);
  card.latest_period = period.empty() ? std::string() : scene.tongue.format.period(period);
  std::vector<std::optional<double>> values;
  for (const std::string& at : cube.periods) values.push_back(value_at(cube.rows.front(), at));
  card.spark = charts::sparkline(values);
}

Figure make_figure(const Scene& scene, const Cube& cube, std::string label, const std::string& period,
                   const std::string& value) {
  return {std::move(label),
          with_unit(scene, cube.measure(), value),
          period.empty() ? std::string() : scene.tongue.format.period(period),
          {},
          {}};
}

/// Of one line: its newest, highest and lowest values.
std::vector<Figure> figures_of_line(const Scene& scene, const Cube& cube) {
  const auto& values = cube.rows.front().values;
  const auto newest = std::prev(values.end());
  std::vector<Figure> figures{make_figure(scene, cube, scene.tc("value", "Newest"), newest->first, newest->second)};
  if (values.size() < 3) return figures;
  const auto less = [](const auto& a, const auto& b) {
    return number_of(a.second).value_or(0) < number_of(b.second).value_or(0);
  };
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end(), less);
  const auto before = std::prev(newest);
  figures.push_back(make_figure(scene, cube, scene.tc("value", "The one before"), before->first, before->second));
  figures.push_back(make_figure(scene, cube, scene.tc("value", "Highest"), highest->first, highest->second));
  figures.push_back(make_figure(scene, cube, scene.tc("value", "Lowest"), lowest->first, lowest->second));
  return figures;
}

/// Of up to four lines: the newest value of each.
std::vector<Figure> newest_figures(const Scene& scene, const Cube& cube) {
  std::vector<Figure> figures;
  if (cube.rows.size() > 4) return figures;
  if (cube.rows.size() == 1 && !cube.rows.front().values.empty()) return figures_of_line(scene, cube);
  for (const Cube::Row& row : cube.rows) {
    if (row.values.empty()) continue;
    figures.push_back(make_figure(scene, cube, row.name, row.values.rbegin()->first, row.values.rbegin()->second));
    std::vector<std::optional<double>> values;
    for (const std::string& at : cube.periods) values.push_back(value_at(row, at));
    figures.back().spark = charts::sparkline(values);
  }
  return figures;
}

std::vector<Link> for_programs(const Scene& scene, const content::Dataset& dataset) {
  const std::string& code = dataset.code.value;
  return {{"SDMX-ML", "/sdmx/v1/data/" + code},
          {scene.t("SDMX structure"), "/sdmx/v1/dataflow/all/" + code + "/latest?references=all"}};
}

}  // namespace

Result<Chart> make_chart(const Scene& scene, const content::DatasetCode& code, const std::string& id) {
  const content::Dataset dataset = SEN_TRY(scene.reading.dataset(code));
  if (dataset.structure == content::Structure::Table) return make_table_excerpt(scene, dataset, id);
  const Cube cube = SEN_TRY(read_cube(scene, code));
  Chart view = draw(scene, cube, id);
  view.page = {scene.t("About these figures"), content::dataset_path(scene.locale(), code)};
  return view;
}

DatasetCard make_dataset_card(const Scene& scene, const content::Dataset& dataset) {
  DatasetCard card;
  card.title = scene.name(dataset.titles);
  card.href = content::dataset_path(scene.locale(), dataset.code);
  card.summary = scene.name(dataset.descriptions);
  card.organisation = make_badge(scene, dataset.organisation);
  card.updated = released(scene, dataset);
  if (dataset.structure == content::Structure::Table) {
    card.kind = scene.tc("kind", "Table");
    card.size = rows_in_words(scene, dataset);
  } else if (!dataset.releases.empty() && dataset.releases.back().series == 1) {
    if (const auto cube = read_cube(scene, dataset.code)) add_latest(scene, *cube, card);
  }
  return card;
}

Result<Catalogue> make_catalogue(const Scene& scene) {
  Catalogue view;
  const content::Section* section = scene.vocabulary.section("data");
  view.title = scene.name(section->labels);
  view.summary = scene.t("Figures with their sources: look at them here, download them, or let a program fetch them.");
  const std::string path = content::section_path(scene.locale(), "data");
  view.frame = make_frame(
      scene, {.title = view.title, .description = view.summary, .path = path, .section = "data", .feed = path});
  view.crumbs = {{{scene.t("Home"), content::home_path(scene.locale())}, {view.title, {}}}};
  view.empty = scene.t("Nothing has been published here yet.");
  view.machine = {{"SDMX", "/sdmx/v1/dataflow"},
                  {scene.t("Calendar of releases and events"), content::home_path(scene.locale()) + "/calendar.ics"}};
  for (const content::Dataset& dataset : SEN_TRY(scene.reading.datasets()))
    view.datasets.push_back(make_dataset_card(scene, dataset));
  return view;
}

Result<Dataset> make_dataset(const Scene& scene, const content::DatasetCode& code, std::size_t page) {
  const content::Dataset dataset = SEN_TRY(scene.reading.dataset(code));
  if (dataset.structure == content::Structure::Table) return make_plain_table(scene, dataset, page);
  if (page > 1) return Error(ErrorCode::NotFound, "the dataset has one page");
  const Cube cube = SEN_TRY(read_cube(scene, code));
  Dataset view = make_dataset_head(scene, dataset, page);
  view.kind = scene.t("Dataset");
  view.figures = newest_figures(scene, cube);
  view.chart = draw(scene, cube, "chart");
  view.machine = for_programs(scene, dataset);
  return view;
}

}  // namespace sen::portal::views
