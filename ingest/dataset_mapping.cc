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

/// Words of `text` in capitals joined by `_`, a letter first: an id for a concept or dataflow.
std::string make_id(std::string_view text) {
  std::string id = ascii_slug(text, 48);
  for (char& c : id) c = c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (id.empty() || kCapitals.find(id.front()) == std::string_view::npos) id.insert(0, "X");
  return id;
}

std::optional<Role> parse_role(std::string_view said) {
  if (said == "dimension") return Role::Dimension;
  if (said == "time") return Role::Time;
  if (said == "measure") return Role::Measure;
  if (said == "attribute") return Role::Attribute;
  return std::nullopt;
}

/// No two components of a structure may have one id.
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
    mapping_.note = fields_.text("note");
    const std::string licence =
        read_licence(fields_.text("licence"), fields_.place("licence"), manifest_.plain, findings_);
    mapping_.licence = !licence.empty() ? licence : !resource_.licence.empty() ? resource_.licence : manifest_.licence;
    read_codelists(manifest_.codelists);
    if (const Value* own = fields_.map("codelists")) read_codelists(*own);
    if (const Value* columns = fields_.map("columns"))
      for (const auto& [name, column] : columns->members) read_column(name, column);
    if (mapping_.measures.empty()) refuse(Rule::MissingMeasure, "columns", {});
    fields_.finish({"embargo", "columns", "dataflow"});
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

/// What a column's cells have in common.
struct Profile {
  std::size_t cells = 0, numbers = 0, periods = 0, longest = 0;
};

bool names_time(std::string_view name) {
  const std::string lower = ascii_slug(name);
  for (const char* word : {"year", "date", "time", "period", "month", "quarter", "nam", "thang", "quy", "ngay", "ky",
                           "thoi-gian", "time-period"})
    if (lower == word) return true;
  return false;
}

bool names_code(std::string_view name) {
  const std::string slug = "-" + ascii_slug(name) + "-";
  for (const char* word : {"-code-", "-id-", "-ma-", "-index-", "-no-", "-stt-"})
    if (slug.find(word) != std::string::npos) return true;
  return false;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// The mapping as it would stand in the manifest.
std::string shown(const DatasetMapping& mapping) {
  std::string out = "\"sen\": {\"dataflow\": " + quoted(mapping.code.value) + ", \"columns\": {";
  const auto add = [&](const MappedColumn& mapped, std::string_view role) {
    if (!out.ends_with('{')) out += ", ";
    out += quoted(mapped.column.name) + ": {\"role\": " + quoted(role) + "}";
  };
  if (mapping.time) add(*mapping.time, "time");
  for (const MappedColumn& mapped : mapping.dimensions) add(mapped, "dimension");
  for (const MappedColumn& mapped : mapping.measures) add(mapped, "measure");
  return out + "}}";
}

}  // namespace

std::optional<DatasetMapping> read_mapping(const Resource& resource, const Manifest& manifest, const Table& table,
                                           const content::Vocabulary& vocabulary, Findings& findings) {
  return Reader(resource, manifest, table, vocabulary, findings).read();
}

std::optional<DatasetMapping> propose_mapping(const Resource& resource, const Manifest& manifest, Table& table,
                                              Findings& findings) {
  const auto give_up = [&](Phrase why) {
    findings.add(Rule::TableNotStored, {.file = table.file()}, {why});
    return std::nullopt;
  };
  std::vector<Profile> profiles(table.header().size());
  table.each_row(false, findings, [&](std::uint64_t, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      Profile& profile = profiles[i];
      ++profile.cells;
      profile.longest = std::max(profile.longest, cells[i].size());
      profile.numbers += plain_number(cells[i], table.fields()[i].numbers()) ? 1 : 0;
      profile.periods += is_period(cells[i]) ? 1 : 0;
    }
  });
  DatasetMapping mapping;
  mapping.proposed = true;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const Profile& profile = profiles[i];
    const FieldSchema& field = table.fields()[i];
    if (profile.cells == 0) continue;
    MappedColumn mapped{i, {}};
    mapped.column.name = table.header()[i];
    mapped.column.id = make_id(mapped.column.name);
    if (!field.title().empty()) mapped.column.titles[kPlainLanguage] = field.title();
    const bool time_type =
        field.type() == "year" || field.type() == "yearmonth" || field.type() == "date" || field.type() == "datetime";
    if (profile.periods == profile.cells && (time_type || names_time(mapped.column.name))) {
      if (mapping.time) return give_up(Phrase::TableTwoTimes);
      mapped.column.id = "TIME_PERIOD";
      mapped.column.role = Role::Time;
      mapping.time = std::move(mapped);
    } else if (profile.numbers == profile.cells && field.type() != "string" && !names_code(mapped.column.name)) {
      mapped.column.role = Role::Measure;
      mapping.measures.push_back(std::move(mapped));
    } else {
      if (profile.longest > 200) return give_up(Phrase::TableLongTexts);
      mapping.dimensions.push_back(std::move(mapped));
    }
  }
  if (!mapping.time) return give_up(Phrase::TableNoTime);
  if (mapping.measures.empty()) return give_up(Phrase::TableNoNumbers);
  if (mapping.dimensions.size() > 8) return give_up(Phrase::TableManyTexts);
  const bool only = manifest.resources.size() == 1;
  const std::string name = only || resource.name.empty() ? manifest.name : manifest.name + " " + resource.name;
  mapping.code = content::DatasetCode(make_id(name));
  mapping.titles[kPlainLanguage] = !resource.title.empty()           ? resource.title
                                   : only && !manifest.title.empty() ? manifest.title
                                   : resource.name.empty()           ? table.file()
                                                                     : resource.name;
  if (!resource.description.empty()) mapping.descriptions[kPlainLanguage] = resource.description;
  mapping.licence = resource.licence.empty() ? manifest.licence : resource.licence;
  make_ids_differ(mapping);
  findings.add(Rule::ProposedMapping, {.file = table.file()}, {shown(mapping)});
  return mapping;
}

std::string make_code(std::string_view value) {
  constexpr std::string_view kAllowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@$-";
  if (!value.empty() && value.size() <= 60 && value.find_first_not_of(kAllowed) == std::string_view::npos)
    return std::string(value);
  const std::string code = make_id(value);
  return code == "X" ? "X_" + to_hex(sha256(value)).substr(0, 8) : code;
}

}  // namespace sen::ingest
