#pragma once

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>
#include <vector>

#include "content/model/document.h"
#include "engine/base/embedded.h"
#include "engine/base/result.h"

namespace sen::content {

/// A mapping in one of Sen's own YAML files, read key by key. Errors are InvalidInput and
/// name the file and the line. Called by one thread; the file's name must outlive it.
class YamlMap {
 public:
  /// The whole of `file`, which must be a mapping.
  static Result<YamlMap> parse(const EmbeddedFile& file);

  /// The scalar at `key`, not empty.
  Result<std::string> text(std::string_view key);
  /// The scalar at `key`, or `absent` if there is no such key.
  Result<std::string> text_or(std::string_view key, std::string absent);
  /// `true` or `false`; false if there is no such key.
  Result<bool> flag(std::string_view key);
  /// A whole number from 0 to 1,000,000; `absent` if there is no such key.
  Result<int> number_or(std::string_view key, int absent);
  /// Text per language, at least one.
  Result<Texts> texts(std::string_view key);
  /// As texts(), empty if there is no such key.
  Result<Texts> texts_or_none(std::string_view key);
  /// A sequence of scalars; empty if there is no such key.
  Result<std::vector<std::string>> list(std::string_view key);
  /// A sequence of mappings; empty if there is no such key.
  Result<std::vector<YamlMap>> maps(std::string_view key);

  /// Refuses keys that nobody asked for: a misspelt key is never silently dropped.
  Result<void> finish() const;

  /// An error at this mapping: `topics.yaml: line 12: unknown parent "economics"`.
  Error error(std::string_view message) const;

 private:
  YamlMap(std::string_view file, const YAML::Node& node) : file_(file), node_(node) {}
  YAML::Node find(std::string_view key);
  Result<std::string> scalar(const YAML::Node& node, std::string_view key) const;
  Error error_at(const YAML::Node& node, std::string_view message) const;

  std::string_view file_;
  YAML::Node node_;
  std::vector<std::string> asked_;
};

/// The elements of the sequence of mappings at `key`, each read by `read_one(YamlMap&)`, which returns a Result.
template <typename ReadOne>
auto read_each(YamlMap& map, std::string_view key, ReadOne read_one)
    -> Result<std::vector<typename decltype(read_one(map))::Value>> {
  std::vector<typename decltype(read_one(map))::Value> all;
  auto elements = map.maps(key);
  if (!elements) return elements.error();
  for (YamlMap& element : *elements) {
    auto one = read_one(element);
    if (!one) return one.error();
    if (auto finished = element.finish(); !finished) return finished.error();
    all.push_back(*std::move(one));
  }
  return all;
}

}  // namespace sen::content
