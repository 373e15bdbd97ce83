// `/desk`: what waits, and what one may do.

#include "engine/desk/pages/pages.h"
#include "engine/desk/words.h"

namespace sen::desk::pages {
namespace {

using portal::html::Text;
using portal::html::Writer;

void roles(Writer& w, const Visit& visit) {
  const content::Account& account = visit.person->account;
  w << "<section class=\"card\"><h2>" << Text{visit.t("Your roles")} << "</h2>";
  if (account.grants.empty()) {
    w << "<p>" << Text{visit.t("You have no role yet. The administrator of your organisation can give you one.")}
      << "</p></section>";
    return;
  }
  w << "<ul>";
  for (const content::RoleGrant& grant : account.grants) {
    const std::string where = grant.organisation.empty()
                                  ? visit.t("the whole site")
                                  : visit.directory.name(grant.organisation, visit.tongue.locale);
    w << "<li><b>" << Text{role_label(visit.tongue, grant.role)} << "</b> – " << Text{where} << "</li>";
  }
  w << "</ul></section>";
}

Result<http::Response> home(Visit& visit) {
  const content::Account& account = visit.person->account;
  Page page;
  page.title = visit.t("Overview");
  page.section = "home";
  const std::string& name = account.display_name.empty() ? account.name.value : account.display_name;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Hello, {name}", {{"name", name}})} << "</h1><p class=\"lead\">"
      << Text{visit.directory.name(account.organisation, visit.tongue.locale)} << "</p><div class=\"cards\">";
    roles(w, visit);
    w << "</div>";
  });
}

}  // namespace

void add_home_routes(Guard& guard) {
  guard.get("/desk", Access::signed_in(), home);
}

}  // namespace sen::desk::pages
