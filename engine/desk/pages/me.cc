// One's own account: second step, sessions, language.

#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/next.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/words.h"
#include "engine/identity/secret.h"

namespace sen::desk::pages {
namespace {

using portal::html::Text;
using portal::html::Writer;

void session_rows(Writer& w, const Visit& visit, const std::vector<identity::Session>& sessions) {
  w << "<h2 id=\"sessions\">" << Text{visit.t("Where you are signed in")} << "</h2><ul class=\"rows\">";
  for (const identity::Session& session : sessions) {
    w << "<li><div><b>" << Text{session.client.empty() ? visit.t("Unknown browser") : session.client} << "</b><br>"
      << Text{visit.t("Signed in:")} << " ";
    components::time(w, visit.tongue, session.begun);
    w << " · " << Text{visit.t("last used:")} << " ";
    components::time(w, visit.tongue, session.seen);
    w << "</div>";
    if (session.id == visit.person->session.id) {
      w << "<span class=\"tag\">" << Text{visit.t("this browser")} << "</span>";
    } else {
      components::begin_form(w, "/desk/me/sessions/end", visit.csrf());
      components::hidden(w, "session", session.id);
      w << "<button class=\"button quiet\" type=\"submit\">" << Text{visit.t("Sign out there")} << "</button>";
      components::end_form(w);
    }
    w << "</li>";
  }
  w << "</ul>";
  if (sessions.size() < 2) return;
  components::begin_form(w, "/desk/me/sessions/end-others", visit.csrf());
  w << "<p class=\"actions\"><button class=\"button quiet\" type=\"submit\">"
    << Text{visit.t("Sign out everywhere else")} << "</button></p>";
  components::end_form(w);
}

/// What the page shows of the second step.
struct Factors {
  bool totp = false;
  std::vector<identity::Passkey> passkeys;
  std::size_t codes_left = 0;
};

Result<Factors> read_factors(const Visit& visit) {
  const content::AccountName& name = visit.person->account.name;
  Factors factors;
  factors.totp = SEN_TRY(visit.context.factors.has_totp(name));
  factors.passkeys = SEN_TRY(visit.context.factors.passkeys(name));
  factors.codes_left = SEN_TRY(visit.context.factors.recovery_codes_left(name));
  return factors;
}

void factor_row(Writer& w, const Visit& visit, const std::string& label, std::string_view value) {
  w << "<li><div><b>" << Text{label} << "</b></div>";
  components::begin_form(w, "/desk/enrol/remove", visit.csrf());
  components::hidden(w, "factor", value);
  w << "<button class=\"button danger\" type=\"submit\">" << Text{visit.t("Remove")} << "<span class=\"vh\"> "
    << Text{label} << "</span></button>";
  components::end_form(w);
  w << "</li>";
}

void factor_rows(Writer& w, const Visit& visit, const Factors& factors) {
  w << "<h2 id=\"factors\">" << Text{visit.t("Second step")} << "</h2>";
  if (factors.totp || !factors.passkeys.empty()) {
    w << "<ul class=\"rows\">";
    if (factors.totp) factor_row(w, visit, visit.t("Authenticator app"), "totp");
    for (const identity::Passkey& passkey : factors.passkeys)
      factor_row(w, visit, passkey.label, identity::to_base64url(passkey.credential.id));
    w << "<li><div><b>" << Text{visit.t("Recovery codes")} << "</b><br>"
      << Text{visit.tongue.tn("{n} code left", "{n} codes left", factors.codes_left)} << "</div>";
    components::begin_form(w, "/desk/enrol/codes", visit.csrf());
    w << "<button class=\"button quiet\" type=\"submit\">" << Text{visit.t("Make new codes")} << "</button>";
    components::end_form(w);
    w << "</li></ul>";
  } else {
    w << "<p>" << Text{visit.t("None yet. With a second step a stolen password is not enough to act in your name.")}
      << "</p>";
  }
  w << "<p class=\"actions\"><a class=\"button quiet\" href=\"/desk/enrol\">" << Text{visit.t("Add a second step")}
    << "</a></p>";
}

Result<http::Response> show(Visit& visit) {
  const content::Account& account = visit.person->account;
  const Factors factors = SEN_TRY(read_factors(visit));
  const auto sessions = SEN_TRY(visit.context.sessions.list(account.name));
  Page page;
  page.title = visit.t("Your account");
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Your account")} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    w << "<dl class=\"facts\"><dt>" << Text{visit.t("Account name")} << "</dt><dd>" << Text{account.name.value}
      << "</dd><dt>" << Text{visit.t("Name")} << "</dt><dd>" << Text{account.display_name} << "</dd><dt>"
      << Text{visit.t("Organisation")} << "</dt><dd>"
      << Text{visit.directory.name(account.organisation, visit.tongue.locale)}
      << "</dd></dl><p class=\"actions\"><a class=\"button quiet\" href=\"/desk/me/password\">"
      << Text{visit.t("Change your password")} << "</a> <a class=\"button quiet\" href=\"/desk/me/notices\">"
      << Text{visit.t("Choose which mails you get")} << "</a> <a class=\"button quiet\" href=\"/desk/me/calendar\">"
      << Text{visit.t("Your calendar")} << "</a></p>";
    factor_rows(w, visit, factors);
    session_rows(w, visit, sessions);
    w << "<p><a href=\"/desk/me/keys\">" << Text{visit.t("Your API keys")} << "</a></p>";
  });
}

Result<http::Response> end_session(Visit& visit) {
  SEN_TRY(visit.context.sessions.end(visit.person->account.name, visit.form.value("session")));
  return see_other("/desk/me?done#sessions");
}

/// The language of the desk is the account's, so that notices by mail come in it too.
Result<http::Response> choose_language(Visit& visit) {
  const content::Locale language(std::string(visit.form.value("language")));
  if (!visit.context.tongues.find(language))
    return Error(ErrorCode::InvalidInput, "language: the desk speaks vi and en");
  content::Account account = visit.person->account;
  if (account.desk_language != language) {
    account.desk_language = language;
    content::Change change;
    change.based_on = visit.snapshot->sequence();
    change.actor = visit.actor();
    change.reason = "choose the language of the desk";
    change.mutations.emplace_back(std::move(account));
    SEN_TRY(visit.context.parts.store.commit(std::move(change)));
  }
  return see_other(safe_next(visit.form.value("next")));
}

/// For the script that warns before the session ends: asking keeps it alive.
Result<http::Response> session_state(Visit& visit) {
  return http::make_response(200, "application/json",
                             "{\"ends\": \"" + format_rfc3339(visit.person->session.ends) + "\"}\n");
}

}  // namespace

void add_me_routes(Guard& guard) {
  guard.get("/desk/me", Access::signed_in(), show);
  guard.post("/desk/me/sessions/end", Access::signed_in(), end_session);
  guard.post("/desk/language", Access::first_step(), choose_language);
  guard.post("/desk/session", Access::first_step(), session_state);
}

}  // namespace sen::desk::pages
