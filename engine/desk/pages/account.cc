// `/desk/accounts/{name}`: one account, its roles, its ways in.

#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/account_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/words.h"
#include "engine/identity/roles.h"

namespace sen::desk::pages {
namespace {

using content::Account;
using identity::Action;
using portal::html::Text;
using portal::html::Writer;

std::string address_of(const Account& account) {
  return "/desk/accounts/" + account.name.value;
}

/// The account that the address names, if this person administers it. Errors: NotFound also for others'.
Result<Account> find(const Visit& visit) {
  const content::AccountName name(std::string(visit.parameters["name"]));
  if (!is_account_name(name.value)) return Error(ErrorCode::NotFound, "no such account");
  Account account = SEN_TRY(visit.snapshot->account(name));
  if (!administers(visit, account.organisation)) return Error(ErrorCode::NotFound, "no such account");
  return account;
}

identity::Resource with_grants(const Account& account, std::vector<content::RoleGrant> grants) {
  identity::Resource resource = account_resource(account.organisation, account.name);
  resource.grants = std::move(grants);
  return resource;
}

void role_rows(Writer& w, const Visit& visit, const Account& account) {
  w << "<h2>" << Text{visit.t("Roles")} << "</h2>";
  if (account.grants.empty()) w << "<p>" << Text{visit.t("None yet.")} << "</p>";
  w << "<ul class=\"rows\">";
  for (const content::RoleGrant& grant : account.grants) {
    const std::string where = grant.organisation.empty()
                                  ? visit.t("the whole site")
                                  : visit.directory.name(grant.organisation, visit.tongue.locale);
    w << "<li><div><b>" << Text{role_label(visit.tongue, grant.role)} << "</b><br>" << Text{where} << "</div>";
    if (visit.may(Action::AccountAssignRole, with_grants(account, {grant}))) {
      components::begin_form(w, address_of(account) + "/roles/take", visit.csrf());
      components::hidden(w, "role", identity::role_name(grant.role));
      components::hidden(w, "organisation", grant.organisation.value);
      w << "<button class=\"button danger\" type=\"submit\">" << Text{visit.t("Take away")} << "<span class=\"vh\"> "
        << Text{role_label(visit.tongue, grant.role)} << "</span></button>";
      components::end_form(w);
    }
    w << "</li>";
  }
  w << "</ul>";
}

void give_form(Writer& w, const Visit& visit, const Account& account) {
  components::Choice roles{.name = "role", .label = visit.t("Give a role")};
  for (std::size_t i = 0; i < identity::kRoleCount; ++i) {
    const auto role = static_cast<content::DeskRole>(i + 1);
    if (visit.may(Action::AccountAssignRole, with_grants(account, {{role, account.organisation}})))
      roles.options.push_back({std::string(identity::role_name(role)), role_label(visit.tongue, role), false, {}});
  }
  if (roles.options.empty()) return;
  components::begin_form(w, address_of(account) + "/roles/give", visit.csrf());
  components::select(w, roles);
  organisation_select(w, visit, "organisation", visit.t("At"), account.organisation);
  components::submit(w, visit.t("Give the role"));
  components::end_form(w);
}

void way_in(Writer& w, const Visit& visit, const Account& account) {
  w << "<h2>" << Text{visit.t("Ways in")} << "</h2><div class=\"actions\">";
  const auto button = [&](const char* verb, const std::string& label, portal::html::Literal look) {
    components::begin_form(w, address_of(account) + verb, visit.csrf());
    w << "<button class=\"button " << look << "\" type=\"submit\">" << Text{label} << "</button>";
    components::end_form(w);
  };
  if (account.active && visit.may(Action::AccountReset, with_grants(account, account.grants)))
    button("/link", visit.t("New one-time link"), "quiet");
  if (visit.may(Action::AccountDisable, with_grants(account, account.grants))) {
    if (account.active)
      button("/disable", visit.t("Disable the account"), "danger");
    else
      button("/enable", visit.t("Enable the account"), "quiet");
  }
  w << "</div><p class=\"hint\">"
    << Text{visit.t("A new link takes the password and the second steps away, and signs the person out everywhere.")}
    << "</p>";
}

Result<http::Response> show(Visit& visit) {
  const Account account = SEN_TRY(find(visit));
  Page page;
  page.title = account.display_name;
  page.section = "accounts";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{account.display_name} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    if (visit.request.parameter("mailed"))
      components::notice(w, visit.t("The link is on its way to {address}.", {{"address", account.email}}));
    if (!account.active) w << "<p><span class=\"tag bad\">" << Text{visit.t("disabled")} << "</span></p>";
    w << "<p class=\"lead\"><span class=\"code\">" << Text{account.name.value} << "</span> – " << Text{visit.t("made")}
      << " ";
    components::time(w, visit.tongue, account.created);
    w << "</p>";
    role_rows(w, visit, account);
    give_form(w, visit, account);
    way_in(w, visit, account);
    w << "<h2>" << Text{visit.t("Details")} << "</h2>";
    components::begin_form(w, address_of(account), visit.csrf());
    account_fields(w, visit, account);
    components::submit(w, visit.t("Save"));
    components::end_form(w);
  });
}

