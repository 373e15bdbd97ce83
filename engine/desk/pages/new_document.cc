// `/desk/documents/new`: a new document, by the fields that its type declares. Its words are written on the next page.

#include <algorithm>

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/writing.h"
#include "engine/desk/review_words.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using components::Mistake;
using content::FieldType;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using Kind = content::FieldType::Kind;

constexpr std::string_view kFieldPrefix = "field-";

/// The person's organisations in which a document may be begun.
std::vector<content::OrganisationCode> own_organisations(const Visit& visit) {
  std::vector<content::OrganisationCode> codes{visit.person->account.organisation};
  for (const content::RoleGrant& grant : visit.person->account.grants) codes.push_back(grant.organisation);
  std::vector<content::OrganisationCode> allowed;
  for (const content::OrganisationCode& code : codes) {
    identity::Resource resource;
    resource.organisation = code;
    resource.state = content::State::Draft;
    resource.authors = {visit.person->account.name};
    resource.sandbox = visit.person->account.sandbox;
    const bool known = std::find(allowed.begin(), allowed.end(), code) != allowed.end();
    if (!code.empty() && !known && visit.may(identity::Action::DocumentDraft, resource)) allowed.push_back(code);
  }
  return allowed;
}

http::Response choose_type(const Visit& visit) {
  Page page;
  page.title = visit.t("New document");
  page.section = "new";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1><p class=\"lead\">" << Text{visit.t("What do you want to publish?")}
      << "</p><ul class=\"counts\">";
    for (const content::DocumentType& type : visit.context.parts.vocabulary.types())
      w << "<li><a href=\"" << Url{"/desk/documents/new?type=" + type.code} << "\">"
        << Text{visit.tongue.name(type.labels)} << "</a></li>";
    w << "</ul>";
  });
}

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

void type_field(Writer& w, const Visit& visit, const FieldType& type) {
  const std::string name = std::string(kFieldPrefix) + type.name;
  const std::string value(visit.form.value(name));
  if (type.kind == Kind::Code) {
    components::Choice choice{.name = name, .label = std::string(visit.tongue.name(type.labels))};
    if (!type.required) choice.options.push_back({.value = {}, .label = visit.t("Choose")});
    for (const auto& [code, labels] : type.codes)
      choice.options.push_back(
          {.value = code, .label = std::string(visit.tongue.name(labels)), .chosen = code == value});
    return components::select(w, choice);
  }
  Field field{.name = name, .label = std::string(visit.tongue.name(type.labels)), .value = value};
  field.required = type.required;
  if (type.kind == Kind::List || type.kind == Kind::UrlList) {
    field.rows = 3;
    field.hint = visit.t("One a line.");
  } else {
    field.type = input_type(type.kind);
  }
  components::field(w, field);
}

/// The document that the new one belongs to: of an incident's entry, the incident.
std::string related_to(const Visit& visit) {
  const std::string_view sent = visit.form.value("related");
  return std::string(sent.empty() ? visit.request.parameter("related").value_or("") : sent);
}

void shared_fields(Writer& w, const Visit& visit, const std::vector<content::OrganisationCode>& organisations) {
  components::Choice organisation{.name = "organisation", .label = visit.t("Organisation")};
  for (const content::OrganisationCode& code : organisations)
    organisation.options.push_back({.value = code.value,
                                    .label = visit.directory.name(code, visit.tongue.locale),
                                    .chosen = code.value == visit.form.value("organisation")});
  components::select(w, organisation);
  components::Choice language{.name = "language", .label = visit.t("Written in")};
  for (const content::Locale& locale : visit.context.parts.site.languages)
    language.options.push_back({.value = locale.value,
                                .label = language_label(visit, locale),
                                .chosen = locale.value == visit.form.value("language")});
  components::select(w, language);
  Field title{
      .name = "title", .label = visit.t("Title in this language"), .value = std::string(visit.form.value("title"))};
  title.required = true;
  title.max_length = 200;
  components::field(w, title);
}

