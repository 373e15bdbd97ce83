// SDMX-ML 2.1 GenericData (SDMX 2.1 section 3A, SDMXDataGeneric.xsd). The root is GenericData and not
// GenericTimeSeriesData: clients in the field read the former.

#include "feeds/data/sdmx_names.h"
#include "feeds/data/series_export.h"
#include "feeds/data/structure.h"
#include "feeds/xml_writer.h"

namespace sen::feeds {
namespace {

class GenericExport final : public SeriesExport {
 public:
  GenericExport(store::VisibleContent content, content::Dataset dataset, DataQuery query, Timestamp prepared)
      : SeriesExport(std::move(content), std::move(dataset), std::move(query)),
        dimensions_(columns_of(dataset_, content::Role::Dimension)),
        attributes_(columns_of(dataset_, content::Role::Attribute)),
        // A series key must not be empty: a dataset of one series leaves as observations with whole keys.
        by_time_(!dimensions_.empty() && !columns_of(dataset_, content::Role::Time).empty()),
        prepared_(prepared) {}

 private:
  void begin(std::string& out) override {
    const std::string agency = agency_of(dataset_.organisation);
    xml_.open("message:GenericData",
              {{"xmlns:message", kMessageSpace}, {"xmlns:common", kCommonSpace}, {"xmlns:generic", kGenericSpace}});
    xml_.open("message:Header");
    xml_.element("message:ID", dataset_.code.value);
    xml_.element("message:Test", "false");
    xml_.element("message:Prepared", format_rfc3339(prepared_));
    xml_.empty("message:Sender", {{"id", "SEN"}});
    xml_.open("message:Structure", {{"structureID", dataset_.code.value},
                                    {"dimensionAtObservation", by_time_ ? "TIME_PERIOD" : "AllDimensions"}});
    xml_.open("common:Structure");
    xml_.empty("Ref", {{"agencyID", agency}, {"id", dataset_.code.value}, {"version", dataset_.version}});
    xml_.close();
    xml_.close();
    xml_.close();
    xml_.open("message:DataSet", {{"action", "Replace"}, {"structureRef", dataset_.code.value}});
    out += xml_.take();
  }

  void write(const content::Series& series, const std::vector<content::Observation>& chosen,
             std::string& out) override {
    if (by_time_) {
      xml_.open("generic:Series");
      write_key("generic:SeriesKey", series, {});
      for (const content::Observation& observation : chosen) {
        xml_.open("generic:Obs");
        xml_.empty("generic:ObsDimension", {{"value", observation.period}});
        write_values(observation);
        xml_.close();
      }
      xml_.close();
    } else {
      for (const content::Observation& observation : chosen) {
        xml_.open("generic:Obs");
        write_key("generic:ObsKey", series, observation.period);
        write_values(observation);
        xml_.close();
      }
    }
    out += xml_.take();
  }

  void end(std::string& out) override { out += xml_.finish(); }

  /// `period` is empty where it stands elsewhere.
  void write_key(std::string_view element, const content::Series& series, std::string_view period) {
    xml_.open(element);
    for (std::size_t i = 0; i < dimensions_.size() && i < series.key.size(); ++i)
      xml_.empty("generic:Value", {{"id", dimensions_[i]->id}, {"value", series.key[i]}});
    if (!period.empty()) xml_.empty("generic:Value", {{"id", "TIME_PERIOD"}, {"value", period}});
    xml_.close();
  }

  void write_values(const content::Observation& observation) {
    xml_.empty("generic:ObsValue", {{"value", observation.value.empty() ? "NaN" : observation.value}});
    if (query_.detail == DataQuery::Detail::DataOnly) return;
    bool open = false;
    for (std::size_t i = 0; i < attributes_.size() && i < observation.attributes.size(); ++i) {
      if (observation.attributes[i].empty()) continue;
      if (!open) xml_.open("generic:Attributes");
      open = true;
      xml_.empty("generic:Value", {{"id", attributes_[i]->id}, {"value", observation.attributes[i]}});
    }
    if (open) xml_.close();
  }

  const std::vector<const content::Column*> dimensions_;
  const std::vector<const content::Column*> attributes_;
  const bool by_time_;
  const Timestamp prepared_;
  XmlWriter xml_;
};

}  // namespace

std::unique_ptr<Export> export_generic(store::VisibleContent content, content::Dataset dataset, DataQuery query,
                                       Timestamp prepared) {
  return std::make_unique<GenericExport>(std::move(content), std::move(dataset), std::move(query), prepared);
}

}  // namespace sen::feeds
