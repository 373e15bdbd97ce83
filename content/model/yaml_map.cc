#include "content/model/yaml_map.h"

#include <algorithm>
#include <charconv>

namespace sen::content {
namespace {

constexpr int kLargestNumber = 1'000'000;

std::string at_line(std::string_view file, int line, std::string_view message) {
  std::string text(file);
  if (line >= 0) text += ": line " + std::to_string(line + 1);
  return text.append(": ").append(message);
}

std::string quoted(std::string_view key) {
  return std::string("\"").append(key).append("\"");
}

}  // namespace

Result<YamlMap> YamlMap::parse(const EmbeddedFile& file) {
  try {
    const YAML::Node root = YAML::Load(std::string(file.bytes));
    if (root.IsMap()) return YamlMap(file.name, root);
    return Error(ErrorCode::InvalidInput, at_line(file.name, root.Mark().line, "not a mapping"));
  } catch (const YAML::Exception& exception) {
    return Error(ErrorCode::InvalidInput, at_line(file.name, exception.mark.line, exception.msg));
  }
}

YAML::Node YamlMap::find(std::string_view key) {
  asked_.emplace_back(key);
  for (const auto& entry : node_)
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.second;
  return YAML::Node(YAML::NodeType::Undefined);
}

Result<std::string> YamlMap::scalar(const YAML::Node& node, std::string_view key) const {
  if (!node.IsScalar() || node.Scalar().empty()) return error_at(node, quoted(key) + " is not a text");
  return node.Scalar();
}

Result<std::string> YamlMap::text(std::string_view key) {
  const YAML::Node node = find(key);
  if (!node.IsDefined()) return error("missing " + quoted(key));
  return scalar(node, key);
}

Result<std::string> YamlMap::text_or(std::string_view key, std::string absent) {
  const YAML::Node node = find(key);
  if (!node.IsDefined()) return absent;
  return scalar(node, key);
}

Result<bool> YamlMap::flag(std::string_view key) {
  const std::string value = SEN_TRY(text_or(key, "false"));
  if (value != "true" && value != "false") return error(quoted(key) + " is neither true nor false");
  return value == "true";
}

Result<int> YamlMap::number_or(std::string_view key, int absent) {
  const std::string value = SEN_TRY(text_or(key, std::to_string(absent)));
  int number = 0;
  const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (failure != std::errc() || end != value.data() + value.size() || number < 0 || number > kLargestNumber)
    return error(quoted(key) + " is not a whole number");
  return number;
}

Result<Texts> YamlMap::texts_or_none(std::string_view key) {
  const YAML::Node node = find(key);
  Texts texts;
  if (!node.IsDefined()) return texts;
  if (!node.IsMap()) return error_at(node, quoted(key) + " is not a text per language");
  for (const auto& entry : node) {
    const std::string locale = SEN_TRY(scalar(entry.first, key));
    if (!texts.emplace(Locale(locale), SEN_TRY(scalar(entry.second, locale))).second)
      return error_at(entry.first, quoted(locale) + " appears twice");
  }
  return texts;
}

Result<Texts> YamlMap::texts(std::string_view key) {
  Texts texts = SEN_TRY(texts_or_none(key));
  if (texts.empty()) return error("missing " + quoted(key));
  return texts;
}

Result<std::vector<std::string>> YamlMap::list(std::string_view key) {
  const YAML::Node node = find(key);
  std::vector<std::string> values;
  if (!node.IsDefined()) return values;
  if (!node.IsSequence()) return error_at(node, quoted(key) + " is not a list");
  for (const YAML::Node& element : node) values.push_back(SEN_TRY(scalar(element, key)));
  return values;
}

Result<std::vector<YamlMap>> YamlMap::maps(std::string_view key) {
  const YAML::Node node = find(key);
  std::vector<YamlMap> all;
  if (!node.IsDefined()) return all;
  if (!node.IsSequence()) return error_at(node, quoted(key) + " is not a list");
  for (const YAML::Node& element : node) {
    if (!element.IsMap()) return error_at(element, "not a mapping");
    all.push_back(YamlMap(file_, element));
  }
  return all;
}

Result<void> YamlMap::finish() const {
  for (const auto& entry : node_) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
      return error_at(entry.first, "unknown key " + quoted(key));
  }
  return {};
}

Error YamlMap::error(std::string_view message) const {
  return error_at(node_, message);
}

Error YamlMap::error_at(const YAML::Node& node, std::string_view message) const {
  return {ErrorCode::InvalidInput, at_line(file_, node.Mark().line, message)};
}

}  // namespace sen::content