void timing_and_topics(Writer& w, const Visit& visit) {
  Field embargo{
      .name = "embargo", .label = visit.t("Embargo until"), .value = std::string(visit.form.value("embargo"))};
  embargo.type = "datetime-local";
  embargo.hint = visit.t("Nothing goes out before this hour in Viet Nam; may stay empty.");
  components::field(w, embargo);
  Field expiry{.name = "expiry", .label = visit.t("Public until"), .value = std::string(visit.form.value("expiry"))};
  expiry.type = "datetime-local";
  expiry.hint = visit.t("From this hour in Viet Nam it is off every page, such as the end of a term; may stay empty.");
  components::field(w, expiry);
  const auto chosen = visit.form.values("topics");
  components::Choice topics{.name = "topics", .label = visit.t("Topics")};
  for (const content::Topic& topic : visit.context.parts.vocabulary.topics())
    topics.options.push_back({.value = topic.code,
                              .label = std::string(visit.tongue.name(topic.names)),
                              .chosen = std::find(chosen.begin(), chosen.end(), topic.code) != chosen.end()});
  w << "<details class=\"decision\"><summary>" << Text{visit.t("Topics")} << "</summary>";
  components::checkboxes(w, topics);
  w << "</details>";
}

http::Response show(const Visit& visit, const content::DocumentType& type, const std::vector<Mistake>& mistakes = {}) {
  const auto organisations = own_organisations(visit);
  if (organisations.empty())
    return render_error(visit, 403, visit.t("An organisation of yours has no right to begin documents."));
  Page page;
  page.title = visit.t("New document");
  page.section = "new";
  page.status = mistakes.empty() ? 200 : 400;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << ": " << Text{visit.tongue.name(type.labels)}
      << "</h1><p><a href=\"/desk/documents/new\">" << Text{visit.t("Another type")} << "</a></p>";
    components::mistakes(w, visit.tongue, mistakes);
    components::begin_form(w, "/desk/documents/new", visit.csrf());
    components::hidden(w, "type", type.code);
    if (const std::string related = related_to(visit); !related.empty()) components::hidden(w, "related", related);
    shared_fields(w, visit, organisations);
    for (const FieldType& field : type.fields) type_field(w, visit, field);
    timing_and_topics(w, visit);
    components::submit(w, visit.t("Begin to write"));
    components::end_form(w);
  });
}

/// An hour of Viet Nam as RFC 3339; what is none stays as it is and is refused as such.
std::string hanoi_hour(std::string_view text) {
  constexpr std::size_t kMinutes = 16;
  return std::string(text) + (text.size() == kMinutes ? ":00+07:00" : "+07:00");
}

content::Field read_field(const Visit& visit, const FieldType& type) {
  content::Field field{type.name, {}};
  const std::string_view given = visit.form.value(std::string(kFieldPrefix) + type.name);
  const bool many = type.kind == Kind::List || type.kind == Kind::UrlList;
  if (!many) {
    const std::string_view value = trim(given);
    if (!value.empty()) field.values.push_back(type.kind == Kind::DateTime ? hanoi_hour(value) : std::string(value));
    return field;
  }
  for (const std::string_view line : split(given, '\n'))
    if (const std::string_view value = trim(line); !value.empty()) field.values.emplace_back(value);
  return field;
}

/// A name for the document that its organisation does not use yet.
std::string free_folder(const Visit& visit, const content::OrganisationCode& organisation, const std::string& title) {
  std::string slug = ascii_slug(title);
  if (slug.empty()) slug = "document";
  std::string folder = slug;
  for (int number = 2; visit.snapshot->document(content::make_content_id(organisation, folder)); ++number)
    folder = slug + "-" + std::to_string(number);
  return folder;
}

