// `/desk/press/accreditations/{number}`: who may read what is under embargo: decisions, links, what was opened.

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/press.h"
#include "engine/desk/review_words.h"
#include "engine/press/accreditations.h"

namespace sen::desk::pages {
namespace {

using identity::Action;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using press::Accreditation;

/// The application that the address names. Errors: PermissionDenied, also without a second factor; NotFound.
Result<Accreditation> find(const Visit& visit) {
  SEN_TRY(authorise_accreditation(visit));
  return visit.context.parts.accreditations.find(visit.parameters["number"]);
}

std::string address(const Accreditation& record, std::string_view rest = {}) {
  return "/desk/press/accreditations/" + record.number + std::string(rest);
}

void facts(Writer& w, const Visit& visit, const Accreditation& record) {
  w << "<dl class=\"facts\">";
  fact(w, visit.t("Name"), record.name);
  fact(w, visit.t("Medium"), record.medium);
  fact(w, visit.t("E-mail"), record.email);
  fact(w, visit.t("Language"), language_label(visit, record.language));
  fact(w, visit.t("Reports on"), record.about);
  if (!record.proof.empty())
    w << "<dt>" << Text{visit.t("Work")} << "</dt><dd><a href=\"" << Url{record.proof}
      << "\" rel=\"noreferrer noopener\">" << Text{record.proof} << "</a></dd>";
  w << "<dt>" << Text{visit.t("Applied")} << "</dt><dd>";
  components::time(w, visit.tongue, record.applied);
  w << "</dd>";
  if (record.decided) {
    w << "<dt>" << Text{visit.t("Decided")} << "</dt><dd>";
    components::time(w, visit.tongue, *record.decided);
    w << ", " << Text{person_label(visit, record.decided_by)} << "</dd>";
  }
  if (record.expires) {
    w << "<dt>" << Text{visit.t("Valid until")} << "</dt><dd>";
    components::time(w, visit.tongue, *record.expires);
    w << "</dd>";
  }
  fact(w, visit.t("Reason"), record.reason);
  w << "</dl>";
}

void reason_form(Writer& w, const Visit& visit, const std::string& action, const std::string& summary,
                 const std::string& button, const Accreditation& record) {
  w << "<details class=\"decision\"><summary>" << Text{summary} << "</summary>";
  components::begin_form(w, action, visit.csrf());
  components::Field reason{.name = "reason", .label = visit.t("Reason")};
  reason.hint = visit.t("The journalist reads it at the private address of the application.");
  reason.rows = 3;
  reason.required = true;
  reason.lang = record.language.value;
  components::field(w, reason);
  components::submit(w, button);
  components::end_form(w);
  w << "</details>";
}

void openings(Writer& w, const Visit& visit, const std::vector<press::Access>& accesses) {
  w << "<h2>" << Text{visit.t("What was opened")} << "</h2>";
  if (accesses.empty()) {
    w << "<p>" << Text{visit.t("Nothing yet.")} << "</p>";
    return;
  }
  w << "<ul>";
  for (auto access = accesses.rbegin(); access != accesses.rend(); ++access) {
    w << "<li>";
    components::time(w, visit.tongue, access->at);
    w << ": <a href=\"" << Url{"/desk/documents/" + access->document.value} << "\"><code>"
      << Text{access->document.value} << "</code></a></li>";
  }
  w << "</ul>";
}

Result<http::Response> show(Visit& visit) {
  const Accreditation record = SEN_TRY(find(visit));
  const std::vector<press::Access> accesses = SEN_TRY(visit.context.parts.accreditations.accesses(record.number));
  Page page;
  page.title = visit.t("Application {number}", {{"number", record.number}});
  page.section = "press";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    facts(w, visit, record);
    if (record.state == Accreditation::State::Waiting) {
      w << "<h2>" << Text{visit.t("What to do")} << "</h2>";
      button_form(w, visit, address(record, "/accept"), visit.t("Accredit and make a link"));
      reason_form(w, visit, address(record, "/decline"), visit.t("Decline"), visit.t("Decline"), record);
    }
    if (record.is_valid(visit.context.parts.clock.now())) {
      w << "<h2>" << Text{visit.t("What to do")} << "</h2>";
      button_form(w, visit, address(record, "/link"), visit.t("Make a new link"));
      reason_form(w, visit, address(record, "/revoke"), visit.t("Revoke"), visit.t("Revoke at once"), record);
    }
    if (record.state == Accreditation::State::Accepted || record.state == Accreditation::State::Revoked)
      openings(w, visit, accesses);
    w << "<details class=\"decision\"><summary>" << Text{visit.t("Delete")} << "</summary><p>"
      << Text{visit.t("The application, the person's data and the private address go away for ever, with links and "
                      "sessions. What nobody decides on is deleted by itself after 60 days, what has ended after 30.")}
      << "</p>";
    button_form(w, visit, address(record, "/delete"), visit.t("Delete for ever"));
    w << "</details>";
    w << "<p><a href=\"/desk/press\">" << Text{visit.t("Press")} << "</a></p>";
  });
}

