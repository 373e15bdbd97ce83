// `/desk/documents/new`: a new document, by the fields that its type declares. Its words are written on the next page.

#include <algorithm>

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/review_words.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using components::Mistake;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

/// What a new document is under unless somebody says otherwise.
constexpr std::string_view kLicence = "CC-BY-4.0";

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

http::Response show(const Visit& visit, const content::DocumentType& type, const std::vector<Mistake>& mistakes = {}) {
  const auto organisations = own_organisations(visit);
  if (organisations.empty())
    return render_error(visit, 403, visit.t("An organisation of yours has no right to begin documents."));
  Page page;
  page.title = visit.t("New document");
  page.section = "new";
  page.status = mistakes.empty() ? 200 : 400;
  Form values = visit.form;
  if (!values.has("licence")) values.add("licence", std::string(kLicence));
  if (!values.has("related")) values.add("related", std::string(visit.request.parameter("related").value_or("")));
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << ": " << Text{visit.tongue.name(type.labels)}
      << "</h1><p><a href=\"/desk/documents/new\">" << Text{visit.t("Another type")} << "</a></p>";
    components::mistakes(w, visit.tongue, mistakes);
    components::begin_form(w, "/desk/documents/new", visit.csrf());
    components::hidden(w, "type", type.code);
    shared_fields(w, visit, organisations);
    type_fields(w, visit, type, visit.form);
    time_fields(w, visit, values);
    topic_fields(w, visit, values);
    components::submit(w, visit.t("Begin to write"));
    components::end_form(w);
  });
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
  document.licence = kLicence;
  SEN_TRY(read_fields(visit.form, type, document));
  return document;
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
  if (!document) return show(visit, *type, {explain_field(visit, *type, document.error())});
  workflow::Workflow& work = visit.context.parts.workflow;
  const content::ContentId id = document->id;
  const auto made = work.propose(visit.person->actor, *std::move(document), Digest());
  if (!made && made.error().code() == ErrorCode::InvalidInput)
    return show(visit, *type, {explain_field(visit, *type, made.error())});
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
