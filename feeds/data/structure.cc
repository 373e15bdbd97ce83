// SDMX-ML 2.1 Structure messages (SDMX 2.1 section 3A, SDMXStructure.xsd) made from the visible datasets. A dataset
// is a dataflow and a data structure of the same id, a concept scheme `CS_ID`, and its codelists.

#include "feeds/data/structure.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/base/text.h"
#include "feeds/data/data_query.h"
#include "feeds/data/sdmx_names.h"
#include "feeds/xml_writer.h"

namespace sen::feeds {
namespace {

using content::Dataset;

constexpr std::string_view kSharedAgency = "SEN";
constexpr std::array<std::string_view, 3> kSharedCodelists = {"CL_PROVINCE", "CL_OBS_STATUS", "CL_FREQ"};

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

/// A codelist as all datasets together use it.
struct SharedList {
  std::string agency;
  content::Codelist list;
};

/// What a message will hold, in the order of the schema.
struct Chosen {
  bool agencies = false;
  std::vector<const Dataset*> flows, concepts, structures;
  std::set<std::pair<std::string, std::string>> codelists;  ///< (agency, id)
};

using AgencyNames = std::map<content::OrganisationCode, content::Texts>;
using Codelists = std::map<std::pair<std::string, std::string>, SharedList>;

Codelists collect_codelists(const std::vector<Dataset>& datasets) {
  Codelists all;
  for (const Dataset& dataset : datasets)
    for (const content::Codelist& list : dataset.codelists) {
      const std::string agency = codelist_agency(dataset, list.id);
      auto [found, fresh] = all.try_emplace({agency, list.id}, SharedList{agency, list});
      if (fresh) continue;
      for (const content::Code& code : list.codes) {
        const auto same = [&](const content::Code& other) { return other.id == code.id; };
        if (std::none_of(found->second.list.codes.begin(), found->second.list.codes.end(), same))
          found->second.list.codes.push_back(code);
      }
    }
  return all;
}

bool wanted(std::string_view asked, std::string_view value) {
  if (asked == "all" || asked == "*" || asked.empty()) return true;
  for (const std::string_view one : split(asked, '+'))
    if (one == value) return true;
  return false;
}

bool wanted_version(std::string_view asked, std::string_view version) {
  return asked == "latest" || wanted(asked, version);
}

void choose_children(const StructureQuery& query, const Dataset& dataset, bool from_flow, Chosen& chosen) {
  const bool deep = query.references == "descendants" || query.references == "all";
  if (from_flow) chosen.structures.push_back(&dataset);
  if (from_flow && !deep) return;
  chosen.concepts.push_back(&dataset);
  for (const content::Codelist& list : dataset.codelists)
    chosen.codelists.insert({codelist_agency(dataset, list.id), list.id});
}

Result<Chosen> choose(const StructureQuery& query, const std::vector<Dataset>& datasets, const Codelists& codelists) {
  static const std::set<std::string> kReferences = {"none",     "parents",     "parentsandsiblings",
                                                    "children", "descendants", "all"};
  static const std::set<std::string> kDetails = {
      "full", "allstubs", "referencestubs", "referencepartial", "allcompletestubs", "referencecompletestubs"};
  if (!kReferences.contains(query.references))
    return Error(ErrorCode::InvalidInput, "references: unknown value " + query.references);
  if (!kDetails.contains(query.detail)) return Error(ErrorCode::InvalidInput, "detail: unknown value " + query.detail);
  const bool children =
      query.references == "children" || query.references == "descendants" || query.references == "all";
  const bool parents =
      query.references == "parents" || query.references == "parentsandsiblings" || query.references == "all";
  const bool everything = query.resource == "structure";
  Chosen chosen;
  if (query.resource == "agencyscheme" || query.resource == "organisationscheme") {
    chosen.agencies = wanted(query.agency, kSharedAgency) && wanted(query.id, "AGENCIES");
    return chosen;
  }
  for (const Dataset& dataset : datasets) {
    if (!wanted_version(query.version, dataset.version)) continue;
    const bool own_agency = wanted(query.agency, agency_of(dataset.organisation));
    const bool own_id = own_agency && wanted(query.id, dataset.code.value);
    if ((query.resource == "dataflow" || everything) && own_id) {
      chosen.flows.push_back(&dataset);
      if (children) choose_children(query, dataset, true, chosen);
    }
    if ((query.resource == "datastructure" || everything) && own_id) {
      if (chosen.structures.empty() || chosen.structures.back() != &dataset) chosen.structures.push_back(&dataset);
      if (children) choose_children(query, dataset, false, chosen);
      if (parents) chosen.flows.push_back(&dataset);
    }
    if ((query.resource == "conceptscheme" || everything) && own_agency &&
        wanted(query.id, "CS_" + dataset.code.value)) {
      chosen.concepts.push_back(&dataset);
      if (parents) chosen.structures.push_back(&dataset);
    }
  }
  if (query.resource == "codelist" || everything)
    for (const auto& [key, shared] : codelists)
      if (wanted(query.agency, key.first) && wanted(query.id, key.second) && wanted_version(query.version, "1.0")) {
        chosen.codelists.insert(key);
        if (!parents) continue;
        for (const Dataset& dataset : datasets)
          for (const content::Codelist& list : dataset.codelists)
            if (list.id == key.second && codelist_agency(dataset, list.id) == key.first)
              chosen.structures.push_back(&dataset);
      }
  for (std::vector<const Dataset*>* list : {&chosen.flows, &chosen.concepts, &chosen.structures}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return chosen;
}

Timestamp newest_release(const std::vector<Dataset>& datasets) {
  Timestamp newest;
  for (const Dataset& dataset : datasets)
    for (const content::Release& release : dataset.releases) newest = std::max(newest, release.published);
  return newest;
}

class StructureWriter {
 public:
  StructureWriter(const Codelists& codelists, bool stubs) : codelists_(codelists), stubs_(stubs) {}

  /// `agencies`: the names of the organisations of `datasets`.
  std::string write(const Chosen& chosen, const std::vector<Dataset>& datasets, const AgencyNames& agencies,
                    Timestamp prepared) {
    xml_.open("message:Structure",
              {{"xmlns:message", kMessageSpace}, {"xmlns:common", kCommonSpace}, {"xmlns:structure", kStructureSpace}});
    xml_.open("message:Header");
    xml_.element("message:ID", "STRUCTURES");
    xml_.element("message:Test", "false");
    xml_.element("message:Prepared", format_rfc3339(prepared));
    xml_.empty("message:Sender", {{"id", kSharedAgency}});
    xml_.close();
    xml_.open("message:Structures");
    if (chosen.agencies) write_agencies(datasets, agencies);
    group("structure:Dataflows", chosen.flows, [&](const Dataset& dataset) { write_flow(dataset); });
    if (!chosen.codelists.empty()) {
      xml_.open("structure:Codelists");
      for (const auto& key : chosen.codelists) write_codelist(codelists_.at(key));
      xml_.close();
    }
    group("structure:Concepts", chosen.concepts, [&](const Dataset& dataset) { write_concepts(dataset); });
    group("structure:DataStructures", chosen.structures, [&](const Dataset& dataset) { write_structure(dataset); });
    return xml_.finish();
  }

 private:
  void group(std::string_view element, const std::vector<const Dataset*>& members,
             const std::function<void(const Dataset&)>& each) {
    if (members.empty()) return;
    xml_.open(element);
    for (const Dataset* dataset : members) each(*dataset);
    xml_.close();
  }

  void names(std::string_view element, const content::Texts& texts, std::string_view otherwise) {
    if (texts.empty() && !otherwise.empty()) xml_.element(element, otherwise, {{"xml:lang", "en"}});
    for (const auto& [locale, text] : texts) xml_.element(element, text, {{"xml:lang", locale.value}});
  }

  void open_artefact(std::string_view element, std::string_view agency, std::string_view id, std::string_view version) {
    xml_.open(element, {{"id", id}, {"agencyID", agency}, {"version", version}, {"isFinal", "false"}});
  }

  void reference(std::string_view element, const XmlWriter::Attributes& target) {
    xml_.open(element);
    xml_.empty("Ref", target);
    xml_.close();
  }

  void write_agencies(const std::vector<Dataset>& datasets, const AgencyNames& names_of) {
    xml_.open("structure:OrganisationSchemes");
    open_artefact("structure:AgencyScheme", kSharedAgency, "AGENCIES", "1.0");
    xml_.element("common:Name", "Agencies", {{"xml:lang", "en"}});
    std::set<std::string> seen;
    for (const Dataset& dataset : datasets) {
      const std::string agency = agency_of(dataset.organisation);
      if (!seen.insert(agency).second) continue;
      xml_.open("structure:Agency", {{"id", agency}});
      names("common:Name", names_of.at(dataset.organisation), agency);
      xml_.close();
    }
    xml_.close();
    xml_.close();
  }

  void write_flow(const Dataset& dataset) {
    const std::string agency = agency_of(dataset.organisation);
    open_artefact("structure:Dataflow", agency, dataset.code.value, dataset.version);
    names("common:Name", dataset.titles, dataset.code.value);
    if (!stubs_) names("common:Description", dataset.descriptions, "");
    if (!stubs_)
      reference("structure:Structure", {{"id", dataset.code.value},
                                        {"version", dataset.version},
                                        {"agencyID", agency},
                                        {"package", "datastructure"},
                                        {"class", "DataStructure"}});
    xml_.close();
  }

  void write_codelist(const SharedList& shared) {
    open_artefact("structure:Codelist", shared.agency, shared.list.id, "1.0");
    names("common:Name", shared.list.names, shared.list.id);
    if (!stubs_)
      for (const content::Code& code : shared.list.codes) {
        xml_.open("structure:Code", {{"id", code.id}});
        names("common:Name", code.names, code.id);
        xml_.close();
      }
    xml_.close();
  }

  void write_concepts(const Dataset& dataset) {
    open_artefact("structure:ConceptScheme", agency_of(dataset.organisation), "CS_" + dataset.code.value,
                  dataset.version);
    names("common:Name", dataset.titles, dataset.code.value);
    if (!stubs_)
      for (const content::Column& column : dataset.columns) {
        xml_.open("structure:Concept", {{"id", column.id}});
        names("common:Name", column.titles, column.id);
        xml_.close();
      }
    xml_.close();
  }

  void write_component(std::string_view element, const Dataset& dataset, const content::Column& column,
                       const XmlWriter::Attributes& attributes) {
    xml_.open(element, attributes);
    if (column.role == content::Role::Measure && !column.unit.empty()) {
      xml_.open("common:Annotations");
      write_annotation("UNIT_MEASURE", column.unit);
      write_annotation("UNIT_MULT", std::to_string(column.multiplier));
      xml_.close();
    }
    reference("structure:ConceptIdentity", {{"id", column.id},
                                            {"maintainableParentID", "CS_" + dataset.code.value},
                                            {"maintainableParentVersion", dataset.version},
                                            {"agencyID", agency_of(dataset.organisation)},
                                            {"package", "conceptscheme"},
                                            {"class", "Concept"}});
    if (column.role == content::Role::Time) {
      xml_.open("structure:LocalRepresentation");
      xml_.empty("structure:TextFormat", {{"textType", "ObservationalTimePeriod"}});
      xml_.close();
    } else if (!column.codelist.empty()) {
      xml_.open("structure:LocalRepresentation");
      reference("structure:Enumeration", {{"id", column.codelist},
                                          {"version", "1.0"},
                                          {"agencyID", codelist_agency(dataset, column.codelist)},
                                          {"package", "codelist"},
                                          {"class", "Codelist"}});
      xml_.close();
    }
    if (column.role == content::Role::Attribute) {
      xml_.open("structure:AttributeRelationship");
      reference("structure:PrimaryMeasure", {{"id", "OBS_VALUE"}});
      xml_.close();
    }
    xml_.close();
  }

  void write_annotation(std::string_view type, std::string_view title) {
    xml_.open("common:Annotation");
    xml_.element("common:AnnotationTitle", title);
    xml_.element("common:AnnotationType", type);
    xml_.close();
  }

  void write_structure(const Dataset& dataset) {
    open_artefact("structure:DataStructure", agency_of(dataset.organisation), dataset.code.value, dataset.version);
    names("common:Name", dataset.titles, dataset.code.value);
    if (!stubs_) {
      xml_.open("structure:DataStructureComponents");
      xml_.open("structure:DimensionList", {{"id", "DimensionDescriptor"}});
      int position = 0;
      for (const content::Column* column : columns_of(dataset, content::Role::Dimension))
        write_component("structure:Dimension", dataset, *column,
                        {{"id", column->id}, {"position", std::to_string(++position)}});
      for (const content::Column* column : columns_of(dataset, content::Role::Time))
        write_component("structure:TimeDimension", dataset, *column,
                        {{"id", "TIME_PERIOD"}, {"position", std::to_string(++position)}});
      xml_.close();
      if (const auto attributes = columns_of(dataset, content::Role::Attribute); !attributes.empty()) {
        xml_.open("structure:AttributeList", {{"id", "AttributeDescriptor"}});
        for (const content::Column* column : attributes)
          write_component("structure:Attribute", dataset, *column,
                          {{"id", column->id}, {"assignmentStatus", "Conditional"}});
        xml_.close();
      }
      xml_.open("structure:MeasureList", {{"id", "MeasureDescriptor"}});
      for (const content::Column* column : columns_of(dataset, content::Role::Measure))
        write_component("structure:PrimaryMeasure", dataset, *column, {{"id", "OBS_VALUE"}});
      xml_.close();
      xml_.close();
    }
    xml_.close();
  }

  XmlWriter xml_;
  const Codelists& codelists_;
  const bool stubs_;
};

}  // namespace

std::string agency_of(const content::OrganisationCode& organisation) {
  return upper(organisation.value);
}

std::string codelist_agency(const Dataset& dataset, std::string_view codelist) {
  const bool shared = std::find(kSharedCodelists.begin(), kSharedCodelists.end(), codelist) != kSharedCodelists.end();
  return shared ? std::string(kSharedAgency) : agency_of(dataset.organisation);
}

Result<std::string> write_structure(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                    const StructureQuery& query) {
  std::vector<Dataset> datasets = SEN_TRY(content.datasets());
  // A plain table has no data structure and is no dataflow.
  std::erase_if(datasets, [](const Dataset& dataset) { return dataset.structure == content::Structure::Table; });
  const Codelists codelists = collect_codelists(datasets);
  const Chosen chosen = SEN_TRY(choose(query, datasets, codelists));
  if (!chosen.agencies && chosen.flows.empty() && chosen.concepts.empty() && chosen.structures.empty() &&
      chosen.codelists.empty())
    return Error(ErrorCode::NotFound,
                 "no " + query.resource + " fits " + query.agency + "/" + query.id + "/" + query.version);
  const bool stubs = query.detail == "allstubs" || query.detail == "allcompletestubs";
  AgencyNames agencies;
  for (const Dataset& dataset : datasets)
    if (const auto [names, fresh] = agencies.try_emplace(dataset.organisation); fresh)
      names->second = SEN_TRY(content.organisation_names(dataset.organisation, {}, vocabulary));
  return StructureWriter(codelists, stubs).write(chosen, datasets, agencies, newest_release(datasets));
}

std::string write_sdmx_error(int code, std::string_view message) {
  XmlWriter xml;
  xml.open("message:Error", {{"xmlns:message", kMessageSpace}, {"xmlns:common", kCommonSpace}});
  xml.open("message:ErrorMessage", {{"code", std::to_string(code)}});
  xml.element("common:Text", message, {{"xml:lang", "en"}});
  return xml.finish();
}

}  // namespace sen::feeds
