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
  bool ask_code = false;  ///< Strangers guess at this account: a code goes first.
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
    if (attempt.ask_code) {
      Field code{.name = "code", .label = visit.t("Code from your authenticator app, or a recovery code")};
      code.autocomplete = "one-time-code";
      components::field(w, code);
    }
    components::submit(w, visit.t("Sign in"));
    components::end_form(w);
    w << "<p class=\"hint\">"
      << Text{visit.t("No account yet, or the password forgotten? The administrator of your organisation gives you a "
                      "link that works once.")}
      << "</p></div>";
  });
}

/// The account of this name, if somebody may sign in to it.
std::optional<content::Account> find_account(const Visit& visit, const content::AccountName& name) {
  if (!is_account_name(name.value)) return std::nullopt;
  auto account = visit.snapshot->account(name);
  if (!account || !account->active) return std::nullopt;
  return std::move(*account);
}

/// Whether the code that came along opens the way although many strangers guess at this account.
Result<bool> code_opens(const Visit& visit, const content::AccountName& name) {
  const std::string_view code = visit.form.value("code");
  if (code.empty()) return false;
  if (SEN_TRY(visit.context.factors.check_recovery_code(name, code))) return true;
  if (visit.context.throttle.code(name, visit.request.client).kind != identity::Admission::Kind::Open) return false;
  if (SEN_TRY(visit.context.factors.check_totp(name, code))) return true;
  visit.context.throttle.wrong_code(name, visit.request.client);
  return false;
}

Result<http::Response> sign_in(Visit& visit) {
  const Context& context = visit.context;
  const content::AccountName name(to_lower_ascii(trim(visit.form.value("name"))));
  const std::string& client = visit.request.client;
  Attempt attempt{name.value, std::string(visit.form.value("next")), {}, 200, false};
  const auto account = find_account(visit, name);
  const bool has_factor = account && SEN_TRY(context.factors.any(name));
  const identity::Admission admission = context.throttle.password(name, client, has_factor);
  bool code_shown = false;
  if (admission.kind != identity::Admission::Kind::Open) {
    // The same words whether there is such an account or not, and whether it has a second factor.
    if (admission.kind == identity::Admission::Kind::SecondFactorFirst) code_shown = SEN_TRY(code_opens(visit, name));
    if (!code_shown) {
      attempt.mistake = visit.t(
          "There were many wrong attempts. Enter a code of your second step too, or wait a quarter of an hour. A "
          "recovery code is taken even when codes of the authenticator app are not.");
      attempt.status = 429;
      attempt.ask_code = true;
      return show(visit, attempt);
    }
  }
  const auto right = context.credentials.check_password(name, visit.form.value("password"));
  if (!right && right.error().code() != ErrorCode::Unavailable) return right.error();
  if (!right) {
    attempt.mistake = visit.t("Many people are signing in just now. Wait a moment and try again.");
    attempt.status = 503;
    return show(visit, attempt);
  }
  // The same words for a wrong name, a wrong password and a disabled account.
  if (!*right || !account) {
    context.throttle.wrong_password(name, client);
    log::info("sign-in-refused", {{"client", client}});
    attempt.mistake = visit.t("Name and password do not belong together.");
    attempt.status = 403;
    return show(visit, attempt);
  }
  if (!has_factor || code_shown) context.throttle.signed_in(name, client);
  return begin_session(visit, name, code_shown, attempt.next);
}

Result<http::Response> sign_out(Visit& visit) {
  SEN_TRY(visit.context.kept_forms.end(visit.person->token));
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
    return show(visit, {{}, next, {}, 200, false});
  });
  FormLimits limits;
  limits.field_bytes = 4096;
  limits.fields = 10;
  guard.post("/desk/sign-in", Access::everybody(), sign_in, limits);
  guard.post("/desk/sign-out", Access::first_step(), sign_out);
}

}  // namespace sen::desk::pages
