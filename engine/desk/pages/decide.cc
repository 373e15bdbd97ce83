// What people decide at `/desk/documents/{id}/{language}/…`: each a form that names the content that its page showed.

#include <algorithm>
#include <array>

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/pages/draft_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/translation_form.h"
#include "engine/desk/refusals.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/document.h"

namespace sen::desk::pages {
namespace {

using identity::Action;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using workflow::Subject;
using Outcome = workflow::Workflow::Outcome;

/// A decision with an address of its own.
struct Decision {
  const char* name;
  Action action;
  /// `words` is the text of the form, trimmed; empty if it has none.
  Outcome (*perform)(const Visit& visit, const Subject& subject, const std::string& words);
  bool needs_words = false;
};

workflow::Workflow& work(const Visit& visit) {
  return visit.context.parts.workflow;
}
const identity::Actor& who(const Visit& visit) {
  return visit.person->actor;
}

workflow::Takedown takedown_of(const Subject& subject, const std::string& words) {
  return {.id = subject.id, .locale = subject.locale, .reasons = {{subject.locale, words}}};
}

// NOLINTBEGIN(readability-identifier-length): v is the visit, s what is decided on, w the words
constexpr std::array kDecisions = {
    Decision{"start-review", Action::DocumentReview,
             [](const Visit& v, const Subject& s, const std::string&) { return work(v).start_review(who(v), s); }},
    Decision{"remark", Action::DocumentRead,
             [](const Visit& v, const Subject& s, const std::string& w) {
               return work(v).remark(who(v), s, number_of(v.form.value("paragraph")), w);
             },
             true},
    Decision{"settle", Action::DocumentRead,
             [](const Visit& v, const Subject& s, const std::string&) {
               return work(v).settle_remark(who(v), s, number_of(v.form.value("remark")));
             }},
    Decision{
        "return", Action::DocumentReturn,
        [](const Visit& v, const Subject& s, const std::string& w) { return work(v).return_to_author(who(v), s, w); }},
    Decision{"approve", Action::DocumentApprove,
             [](const Visit& v, const Subject& s, const std::string&) { return work(v).approve(who(v), s); }},
    Decision{"cosign", Action::DocumentCosign,
             [](const Visit& v, const Subject& s, const std::string&) {
               return work(v).cosign(who(v), s, content::OrganisationCode(std::string(v.form.value("organisation"))));
             }},
    Decision{"sign-off", Action::TranslationSignOff,
             [](const Visit& v, const Subject& s, const std::string& w) {
               return translations_of(v).sign_off(who(v), s, w);
             }},
    Decision{"publish", Action::DocumentPublish,
             [](const Visit& v, const Subject& s, const std::string&) { return work(v).publish(who(v), s); }},
    Decision{"schedule", Action::DocumentSchedule,
             [](const Visit& v, const Subject& s, const std::string&) -> Outcome {
               return work(v).schedule(who(v), s, SEN_TRY(parse_rfc3339(hanoi_hour(v.form.value("at"))).within("at")));
             }},
    Decision{"unschedule", Action::DocumentSchedule,
             [](const Visit& v, const Subject& s, const std::string&) { return work(v).unschedule(who(v), s); }},
    Decision{"drop", Action::DocumentRead,
             [](const Visit& v, const Subject& s, const std::string&) { return work(v).drop(who(v), s); }},
    Decision{"withdraw", Action::DocumentWithdraw,
             [](const Visit& v, const Subject& s, const std::string& w) {
               return work(v).withdraw(who(v), takedown_of(s, w));
             },
             true},
    Decision{"retract", Action::DocumentRetract,
             [](const Visit& v, const Subject& s, const std::string& w) {
               return work(v).retract(who(v), takedown_of(s, w));
             },
             true},
    Decision{
        "archive", Action::DocumentArchive,
        [](const Visit& v, const Subject& s, const std::string&) { return work(v).archive(who(v), s.id, s.locale); }},
    Decision{
        "emergency", Action::EmergencyStart,
        [](const Visit& v, const Subject& s, const std::string& w) { return work(v).emergency_start(who(v), s, w); },
        true},
    Decision{"emergency-confirm", Action::EmergencyConfirm,
             [](const Visit& v, const Subject& s, const std::string&) { return work(v).emergency_confirm(who(v), s); }},
    Decision{"emergency-review", Action::EmergencyReview,
             [](const Visit& v, const Subject& s,
                const std::string& w) { return work(v).emergency_review(who(v), s.id, s.locale, w); },
             true},
};
// NOLINTEND(readability-identifier-length)

/// What somebody typed, kept on the page that says why it was not taken.
void typed(Writer& w, const Visit& visit, const std::string& words) {
  if (words.empty()) return;
  components::Field field{.name = "typed", .label = visit.t("What you wrote"), .value = words};
  field.rows = 4;
  field.hint = visit.t("Copy it before you leave this page.");
  components::field(w, field);
}

void back(Writer& w, const Visit& visit, const std::string& path) {
  w << "<p class=\"actions\"><a class=\"button\" href=\"" << Url{path} << "\">"
    << Text{visit.t("Look at what is there now")} << "</a></p>";
}

/// Somebody was faster: who, when and what he did, with nothing lost.
http::Response conflict_page(const Visit& visit, const Subject& subject, const std::string& path,
                             const std::string& words) {
  Page page;
  page.title = visit.t("Somebody was faster");
  page.status = 409;
  const auto last = work(visit).last_change(subject.id);
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1><p class=\"lead\">"
      << Text{visit.t("What you decided on is no longer as your page showed it. Nothing was changed by you.")}
      << "</p>";
    if (last) {
      w << "<p><b>" << Text{person_label(visit, content::AccountName(last->account))} << "</b> · ";
      components::time(w, visit.tongue, last->at);
      w << " · " << Text{action_label(visit.tongue, last->reason)} << "</p>";
    }
    typed(w, visit, words);
    back(w, visit, path);
  });
}

