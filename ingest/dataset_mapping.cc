#include "ingest/dataset_mapping.h"

#include <algorithm>
#include <charconv>

#include "engine/base/text.h"
#include "ingest/fields.h"

namespace sen::ingest {
namespace {

using content::Role;

constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool is_dataflow_code(std::string_view code) {
  return !code.empty() && code.size() <= 50 && kCapitals.find(code.front()) != std::string_view::npos &&
         code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
}

std::optional<Role> parse_role(std::string_view said) {
  if (said == "dimension") return Role::Dimension;
  if (said == "time") return Role::Time;
  if (said == "measure") return Role::Measure;
  if (said == "attribute") return Role::Attribute;
  return std::nullopt;
}

class Reader {
 public:
  Reader(const Resource& resource, const Manifest& manifest, const Table& table, const content::Vocabulary& vocabulary,
         Findings& findings)
      : resource_(resource),
        manifest_(manifest),
        table_(table),
        vocabulary_(vocabulary),
        findings_(findings),
        fields_(resource.mapping, manifest.file, resource.field + ".sen.", findings) {}

  std::optional<DatasetMapping> read() {
    mapping_.code = content::DatasetCode(fields_.text("dataflow"));
    if (!is_dataflow_code(mapping_.code.value)) refuse(Rule::BadDataflow, "dataflow", {mapping_.code.value});
    mapping_.titles = fields_.texts("title", kPlainLanguage);
    if (mapping_.titles.empty())
      mapping_.titles[kPlainLanguage] = resource_.title.empty() ? resource_.name : resource_.title;
    mapping_.descriptions = fields_.texts("description", kPlainLanguage);
    if (mapping_.descriptions.empty() && !resource_.description.empty())
      mapping_.descriptions[kPlainLanguage] = resource_.description;
    mapping_.topics = fields_.list("topics");
    for (const std::string& topic : mapping_.topics)
      if (vocabulary_.topic(topic) == nullptr) refuse(Rule::UnknownTopic, "topics", {topic});
    mapping_.embargo = fields_.time("embargo");
    mapping_.announce = fields_.time("announce");
    mapping_.note = fields_.text("note");
    const std::string licence =
        read_licence(fields_.text("licence"), fields_.place("licence"), manifest_.plain, findings_);
    mapping_.licence = !licence.empty() ? licence : !resource_.licence.empty() ? resource_.licence : manifest_.licence;
    read_codelists(manifest_.codelists);
    if (const Value* own = fields_.map("codelists")) read_codelists(*own);
    const Value* columns = fields_.map("columns");
    mapping_.plain = columns == nullptr && !fields_.has("columns");
    if (columns != nullptr)
      for (const auto& [name, column] : columns->members) read_column(name, column);
    if (!mapping_.plain && mapping_.measures.empty()) refuse(Rule::MissingMeasure, "columns", {});
    fields_.finish({"embargo", "announce", "columns", "dataflow"});
    make_ids_differ(mapping_);
    if (failed_) return std::nullopt;
    return std::move(mapping_);
  }

 private:
  void refuse(Rule rule, std::string_view field, std::initializer_list<Said> values) {
    failed_ = true;
    findings_.add(rule, fields_.place(field), values);
  }

  void read_codelists(const Value& declared) {
    for (const auto& [name, value] : declared.members) {
      const std::string& id = name;
      if (!value.is_map()) continue;
      content::Codelist list;
      list.id = id;
      Fields fields(value, manifest_.file, "sen.codelists." + id + ".", findings_);
      list.names = fields.texts("title", kPlainLanguage);
      if (const Value* codes = fields.map("codes")) {
        Fields names(*codes, manifest_.file, "sen.codelists." + id + ".codes.", findings_);
        for (const auto& [code, texts] : codes->members)
          list.codes.push_back({code, names.texts(code, kPlainLanguage)});
      }
      fields.finish();
      std::erase_if(mapping_.codelists, [&](const content::Codelist& one) { return one.id == id; });
      mapping_.codelists.push_back(std::move(list));
    }
  }

