// The second step of signing in: a code of the authenticator, a recovery code, or a passkey.

#include "engine/base/log.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/next.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/passkey_form.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using portal::html::Text;
using portal::html::Writer;

Result<http::Response> show(const Visit& visit, int status, const std::string& mistake) {
  const content::AccountName& name = visit.person->account.name;
  const bool totp = SEN_TRY(visit.context.factors.has_totp(name));
  const bool passkeys = !SEN_TRY(visit.context.factors.passkeys(name)).empty();
  Writer passkey;
  if (passkeys) SEN_TRY(assertion_form(passkey, visit, "/desk/second-step/passkey"));
  Page page;
  page.title = visit.t("Second step");
  page.status = status;
  return render(visit, page, [&](Writer& w) {
    w << "<div class=\"narrow\"><h1>" << Text{visit.t("Second step")} << "</h1>";
    if (!mistake.empty()) components::mistakes(w, visit.tongue, {{"code", mistake}});
    w << portal::html::Safe{passkey.view()};
    components::begin_form(w, "/desk/second-step", visit.csrf());
    Field code{.name = "code", .label = totp ? visit.t("Code from your authenticator app") : visit.t("Recovery code")};
    code.hint = totp ? visit.t("Six digits. If the telephone is lost, enter one of your recovery codes here.")
                     : visit.t("One of the ten codes that you were given with the passkey.");
    code.autocomplete = "one-time-code";
    code.required = true;
    code.max_length = 60;
    components::field(w, code);
    components::submit(w, visit.t("Go on"));
    components::end_form(w);
    w << "</div>";
  });
}

Result<http::Response> get(Visit& visit) {
  if (visit.person->session.second_factor) return see_other("/desk");
  if (!SEN_TRY(visit.context.factors.any(visit.person->account.name))) return see_other("/desk/enrol");
  return show(visit, 200, {});
}

Result<http::Response> passed(Visit& visit) {
  const content::AccountName& name = visit.person->account.name;
  visit.context.throttle.signed_in(name, visit.request.client);
  const std::string cookie = SEN_TRY(confirm_second_factor(visit));
  const bool kept = SEN_TRY(visit.context.kept_forms.find(name)).has_value();
  http::Response response = see_other(kept ? "/desk/kept" : "/desk");
  response.add("Set-Cookie", cookie);
  return response;
}

Result<http::Response> check_code(Visit& visit) {
  const content::AccountName& name = visit.person->account.name;
  const std::string_view code = visit.form.value("code");
  // A recovery code cannot be guessed, so it is taken even while six digits have to wait.
  if (SEN_TRY(visit.context.factors.check_recovery_code(name, code))) return passed(visit);
  if (visit.context.throttle.code(name, visit.request.client).kind == identity::Admission::Kind::Wait)
    return show(visit, 429, visit.t("Too many wrong codes. Wait a while, or use a recovery code or a passkey."));
  if (SEN_TRY(visit.context.factors.check_totp(name, code))) return passed(visit);
  visit.context.throttle.wrong_code(name, visit.request.client);
  log::info("second-step-refused", {{"account", name.value}, {"client", visit.request.client}});
  return show(visit, 403, visit.t("This code is wrong, or was used already. Wait for the next one."));
}

Result<http::Response> check_passkey(Visit& visit) {
  const auto expected = expectation(visit);
  const auto assertion = read_assertion(visit.form);
  Result<void> right = !expected ? Result<void>(expected.error())
                       : !assertion
                           ? Result<void>(assertion.error())
                           : visit.context.factors.check_passkey(visit.person->account.name, *expected, *assertion);
  if (right) return passed(visit);
  if (right.error().code() == ErrorCode::Storage) return right.error();
  log::info("passkey-refused", {{"account", visit.person->account.name.value}, {"error", right.error().message()}});
  return show(visit, 403, visit.t("The passkey was not accepted. Try again, or take another way."));
}

}  // namespace

void add_second_step_routes(Guard& guard) {
  guard.get("/desk/second-step", Access::first_step(), get);
  guard.post("/desk/second-step", Access::first_step(), check_code);
  guard.post("/desk/second-step/passkey", Access::first_step(), check_passkey);
}

}  // namespace sen::desk::pages