http::Response refused_page(const Visit& visit, const std::string& reason, const std::string& path,
                            const std::string& words) {
  Page page;
  page.title = visit.t("That could not be taken");
  page.status = 400;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    components::mistakes(w, visit.tongue, {{{}, reason}});
    typed(w, visit, words);
    back(w, visit, path);
  });
}

Result<http::Response> decide(Visit& visit, const Decision& decision) {
  Subject subject;
  subject.id = SEN_TRY(document_id(visit));
  const bool shared = visit.parameters["language"] == kProposal;
  if (!shared) subject.locale = SEN_TRY(edition_language(visit));
  SEN_TRY(views::offers_of(visit, subject.id, subject.locale));
  if (const auto content = parse_digest(visit.form.value("content"))) subject.content = *content;
  const std::string path = "/desk/documents/" + subject.id.value + (shared ? "" : "/" + subject.locale.value);
  const std::string words(trim(visit.form.value(std::string(decision.name) + "-words")));
  if (decision.needs_words && words.empty())
    return refused_page(visit, visit.t("The text is missing: please say why."), path, {});
  const Outcome outcome = decision.perform(visit, subject, words);
  if (outcome) return see_other(path + "?done=" + decision.name);
  const Error& error = outcome.error();
  if (error.code() == ErrorCode::Conflict) return conflict_page(visit, subject, path, words);
  if (error.code() == ErrorCode::InvalidInput || error.code() == ErrorCode::TooLarge)
    return refused_page(visit, explain_refusal(visit.tongue, error.message()).text, path, words);
  return error;
}

}  // namespace

Result<content::ContentId> document_id(const Visit& visit) {
  auto id = content::parse_content_id(visit.parameters["id"]);
  if (!id) return Error(ErrorCode::NotFound, "there is no such document");
  return *std::move(id);
}

Result<content::Locale> edition_language(const Visit& visit) {
  content::Locale locale{std::string(visit.parameters["language"])};
  if (visit.context.parts.vocabulary.language(locale) == nullptr)
    return Error(ErrorCode::NotFound, "there is no such language");
  return locale;
}

bool is_decision(std::string_view name) {
  return std::any_of(kDecisions.begin(), kDecisions.end(), [&](const Decision& one) { return one.name == name; });
}

void add_decision_routes(Guard& guard) {
  for (const Decision& decision : kDecisions)
    guard.post("/desk/documents/{id}/{language}/" + std::string(decision.name), Access::to(decision.action),
               [&decision](Visit& visit) { return decide(visit, decision); });
}

}  // namespace sen::desk::pages
