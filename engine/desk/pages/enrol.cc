// A second factor of one's own: authenticator app, passkeys, recovery codes.

#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/passkey_form.h"
#include "engine/desk/qr.h"
#include "engine/identity/secret.h"
#include "engine/identity/totp.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using components::Mistake;
using portal::html::Safe;
using portal::html::Text;
using portal::html::Writer;

/// Whoever has a factor already shows it before adding another.
Result<bool> must_show_factor_first(const Visit& visit) {
  return !visit.person->session.second_factor && SEN_TRY(visit.context.factors.any(visit.person->account.name));
}

Result<std::string> totp_part(const Visit& visit, const std::string& secret, const std::string& mistake) {
  const std::string issuer(visit.tongue.name(visit.context.parts.site.name));
  const std::string uri = identity::totp_uri(secret, issuer, visit.person->account.name.value);
  const std::string qr = SEN_TRY(draw_qr(uri, visit.t("QR code for your authenticator app")));
  Writer w;
  w << "<section class=\"card\"><h2>" << Text{visit.t("With an authenticator app")} << "</h2><ol><li>"
    << Text{visit.t("Open the app on your telephone and scan this code.")} << Safe{qr} << "<p class=\"hint\">"
    << Text{visit.t("No camera? Type this key into the app:")} << " <span class=\"code\">"
    << Text{identity::format_totp_secret(secret)} << "</span></p></li><li>"
    << Text{visit.t("Enter the six digits that the app shows.")};
  components::begin_form(w, "/desk/enrol/totp", visit.csrf());
  components::hidden(w, "secret", identity::to_base64url(secret));
  Field code{.name = "code", .label = visit.t("Code from your authenticator app"), .error = mistake};
  code.autocomplete = "one-time-code";
  code.required = true;
  code.max_length = 20;
  components::field(w, code);
  components::submit(w, visit.t("Confirm"));
  components::end_form(w);
  w << "</li></ol></section>";
  return w.take();
}

Result<http::Response> show(const Visit& visit, int status, const std::string& secret, const Mistake& mistake) {
  const std::string totp = SEN_TRY(totp_part(visit, secret, mistake.field == "code" ? mistake.text : std::string()));
  Writer passkey;
  SEN_TRY(registration_form(passkey, visit, "/desk/enrol/passkey"));
  Page page;
  page.title = visit.t("Set up a second step");
  page.status = status;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Set up a second step")} << "</h1><p class=\"lead\">"
      << Text{visit.t("A password can be guessed or stolen. With a second step, that is not enough to publish in your "
                      "name. Whoever approves or administers needs one.")}
      << "</p>";
    if (!mistake.text.empty()) components::mistakes(w, visit.tongue, {mistake});
    w << "<div class=\"cards\"><section class=\"card\"><h2>" << Text{visit.t("With a passkey")} << "</h2><p>"
      << Text{visit.t("Fingerprint, face or a security key: nothing to type, and nothing that a false page could "
                      "steal.")}
      << "</p>" << Safe{passkey.view()} << "<noscript><p class=\"hint\">"
      << Text{visit.t("Passkeys need scripts, which are off in this browser. The authenticator app works without.")}
      << "</p></noscript></section>" << Safe{totp} << "</div>";
  });
}

/// The recovery codes, once; and the way on.
Result<http::Response> show_codes(Visit& visit, const std::string& cookie) {
  const auto codes = SEN_TRY(visit.context.factors.renew_recovery_codes(visit.person->account.name));
  Page page;
  page.title = visit.t("Your recovery codes");
  http::Response response = render(visit, page, [&](Writer& w) {
    w << "<div class=\"narrow\"><h1>" << Text{visit.t("Your recovery codes")} << "</h1><p>"
      << Text{visit.t("Each opens the desk once if your telephone or key is lost. Print them or write them down, and "
                      "keep them apart from it. They are shown only now.")}
      << "</p><ul class=\"secret\">";
    for (const std::string& code : codes) w << "<li>" << Text{code} << "</li>";
    w << "</ul><p class=\"actions\"><a class=\"button\" href=\"/desk\">" << Text{visit.t("I have kept them")}
      << "</a></p></div>";
  });
  if (!cookie.empty()) response.add("Set-Cookie", cookie);
  return response;
}

