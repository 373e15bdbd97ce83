// `/desk/accounts`: the people of the organisations that one administers.

#include "engine/desk/components/form.h"
#include "engine/desk/pages/account_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/refusals.h"
#include "engine/desk/words.h"

namespace sen::desk::pages {
namespace {

using identity::Action;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Writer;

void row(Writer& w, const Visit& visit, const content::Account& account) {
  w << "<tr><th scope=\"row\"><a href=\"/desk/accounts/" << Attr{account.name.value} << "\">"
    << Text{account.display_name} << "</a><br><small class=\"code\">" << Text{account.name.value} << "</small></th><td>"
    << Text{visit.directory.name(account.organisation, visit.tongue.locale)} << "</td><td>";
  bool first = true;
  for (const content::RoleGrant& grant : account.grants) {
    if (!first) w << ", ";
    first = false;
    w << Text{role_label(visit.tongue, grant.role)};
  }
  w << "</td><td>";
  if (!account.active) w << "<span class=\"tag bad\">" << Text{visit.t("disabled")} << "</span>";
  if (account.sandbox) w << "<span class=\"tag warn\">" << Text{visit.t("trainee")} << "</span>";
  w << "</td></tr>";
}

Result<http::Response> list(Visit& visit) {
  auto accounts = SEN_TRY(visit.snapshot->accounts());
  std::erase_if(accounts, [&](const content::Account& account) { return !administers(visit, account.organisation); });
  Page page;
  page.title = visit.t("Accounts");
  page.section = "accounts";
  page.wide = true;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Accounts")}
      << "</h1><p class=\"actions\"><a class=\"button\" href=\"/desk/accounts/new\">"
      << Text{visit.t("Make an account")} << "</a>";
    if (administers(visit, {}))
      w << " <a class=\"button quiet\" href=\"/desk/mail\">" << Text{visit.t("Mails")} << "</a>";
    w << "</p>";
    if (accounts.empty()) {
      w << "<p>" << Text{visit.t("Nobody yet. Make an account and hand its one-time link to the person.")} << "</p>";
      return;
    }
    w << "<div class=\"scroll\" role=\"region\" aria-label=\"" << Attr{visit.t("Accounts")}
      << "\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">" << Text{visit.t("Name")} << "</th><th scope=\"col\">"
      << Text{visit.t("Organisation")} << "</th><th scope=\"col\">" << Text{visit.t("Roles")}
      << "</th><th scope=\"col\">" << Text{visit.t("State")} << "</th></tr></thead><tbody>";
    for (const content::Account& account : accounts) row(w, visit, account);
    w << "</tbody></table></div>";
  });
}

Result<http::Response> show_new(const Visit& visit, const content::Account& account,
                                const std::vector<components::Mistake>& mistakes) {
  Page page;
  page.title = visit.t("Make an account");
  page.section = "accounts";
  page.status = mistakes.empty() ? 200 : 400;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Make an account")} << "</h1>";
    components::mistakes(w, visit.tongue, mistakes);
    components::begin_form(w, "/desk/accounts/new", visit.csrf());
    components::Field name{.name = "name", .label = visit.t("Account name"), .value = account.name.value};
    name.hint = visit.t("2 to 64 of a-z, 0-9, dot and hyphen, a letter first. It is never given to another person.");
    name.autocomplete = "off";
    name.required = true;
    name.max_length = 64;
    components::field(w, name);
    account_fields(w, visit, account);
    components::submit(w, visit.t("Make the account"));
    components::end_form(w);
  });
}

Result<http::Response> make_new(Visit& visit) {
  content::Account account = read_account(visit.form);
  account.name = content::AccountName(std::string(visit.form.value("name")));
  identity::Resource resource = account_resource(account.organisation, account.name);
  resource.grants = account.grants;
  SEN_TRY(visit.authorise(Action::AccountCreate, resource));
  const auto token = visit.context.accounts.add(account, visit.actor());
  if (token) return show_link(visit, account, *token);
  const ErrorCode code = token.error().code();
  if (code != ErrorCode::InvalidInput && code != ErrorCode::Conflict) return token.error();
  const Refusal refusal = explain_refusal(visit.tongue, token.error().message());
  return show_new(visit, account, {{refusal.field, refusal.text}});
}

}  // namespace

void add_account_routes(Guard& guard) {
  guard.get("/desk/accounts", Access::to(Action::AccountCreate), list);
  guard.get("/desk/accounts/new", Access::to(Action::AccountCreate), [](Visit& visit) {
    content::Account blank;
    blank.organisation = visit.person->account.organisation;
    blank.desk_language = visit.tongue.locale;
    return show_new(visit, blank, {});
  });
  guard.post("/desk/accounts/new", Access::to(Action::AccountCreate), make_new);
  add_account_page_routes(guard);
}

}  // namespace sen::desk::pages
