// `/desk/press/questions/{number}`: one question from the press, and its answer.

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/press.h"
#include "engine/desk/review_words.h"
#include "engine/press/enquiries.h"

namespace sen::desk::pages {
namespace {

using identity::Action;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using press::Enquiry;

constexpr std::size_t kTitleCodePoints = 200;

/// The question that the address names; one of another organisation is not there. Errors: NotFound.
Result<Enquiry> find(const Visit& visit) {
  Enquiry question = SEN_TRY(visit.context.parts.enquiries.find(visit.parameters["number"]));
  if (!may_for(visit, Action::PressQuestion, question.organisation))
    return Error(ErrorCode::NotFound, "there is no such question");
  return question;
}

/// Whose document a public answer is.
content::OrganisationCode answering(const Visit& visit, const Enquiry& question) {
  return question.organisation.empty() ? visit.person->account.organisation : question.organisation;
}

std::string address(const Enquiry& question, std::string_view rest = {}) {
  return "/desk/press/questions/" + question.number + std::string(rest);
}

void facts(Writer& w, const Visit& visit, const Enquiry& question) {
  w << "<dl class=\"facts\">";
  fact(w, visit.t("Name"), question.name);
  fact(w, visit.t("Medium"), question.medium);
  fact(w, visit.t("E-mail"), question.email);
  fact(w, visit.t("Language of the answer"), language_label(visit, question.language));
  fact(w, visit.t("Organisation"),
       question.organisation.empty() ? visit.t("whoever answers for the site")
                                     : visit.directory.name(question.organisation, visit.tongue.locale));
  fact(w, visit.t("Who answers"),
       question.assigned.empty() ? visit.t("nobody yet") : person_label(visit, question.assigned));
  w << "<dt>" << Text{visit.t("Asked")} << "</dt><dd>";
  components::time(w, visit.tongue, question.asked);
  w << "</dd><dt>" << Text{visit.t("Due")} << "</dt><dd>";
  due_cell(w, visit, question.due, question.state == Enquiry::State::Open);
  w << "</dd></dl><h2>" << Text{visit.t("Question")} << "</h2><p class=\"as-typed\" dir=\"auto\">"
    << Text{question.text} << "</p>";
}

void words_form(Writer& w, const Visit& visit, const std::string& action, const std::string& summary,
                components::Field field, const std::string& button) {
  w << "<details class=\"decision\"><summary>" << Text{summary} << "</summary>";
  components::begin_form(w, action, visit.csrf());
  field.rows = 6;
  field.required = true;
  components::field(w, field);
  components::submit(w, button);
  components::end_form(w);
  w << "</details>";
}

void decisions(Writer& w, const Visit& visit, const Enquiry& question) {
  w << "<h2>" << Text{visit.t("What to do")} << "</h2>";
  if (question.assigned != visit.person->account.name)
    button_form(w, visit, address(question, "/take"), visit.t("I answer this"));
  if (question.public_answer.empty() && may_for(visit, Action::DocumentDraft, answering(visit, question)))
    button_form(w, visit, address(question, "/publish"), visit.t("Write a public answer"));
  words_form(w, visit, address(question, "/answer"), visit.t("Answer"),
             {.name = "answer",
              .label = visit.t("Answer"),
              .hint = visit.t("Seen at the private address of the question alone."),
              .lang = question.language.value},
             visit.t("Send the answer"));
  words_form(w, visit, address(question, "/decline"), visit.t("Do not answer"),
             {.name = "reason",
              .label = visit.t("Reason"),
              .hint = visit.t("Seen at the private address of the question alone."),
              .lang = question.language.value},
             visit.t("Close without an answer"));
  w << "<details class=\"decision\"><summary>" << Text{visit.t("Hand over")} << "</summary>";
  components::begin_form(w, address(question, "/hand-over"), visit.csrf());
  components::Choice choice{.name = "organisation", .label = visit.t("Organisation")};
  for (const auto& [code, entry] : visit.directory.all())
    if (entry.until.empty())
      choice.options.push_back({.value = code.value,
                                .label = visit.directory.name(code, visit.tongue.locale),
                                .chosen = code == question.organisation});
  components::select(w, choice);
  components::submit(w, visit.t("Hand over"));
  components::end_form(w);
  w << "</details>";
}

Result<http::Response> show(Visit& visit) {
  const Enquiry question = SEN_TRY(find(visit));
  Page page;
  page.title = visit.t("Question {number}", {{"number", question.number}});
  page.section = "press";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    facts(w, visit, question);
    if (!question.answer.empty())
      w << "<h2>" << Text{question.state == Enquiry::State::Declined ? visit.t("Reason") : visit.t("Answer")}
        << "</h2><p class=\"as-typed\" dir=\"auto\">" << Text{question.answer} << "</p>";
    if (!question.public_answer.empty())
      w << "<p><a href=\"" << Url{"/desk/documents/" + question.public_answer.value} << "\">"
        << Text{visit.t("The public answer")} << "</a></p>";
    if (question.state == Enquiry::State::Open) decisions(w, visit, question);
    w << "<details class=\"decision\"><summary>" << Text{visit.t("Delete")} << "</summary><p>"
      << Text{visit.t("The question, the person's data and the private address go away for ever. What is closed is "
                      "deleted by itself after 90 days.")}
      << "</p>";
    button_form(w, visit, address(question, "/delete"), visit.t("Delete for ever"));
    w << "</details><p><a href=\"/desk/press\">" << Text{visit.t("Press")} << "</a></p>";
  });
}

