// `/desk/me/password`: changing one's own password; and signing out everywhere else.

#include "engine/base/log.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/words.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using components::Mistake;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Writer;

void secret_field(Writer& w, const std::vector<Mistake>& mistakes, Field field) {
  field.type = "password";
  field.required = true;
  for (const Mistake& mistake : mistakes)
    if (mistake.field == field.name) field.error = mistake.text;
  components::field(w, field);
}

http::Response show(const Visit& visit, const std::vector<Mistake>& mistakes = {}, int status = 200) {
  Page page;
  page.title = visit.t("Change your password");
  page.status = status;
  return render(visit, page, [&](Writer& w) {
    w << "<div class=\"narrow\"><h1>" << Text{page.title} << "</h1>";
    components::mistakes(w, visit.tongue, mistakes);
    components::begin_form(w, "/desk/me/password", visit.csrf());
    // Password managers file the password under this name.
    w << "<input class=\"vh\" type=\"text\" name=\"username\" autocomplete=\"username\" tabindex=\"-1\" readonly "
         "aria-label=\""
      << Attr{visit.t("Account name")} << "\" value=\"" << Attr{visit.person->account.name.value} << "\">";
    secret_field(w, mistakes,
                 {.name = "now", .label = visit.t("Your password now"), .autocomplete = "current-password"});
    secret_field(w, mistakes,
                 {.name = "password",
                  .label = visit.t("New password"),
                  .hint = visit.t("At least 12 characters. A sentence that only you would say is good; symbols are not "
                                  "needed."),
                  .autocomplete = "new-password"});
    secret_field(w, mistakes,
                 {.name = "again", .label = visit.t("The same once more"), .autocomplete = "new-password"});
    components::submit(w, visit.t("Change the password"));
    components::end_form(w);
    w << "<p class=\"hint\">" << Text{visit.t("You stay signed in here and are signed out everywhere else.")}
      << "</p></div>";
  });
}

/// Whoever sits at an open desk must not learn or change the password by trying.
Result<http::Response> change(Visit& visit) {
  const Context& context = visit.context;
  const content::AccountName& name = visit.person->account.name;
  const std::string& client = visit.request.client;
  if (context.throttle.password(name, client, false).kind != identity::Admission::Kind::Open)
    return show(visit, {{"now", visit.t("There were many wrong attempts. Wait a quarter of an hour.")}}, 429);
  if (!SEN_TRY(context.credentials.check_password(name, visit.form.value("now")))) {
    context.throttle.wrong_password(name, client);
    return show(visit, {{"now", visit.t("This is not your password.")}}, 400);
  }
  const std::string password(visit.form.value("password"));
  if (const auto fault = identity::password_fault(password, name))
    return show(visit, {{"password", describe(visit.tongue, *fault)}}, 400);
  if (visit.form.value("again") != password)
    return show(visit, {{"again", visit.t("The two passwords are not the same.")}}, 400);
  SEN_TRY(context.credentials.set_password(name, password));
  SEN_TRY(context.links.end_all(name));
  SEN_TRY(context.sessions.end_all(name, visit.person->token));
  log::info("password-set", {{"account", name.value}});
  return see_other("/desk/me?done");
}

Result<http::Response> end_others(Visit& visit) {
  SEN_TRY(visit.context.sessions.end_all(visit.person->account.name, visit.person->token));
  return see_other("/desk/me?done#sessions");
}

}  // namespace

void add_password_routes(Guard& guard) {
  FormLimits limits;
  limits.field_bytes = 4096;
  limits.fields = 10;
  guard.get("/desk/me/password", Access::signed_in(),
            [](Visit& visit) -> Result<http::Response> { return show(visit); });
  guard.post("/desk/me/password", Access::signed_in(), change, limits);
  guard.post("/desk/me/sessions/end-others", Access::signed_in(), end_others);
}

}  // namespace sen::desk::pages
