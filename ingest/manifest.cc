#include "ingest/manifest.h"

#include "engine/base/text.h"
#include "ingest/amendments.h"
#include "ingest/fields.h"
#include "ingest/licences.h"

namespace sen::ingest {
namespace {

bool is_url(std::string_view path) {
  return path.find("://") != std::string_view::npos || path.starts_with("//");
}

/// Letters and digits of a path in lower case: what is left when punctuation was changed on the way.
std::string bare(std::string_view path) {
  std::string out;
  for (const char c : to_lower_ascii(path)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (kept) out += c;
  }
  return out;
}

class Reader {
 public:
  Reader(const PackageSource& source, const content::Vocabulary& vocabulary, const Options& options, Findings& findings)
      : source_(source), vocabulary_(vocabulary), options_(options), findings_(findings) {}

  Manifest read() {
    const Entry* entry = find_manifest();
    if (entry == nullptr) {
      findings_.add(Rule::MissingManifest, {});
      return {};
    }
    manifest_.file = entry->name;
    const Result<std::string> text = source_.read(*entry, kMaxManifestBytes);
    if (!text) {
      findings_.add(Rule::FileTooLarge, {.file = entry->name}, {std::to_string(kMaxManifestBytes)});
      return std::move(manifest_);
    }
    const bool json = entry->name.ends_with(".json");
    const auto read = json ? read_json(*text) : read_yaml(*text);
    if (const auto* error = std::get_if<SyntaxError>(&read)) {
      findings_.add(Rule::Syntax, {.file = entry->name, .line = error->line}, {error->what});
      return std::move(manifest_);
    }
    const Value& value = std::get<Value>(read);
    if (!value.is_map()) {
      findings_.add(Rule::Syntax, {.file = entry->name, .line = 1}, {Phrase::NoMap});
      return std::move(manifest_);
    }
    read_top(value);
    return std::move(manifest_);
  }

 private:
  /// datapackage.json in the outermost folder, else the only file of that name or with .yaml.
  const Entry* find_manifest() {
    if (const Entry* entry = source_.find("datapackage.json")) return entry;
    const Entry* found = nullptr;
    for (const Entry& entry : source_.entries()) {
      const std::string_view base = std::string_view(entry.name).substr(entry.name.rfind('/') + 1);
      const bool named = base == "datapackage.json" || base == "datapackage.yaml" || base == "datapackage.yml";
      if (named && (found == nullptr || entry.name.size() < found->name.size())) found = &entry;
    }
    if (found != nullptr) findings_.add(Rule::RepairedManifest, {.file = found->name}, {found->name});
    return found;
  }

  void read_top(const Value& value) {
    Fields fields(value, manifest_.file, "", findings_);
    manifest_.plain = !fields.has("sen");
    manifest_.name = fields.text("name");
    manifest_.title = fields.text("title");
    manifest_.created = fields.has("created") ? fields.time("created") : std::nullopt;
    manifest_.sources = read_sources(value);
    read_sen(fields);
    read_package_licence(fields, value);
    repair_name(fields);
    if (const Value* list = fields.items("resources"))
      for (std::size_t i = 0; i < list->items.size(); ++i) read_resource(list->items[i], i);
    for (const char* known :
         {"version", "description", "profile", "$schema", "id", "homepage", "sources", "contributors", "keywords",
          "image", "resources", "created", "licenses", "license", "views", "readme"})
      fields.know(known);
    fields.finish({"resources"});
  }

  void read_sen(Fields& top) {
    const Value* sen = top.map("sen");
    if (sen != nullptr) {
      Fields fields(*sen, manifest_.file, "sen.", findings_);
      const std::string format = fields.text("format");
      if (!format.empty() && format != "1") findings_.add(Rule::UnsupportedFormat, fields.place("format"), {format});
      manifest_.organisation = content::OrganisationCode(fields.text("organisation"));
      if (const Value* codelists = fields.map("codelists")) manifest_.codelists = *codelists;
      fields.finish({"organisation"});
    }
    if (!options_.organisation.empty()) manifest_.organisation = options_.organisation;
    Place place = top.place("sen");
    place.field = "sen.organisation";
    if (const content::OrganisationCode& owner = options_.handed_in_for; !owner.empty()) {
      if (!manifest_.organisation.empty() && manifest_.organisation != owner)
        findings_.add(Rule::PackageOfAnother, place, {manifest_.organisation.value, owner.value});
      manifest_.organisation = owner;
    }
    if (manifest_.organisation.empty() && manifest_.plain) {
      manifest_.organisation =
          options_.default_organisation.empty() ? vocabulary_.default_organisation() : options_.default_organisation;
      findings_.add(Rule::RepairedOrganisation, place, {manifest_.organisation.value});
    } else if (manifest_.organisation.empty()) {
      findings_.add(Rule::MissingOrganisation, place);
    }
    manifest_.organisation_place = place;
  }

