// `/desk/organisations`: names, places in the tree, mergers and splits.

#include "engine/desk/organisations.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/words.h"

namespace sen::desk::pages {
namespace {

using content::OrganisationCode;
using content::OrganisationEntry;
using identity::Action;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Writer;

identity::Resource resource_of(const OrganisationCode& code) {
  identity::Resource resource;
  resource.organisation = code;
  return resource;
}

Result<OrganisationEntry> find(const Visit& visit) {
  const OrganisationCode code(std::string(visit.parameters["code"]));
  const OrganisationEntry* entry = visit.directory.find(code);
  if (!entry || !visit.may(Action::OrganisationEdit, resource_of(code)))
    return Error(ErrorCode::NotFound, "no such organisation");
  return *entry;
}

Result<http::Response> list(Visit& visit) {
  Page page;
  page.title = visit.t("Organisations");
  page.section = "organisations";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Organisations")} << "</h1><ul class=\"rows\">";
    for (const auto& [code, entry] : visit.directory.all()) {
      if (!visit.may(Action::OrganisationEdit, resource_of(code))) continue;
      w << "<li><div><a href=\"/desk/organisations/" << Attr{code.value} << "\">"
        << Text{visit.directory.name(code, visit.tongue.locale)} << "</a> <small class=\"code\">" << Text{code.value}
        << "</small></div>";
      if (!entry.until.empty())
        w << "<span class=\"tag warn\">" << Text{visit.t("until {day}", {{"day", entry.until}})} << "</span>";
      w << "</li>";
    }
    w << "</ul>";
    components::begin_form(w, "/desk/organisations", visit.csrf());
    w << "<h2>" << Text{visit.t("Add an organisation")} << "</h2>";
    components::Field code{.name = "code", .label = visit.t("Code")};
    code.hint = visit.t("a-z, 0-9 and hyphen. It stays for ever and stands in addresses.");
    code.required = true;
    code.max_length = 64;
    components::field(w, code);
    for (const content::Locale& language : desk_languages()) {
      components::Field name{
          .name = "name." + language.value,
          .label = visit.t("Name in {language}",
                           {{"language", visit.context.parts.vocabulary.language(language)->own_name}})};
      name.lang = language.value;
      name.required = true;
      components::field(w, name);
    }
    components::Field parent{.name = "parent",
                             .label = visit.t("Code of the organisation above"),
                             .value = visit.person->account.organisation.value};
    components::field(w, parent);
    components::submit(w, visit.t("Add"));
    components::end_form(w);
  });
}

/// A name that was emptied is taken out; a language that the form does not have keeps its name.
void read_names(const Form& form, OrganisationEntry& entry) {
  for (const auto& [field, value] : form.fields()) {
    if (!field.starts_with("name.")) continue;
    const content::Locale language(field.substr(5));
    if (trim(value).empty())
      entry.names.erase(language);
    else
      entry.names.insert_or_assign(language, std::string(trim(value)));
  }
}

/// One field for each of the site's languages, then for others that the organisation has a name in.
void name_fields(Writer& w, const Visit& visit, const content::Texts& names) {
  const std::vector<content::Locale>& of_site = visit.context.parts.site.languages;
  const auto offer = [&](const content::Locale& language) {
    const content::Language* known = visit.context.parts.vocabulary.language(language);
    const auto name = names.find(language);
    components::Field field{
        .name = "name." + language.value,
        .label = visit.t("Name in {language}", {{"language", known ? known->own_name : language.value}}),
        .value = name == names.end() ? std::string() : name->second};
    field.lang = language.value;
    components::field(w, field);
  };
  for (const content::Locale& language : of_site) offer(language);
  for (const auto& [language, name] : names)
    if (std::find(of_site.begin(), of_site.end(), language) == of_site.end()) offer(language);
}

Result<http::Response> add(Visit& visit) {
  OrganisationEntry entry;
  entry.code = OrganisationCode(std::string(trim(visit.form.value("code"))));
  entry.kind = "department";
  entry.parent = OrganisationCode(std::string(trim(visit.form.value("parent"))));
  read_names(visit.form, entry);
  SEN_TRY(visit.authorise(Action::OrganisationDelegate, resource_of(entry.parent)));
  const std::string address = "/desk/organisations/" + entry.code.value;
  SEN_TRY(add_organisation(visit.context.parts.store, visit.context.parts.vocabulary, std::move(entry), visit.actor()));
  return see_other(address);
}

