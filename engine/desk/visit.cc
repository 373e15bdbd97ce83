#include "engine/desk/visit.h"

#include "engine/desk/components/layout.h"
#include "engine/desk/views/frame.h"
#include "engine/desk/words.h"

namespace sen::desk {
namespace {

/// What the navigation leads to. A new page of the desk is a new row.
struct Entry {
  const char* section;
  const char* path;
  std::optional<identity::Action> action;  ///< None: for everybody who is signed in.
};
constexpr Entry kEntries[] = {
    {"home", "/desk", {}},
    {"queue", "/desk/queue", {}},
    {"sandbox", "/desk/sandbox", identity::Action::SandboxUse},
    {"packages", "/desk/packages", identity::Action::DocumentRead},
    {"press", "/desk/press", identity::Action::PressQuestion},
    {"translations", "/desk/translations", identity::Action::DocumentRead},
    {"terms", "/desk/terms", identity::Action::DocumentRead},
    {"accounts", "/desk/accounts", identity::Action::AccountCreate},
    {"organisations", "/desk/organisations", identity::Action::OrganisationEdit},
    {"register", "/desk/register", identity::Action::RegisterRead},
    {"audit", "/desk/audit", identity::Action::AuditRead},
    {"new", "/desk/documents/new", identity::Action::DocumentDraft},
};

std::string section_label(const portal::Tongue& tongue, std::string_view section) {
  if (section == "home") return tongue.t("Overview");
  if (section == "press") return tongue.t("Press");
  if (section == "accounts") return tongue.t("Accounts");
  if (section == "organisations") return tongue.t("Organisations");
  if (section == "register") return tongue.t("Officer register");
  if (section == "audit") return tongue.t("Audit");
  if (section == "new") return tongue.t("New document");
  if (section == "queue") return tongue.t("What waits for you");
  if (section == "sandbox") return tongue.t("Training");
  if (section == "terms") return tongue.t("Terms");
  if (section == "translations") return tongue.t("Translations");
  if (section == "packages") return tongue.t("Packages");
  return std::string(section);
}

views::Frame make_frame(const Visit& visit, const Page& page) {
  views::Frame frame;
  const Context& context = visit.context;
  frame.locale = visit.tongue.locale;
  frame.title = page.title;
  frame.site_name = visit.tongue.name(context.parts.site.name);
  frame.sample = context.parts.site.sample;
  frame.wide = page.wide;
  frame.refresh_seconds = page.refresh_seconds;
  for (const content::Locale& language : desk_languages())
    frame.languages.push_back(
        {context.parts.vocabulary.language(language)->own_name, language.value, language == visit.tongue.locale});
  frame.here = visit.request.method == http::Method::Get ? visit.request.target : "/desk";
  frame.style = context.assets.address("desk.css");
  frame.script = context.assets.address("desk.js");
  frame.font = context.parts.portal_assets.address("be-vietnam-pro-400.woff2");
  if (!visit.person) return frame;

  const Person& person = *visit.person;
  frame.person = person.account.display_name.empty() ? person.account.name.value : person.account.display_name;
  frame.organisation = visit.directory.name(person.account.organisation, visit.tongue.locale);
  frame.sandbox = person.account.sandbox;
  frame.csrf = visit.csrf();
  frame.ends = format_rfc3339(person.session.ends);
  if (awaits_second_step(context.factors, person).value_or(true)) return frame;
  for (const Entry& entry : kEntries)
    if (!entry.action || may_somewhere(person.actor, *entry.action))
      frame.navigation.push_back(
          {section_label(visit.tongue, entry.section), entry.path, page.section == entry.section});
  return frame;
}

std::string error_title(const Visit& visit, int status) {
  switch (status) {
    case 400:
      return visit.t("That could not be taken");
    case 401:
    case 403:
      return visit.t("Not allowed");
    case 404:
    case 410:
      return visit.t("There is nothing here");
    case 409:
      return visit.t("Somebody was faster");
    case 413:
      return visit.t("Too large");
    case 429:
    case 503:
      return visit.t("Too busy just now");
    default:
      return visit.t("Something went wrong");
  }
}

std::string error_advice(const Visit& visit, int status) {
  switch (status) {
    case 400:
      return visit.t("Go back, change what the message names, and send it again. What you wrote is still there.");
    case 401:
    case 403:
      return visit.t("If you need this for your work, ask the administrator of your organisation.");
    case 404:
    case 410:
      return visit.t("The page does not exist, or it belongs to an organisation that is not yours.");
    case 409:
      return visit.t("Meanwhile this was changed. Load the page again and look at what is there now.");
    case 413:
      return visit.t("What was sent is larger than this page takes.");
    case 429:
    case 503:
      return visit.t("Wait a moment and try again. Nothing was changed.");
    default:
      return visit.t("Nothing was changed. If it happens again, tell the operator of this site.");
  }
}

}  // namespace

std::string Visit::csrf() const {
  return person ? identity::csrf_token(person->token) : std::string();
}

Result<void> Visit::authorise(identity::Action action, const identity::Resource& resource) const {
  if (!person) return Error(ErrorCode::PermissionDenied, "nobody is signed in");
  return identity::authorise(person->actor, action, resource, directory);
}

bool Visit::may(identity::Action action, const identity::Resource& resource) const {
  return authorise(action, resource).has_value();
}

content::Actor Visit::actor() const {
  assert(person && "a change is somebody's");
  return {person->account.name.value, person->account.organisation};
}

http::Response render(const Visit& visit, const Page& page, const std::function<void(portal::html::Writer&)>& content) {
  http::Response response = http::make_response(page.status, "text/html; charset=utf-8",
                                                components::page(make_frame(visit, page), visit.tongue, content));
  response.add("Content-Language", visit.tongue.locale.value);
  response.add("Cache-Control", "no-store");
  return response;
}

http::Response see_other(std::string_view path) {
  return http::redirect(303, path);
}

http::Response render_error(const Visit& visit, int status, const std::string& explanation) {
  const std::string title = error_title(visit, status);
  Page page;
  page.title = title;
  page.status = status;
  return render(visit, page, [&](portal::html::Writer& w) {
    components::failure(w, visit.tongue, {title, explanation, error_advice(visit, status)});
  });
}

}  // namespace sen::desk