/// A new link, shown this once.
Result<http::Response> show_link(Visit& visit, const Accreditation& record) {
  const std::string token = SEN_TRY(visit.context.parts.accreditations.make_link(record.number));
  std::string site = visit.context.parts.site.address;
  if (site.empty()) site = std::string(visit.request.header("Origin").value_or(""));
  const std::string link = site + "/" + record.language.value + "/press/sign-in/" + token;
  Page page;
  page.title = visit.t("One-time link");
  page.section = "press";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("One-time link for {name}", {{"name", record.name}})} << "</h1><p>"
      << Text{visit.t("Send this link to the journalist yourself, at the address of the application. It opens the "
                      "press area, works once, and ends after 72 hours. It is shown only now.")}
      << "</p><p class=\"secret\">" << Text{link} << "</p><p class=\"actions\"><a class=\"button\" href=\""
      << Attr{address(record)} << "\">" << Text{visit.t("To the application")} << "</a></p>";
  });
}

Result<http::Response> accept(Visit& visit) {
  press::Accreditations& all = visit.context.parts.accreditations;
  const Accreditation record = SEN_TRY(find(visit));
  SEN_TRY(all.accept(record.number, visit.person->account.name));
  SEN_TRY(log_press(visit, "accredit", record.number));
  return show_link(visit, record);
}

Result<http::Response> new_link(Visit& visit) {
  const Accreditation record = SEN_TRY(find(visit));
  SEN_TRY(log_press(visit, "link", record.number));
  return show_link(visit, record);
}

Result<std::string> reason_of(const Visit& visit) {
  std::string reason(trim(visit.form.value("reason")));
  SEN_TRY(press::check_reply("reason", reason));
  return reason;
}

Result<http::Response> decline(Visit& visit) {
  press::Accreditations& all = visit.context.parts.accreditations;
  const Accreditation record = SEN_TRY(find(visit));
  const std::string reason = SEN_TRY(reason_of(visit));
  SEN_TRY(all.decline(record.number, visit.person->account.name, reason));
  SEN_TRY(log_press(visit, "decline", record.number));
  return see_other(address(record, "?done"));
}

Result<http::Response> revoke(Visit& visit) {
  press::Accreditations& all = visit.context.parts.accreditations;
  const Accreditation record = SEN_TRY(find(visit));
  const std::string reason = SEN_TRY(reason_of(visit));
  SEN_TRY(all.revoke(record.number, visit.person->account.name, reason));
  SEN_TRY(log_press(visit, "revoke", record.number));
  return see_other(address(record, "?done"));
}

Result<http::Response> erase(Visit& visit) {
  const Accreditation record = SEN_TRY(find(visit));
  SEN_TRY(visit.context.parts.accreditations.erase(record.number));
  SEN_TRY(log_press(visit, "delete", record.number));
  return see_other("/desk/press");
}

}  // namespace

void add_press_accreditation_routes(Guard& guard) {
  constexpr auto kAccess = Access::to(Action::PressAccredit);
  guard.get("/desk/press/accreditations/{number}", kAccess, show);
  guard.post("/desk/press/accreditations/{number}/accept", kAccess, accept);
  guard.post("/desk/press/accreditations/{number}/decline", kAccess, decline);
  guard.post("/desk/press/accreditations/{number}/revoke", kAccess, revoke);
  guard.post("/desk/press/accreditations/{number}/link", kAccess, new_link);
  guard.post("/desk/press/accreditations/{number}/delete", kAccess, erase);
}

}  // namespace sen::desk::pages