void succession(Writer& w, const Visit& visit, const OrganisationEntry& entry) {
  const auto codes = [&](const std::string& label, const std::vector<OrganisationCode>& all) {
    if (all.empty()) return;
    w << "<p>" << Text{label};
    for (const OrganisationCode& code : all) w << " " << Text{visit.directory.name(code, visit.tongue.locale)} << ";";
    w << "</p>";
  };
  codes(visit.t("Goes on from:"), entry.predecessors);
  codes(visit.t("Went on as:"), entry.successors);
  if (!entry.until.empty() || !visit.may(Action::OrganisationMerge, resource_of(entry.code))) return;
  components::begin_form(w, "/desk/organisations/" + entry.code.value + "/succeed", visit.csrf());
  w << "<h2>" << Text{visit.t("Merge or split")} << "</h2><p>"
    << Text{visit.t("What was published keeps the name it was published under.")} << "</p>";
  components::Field successors{.name = "successors", .label = visit.t("Codes of the organisations that go on")};
  successors.hint = visit.t("Separated by spaces, the main one first. They must be in the register already.");
  successors.required = true;
  components::field(w, successors);
  components::Field until{.name = "until", .label = visit.t("Last day")};
  until.type = "date";
  until.required = true;
  components::field(w, until);
  w << "<p class=\"actions\"><button class=\"button danger\" type=\"submit\">" << Text{visit.t("End this organisation")}
    << "</button></p>";
  components::end_form(w);
}

Result<http::Response> show(Visit& visit) {
  const OrganisationEntry entry = SEN_TRY(find(visit));
  const std::string title = visit.directory.name(entry.code, visit.tongue.locale);
  Page page;
  page.title = title;
  page.section = "organisations";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{title} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    components::begin_form(w, "/desk/organisations/" + entry.code.value, visit.csrf());
    name_fields(w, visit, entry.names);
    components::Field parent{
        .name = "parent", .label = visit.t("Code of the organisation above"), .value = entry.parent.value};
    components::field(w, parent);
    components::checkboxes(w, {.name = "exempt",
                               .label = visit.t("Officer register"),
                               .options = {{"1", visit.t("Needs no officer of its own"), entry.officer_exempt, {}}}});
    components::submit(w, visit.t("Save"));
    components::end_form(w);
    if (visit.may(Action::KeyRevoke, resource_of(entry.code)))
      w << "<p><a href=\"/desk/organisations/" << Attr{entry.code.value} << "/keys\">" << Text{visit.t("Signing keys")}
        << "</a></p>";
    succession(w, visit, entry);
  });
}

Result<http::Response> save(Visit& visit) {
  OrganisationEntry entry = SEN_TRY(find(visit));
  const OrganisationCode former_parent = entry.parent;
  read_names(visit.form, entry);
  entry.parent = OrganisationCode(std::string(trim(visit.form.value("parent"))));
  entry.officer_exempt = visit.form.has("exempt");
  // Nobody moves an organisation out of, or into, what he does not administer.
  if (entry.parent != former_parent) {
    SEN_TRY(visit.authorise(Action::OrganisationDelegate, resource_of(former_parent)));
    SEN_TRY(visit.authorise(Action::OrganisationDelegate, resource_of(entry.parent)));
  }
  const std::string code = entry.code.value;
  SEN_TRY(edit_organisation(visit.context.parts.store, visit.context.parts.vocabulary, std::move(entry), visit.actor(),
                            "edit the organisation " + code));
  return see_other("/desk/organisations/" + code + "?done");
}

Result<http::Response> succeed(Visit& visit) {
  const OrganisationEntry entry = SEN_TRY(find(visit));
  std::vector<OrganisationCode> successors;
  for (const std::string_view part : split(visit.form.value("successors"), ' '))
    if (!trim(part).empty()) successors.emplace_back(std::string(trim(part)));
  const Action action = successors.size() > 1 ? Action::OrganisationSplit : Action::OrganisationMerge;
  SEN_TRY(visit.authorise(action, resource_of(entry.code)));
  for (const OrganisationCode& code : successors) SEN_TRY(visit.authorise(action, resource_of(code)));
  SEN_TRY(succeed_organisations(visit.context.parts.store, visit.context.parts.vocabulary, {entry.code}, successors,
                                std::string(visit.form.value("until")), visit.actor()));
  return see_other("/desk/organisations/" + entry.code.value + "?done");
}

}  // namespace

void add_organisation_routes(Guard& guard) {
  guard.get("/desk/organisations", Access::to(Action::OrganisationEdit), list);
  guard.post("/desk/organisations", Access::to(Action::OrganisationDelegate), add);
  guard.get("/desk/organisations/{code}", Access::to(Action::OrganisationEdit), show);
  guard.post("/desk/organisations/{code}", Access::to(Action::OrganisationEdit), save);
  guard.post("/desk/organisations/{code}/succeed", Access::to(Action::OrganisationMerge), succeed);
}

}  // namespace sen::desk::pages
