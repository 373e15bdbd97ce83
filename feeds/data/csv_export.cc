#include "feeds/data/series_export.h"
#include "feeds/data/structure.h"
#include "feeds/data/table_export.h"
#include "feeds/data/writing.h"

namespace sen::feeds {
namespace {

class CsvExport final : public SeriesExport {
 public:
  CsvExport(store::VisibleContent content, content::Dataset dataset, DataQuery query, bool sdmx)
      : SeriesExport(std::move(content), std::move(dataset), std::move(query)) {
    has_time_ = !columns_of(dataset_, content::Role::Time).empty();
    if (sdmx) dataflow_ = agency_of(dataset_.organisation) + ":" + dataset_.code.value + "(" + dataset_.version + ")";
  }

 private:
  void begin(std::string& out) override {
    if (!dataflow_.empty()) out += "DATAFLOW,";
    bool first = true;
    for (const content::Role role :
         {content::Role::Dimension, content::Role::Time, content::Role::Measure, content::Role::Attribute})
      for (const content::Column* column : columns_of(dataset_, role)) {
        if (!first) out += ',';
        first = false;
        append_csv_cell(out, column->id);
      }
    out += '\n';
  }

  void write(const content::Series& series, const std::vector<content::Observation>& chosen,
             std::string& out) override {
    for (const content::Observation& observation : chosen) {
      if (!dataflow_.empty()) {
        append_csv_cell(out, dataflow_);
        out += ',';
      }
      for (const std::string& value : series.key) {
        append_csv_cell(out, value);
        out += ',';
      }
      if (has_time_) {
        append_csv_cell(out, observation.period);
        out += ',';
      }
      append_csv_cell(out, observation.value);
      for (const std::string& attribute : observation.attributes) {
        out += ',';
        append_csv_cell(out, attribute);
      }
      out += '\n';
    }
  }

  void end(std::string&) override {}

  std::string dataflow_;
  bool has_time_;
};

}  // namespace

void append_csv_cell(std::string& out, std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::unique_ptr<Export> export_csv(store::VisibleContent content, content::Dataset dataset, DataQuery query) {
  if (dataset.structure == content::Structure::Table) return export_table_csv(std::move(content), std::move(dataset));
  return std::make_unique<CsvExport>(std::move(content), std::move(dataset), std::move(query), false);
}

std::unique_ptr<Export> export_sdmx_csv(store::VisibleContent content, content::Dataset dataset, DataQuery query) {
  return std::make_unique<CsvExport>(std::move(content), std::move(dataset), std::move(query), true);
}

}  // namespace sen::feeds