Result<http::Response> change(Visit& visit, Account account, std::string reason) {
  const std::string back = address_of(account) + "?done";
  SEN_TRY(
      visit.context.accounts.change(std::move(account), visit.snapshot->sequence(), visit.actor(), std::move(reason)));
  return see_other(back);
}

Result<http::Response> save(Visit& visit) {
  const Account former = SEN_TRY(find(visit));
  Account account = read_account(visit.form);
  if (!administers(visit, account.organisation))
    return Error(ErrorCode::PermissionDenied, "organisation: not one whose accounts this person administers");
  if (account.sandbox != former.sandbox)
    SEN_TRY(visit.authorise(Action::AccountAssignRole, with_grants(former, former.grants)));
  account.name = former.name;
  account.grants = former.grants;
  account.languages = former.languages;
  account.active = former.active;
  account.declined_notices = former.declined_notices;
  account.created = former.created;
  return change(visit, std::move(account), "change the details of the account " + former.name.value);
}

/// The role that the form names. Errors: InvalidInput names the field.
Result<content::RoleGrant> read_grant(const Form& form) {
  content::RoleGrant grant;
  grant.role = SEN_TRY(identity::parse_role(form.value("role")).within("role"));
  grant.organisation = content::OrganisationCode(std::string(form.value("organisation")));
  return grant;
}

std::string told(const content::RoleGrant& grant) {
  return std::string(identity::role_name(grant.role)) + " at " +
         (grant.organisation.empty() ? "the whole site" : grant.organisation.value);
}

Result<http::Response> give(Visit& visit) {
  Account account = SEN_TRY(find(visit));
  const content::RoleGrant grant = SEN_TRY(read_grant(visit.form));
  SEN_TRY(visit.authorise(Action::AccountAssignRole, with_grants(account, {grant})));
  account.grants.push_back(grant);
  std::string reason = "give " + told(grant) + " to " + account.name.value;
  return change(visit, std::move(account), std::move(reason));
}

Result<http::Response> take(Visit& visit) {
  Account account = SEN_TRY(find(visit));
  const content::RoleGrant grant = SEN_TRY(read_grant(visit.form));
  SEN_TRY(visit.authorise(Action::AccountAssignRole, with_grants(account, {grant})));
  std::erase(account.grants, grant);
  std::string reason = "take " + told(grant) + " from " + account.name.value;
  return change(visit, std::move(account), std::move(reason));
}

Result<http::Response> disable(Visit& visit) {
  const Account account = SEN_TRY(find(visit));
  SEN_TRY(visit.authorise(Action::AccountDisable, with_grants(account, account.grants)));
  SEN_TRY(visit.context.accounts.disable(account.name, visit.actor()));
  return see_other(address_of(account) + "?done");
}

Result<http::Response> enable(Visit& visit) {
  const Account account = SEN_TRY(find(visit));
  SEN_TRY(visit.authorise(Action::AccountDisable, with_grants(account, account.grants)));
  SEN_TRY(visit.context.accounts.enable(account.name, visit.actor()));
  return see_other(address_of(account) + "?done");
}

Result<http::Response> new_link(Visit& visit) {
  const Account account = SEN_TRY(find(visit));
  SEN_TRY(visit.authorise(Action::AccountReset, with_grants(account, account.grants)));
  return show_link(visit, account, SEN_TRY(visit.context.accounts.reset(account.name, visit.actor())));
}

}  // namespace

void add_account_page_routes(Guard& guard) {
  guard.get("/desk/accounts/{name}", Access::to(Action::AccountCreate), show);
  guard.post("/desk/accounts/{name}", Access::to(Action::AccountCreate), save);
  guard.post("/desk/accounts/{name}/roles/give", Access::to(Action::AccountAssignRole), give);
  guard.post("/desk/accounts/{name}/roles/take", Access::to(Action::AccountAssignRole), take);
  guard.post("/desk/accounts/{name}/disable", Access::to(Action::AccountDisable), disable);
  guard.post("/desk/accounts/{name}/enable", Access::to(Action::AccountDisable), enable);
  guard.post("/desk/accounts/{name}/link", Access::to(Action::AccountReset), new_link);
}

}  // namespace sen::desk::pages