/// A factor was added: the session has shown one from now on; who had none before gets recovery codes.
Result<http::Response> enrolled(Visit& visit) {
  visit.context.throttle.signed_in(visit.person->account.name, visit.request.client);
  const std::string cookie = SEN_TRY(confirm_second_factor(visit));
  if (SEN_TRY(visit.context.factors.recovery_codes_left(visit.person->account.name)) == 0)
    return show_codes(visit, cookie);
  http::Response response = see_other("/desk/me?done");
  response.add("Set-Cookie", cookie);
  return response;
}

Result<http::Response> get(Visit& visit) {
  if (SEN_TRY(must_show_factor_first(visit))) return see_other("/desk/second-step");
  return show(visit, 200, identity::make_totp_secret(), {});
}

Result<http::Response> add_totp(Visit& visit) {
  if (SEN_TRY(must_show_factor_first(visit))) return see_other("/desk/second-step");
  const std::string secret = SEN_TRY(identity::parse_base64url(visit.form.value("secret")).within("secret"));
  constexpr std::size_t kSecretBytes = 20;
  if (secret.size() != kSecretBytes) return Error(ErrorCode::InvalidInput, "secret: not one that Sen made");
  if (SEN_TRY(visit.context.factors.enrol_totp(visit.person->account.name, secret, visit.form.value("code"))))
    return enrolled(visit);
  return show(visit, 400, secret,
              {"code", visit.t("This code is wrong. Look whether the clock of your telephone is right, and enter the "
                               "code that it shows now.")});
}

Result<http::Response> add_passkey(Visit& visit) {
  if (SEN_TRY(must_show_factor_first(visit))) return see_other("/desk/second-step");
  const auto again = [&](const std::string& why) { return show(visit, 400, identity::make_totp_secret(), {{}, why}); };
  const auto expected = expectation(visit);
  const auto registration = read_registration(visit.form);
  if (!expected || !registration)
    return again(visit.t("The passkey was not accepted. Try again, or take another way."));
  const auto credential = identity::webauthn::verify_registration(*expected, *registration);
  if (!credential) return again(visit.t("The passkey was not accepted. Try again, or take another way."));
  std::string label(visit.form.value("label"));
  if (label.empty()) label = visit.t("Passkey");
  const auto added = visit.context.factors.add_passkey(visit.person->account.name, *credential, label);
  if (!added && added.error().code() == ErrorCode::Conflict) return again(visit.t("This passkey is here already."));
  if (!added) return added.error();
  return enrolled(visit);
}

Result<http::Response> renew_codes(Visit& visit) {
  if (!visit.person->session.second_factor) return see_other("/desk/second-step");
  return show_codes(visit, {});
}

Result<void> remove_passkey(Visit& visit, std::string_view encoded_id) {
  const std::string id = SEN_TRY(identity::parse_base64url(encoded_id).within("factor"));
  return visit.context.factors.remove_passkey(visit.person->account.name, id);
}

/// A factor goes only after it was shown, and never the last one of somebody who needs one.
Result<http::Response> remove(Visit& visit) {
  const content::AccountName& name = visit.person->account.name;
  if (!visit.person->session.second_factor) return see_other("/desk/second-step");
  identity::SecondFactors& factors = visit.context.factors;
  const std::size_t count = SEN_TRY(factors.passkeys(name)).size() + (SEN_TRY(factors.has_totp(name)) ? 1 : 0);
  if (count <= 1 && needs_second_factor(visit.person->account))
    return render_error(visit, 400,
                        visit.t("This is your only second step, and your roles need one. Add another first."));
  const std::string_view which = visit.form.value("factor");
  if (which == "totp")
    SEN_TRY(factors.remove_totp(name));
  else
    SEN_TRY(remove_passkey(visit, which));
  return see_other("/desk/me?done");
}

}  // namespace

void add_enrol_routes(Guard& guard) {
  guard.get("/desk/enrol", Access::first_step(), get);
  guard.post("/desk/enrol/totp", Access::first_step(), add_totp);
  guard.post("/desk/enrol/passkey", Access::first_step(), add_passkey);
  guard.post("/desk/enrol/codes", Access::signed_in(), renew_codes);
  guard.post("/desk/enrol/remove", Access::signed_in(), remove);
}

}  // namespace sen::desk::pages
