#include "engine/portal/views/cube.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace sen::portal::views {
namespace {

using content::Column;
using content::Role;

constexpr std::size_t kMaxSeries = 400;
constexpr std::size_t kMaxPeriods = 60;
constexpr std::string_view kProvinces = "CL_PROVINCE";

std::vector<const Column*> dimensions(const content::Dataset& dataset) {
  std::vector<const Column*> found;
  for (const Column& column : dataset.columns)
    if (column.role == Role::Dimension) found.push_back(&column);
  return found;
}

std::string name_of(const Scene& scene, const content::Dataset& dataset, const Column& dimension,
                    const std::string& code) {
  if (dimension.codelist == kProvinces)
    if (const content::Place* place = scene.vocabulary.place(code)) return scene.name(place->names);
  for (const content::Codelist& list : dataset.codelists)
    if (list.id == dimension.codelist)
      for (const content::Code& entry : list.codes)
        if (entry.id == code) return scene.name(entry.names);
  return code;
}

/// Which dimensions tell the series apart.
std::vector<bool> varying(const std::vector<content::Series>& all, std::size_t count) {
  std::vector<bool> varies(count, false);
  for (const content::Series& series : all)
    for (std::size_t i = 0; i < count && i < series.key.size(); ++i)
      if (series.key[i] != all.front().key[i]) varies[i] = true;
  return varies;
}

/// The place of the status among the attributes of an observation.
std::optional<std::size_t> status_column(const content::Dataset& dataset) {
  std::size_t at = 0;
  for (const Column& column : dataset.columns) {
    if (column.role != Role::Attribute) continue;
    if (column.id == "OBS_STATUS") return at;
    ++at;
  }
  return std::nullopt;
}

Cube::Row make_row(const Scene& scene, const Cube& cube, const content::Series& series,
                   const std::vector<bool>& varies) {
  Cube::Row row;
  const std::vector<const Column*> columns = dimensions(cube.dataset);
  for (std::size_t i = 0; i < columns.size() && i < series.key.size(); ++i) {
    if (!varies[i]) continue;
    if (!row.name.empty()) row.name += " · ";
    row.name += name_of(scene, cube.dataset, *columns[i], series.key[i]);
    if (columns[i]->codelist == kProvinces) row.province = series.key[i];
  }
  if (row.name.empty()) row.name = scene.name(cube.dataset.titles);
  const std::optional<std::size_t> status = status_column(cube.dataset);
  for (const content::Observation& observation : series.observations) {
    if (!observation.value.empty()) row.values[observation.period] = observation.value;
    if (status && *status < observation.attributes.size()) {
      const std::string& flag = observation.attributes[*status];
      if (!flag.empty() && flag != "A") row.flags[observation.period] = flag;
    }
  }
  return row;
}

}  // namespace

const Column* Cube::measure() const {
  for (const Column& column : dataset.columns)
    if (column.role == Role::Measure) return &column;
  return nullptr;
}

Result<Cube> read_cube(const Scene& scene, const content::DatasetCode& code) {
  Cube cube;
  cube.dataset = SEN_TRY(scene.reading.dataset(code));
  std::vector<content::Series> all;
  SEN_TRY(scene.reading.each_series(code, [&](const content::Series& series) {
    cube.cut = all.size() >= kMaxSeries;
    if (!cube.cut) all.push_back(series);
    return !cube.cut;
  }));
  if (all.empty()) return Error(ErrorCode::NotFound, "the dataset has no figures");

  std::set<std::string> periods;
  for (const content::Series& series : all)
    for (const content::Observation& observation : series.observations) periods.insert(observation.period);
  cube.periods.assign(periods.begin(), periods.end());
  if (cube.periods.size() > kMaxPeriods) {
    cube.cut = true;
    cube.periods.erase(cube.periods.begin(), cube.periods.end() - kMaxPeriods);
  }
  if (cube.periods.empty()) cube.periods.emplace_back();
  const std::vector<const Column*> columns = dimensions(cube.dataset);
  const std::vector<bool> varies = varying(all, columns.size());
  for (const content::Series& series : all) cube.rows.push_back(make_row(scene, cube, series, varies));
  const auto several = std::count(varies.begin(), varies.end(), true);
  cube.by_province =
      several == 1 && cube.rows.size() > 5 &&
      std::all_of(cube.rows.begin(), cube.rows.end(), [](const Cube::Row& row) { return !row.province.empty(); });
  return cube;
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> value_at(const Cube::Row& row, const std::string& period) {
  const auto found = row.values.find(period);
  return found == row.values.end() ? std::nullopt : number_of(found->second);
}

namespace {

std::string unit_name(const Scene& scene, const std::string& unit) {
  if (unit == "USD") return scene.tc("unit", "US dollars");
  if (unit == "VND") return scene.tc("unit", "dong");
  if (unit == "PERSONS" || unit == "PERSON" || unit == "PEOPLE") return scene.tc("unit", "persons");
  if (unit == "PERCENT" || unit == "PCT") return scene.tc("unit", "percent");
  if (unit == "TONNES" || unit == "TONNE" || unit == "T") return scene.tc("unit", "tonnes");
  if (unit == "KM2") return "km²";
  return unit;
}

}  // namespace

std::string unit_text(const Scene& scene, const Column* measure) {
  if (!measure) return {};
  const std::string unit = unit_name(scene, measure->unit);
  switch (measure->multiplier) {
    case 3:
      return unit.empty() ? scene.t("thousands") : scene.t("thousand {unit}", {{"unit", unit}});
    case 6:
      return unit.empty() ? scene.t("millions") : scene.t("million {unit}", {{"unit", unit}});
    case 9:
      return unit.empty() ? scene.t("billions") : scene.t("billion {unit}", {{"unit", unit}});
    default:
      return unit;
  }
}

std::string with_unit(const Scene& scene, const Column* measure, const std::string& value) {
  const std::string shown = scene.tongue.format.rounded(value);
  if (measure && (measure->unit == "PERCENT" || measure->unit == "PCT")) return shown + "\u00a0%";
  const std::string unit = unit_text(scene, measure);
  if (unit.empty()) return shown;
  return has_scale_word(value) ? scene.t("{large} {unit}", {{"large", shown}, {"unit", unit}}) : shown + " " + unit;
}

}  // namespace sen::portal::views
