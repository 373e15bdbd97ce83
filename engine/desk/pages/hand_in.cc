// `/desk/documents/{id}/{language}/hand-in`: handing a draft in with wishes: who is to decide, who signs too, by when,
// and for which hour. Everything works without scripts: looking for a name is a button of the same form.

#include <algorithm>

#include "content/model/review_content.h"
#include "engine/base/maybe.h"
#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/approvers.h"
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/pages/draft_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/refusals.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/document.h"
#include "engine/workflow/organisations.h"

namespace sen::desk::pages {
namespace {

using components::Choice;
using components::Field;
using components::Mistake;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

/// A draft that is to be handed in.
struct HandIn {
  content::Document document;
  content::Draft draft;
  bool corrects = false;                    ///< It changes what is public.
  std::optional<content::Review> former{};  ///< Of the version on its way, whose wishes still count.
};

/// Errors: NotFound if nothing is being written; PermissionDenied.
Result<HandIn> read_hand_in(const Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  const workflow::Offers offers = SEN_TRY(views::offers_of(visit, id, locale));
  if (!offers.write) return Error(ErrorCode::PermissionDenied, "it needs a role that the account does not have");
  HandIn page;
  page.corrects = offers.corrects;
  page.document = SEN_TRY(visit.snapshot->document(id));
  page.draft = SEN_TRY(visit.snapshot->draft(id, locale));
  if (page.draft.closed) return Error(ErrorCode::NotFound, "nothing is being written");
  page.former = SEN_TRY(maybe(visit.snapshot->review(id, locale)));
  if (page.former && !content::is_on_its_way(*page.former)) page.former.reset();
  return page;
}

/// What was wished before, as the form that show() shows.
Form fill_wishes(const HandIn& page) {
  Form form;
  if (!page.former) return form;
  for (const content::AccountName& name : page.former->asked) form.add("asked", name.value);
  for (const content::OrganisationCode& code : page.former->cosigners) form.add("cosigners", code.value);
  if (page.former->due) form.add("due", components::form_hour(*page.former->due));
  if (page.former->release) form.add("release", components::form_second(*page.former->release));
  return form;
}

std::string path_of(const HandIn& page) {
  return "/desk/documents/" + page.draft.id.value + "/" + page.draft.locale.value;
}

std::vector<components::Option> cosigners(const Visit& visit, const HandIn& page) {
  const auto chosen = visit.form.values("cosigners");
  const auto is_chosen = [&](std::string_view code) {
    return std::find(chosen.begin(), chosen.end(), code) != chosen.end();
  };
  std::vector<components::Option> options;
  for (const auto& [code, entry] : visit.directory.all()) {
    if (!entry.until.empty() || code == page.document.organisation) continue;
    const std::string label = visit.directory.name(code, visit.tongue.locale);
    const std::string vietnamese = visit.directory.name(code, content::Locale("vi"));
    options.push_back({.value = code.value,
                       .label = label,
                       .chosen = is_chosen(code.value),
                       .hint = label == vietnamese ? code.value : vietnamese + " · " + code.value});
  }
  return options;
}

void change_fields(Writer& w, const Visit& visit, const HandIn& page) {
  if (!page.corrects) return;
  const std::uint32_t asked = number_of(visit.form.has("kind") ? visit.form.value("kind") : std::string_view("3"));
  Choice kind{.name = "kind", .label = visit.t("Kind of change")};
  for (const auto one : {content::ChangeKind::Correction, content::ChangeKind::Update, content::ChangeKind::Minor})
    kind.options.push_back({.value = std::to_string(static_cast<int>(one)),
                            .label = change_label(visit.tongue, one),
                            .chosen = static_cast<std::uint32_t>(one) == asked});
  components::select(w, kind);
  Field note{.name = "note", .label = visit.t("Note for readers"), .value = std::string(visit.form.value("note"))};
  note.hint = visit.t("What readers are told of this change, in the language of the text.");
  note.rows = 2;
  note.lang = page.draft.locale.value;
  components::field(w, note);
}

void person_fields(Writer& w, const Visit& visit, const std::vector<components::Option>& persons,
                   const std::vector<components::Option>& organisations) {
  w << "<h2>" << Text{visit.t("Who is to decide")} << "</h2>";
  approver_fields(w, visit, persons);
  search_field(w, visit, "find-organisation", visit.t("Find an organisation that is to sign too"));
  Choice cosign{.name = "cosigners", .label = visit.t("Organisations that are to sign too")};
  cosign.options = offered(organisations, visit.form.value("find-organisation"), true);
  cosign.hint = cosign.options.empty() ? visit.t("None. Look for one by its name if it shares the responsibility.")
                                       : visit.t("One approver of each must approve too.");
  components::checkboxes(w, cosign);
}

void hour_fields(Writer& w, const Visit& visit) {
  w << "<h2>" << Text{visit.t("When")} << "</h2>";
  Field due{.name = "due", .label = visit.t("To be decided by"), .value = std::string(visit.form.value("due"))};
  due.type = "datetime-local";
  due.hint = visit.t("Day and hour in Viet Nam; may stay empty.");
  components::field(w, due);
  Field release{.name = "release", .label = visit.t("Wished hour"), .value = std::string(visit.form.value("release"))};
  release.type = "datetime-local";
  release.seconds = true;
  release.hint = visit.t("When readers should see it, in Viet Nam. Empty: once it is approved and published.");
  components::field(w, release);
}

Result<http::Response> show(const Visit& visit, const HandIn& page, const std::vector<Mistake>& mistakes = {}) {
  const auto persons = SEN_TRY(approver_options(visit, page.document));
  const auto organisations = cosigners(visit, page);
  Page frame;
  frame.title = visit.t("Hand in");
  frame.status = mistakes.empty() ? 200 : 400;
  const content::DocumentType* type = visit.context.parts.vocabulary.type(page.document.type);
  const std::uint32_t needed = type == nullptr ? 2 : std::max(1U, type->approvals);
  return render(visit, frame, [&](Writer& w) {
    w << "<p><a href=\"" << Url{path_of(page) + "/edit"} << "\">" << Text{visit.t("Back to the text")} << "</a></p><h1>"
      << Text{frame.title} << "</h1><p class=\"lead\" lang=\"" << Attr{page.draft.locale.value} << "\" dir=\"auto\">"
      << Text{page.draft.title} << "</p><p>"
      << Text{visit.tongue.tn("{n} approval is needed", "{n} approvals are needed", needed)} << ". "
      << Text{visit.t("Nobody approves what he or she wrote.")} << "</p>";
    components::mistakes(w, visit.tongue, mistakes);
    components::begin_form(w, path_of(page) + "/hand-in", visit.csrf());
    components::hidden(w, "revision", std::to_string(page.draft.revision));
    change_fields(w, visit, page);
    person_fields(w, visit, persons, organisations);
    hour_fields(w, visit);
    w << "<p class=\"actions\"><button class=\"button\" type=\"submit\" name=\"do\" value=\"submit\">"
      << Text{visit.t("Hand in")} << "</button></p>";
    components::end_form(w);
  });
}

Result<workflow::Submission> read_submission(const Visit& visit, const HandIn& page) {
  workflow::Submission submission;
  submission.id = page.draft.id;
  submission.locale = page.draft.locale;
  submission.revision = number_of(visit.form.value("revision"));
  const std::uint32_t kind = number_of(visit.form.value("kind"));
  if (page.corrects && kind >= 1 && kind <= 3) submission.kind = static_cast<content::ChangeKind>(kind);
  submission.note = trim(visit.form.value("note"));
  workflow::Wishes& wishes = submission.wishes.emplace();
  wishes.asked = chosen_approvers(visit.form);
  for (const std::string_view code : visit.form.values("cosigners")) wishes.cosigners.emplace_back(std::string(code));
  wishes.due = SEN_TRY(read_hour(visit.form, "due"));
  wishes.release = SEN_TRY(read_hour(visit.form, "release"));
  // The form has no fractions of a second: what was not touched keeps what is finer.
  const auto keep = [](const std::optional<Timestamp>& before, std::optional<Timestamp>& now) {
    if (before && now && components::form_second(*before) == components::form_second(*now)) now = before;
  };
  if (page.former) {
    keep(page.former->due, wishes.due);
    keep(page.former->release, wishes.release);
  }
  return submission;
}

std::string label_of(const Visit& visit, const std::string& field) {
  if (field == "due") return visit.t("To be decided by");
  if (field == "release") return visit.t("Wished hour");
  return field;
}

Result<http::Response> take(Visit& visit) {
  const HandIn page = SEN_TRY(read_hand_in(visit));
  if (visit.form.value("do") == "find") return show(visit, page);
  const auto refuse = [&](const Error& error) {
    Refusal refusal = explain_refusal(visit.tongue, error.message(),
                                      [&](const std::string& field) { return label_of(visit, field); });
    return show(visit, page, {{std::move(refusal.field), std::move(refusal.text)}});
  };
  const auto submission = read_submission(visit, page);
  if (!submission) return refuse(submission.error());
  workflow::Workflow& work = visit.context.parts.workflow;
  const auto done =
      page.corrects ? work.correct(visit.person->actor, *submission) : work.submit(visit.person->actor, *submission);
  if (done) return see_other(path_of(page) + "?done=submit");
  const ErrorCode code = done.error().code();
  if (code == ErrorCode::InvalidInput || code == ErrorCode::TooLarge || code == ErrorCode::Conflict)
    return refuse(done.error());
  return done.error();
}

}  // namespace

void add_hand_in_routes(Guard& guard) {
  guard.get("/desk/documents/{id}/{language}/hand-in", Access::signed_in(), [](Visit& visit) -> Result<http::Response> {
    const HandIn page = SEN_TRY(read_hand_in(visit));
    visit.form = fill_wishes(page);
    return show(visit, page);
  });
  guard.post("/desk/documents/{id}/{language}/hand-in", Access::signed_in(), take);
}

}  // namespace sen::desk::pages