  void read_package_licence(Fields& fields, const Value& value) {
    if (const content::Amendment* amendment = find_amendment(options_.amendments, "", kLicence)) {
      manifest_.licence = amendment->value;
      return;
    }
    Place place = fields.place("licenses");
    place.fix = Fix{.file = "", .field = std::string(kLicence), .key = ""};
    const std::string said = said_licence(value);
    manifest_.licence = read_licence(said, place, manifest_.plain, findings_);
    if (!said.empty()) return;  // What was said and is none is told already.
    findings_.add(Rule::RepairedLicence, place, {Phrase::Missing, std::string(kNoLicence)});
    manifest_.licence = kNoLicence;
  }

  /// "licenses" (or the older "license"), the first of them.
  static std::string said_licence(const Value& value) {
    const Value* licences = value.find("licenses");
    std::string said;
    if (licences != nullptr && licences->is_list() && !licences->items.empty()) {
      const Value& first = licences->items.front();
      for (const char* key : {"name", "id", "title", "type"}) {
        const Value* text = first.find(key);
        if (text == nullptr || !text->is_scalar() || text->text.empty()) continue;
        if (said.empty()) said = text->text;
        // Of several ways of saying it the one that is known wins.
        if (!spdx_licence_for(text->text).empty()) {
          said = text->text;
          break;
        }
      }
    } else if (const Value* old = value.find("license"); old != nullptr && old->is_scalar()) {
      said = old->text;
    }
    return said;
  }

  std::vector<content::Source> read_sources(const Value& value) const {
    std::vector<content::Source> sources;
    const Value* list = value.find("sources");
    if (list == nullptr || !list->is_list()) return sources;
    const auto text = [](const Value& map, const char* key) {
      const Value* found = map.find(key);
      return found != nullptr && found->is_scalar() ? found->text : std::string();
    };
    for (const Value& item : list->items) {
      content::Source source{text(item, "title"), text(item, "path")};
      if (source.title.empty()) source.title = text(item, "name");
      if (source.address.empty()) source.address = text(item, "link");
      const bool web = source.address.starts_with("https://") || source.address.starts_with("http://");
      if (!web) source.address.clear();
      if (!source.title.empty() || !source.address.empty()) sources.push_back(std::move(source));
    }
    return sources;
  }

  void repair_name(Fields& fields) {
    const bool good = !manifest_.name.empty() &&
                      manifest_.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string::npos;
    if (good) return;
    std::string repaired = ascii_slug(manifest_.name.empty() ? manifest_.title : manifest_.name);
    if (repaired.empty()) repaired = "package";
    findings_.add(Rule::RepairedName, fields.place("name"), {manifest_.name, repaired});
    manifest_.name = repaired;
  }

