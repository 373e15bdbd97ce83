#include "engine/workflow/document_check.h"

#include <algorithm>
#include <charconv>

namespace sen::workflow {
namespace {

using content::FieldType;

Error invalid(std::string_view field, std::string_view what) {
  return Error(ErrorCode::InvalidInput, std::string(field) + ": " + std::string(what));
}

const std::vector<std::string>* values_of(const content::Document& document, std::string_view name) {
  const auto found = std::find_if(document.fields.begin(), document.fields.end(),
                                  [&](const content::Field& field) { return field.name == name; });
  return found == document.fields.end() || found->values.empty() ? nullptr : &found->values;
}

bool is_address(std::string_view text) {
  const bool web = text.starts_with("https://") || text.starts_with("http://");
  return web && text.size() > text.find("://") + 3 && text.find_first_of(" \t\"<>") == std::string_view::npos;
}

bool is_integer(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

Result<void> check_value(const FieldType& field, const std::string& value) {
  using Kind = FieldType::Kind;
  switch (field.kind) {
    case Kind::Url:
    case Kind::UrlList:
      if (!is_address(value)) return invalid(field.name, "it is no web address");
      return {};
    case Kind::Date:
    case Kind::DateTime:
      if (!parse_rfc3339(value)) return invalid(field.name, "it is no date");
      return {};
    case Kind::Integer:
      if (!is_integer(value)) return invalid(field.name, "it is no whole number");
      return {};
    case Kind::Code:
      if (std::none_of(field.codes.begin(), field.codes.end(), [&](const auto& code) { return code.first == value; }))
        return invalid(field.name, "it is none of its values");
      return {};
    case Kind::Text:
    case Kind::List:
      return {};
  }
  return {};
}

Result<void> check_fields(const content::Document& document, const content::DocumentType& type) {
  for (const content::Field& field : document.fields)
    if (type.field(field.name) == nullptr) return invalid(field.name, "documents of this type have no such field");
  for (const FieldType& field : type.fields) {
    const std::vector<std::string>* values = values_of(document, field.name);
    if (values == nullptr) {
      if (field.required) return invalid(field.name, "it is missing");
      continue;
    }
    const bool many = field.kind == FieldType::Kind::List || field.kind == FieldType::Kind::UrlList;
    if (!many && values->size() > 1) return invalid(field.name, "it takes one value");
    for (const std::string& value : *values) SEN_TRY(check_value(field, value));
  }
  return {};
}

Result<void> check_rule(const content::Document& document, const content::TypeCheck& rule) {
  const std::vector<std::string>* values = values_of(document, rule.field);
  if (rule.rule == "min_items" && values != nullptr && values->size() < rule.count)
    return invalid(rule.field, "it needs at least " + std::to_string(rule.count) + " entries");
  if (rule.rule == "needs_image" && document.media.empty()) return invalid("image", "a picture is needed");
  if (rule.rule == "not_before") {
    const std::vector<std::string>* others = values_of(document, rule.other);
    if (values == nullptr || others == nullptr) return {};
    const auto later = parse_rfc3339(values->front()), earlier = parse_rfc3339(others->front());
    if (later && earlier && *later < *earlier) return invalid(rule.field, "it is before " + rule.other);
  }
  return {};
}

bool is_market(const std::string& market) {
  return market.size() == 2 && market.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
}

}  // namespace

Result<void> check_document(const content::Document& document, const content::Vocabulary& vocabulary) {
  const content::DocumentType* type = vocabulary.type(document.type);
  if (type == nullptr) return invalid("type", "there is no such type");
  if (document.folder.empty() || document.folder.find('/') != std::string::npos)
    return invalid("folder", "it is a name without a slash");
  if (document.licence.empty()) return invalid("licence", "it is missing");
  for (const std::string& topic : document.topics)
    if (vocabulary.topic(topic) == nullptr) return invalid("topics", "there is no topic " + topic);
  for (const std::string& place : document.places)
    if (vocabulary.place(place) == nullptr) return invalid("places", "there is no province " + place);
  if (!std::all_of(document.markets.begin(), document.markets.end(), is_market))
    return invalid("markets", "a market is two small letters");
  if (document.embargo && document.expiry && *document.expiry <= *document.embargo)
    return invalid("expires", "it expires before its embargo ends");
  const bool has_image =
      document.image.empty() || std::any_of(document.media.begin(), document.media.end(),
                                            [&](const content::MediaUse& use) { return use.file == document.image; });
  if (!has_image) return invalid("image", "it is none of the document's pictures");
  SEN_TRY(check_fields(document, *type));
  for (const content::TypeCheck& rule : type->checks) SEN_TRY(check_rule(document, rule));
  return {};
}

}  // namespace sen::workflow