Result<content::Document> read_document(const Visit& visit, const content::DocumentType& type) {
  content::Document document;
  document.organisation = content::OrganisationCode(std::string(visit.form.value("organisation")));
  document.folder = free_folder(visit, document.organisation, std::string(visit.form.value("title")));
  document.id = content::make_content_id(document.organisation, document.folder);
  document.type = type.code;
  document.date = visit.context.parts.clock.now();
  document.licence = "CC-BY-4.0";
  for (const std::string_view topic : visit.form.values("topics")) document.topics.emplace_back(topic);
  if (const std::string_view embargo = trim(visit.form.value("embargo")); !embargo.empty())
    document.embargo = SEN_TRY(parse_rfc3339(hanoi_hour(embargo)).within("embargo"));
  if (const std::string_view expiry = trim(visit.form.value("expiry")); !expiry.empty())
    document.expiry = SEN_TRY(parse_rfc3339(hanoi_hour(expiry)).within("expiry"));
  if (const auto related = content::parse_content_id(related_to(visit))) document.related = {*related};
  for (const FieldType& field : type.fields)
    if (content::Field read = read_field(visit, field); !read.values.empty())
      document.fields.push_back(std::move(read));
  return document;
}

/// The mistake on the page's own field, with the name that the page gives it.
Mistake on_page(const Visit& visit, const content::DocumentType& type, const Error& error) {
  Mistake mistake = explain_writing(visit.tongue, error);
  const FieldType* field = type.field(mistake.field);
  if (field == nullptr) return mistake;
  const std::string quoted = "“" + mistake.field + "”";
  const std::size_t at = mistake.text.find(quoted);
  if (at != std::string::npos)
    mistake.text.replace(at, quoted.size(), "“" + std::string(visit.tongue.name(field->labels)) + "”");
  mistake.field = std::string(kFieldPrefix) + mistake.field;
  return mistake;
}

Result<http::Response> create(Visit& visit) {
  const content::DocumentType* type = visit.context.parts.vocabulary.type(visit.form.value("type"));
  if (type == nullptr) return Error(ErrorCode::NotFound, "there is no such type");
  if (trim(visit.form.value("title")).empty())
    return show(visit, *type, {{"title", visit.t("“{field}” is missing.", {{"field", visit.t("Title")}})}});
  const content::Locale locale{std::string(visit.form.value("language"))};
  if (visit.context.parts.vocabulary.language(locale) == nullptr)
    return Error(ErrorCode::InvalidInput, "language: there is no such language");
  auto document = read_document(visit, *type);
  if (!document) return show(visit, *type, {on_page(visit, *type, document.error())});
  workflow::Workflow& work = visit.context.parts.workflow;
  const content::ContentId id = document->id;
  const auto made = work.propose(visit.person->actor, *std::move(document), Digest());
  if (!made && made.error().code() == ErrorCode::InvalidInput)
    return show(visit, *type, {on_page(visit, *type, made.error())});
  if (!made) return made.error();
  content::Draft draft;
  draft.id = id;
  draft.locale = locale;
  draft.revision = 1;
  draft.title = trim(visit.form.value("title"));
  SEN_TRY(work.save_draft(visit.person->actor, draft));
  return see_other("/desk/documents/" + id.value + "/" + locale.value + "/edit");
}

}  // namespace

void add_new_document_routes(Guard& guard) {
  constexpr auto kAccess = Access::to(identity::Action::DocumentDraft);
  guard.get("/desk/documents/new", kAccess, [](Visit& visit) -> Result<http::Response> {
    const auto code = visit.request.parameter("type");
    if (!code) return choose_type(visit);
    const content::DocumentType* type = visit.context.parts.vocabulary.type(*code);
    if (type == nullptr) return Error(ErrorCode::NotFound, "there is no such type");
    return show(visit, *type);
  });
  guard.post("/desk/documents/new", kAccess, create);
}

}  // namespace sen::desk::pages