  void read_column(const std::string& name, const Value& value) {
    const std::string path = "columns." + name;
    const Place place{.file = manifest_.file, .line = value.line, .field = resource_.field + ".sen." + path};
    const auto found = std::find(table_.header().begin(), table_.header().end(), name);
    if (found == table_.header().end()) {
      failed_ = true;
      findings_.add_with_hint(Rule::MappingColumn, place, {name},
                              did_you_mean(findings_, nearest(name, table_.header())));
      return;
    }
    if (!value.is_map()) {
      failed_ = true;
      findings_.add(Rule::WrongKind, place, {place.field, std::string("{\"role\": …}")});
      return;
    }
    Fields fields(value, manifest_.file, resource_.field + ".sen." + path + ".", findings_);
    const std::string said = fields.text("role");
    const auto role = parse_role(said);
    if (!role) {
      failed_ = true;
      findings_.add(Rule::MappingRole, fields.place("role"), {said});
    }
    MappedColumn mapped{static_cast<std::size_t>(found - table_.header().begin()), {}};
    content::Column& column = mapped.column;
    column.name = name;
    column.role = role.value_or(Role::Attribute);
    column.codelist = fields.text("codelist");
    column.id = column_id(fields.text("concept"), column);
    column.titles = fields.texts("title", kPlainLanguage);
    if (const std::string& title = table_.fields()[mapped.place].title(); column.titles.empty() && !title.empty())
      column.titles[kPlainLanguage] = title;
    column.unit = fields.text("unit");
    if (const std::string multiplier = fields.text("multiplier"); !multiplier.empty()) {
      const auto [end, error] =
          std::from_chars(multiplier.data(), multiplier.data() + multiplier.size(), column.multiplier);
      if (error != std::errc() || end != multiplier.data() + multiplier.size() || std::abs(column.multiplier) > 30)
        findings_.add(Rule::BadInteger, fields.place("multiplier"), {std::string("multiplier"), multiplier});
    }
    fields.finish();
    place_column(std::move(mapped));
  }

  static std::string column_id(const std::string& said, const content::Column& column) {
    if (column.role == Role::Time) return "TIME_PERIOD";
    if (!said.empty()) return make_id(said);
    if (column.role == Role::Dimension && column.codelist == "CL_PROVINCE") return "REF_AREA";
    return make_id(column.name);
  }

  void place_column(MappedColumn mapped) {
    switch (mapped.column.role) {
      case Role::Dimension:
        mapping_.dimensions.push_back(std::move(mapped));
        break;
      case Role::Time:
        if (mapping_.time) refuse(Rule::MappingRole, "columns", {std::string("time, time")});
        mapping_.time = std::move(mapped);
        break;
      case Role::Measure:
        mapping_.measures.push_back(std::move(mapped));
        break;
      case Role::Attribute:
      case Role::Text:
        mapping_.attributes.push_back(std::move(mapped));
        break;
    }
  }

  const Resource& resource_;
  const Manifest& manifest_;
  const Table& table_;
  const content::Vocabulary& vocabulary_;
  Findings& findings_;
  Fields fields_;
  DatasetMapping mapping_;
  bool failed_ = false;
};

}  // namespace

std::optional<DatasetMapping> read_mapping(const Resource& resource, const Manifest& manifest, const Table& table,
                                           const content::Vocabulary& vocabulary, Findings& findings) {
  return Reader(resource, manifest, table, vocabulary, findings).read();
}

std::string make_id(std::string_view text) {
  std::string id = ascii_slug(text, 48);
  for (char& c : id) c = c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (id.empty() || kCapitals.find(id.front()) == std::string_view::npos) id.insert(0, "X");
  return id;
}

void make_ids_differ(DatasetMapping& mapping) {
  std::vector<std::string> seen = {"TIME_PERIOD", "OBS_VALUE", "INDICATOR"};
  for (auto* columns : {&mapping.dimensions, &mapping.attributes})
    for (MappedColumn& mapped : *columns) {
      const std::string base = mapped.column.id;
      for (int i = 2; std::find(seen.begin(), seen.end(), mapped.column.id) != seen.end(); ++i)
        mapped.column.id = base + "_" + std::to_string(i);
      seen.push_back(mapped.column.id);
    }
}

bool names_code(std::string_view name) {
  const std::string slug = "-" + ascii_slug(name) + "-";
  for (const char* word : {"-code-", "-id-", "-ma-", "-index-", "-no-", "-stt-"})
    if (slug.find(word) != std::string::npos) return true;
  return false;
}

void describe(const DatasetMapping& mapping, const Resource& resource, const Manifest& manifest,
              content::Dataset& dataset) {
  dataset.code = mapping.code;
  dataset.organisation = manifest.organisation;
  dataset.titles = mapping.titles;
  dataset.descriptions = mapping.descriptions;
  dataset.licence = mapping.licence;
  dataset.topics = mapping.topics;
  dataset.sources = resource.sources.empty() ? manifest.sources : resource.sources;
  dataset.embargo = mapping.embargo;
  dataset.announce = mapping.announce;
}

std::string make_code(std::string_view value) {
  constexpr std::string_view kAllowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@$-";
  if (!value.empty() && value.size() <= 60 && value.find_first_not_of(kAllowed) == std::string_view::npos)
    return std::string(value);
  const std::string code = make_id(value);
  return code == "X" ? "X_" + to_hex(sha256(value)).substr(0, 8) : code;
}

}  // namespace sen::ingest
