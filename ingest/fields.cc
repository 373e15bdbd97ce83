#include "ingest/fields.h"

#include <algorithm>

#include "engine/base/clock.h"
#include "engine/base/text.h"

namespace sen::ingest {

Place Fields::place(std::string_view name) const {
  const Value* value = map_.find(name);
  return {.file = file_, .line = value == nullptr ? map_.line : value->line, .field = path_ + std::string(name)};
}

const Value* Fields::take(std::string_view name, Value::Kind kind, Phrase must_be) {
  know(name);
  const Value* value = map_.find(name);
  if (value == nullptr || value->kind == Value::Kind::Null) return nullptr;
  if (value->kind == kind) return value;
  findings_.add(Rule::WrongKind, place(name), {path_ + std::string(name), must_be});
  return nullptr;
}

std::string Fields::text(std::string_view name) {
  const Value* value = take(name, Value::Kind::Scalar, Phrase::Text);
  return value == nullptr ? std::string() : std::string(trim(value->text));
}

std::vector<std::string> Fields::list(std::string_view name) {
  std::vector<std::string> texts;
  const Value* value = map_.find(name);
  if (value != nullptr && value->is_scalar()) {
    know(name);
    if (!trim(value->text).empty()) texts.emplace_back(trim(value->text));
    return texts;
  }
  value = take(name, Value::Kind::List, Phrase::AList);
  if (value == nullptr) return texts;
  for (const Value& item : value->items) {
    if (!item.is_scalar()) {
      findings_.add(Rule::WrongKind, place(name), {path_ + std::string(name), Phrase::AListOfTexts});
      return {};
    }
    if (!trim(item.text).empty()) texts.emplace_back(trim(item.text));
  }
  return texts;
}

content::Texts Fields::texts(std::string_view name, const content::Locale& plain) {
  content::Texts texts;
  const Value* value = map_.find(name);
  if (value != nullptr && value->is_scalar()) {
    if (const std::string one = text(name); !one.empty()) texts[plain] = one;
    return texts;
  }
  value = take(name, Value::Kind::Map, Phrase::TextPerLanguage);
  if (value == nullptr) return texts;
  for (const auto& [language, said] : value->members)
    if (said.is_scalar() && !trim(said.text).empty()) texts[content::Locale(language)] = std::string(trim(said.text));
  return texts;
}

std::optional<Timestamp> Fields::time(std::string_view name) {
  const std::string said = text(name);
  if (said.empty()) return std::nullopt;
  const Result<Timestamp> at = parse_rfc3339(said);
  if (at) return *at;
  findings_.add(Rule::BadDate, place(name), {path_ + std::string(name), said});
  return std::nullopt;
}

bool Fields::flag(std::string_view name) {
  const std::string said = text(name);
  if (!said.empty() && said != "true" && said != "false")
    findings_.add(Rule::WrongKind, place(name), {path_ + std::string(name), Phrase::TrueOrFalse});
  return said == "true";
}

const Value* Fields::map(std::string_view name) {
  return take(name, Value::Kind::Map, Phrase::AMap);
}

const Value* Fields::items(std::string_view name) {
  return take(name, Value::Kind::List, Phrase::AList);
}

void Fields::finish(const std::vector<std::string>& guarded) {
  for (const auto& [name, value] : map_.members) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    const std::string meant = nearest(name, known_);
    const bool misspelt = !meant.empty() && std::find(guarded.begin(), guarded.end(), meant) != guarded.end();
    findings_.add_with_hint(misspelt ? Rule::MisspeltField : Rule::UnknownField, place(name), {name},
                            did_you_mean(findings_, meant));
  }
}

}  // namespace sen::ingest
