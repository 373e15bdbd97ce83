// `/desk/mail`: mails that could not be delivered; and one-time links by mail.

#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/notices/notifier.h"
#include "engine/desk/pages/account_form.h"
#include "engine/desk/pages/pages.h"

namespace sen::desk::pages {
namespace {

using identity::Action;
using portal::html::Text;
using portal::html::Writer;

/// Addresses and subjects of everybody: for administrators of the whole site.
Result<void> allow(const Visit& visit) {
  if (administers(visit, {})) return {};
  return Error(ErrorCode::PermissionDenied, "mails are for administrators of the whole site");
}

/// Errors: Unavailable on a site without mails.
Result<Notifier*> notifier_of(const Visit& visit) {
  if (visit.context.parts.notifier != nullptr) return visit.context.parts.notifier;
  return Error(ErrorCode::Unavailable, "this site sends no mails");
}

void action(Writer& w, const Visit& visit, const mail::Letter& letter, const char* verb, const std::string& label) {
  components::begin_form(w, std::string("/desk/mail/") + verb, visit.csrf());
  components::hidden(w, "id", letter.id);
  w << "<button class=\"button quiet\" type=\"submit\">" << Text{label} << "<span class=\"vh\"> " << Text{letter.to}
    << "</span></button>";
  components::end_form(w);
}

void row(Writer& w, const Visit& visit, const mail::Letter& letter) {
  w << "<li><div><b>" << Text{letter.subject.empty() ? visit.t("One-time link") : letter.subject} << "</b><br>"
    << Text{letter.to} << " · ";
  components::time(w, visit.tongue, letter.made);
  w << "<br><span class=\"hint\">" << Text{letter.failure} << "</span></div><div class=\"actions\">";
  if (!letter.secret) action(w, visit, letter, "retry", visit.t("Try again"));
  action(w, visit, letter, "remove", visit.t("Remove"));
  w << "</div></li>";
}

Result<http::Response> show(Visit& visit) {
  SEN_TRY(allow(visit));
  Notifier* notifier = visit.context.parts.notifier;
  std::vector<mail::Letter> dead;
  if (notifier != nullptr) dead = SEN_TRY(notifier->outbox().dead());
  Page page;
  page.title = visit.t("Mails");
  page.section = "accounts";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Mails")} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    if (notifier == nullptr) {
      w << "<p class=\"empty\">"
        << Text{visit.t("This site sends no mails: its configuration names no mail server ([mail] relay).")} << "</p>";
      return;
    }
    w << "<p>"
      << Text{visit.tongue.tn("{n} mail waits to be sent.", "{n} mails wait to be sent.", notifier->outbox().waiting())}
      << "</p><h2>" << Text{visit.t("Could not be delivered")} << "</h2>";
    if (dead.empty()) w << "<p class=\"empty\">" << Text{visit.t("Every mail was taken by the mail server.")} << "</p>";
    if (!dead.empty()) w << "<ul class=\"rows\">";
    for (const mail::Letter& letter : dead) row(w, visit, letter);
    if (!dead.empty()) w << "</ul>";
  });
}

Result<http::Response> retry(Visit& visit) {
  SEN_TRY(allow(visit));
  Notifier* notifier = SEN_TRY(notifier_of(visit));
  SEN_TRY(notifier->outbox().revive(visit.form.value("id"), visit.context.parts.clock.now()));
  return see_other("/desk/mail?done");
}

Result<http::Response> remove(Visit& visit) {
  SEN_TRY(allow(visit));
  Notifier* notifier = SEN_TRY(notifier_of(visit));
  SEN_TRY(notifier->outbox().bury(visit.form.value("id")));
  return see_other("/desk/mail?done");
}

/// The link that the page before showed goes to the account's address.
Result<http::Response> mail_link(Visit& visit) {
  const content::AccountName name(std::string(visit.parameters["name"]));
  if (!is_account_name(name.value)) return Error(ErrorCode::NotFound, "no such account");
  const content::Account account = SEN_TRY(visit.snapshot->account(name));
  if (!administers(visit, account.organisation)) return Error(ErrorCode::NotFound, "no such account");
  const std::string token(visit.form.value("token"));
  const identity::LinkHolder holder = SEN_TRY(visit.context.links.peek(token));
  if (holder.account != name) return Error(ErrorCode::NotFound, "no such link");
  Notifier* notifier = SEN_TRY(notifier_of(visit));
  SEN_TRY(notifier->send_link(account, token, visit.person->account.display_name));
  return see_other("/desk/accounts/" + name.value + "?mailed");
}

}  // namespace

void add_mail_routes(Guard& guard) {
  guard.get("/desk/mail", Access::to(Action::AccountCreate), show);
  guard.post("/desk/mail/retry", Access::to(Action::AccountCreate), retry);
  guard.post("/desk/mail/remove", Access::to(Action::AccountCreate), remove);
  guard.post("/desk/accounts/{name}/link/mail", Access::to(Action::AccountReset), mail_link);
}

}  // namespace sen::desk::pages