  void read_resource(const Value& value, std::size_t number) {
    Resource resource;
    resource.field = "resources[" + std::to_string(number) + "]";
    resource.line = value.line;
    if (!value.is_map()) {
      findings_.add(Rule::WrongKind, {.file = manifest_.file, .line = value.line, .field = resource.field},
                    {resource.field, std::string("{…}")});
      return;
    }
    Fields fields(value, manifest_.file, resource.field + ".", findings_);
    resource.name = fields.text("name");
    resource.title = fields.text("title");
    resource.description = fields.text("description");
    resource.encoding = fields.text("encoding");
    if (value.find("licenses") != nullptr)
      resource.licence = read_licence(said_licence(value), fields.place("licenses"), manifest_.plain, findings_);
    resource.sources = read_sources(value);
    const std::vector<std::string> paths = fields.list("path");
    const bool inline_data = fields.has("data") && paths.empty();
    if (!inline_data) resource.path = find_path(paths, fields);
    read_schema(fields, value, resource);
    if (const Value* dialect = value.find("dialect"); dialect != nullptr && dialect->is_map())
      resource.dialect = *dialect;
    if (const Value* mapping = fields.map("sen")) resource.mapping = *mapping;
    for (const char* known : {"profile", "$schema", "type", "format", "mediatype", "bytes", "hash", "sources",
                              "licenses", "dialect", "data", "homepage", "schema", "id"})
      fields.know(known);
    fields.finish({"sen", "path", "schema"});
    if (!resource.path.empty()) manifest_.resources.push_back(std::move(resource));
  }

  void read_schema(Fields& fields, const Value& value, Resource& resource) {
    const Value* schema = value.find("schema");
    if (schema == nullptr) return;
    if (!schema->is_scalar()) {
      resource.schema = *schema;
      return;
    }
    const Entry* entry = source_.find(schema->text);
    if (entry == nullptr) {
      findings_.add(is_url(schema->text) ? Rule::RemoteResource : Rule::MissingFile, fields.place("schema"),
                    {schema->text});
      return;
    }
    const Result<std::string> text = source_.read(*entry, kMaxManifestBytes);
    auto read = read_json(text ? *text : std::string());
    if (const auto* error = std::get_if<SyntaxError>(&read)) {
      findings_.add(Rule::Syntax, {.file = entry->name, .line = error->line}, {error->what});
    } else {
      resource.schema = std::get<Value>(std::move(read));
    }
  }

  /// The entry that a resource's path means; empty with a finding if there is none.
  std::string find_path(const std::vector<std::string>& paths, Fields& fields) {
    if (paths.size() != 1) {
      findings_.add(Rule::WrongKind, fields.place("path"), {fields.place("path").field, std::string("tables/….csv")});
      return {};
    }
    std::string path = to_nfc(paths.front()).value_or(paths.front());
    while (path.starts_with("./")) path.erase(0, 2);
    if (source_.find(path) != nullptr) return path;
    if (is_url(path)) {
      findings_.add(Rule::RemoteResource, fields.place("path"), {path});
      return {};
    }
    const std::string folder = manifest_.file.substr(0, manifest_.file.rfind('/') + 1);
    if (source_.find(folder + path) != nullptr) return folder + path;
    const std::string wanted = bare(path), wanted_base = bare(path.substr(path.rfind('/') + 1));
    for (const bool whole : {true, false}) {
      const Entry* found = nullptr;
      std::size_t count = 0;
      for (const Entry& entry : source_.entries()) {
        const std::string name = whole ? bare(entry.name) : bare(entry.name.substr(entry.name.rfind('/') + 1));
        if (name != (whole ? wanted : wanted_base)) continue;
        found = &entry;
        ++count;
      }
      if (count != 1) continue;
      findings_.add(Rule::RepairedPath, fields.place("path"), {path, found->name});
      return found->name;
    }
    findings_.add(Rule::MissingFile, fields.place("path"), {path});
    return {};
  }

  const PackageSource& source_;
  const content::Vocabulary& vocabulary_;
  const Options& options_;
  Findings& findings_;
  Manifest manifest_;
};

}  // namespace

Manifest read_manifest(const PackageSource& source, const content::Vocabulary& vocabulary, const Options& options,
                       Findings& findings) {
  return Reader(source, vocabulary, options, findings).read();
}

std::string read_licence(const std::string& said, const Place& place, bool plain, Findings& findings) {
  if (said.empty() || is_spdx_licence(said)) return said;
  if (const std::string meant = spdx_licence_for(said); !meant.empty()) {
    findings.add(Rule::RepairedLicence, place, {"`" + said + "`", meant});
    return meant;
  }
  if (plain) {
    findings.add(Rule::RepairedLicence, place, {"`" + said + "`", std::string(kNoLicence)});
    return std::string(kNoLicence);
  }
  findings.add(Rule::UnknownLicence, place, {said});
  return {};
}

}  // namespace sen::ingest
