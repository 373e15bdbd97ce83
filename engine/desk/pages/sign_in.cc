// Signing in by name and password, and signing out.

#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/next.h"
#include "engine/desk/pages/pages.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using portal::html::Text;
using portal::html::Writer;

struct Attempt {
  std::string name;
  std::string next;
  std::string mistake;
  int status = 200;
};

http::Response show(const Visit& visit, const Attempt& attempt) {
  Page page;
  page.title = visit.t("Sign in");
  page.status = attempt.status;
  return render(visit, page, [&](Writer& w) {
    w << "<div class=\"narrow\"><h1>" << Text{visit.t("Sign in to the desk")} << "</h1>";
    if (!attempt.mistake.empty()) components::mistakes(w, visit.tongue, {{"name", attempt.mistake}});
    components::begin_form(w, "/desk/sign-in", {});
    components::hidden(w, "next", attempt.next);
    Field name{.name = "name", .label = visit.t("Account name"), .value = attempt.name};
    name.autocomplete = "username";
    name.required = true;
    name.max_length = 100;
    components::field(w, name);
    Field password{.name = "password", .label = visit.t("Password")};
    password.type = "password";
    password.autocomplete = "current-password";
    password.required = true;
    components::field(w, password);
    components::submit(w, visit.t("Sign in"));
    components::end_form(w);
    w << "<p class=\"hint\">"
      << Text{visit.t("No account yet, or the password forgotten? The administrator of your organisation gives you a "
                      "link that works once.")}
      << "</p></div>";
  });
}

Result<http::Response> sign_in(Visit& visit) {
  const content::AccountName name(to_lower_ascii(trim(visit.form.value("name"))));
  Attempt attempt{name.value, std::string(visit.form.value("next")), {}, 200};
  const auto right = visit.context.credentials.check_password(name, visit.form.value("password"));
  if (!right && right.error().code() != ErrorCode::Unavailable) return right.error();
  if (!right) {
    attempt.mistake = visit.t("Many people are signing in just now. Wait a moment and try again.");
    attempt.status = 503;
    return show(visit, attempt);
  }
  // The same words for a wrong name, a wrong password and a disabled account.
  const auto account = visit.snapshot->account(name);
  if (!*right || !account || !account->active) {
    log::info("sign-in-refused", {{"client", visit.request.client}});
    attempt.mistake = visit.t("Name and password do not belong together.");
    attempt.status = 403;
    return show(visit, attempt);
  }
  if (visit.person) SEN_TRY(visit.context.sessions.end(visit.person->token));
  const identity::NewSession session =
      SEN_TRY(visit.context.sessions.begin(name, visit.request.header("User-Agent").value_or(""), false));
  http::Response response = see_other(safe_next(attempt.next));
  response.add("Set-Cookie", session_cookie(session.token));
  return response;
}

Result<http::Response> sign_out(Visit& visit) {
  SEN_TRY(visit.context.sessions.end(visit.person->token));
  http::Response response = see_other("/desk/sign-in");
  response.add("Set-Cookie", session_cookie({}));
  return response;
}

}  // namespace

void add_sign_in_routes(Guard& guard) {
  guard.get("/desk/sign-in", Access::everybody(), [](Visit& visit) -> Result<http::Response> {
    const std::string next(visit.request.parameter("next").value_or(""));
    if (visit.person) return see_other(safe_next(next));
    return show(visit, {{}, next, {}, 200});
  });
  FormLimits limits;
  limits.field_bytes = 4096;
  limits.fields = 10;
  guard.post("/desk/sign-in", Access::everybody(), sign_in, limits);
  guard.post("/desk/sign-out", Access::first_step(), sign_out);
}

}  // namespace sen::desk::pages