/// Does `act` to the question that the address names, writes it into the log and goes back to its page.
template <typename Act>
Result<http::Response> do_to(Visit& visit, std::string_view what, const Act& act) {
  const Enquiry question = SEN_TRY(find(visit));
  SEN_TRY(act(visit.context.parts.enquiries, question));
  SEN_TRY(log_press(visit, what, question.number));
  return see_other(address(question, "?done"));
}

Result<http::Response> take(Visit& visit) {
  return do_to(visit, "take", [&](press::Enquiries& all, const Enquiry& question) {
    return all.assign(question.number, visit.person->account.name);
  });
}

Result<http::Response> answer(Visit& visit) {
  return do_to(visit, "answer", [&](press::Enquiries& all, const Enquiry& question) {
    return all.answer(question.number, std::string(trim(visit.form.value("answer"))));
  });
}

Result<http::Response> decline(Visit& visit) {
  return do_to(visit, "decline", [&](press::Enquiries& all, const Enquiry& question) {
    return all.decline(question.number, std::string(trim(visit.form.value("reason"))));
  });
}

Result<http::Response> hand_over(Visit& visit) {
  const Enquiry question = SEN_TRY(find(visit));
  const content::OrganisationCode organisation{std::string(visit.form.value("organisation"))};
  if (visit.directory.find(organisation) == nullptr)
    return Error(ErrorCode::InvalidInput, "organisation: there is no such organisation");
  SEN_TRY(visit.context.parts.enquiries.hand_over(question.number, organisation));
  SEN_TRY(log_press(visit, "hand-over", question.number));
  return see_other("/desk/press");
}

Result<http::Response> erase(Visit& visit) {
  const Enquiry question = SEN_TRY(find(visit));
  SEN_TRY(visit.context.parts.enquiries.erase(question.number));
  SEN_TRY(log_press(visit, "delete", question.number));
  return see_other("/desk/press");
}

/// The first line of the question, as long as a title may be.
std::string title_of(const std::string& text) {
  const std::string_view line = trim(std::string_view(text).substr(0, text.find('\n')));
  std::size_t end = 0;
  for (std::size_t count = 0; count < kTitleCodePoints && end < line.size(); ++count) next_code_point(line, end);
  return std::string(line.substr(0, end));
}

/// Begins a document of the type `press-answer`, which goes the way of every document.
Result<http::Response> publish(Visit& visit) {
  const Enquiry question = SEN_TRY(find(visit));
  if (!question.public_answer.empty()) return see_other("/desk/documents/" + question.public_answer.value);
  const content::DocumentType* type = visit.context.parts.vocabulary.type("press-answer");
  content::Document document;
  document.organisation = answering(visit, question);
  document.folder = "answer-" + to_lower_ascii(question.number);
  document.id = content::make_content_id(document.organisation, document.folder);
  document.type = type->code;
  document.date = visit.context.parts.clock.now();
  document.licence = "CC-BY-4.0";
  document.fields = {{"medium", {question.medium}}, {"asked", {components::form_day(question.asked)}}};
  content::Draft draft;
  draft.id = document.id;
  draft.locale = question.language;
  draft.revision = 1;
  draft.title = title_of(question.text);
  workflow::Workflow& work = visit.context.parts.workflow;
  SEN_TRY(work.propose(visit.person->actor, std::move(document), Digest()));
  SEN_TRY(work.save_draft(visit.person->actor, draft));
  SEN_TRY(visit.context.parts.enquiries.answer_publicly(question.number, draft.id));
  SEN_TRY(log_press(visit, "publish", question.number));
  return see_other("/desk/documents/" + draft.id.value + "/" + draft.locale.value + "/edit");
}

}  // namespace

void add_press_question_routes(Guard& guard) {
  constexpr auto kAccess = Access::to(Action::PressQuestion);
  guard.get("/desk/press/questions/{number}", kAccess, show);
  guard.post("/desk/press/questions/{number}/take", kAccess, take);
  guard.post("/desk/press/questions/{number}/answer", kAccess, answer);
  guard.post("/desk/press/questions/{number}/decline", kAccess, decline);
  guard.post("/desk/press/questions/{number}/hand-over", kAccess, hand_over);
  guard.post("/desk/press/questions/{number}/publish", kAccess, publish);
  guard.post("/desk/press/questions/{number}/delete", kAccess, erase);
}

}  // namespace sen::desk::pages
