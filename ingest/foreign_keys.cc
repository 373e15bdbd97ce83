#include "ingest/foreign_keys.h"

#include <algorithm>

#include "ingest/table_reader.h"

namespace sen::ingest {
namespace {

/// A name, or a list of names.
std::vector<std::string> names_in(const Value* value) {
  std::vector<std::string> names;
  if (value != nullptr && value->is_scalar()) names.push_back(value->text);
  if (value != nullptr && value->is_list())
    for (const Value& item : value->items)
      if (item.is_scalar()) names.push_back(item.text);
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

/// Reads what foreign keys refer to, each combination of columns once. Used once.
class Reader {
 public:
  Reader(const PackageSource& source, const Manifest& manifest, Findings& findings)
      : source_(source), manifest_(manifest), findings_(findings) {}

  std::map<std::string, std::vector<ForeignKey>> read() {
    std::map<std::string, std::vector<ForeignKey>> all;
    for (const Resource& resource : manifest_.resources) {
      const Value* keys = resource.schema.find("foreignKeys");
      if (keys == nullptr || !keys->is_list()) continue;
      for (const Value& key : keys->items)
        if (auto read = read_key(resource, key)) all[resource.path].push_back(*std::move(read));
    }
    return all;
  }

 private:
  std::optional<ForeignKey> read_key(const Resource& resource, const Value& key) {
    const Place place{.file = manifest_.file, .line = key.line, .field = resource.field + ".schema.foreignKeys"};
    const Value* reference = key.find("reference");
    ForeignKey read{.fields = names_in(key.find("fields")), .resource = {}, .referenced = {}, .known_keys = {}};
    std::vector<std::string> columns;
    if (reference != nullptr) {
      columns = names_in(reference->find("fields"));
      // An absent or empty name is the table itself.
      const std::vector<std::string> named = names_in(reference->find("resource"));
      read.resource = named.empty() || named.front().empty() ? resource.name : named.front();
    }
    read.referenced = joined(columns);
    if (read.fields.empty() || read.fields.size() != columns.size()) {
      findings_.add(Rule::BadForeignKey, place, {joined(read.fields) + " → " + read.referenced});
      return std::nullopt;
    }
    const auto target = std::find_if(manifest_.resources.begin(), manifest_.resources.end(),
                                     [&](const Resource& one) { return one.name == read.resource; });
    if (target != manifest_.resources.end()) read.known_keys = keys_of(*target, columns);
    if (read.known_keys == nullptr) {
      findings_.add(Rule::BadForeignKey, place, {read.resource + ": " + read.referenced});
      return std::nullopt;
    }
    return read;
  }

  /// Null if the table cannot be read or has no such columns; what is wrong with it is told where it is checked.
  std::shared_ptr<const KeySet> keys_of(const Resource& resource, const std::vector<std::string>& columns) {
    const std::string name = resource.path + '\n' + joined(columns);
    if (const auto known = sets_.find(name); known != sets_.end()) return known->second;
    Findings ignored(findings_.language());
    if (source_.find(resource.path) == nullptr) return nullptr;
    auto table = Table::open(source_, resource, manifest_.file, {}, ignored);
    if (!table) return nullptr;
    const auto places = table->places_of(columns);
    if (!places) return nullptr;
    const auto keys = std::make_shared<KeySet>();
    table->each_row(false, ignored, [&](std::uint64_t, const std::vector<std::string>& cells) {
      keys->insert(join_key(cells, *places));
    });
    return sets_.emplace(name, keys).first->second;
  }

  const PackageSource& source_;
  const Manifest& manifest_;
  Findings& findings_;
  std::map<std::string, std::shared_ptr<const KeySet>> sets_;  ///< By path and columns.
};

}  // namespace

std::string join_key(const std::vector<std::string>& cells, const std::vector<std::size_t>& columns) {
  std::string key;
  for (const std::size_t column : columns) {
    key += cells[column];
    key += '\x1F';
  }
  return key;
}

std::map<std::string, std::vector<ForeignKey>> read_foreign_keys(const PackageSource& source, const Manifest& manifest,
                                                                 Findings& findings) {
  return Reader(source, manifest, findings).read();
}

}  // namespace sen::ingest
