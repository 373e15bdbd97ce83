#include "ingest/mapping_proposal.h"

#include <algorithm>

#include "engine/base/text.h"

namespace sen::ingest {
namespace {

using content::Role;

constexpr std::size_t kMostDimensions = 8, kLongestCode = 200;

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

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// The mapping as it would stand in the manifest. Of a table without numbers: that it is meant to be a plain one.
std::string shown(const DatasetMapping& mapping) {
  if (mapping.measures.empty())
    return "\"sen\": {\"dataflow\": " + quoted(mapping.code.value) +
           ", \"title\": {\"vi\": \"…\", \"en\": " + quoted(mapping.titles.at(kPlainLanguage)) + "}}";
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

std::vector<Profile> profile(Table& table, Findings& findings) {
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
  return profiles;
}

bool is_time(const FieldSchema& field, std::string_view name, const Profile& profile) {
  const bool said =
      field.type() == "year" || field.type() == "yearmonth" || field.type() == "date" || field.type() == "datetime";
  return profile.periods == profile.cells && (said || names_time(name));
}

bool is_measure(const FieldSchema& field, std::string_view name, const Profile& profile) {
  return profile.numbers == profile.cells && field.type() != "string" && !names_code(name);
}

void name_dataset(const Resource& resource, const Manifest& manifest, const Table& table, DatasetMapping& mapping) {
  const bool only = manifest.resources.size() == 1;
  const std::string name = only || resource.name.empty() ? manifest.name : manifest.name + " " + resource.name;
  mapping.code = content::DatasetCode(make_id(name));
  mapping.titles[kPlainLanguage] = !resource.title.empty()           ? resource.title
                                   : only && !manifest.title.empty() ? manifest.title
                                   : resource.name.empty()           ? table.file()
                                                                     : resource.name;
  if (!resource.description.empty()) mapping.descriptions[kPlainLanguage] = resource.description;
  mapping.licence = resource.licence.empty() ? manifest.licence : resource.licence;
}

}  // namespace

Proposal propose_mapping(const Resource& resource, const Manifest& manifest, Table& table, Findings& findings) {
  Proposal proposal;
  DatasetMapping& mapping = proposal.mapping;
  mapping.proposed = true;
  name_dataset(resource, manifest, table, mapping);
  const auto is_plain = [&](Phrase why) {
    if (!mapping.plain) proposal.reason = why;
    mapping.plain = true;
  };
  const std::vector<Profile> profiles = profile(table, findings);
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const FieldSchema& field = table.fields()[i];
    if (profiles[i].cells == 0) continue;
    MappedColumn mapped{i, {}};
    mapped.column.name = table.header()[i];
    mapped.column.id = make_id(mapped.column.name);
    if (!field.title().empty()) mapped.column.titles[kPlainLanguage] = field.title();
    if (is_time(field, mapped.column.name, profiles[i])) {
      if (mapping.time) {
        is_plain(Phrase::TableTwoTimes);
        mapping.dimensions.push_back(std::move(mapped));
        continue;
      }
      mapped.column.id = "TIME_PERIOD";
      mapped.column.role = Role::Time;
      mapping.time = std::move(mapped);
    } else if (is_measure(field, mapped.column.name, profiles[i])) {
      mapped.column.role = Role::Measure;
      mapping.measures.push_back(std::move(mapped));
    } else {
      if (profiles[i].longest > kLongestCode) {
        is_plain(Phrase::TableLongTexts);
        continue;
      }
      mapping.dimensions.push_back(std::move(mapped));
    }
  }
  if (mapping.measures.empty()) is_plain(Phrase::TableNoNumbers);
  if (!mapping.time) is_plain(Phrase::TableNoTime);
  if (mapping.dimensions.size() > kMostDimensions) {
    is_plain(Phrase::TableManyTexts);
    mapping.dimensions.resize(kMostDimensions);
  }
  make_ids_differ(mapping);
  proposal.shown = shown(mapping);
  return proposal;
}

}  // namespace sen::ingest
