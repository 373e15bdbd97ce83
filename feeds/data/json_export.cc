#include <nlohmann/json.hpp>

#include "feeds/data/series_export.h"
#include "feeds/data/table_export.h"
#include "feeds/data/writing.h"

namespace sen::feeds {
namespace {

using nlohmann::ordered_json;

constexpr auto kReplace = ordered_json::error_handler_t::replace;

ordered_json texts(const content::Texts& texts) {
  ordered_json out = ordered_json::object();
  for (const auto& [locale, text] : texts) out[locale.value] = text;
  return out;
}

std::string_view role_name(content::Role role) {
  switch (role) {
    case content::Role::Dimension:
      return "dimension";
    case content::Role::Time:
      return "time";
    case content::Role::Measure:
      return "measure";
    case content::Role::Attribute:
      return "attribute";
    case content::Role::Text:
      return "text";
  }
  return "";
}

ordered_json structure(const content::Dataset& dataset) {
  ordered_json columns = ordered_json::array();
  for (const content::Column& column : dataset.columns) {
    ordered_json out = {{"id", column.id}, {"role", role_name(column.role)}, {"titles", texts(column.titles)}};
    if (!column.codelist.empty()) out["codelist"] = column.codelist;
    if (!column.unit.empty()) out["unit"] = column.unit;
    if (column.multiplier != 0) out["multiplier"] = column.multiplier;
    columns.push_back(std::move(out));
  }
  return columns;
}

class JsonExport final : public SeriesExport {
 public:
  using SeriesExport::SeriesExport;

 private:
  void begin(std::string& out) override { out = json_head(dataset_); }

  void write(const content::Series& series, const std::vector<content::Observation>& chosen,
             std::string& out) override {
    for (const content::Observation& observation : chosen) {
      out += first_ ? "\n{" : ",\n{";
      first_ = false;
      const std::vector<std::string_view> row = row_of(dataset_, series, observation);
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) out += ',';
        out += json_string(dataset_.columns[i].id);
        out += ':';
        out += json_string(row[i]);
      }
      out += '}';
    }
  }

  void end(std::string& out) override { out += "\n]}\n"; }

  bool first_ = true;
};

}  // namespace

std::string json_string(std::string_view text) {
  return ordered_json(text).dump(-1, ' ', false, kReplace);
}

std::string json_head(const content::Dataset& dataset) {
  ordered_json head = {{"dataset", dataset.code.value},
                       {"organisation", dataset.organisation.value},
                       {"version", dataset.version},
                       {"titles", texts(dataset.titles)},
                       {"descriptions", texts(dataset.descriptions)},
                       {"licence", dataset.licence},
                       {"sources", ordered_json::array()},
                       {"columns", structure(dataset)},
                       {"codelists", ordered_json::object()}};
  for (const content::Source& source : dataset.sources)
    head["sources"].push_back({{"title", source.title}, {"address", source.address}});
  for (const content::Codelist& list : dataset.codelists) {
    ordered_json codes = ordered_json::object();
    for (const content::Code& code : list.codes) codes[code.id] = texts(code.names);
    head["codelists"][list.id] = std::move(codes);
  }
  if (!dataset.releases.empty()) {
    const content::Release& newest = dataset.releases.back();
    head["release"] = {
        {"number", newest.number}, {"published", format_rfc3339(newest.published)}, {"note", newest.note}};
    if (newest.rows > 0) head["release"]["rows"] = newest.rows;
  }
  std::string out = head.dump(-1, ' ', false, kReplace);
  out.back() = ',';
  out += "\"data\":[";
  return out;
}

std::unique_ptr<Export> export_json(store::VisibleContent content, content::Dataset dataset, DataQuery query) {
  if (dataset.structure == content::Structure::Table) return export_table_json(std::move(content), std::move(dataset));
  return std::make_unique<JsonExport>(std::move(content), std::move(dataset), std::move(query));
}

}  // namespace sen::feeds
