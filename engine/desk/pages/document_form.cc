#include "engine/desk/pages/document_form.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/desk/refusals.h"

namespace sen::desk::pages {
namespace {

using components::Choice;
using components::Field;
using components::form_hour;
using components::form_second;
using content::Document;
using content::DocumentType;
using content::FieldType;
using portal::html::Text;
using portal::html::Writer;
using Kind = content::FieldType::Kind;

constexpr std::string_view kFieldPrefix = "field-";

std::string_view input_type(Kind kind) {
  switch (kind) {
    case Kind::Url:
      return "url";
    case Kind::Date:
      return "date";
    case Kind::DateTime:
      return "datetime-local";
    case Kind::Integer:
      return "number";
    default:
      return "text";
  }
}

bool is_list(const FieldType& type) {
  return type.kind == Kind::List || type.kind == Kind::UrlList;
}

void type_field(Writer& w, const Visit& visit, const FieldType& type, const Form& values) {
  const std::string name = std::string(kFieldPrefix) + type.name;
  const std::string value(values.value(name));
  if (type.kind == Kind::Code) {
    Choice choice{.name = name, .label = std::string(visit.tongue.name(type.labels))};
    if (!type.required) choice.options.push_back({.value = {}, .label = visit.t("Choose")});
    for (const auto& [code, labels] : type.codes)
      choice.options.push_back(
          {.value = code, .label = std::string(visit.tongue.name(labels)), .chosen = code == value});
    return components::select(w, choice);
  }
  Field field{.name = name, .label = std::string(visit.tongue.name(type.labels)), .value = value};
  field.required = type.required;
  if (is_list(type)) {
    field.rows = 3;
    field.hint = visit.t("One a line.");
  } else {
    field.type = input_type(type.kind);
  }
  components::field(w, field);
}

void hour_field(Writer& w, const Form& values, const std::string& name, std::string label, std::string hint) {
  Field field{.name = name, .label = std::move(label), .value = std::string(values.value(name))};
  field.type = "datetime-local";
  field.seconds = name != "date";
  field.hint = std::move(hint);
  components::field(w, field);
}

void group(Writer& w, const Form& values, Choice choice) {
  const auto chosen = values.values(choice.name);
  for (components::Option& option : choice.options)
    option.chosen = std::find(chosen.begin(), chosen.end(), option.value) != chosen.end();
  w << "<details class=\"decision\"><summary>" << Text{choice.label};
  if (!chosen.empty()) w << " (" << Text{std::to_string(chosen.size())} << ")";
  w << "</summary>";
  components::checkboxes(w, choice);
  w << "</details>";
}

/// Words parted by spaces, commas or line ends.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (c != ' ' && c != ',' && c != '\n' && c != '\t') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  return words;
}

template <typename List, typename Name>
std::string joined(const List& list, Name name) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : " ") + name(one);
  return text;
}

content::Field read_field(const Form& form, const FieldType& type) {
  content::Field field{type.name, {}};
  const std::string_view given = form.value(std::string(kFieldPrefix) + type.name);
  if (!is_list(type)) {
    const std::string_view value = trim(given);
    if (!value.empty()) field.values.push_back(type.kind == Kind::DateTime ? hanoi_hour(value) : std::string(value));
    return field;
  }
  for (const std::string_view line : split(given, '\n'))
    if (const std::string_view value = trim(line); !value.empty()) field.values.emplace_back(value);
  return field;
}

Result<std::vector<content::ContentId>> read_related(const Form& form) {
  std::vector<content::ContentId> related;
  for (const std::string& word : words_of(form.value("related"))) {
    // An address of the document does as well as its id.
    const std::size_t dash = word.find_last_of("/-");
    const auto id = content::parse_content_id(dash == std::string::npos ? word : word.substr(dash + 1));
    if (!id) return Error(ErrorCode::InvalidInput, "related: " + word + " is no document");
    if (std::find(related.begin(), related.end(), *id) == related.end()) related.push_back(*id);
  }
  return related;
}

std::string label_of(const Visit& visit, const DocumentType& type, const std::string& name) {
  if (const FieldType* field = type.field(name)) return std::string(visit.tongue.name(field->labels));
  if (name == "date") return visit.t("Date");
  if (name == "embargo") return visit.t("Embargo until");
  if (name == "expires") return visit.t("Public until");
  if (name == "related") return visit.t("Related documents");
  return name;
}

}  // namespace

std::string hanoi_hour(std::string_view text) {
  constexpr std::size_t kMinutes = 16;
  return std::string(text) + (text.size() == kMinutes ? ":00+07:00" : "+07:00");
}

Result<std::optional<Timestamp>> read_hour(const Form& form, std::string_view name) {
  const std::string_view text = trim(form.value(name));
  if (text.empty()) return std::optional<Timestamp>();
  return std::optional(SEN_TRY(parse_rfc3339(hanoi_hour(text)).within(name)));
}

