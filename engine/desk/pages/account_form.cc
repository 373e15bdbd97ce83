#include "engine/desk/pages/account_form.h"

#include "engine/desk/components/form.h"
#include "engine/desk/words.h"

namespace sen::desk::pages {

using content::Duty;
using identity::Action;
using portal::html::Text;
using portal::html::Writer;

identity::Resource account_resource(const content::OrganisationCode& organisation, const content::AccountName& name) {
  identity::Resource resource;
  resource.organisation = organisation;
  resource.account = name;
  return resource;
}

bool administers(const Visit& visit, const content::OrganisationCode& organisation) {
  // A name that no account can have: the question is not about anybody's account, least of all one's own.
  return visit.may(Action::AccountCreate, account_resource(organisation, content::AccountName("-")));
}

void organisation_select(Writer& w, const Visit& visit, const std::string& name, const std::string& label,
                         const content::OrganisationCode& chosen) {
  components::Choice choice{.name = name, .label = label};
  for (const auto& [code, entry] : visit.directory.all())
    if (entry.until.empty() && administers(visit, code))
      choice.options.push_back({code.value, visit.directory.name(code, visit.tongue.locale), code == chosen, {}});
  std::sort(choice.options.begin(), choice.options.end(),
            [](const auto& a, const auto& b) { return a.label < b.label; });
  components::select(w, choice);
}

void account_fields(Writer& w, const Visit& visit, const content::Account& account) {
  components::Field display{
      .name = "display_name", .label = visit.t("Name of the person"), .value = account.display_name};
  display.autocomplete = "off";
  display.required = true;
  display.max_length = 100;
  components::field(w, display);
  components::Field email{.name = "email", .label = visit.t("E-mail"), .value = account.email};
  email.type = "email";
  email.autocomplete = "off";
  email.hint = visit.t("For notices; may be empty.");
  components::field(w, email);
  organisation_select(w, visit, "organisation", visit.t("Organisation"), account.organisation);
  components::radios(w, {.name = "duty",
                         .label = visit.t("In the officer register"),
                         .options = {{"none", visit.t("not listed"), account.duty == Duty::None, {}},
                                     {"officer", visit.t("officer"), account.duty == Duty::Officer, {}},
                                     {"deputy", visit.t("deputy"), account.duty == Duty::Deputy, {}}}});
  components::Choice language{.name = "language", .label = visit.t("Language of the desk")};
  for (const content::Locale& locale : desk_languages())
    language.options.push_back(
        {locale.value, visit.context.parts.vocabulary.language(locale)->own_name, locale == account.desk_language, {}});
  components::select(w, language);
  components::checkboxes(w, {.name = "sandbox",
                             .label = visit.t("Training"),
                             .options = {{"1", visit.t("Trainee"), account.sandbox,
                                          visit.t("Everything that this person makes stays in the sandbox.")}}});
}

content::Account read_account(const Form& form) {
  content::Account account;
  account.display_name = form.value("display_name");
  account.email = form.value("email");
  account.organisation = content::OrganisationCode(std::string(form.value("organisation")));
  const std::string_view duty = form.value("duty");
  account.duty = duty == "officer" ? Duty::Officer : duty == "deputy" ? Duty::Deputy : Duty::None;
  account.desk_language = content::Locale(form.value("language") == "en" ? "en" : "vi");
  account.sandbox = form.has("sandbox");
  return account;
}

http::Response show_link(const Visit& visit, const content::Account& account, const std::string& token) {
  std::string address = visit.context.parts.site.address;
  if (address.empty()) address = std::string(visit.request.header("Origin").value_or(""));
  const std::string link = address + "/desk/link/" + token;
  Page page;
  page.title = visit.t("One-time link");
  page.section = "accounts";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("One-time link for {name}", {{"name", account.display_name}})} << "</h1><p>"
      << Text{visit.t("Hand this link to the person yourself. It sets the password, works once, and ends after 72 "
                      "hours. It is shown only now.")}
      << "</p><p class=\"secret\">" << Text{link} << "</p>";
    if (visit.context.parts.notifier != nullptr && !account.email.empty()) {
      components::begin_form(w, "/desk/accounts/" + account.name.value + "/link/mail", visit.csrf());
      components::hidden(w, "token", token);
      components::submit(w, visit.t("Send it by mail to {address}", {{"address", account.email}}));
      components::end_form(w);
    }
    w << "<p class=\"actions\"><a class=\"button\" href=\"/desk/accounts/" << portal::html::Attr{account.name.value}
      << "\">" << Text{visit.t("To the account")} << "</a></p>";
  });
}

}  // namespace sen::desk::pages