void type_fields(Writer& w, const Visit& visit, const DocumentType& type, const Form& values) {
  for (const FieldType& field : type.fields) type_field(w, visit, field, values);
}

void time_fields(Writer& w, const Visit& visit, const Form& values) {
  hour_field(w, values, "date", visit.t("Date"), visit.t("Day and hour in Viet Nam that stand on the page."));
  hour_field(w, values, "embargo", visit.t("Embargo until"),
             visit.t("Nothing goes out before this hour in Viet Nam; may stay empty."));
  hour_field(w, values, "expires", visit.t("Public until"),
             visit.t("From this hour in Viet Nam on nobody finds it any more; may stay empty."));
  Field licence{.name = "licence", .label = visit.t("Licence"), .value = std::string(values.value("licence"))};
  licence.hint = visit.t("Its SPDX name, such as CC-BY-4.0.");
  licence.required = true;
  components::field(w, licence);
}

void topic_fields(Writer& w, const Visit& visit, const Form& values) {
  const content::Vocabulary& vocabulary = visit.context.parts.vocabulary;
  Choice topics{.name = "topics", .label = visit.t("Topics")};
  for (const content::Topic& topic : vocabulary.topics())
    topics.options.push_back({.value = topic.code, .label = std::string(visit.tongue.name(topic.names))});
  group(w, values, std::move(topics));
  Choice places{.name = "places", .label = visit.t("Provinces")};
  for (const content::Place& place : vocabulary.places())
    places.options.push_back({.value = place.code, .label = std::string(visit.tongue.name(place.names))});
  group(w, values, std::move(places));
  Field markets{.name = "markets", .label = visit.t("Written for"), .value = std::string(values.value("markets"))};
  markets.hint = visit.t("Countries by their two letters, such as: de jp. May stay empty.");
  components::field(w, markets);
  Field related{
      .name = "related", .label = visit.t("Related documents"), .value = std::string(values.value("related"))};
  related.hint = visit.t("Their addresses or the ten letters at the end of them, one a line.");
  related.rows = 2;
  components::field(w, related);
}

Form fill_form(const Document& document, const DocumentType& type) {
  Form form;
  for (const content::Field& field : document.fields) {
    const FieldType* declared = type.field(field.name);
    std::string text;
    for (const std::string& value : field.values) text += (text.empty() ? "" : "\n") + value;
    if (declared != nullptr && declared->kind == Kind::DateTime)
      if (const auto at = parse_rfc3339(text)) text = form_hour(*at);
    form.add(std::string(kFieldPrefix) + field.name, std::move(text));
  }
  form.add("date", form_hour(document.date));
  if (document.embargo) form.add("embargo", form_second(*document.embargo));
  if (document.expiry) form.add("expires", form_second(*document.expiry));
  form.add("licence", document.licence);
  for (const std::string& topic : document.topics) form.add("topics", topic);
  for (const std::string& place : document.places) form.add("places", place);
  form.add("markets", joined(document.markets, [](const std::string& market) { return market; }));
  form.add("related", joined(document.related, [](const content::ContentId& id) { return id.value; }));
  return form;
}

Result<void> read_fields(const Form& form, const DocumentType& type, Document& document) {
  // A date is given in minutes, the other hours in seconds: what was not touched keeps what is finer.
  const auto date = SEN_TRY(read_hour(form, "date"));
  if (date && form_hour(document.date) != form_hour(*date)) document.date = *date;
  const auto settle = [&](std::string_view name, std::optional<Timestamp>& at) -> Result<void> {
    const auto given = SEN_TRY(read_hour(form, name));
    if (!given || !at || form_second(*at) != form_second(*given)) at = given;
    return {};
  };
  SEN_TRY(settle("embargo", document.embargo));
  SEN_TRY(settle("expires", document.expiry));
  if (form.has("licence")) document.licence = trim(form.value("licence"));
  document.topics.clear();
  for (const std::string_view topic : form.values("topics")) document.topics.emplace_back(topic);
  document.places.clear();
  for (const std::string_view place : form.values("places")) document.places.emplace_back(place);
  document.markets = words_of(form.value("markets"));
  document.related = SEN_TRY(read_related(form));
  document.fields.clear();
  for (const FieldType& field : type.fields)
    if (content::Field read = read_field(form, field); !read.values.empty()) document.fields.push_back(std::move(read));
  return {};
}

components::Mistake explain_field(const Visit& visit, const DocumentType& type, const Error& error) {
  Refusal refusal = explain_refusal(visit.tongue, error.message(),
                                    [&](const std::string& field) { return label_of(visit, type, field); });
  if (type.field(refusal.field) != nullptr) refusal.field.insert(0, kFieldPrefix);
  return {std::move(refusal.field), std::move(refusal.text)};
}

}  // namespace sen::desk::pages
