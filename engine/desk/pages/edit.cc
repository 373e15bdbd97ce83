// `/desk/documents/{id}/{language}/edit`: writing one language of a document. Every save is a revision.

#include <nlohmann/json.hpp>

#include "content/compare/diff.h"
#include "engine/base/text.h"
#include "engine/desk/components/document.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/components/terms.h"
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/draft_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/writing.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/document.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using components::Mistake;
using content::Draft;
using portal::html::Attr;
using portal::html::Safe;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

std::string path_of(const Draft& draft) {
  return "/desk/documents/" + draft.id.value + "/" + draft.locale.value;
}

struct EditPage {
  Draft draft;
  bool corrects = false;
  std::vector<Mistake> mistakes{};
  std::optional<content::Version> preview{};  ///< The words with their parts.
  content::ChangeKind kind = content::ChangeKind::Correction;
  std::string note{};
  int status = 200;
};

std::string error_of(const EditPage& view, std::string_view field) {
  for (const Mistake& mistake : view.mistakes)
    if (mistake.field == field) return mistake.text;
  return {};
}

void hidden_fields(Writer& w, const Draft& draft) {
  components::hidden(w, "revision", std::to_string(draft.revision));
  components::hidden(w, "based_on", std::to_string(draft.based_on));
  components::hidden(w, "translates", draft.translates.value);
  components::hidden(w, "translates_version", std::to_string(draft.translates_version));
}

void word_fields(Writer& w, const Visit& visit, const EditPage& view) {
  const Draft& draft = view.draft;
  Field title{.name = "title", .label = visit.t("Title"), .value = draft.title, .error = error_of(view, "title")};
  title.max_length = 200;
  title.lang = draft.locale.value;
  components::field(w, title);
  Field summary{.name = "summary", .label = visit.t("Summary"), .value = draft.summary};
  summary.error = error_of(view, "summary");
  summary.rows = 3;
  summary.lang = draft.locale.value;
  components::field(w, summary);
  Field body{.name = "body", .label = visit.t("Text"), .value = draft.body, .error = error_of(view, "body")};
  body.hint = visit.t("An empty line begins a paragraph; ## a heading, **bold**, [words](https://address) a link.");
  body.rows = 24;
  body.lang = draft.locale.value;
  components::field(w, body);
  components::Choice origin{.name = "provenance", .label = visit.t("Origin")};
  for (const auto one :
       {content::Provenance::Human, content::Provenance::Machine, content::Provenance::MachineReviewed})
    origin.options.push_back({.value = std::to_string(static_cast<int>(one)),
                              .label = provenance_label(visit.tongue, one),
                              .chosen = draft.provenance == one});
  components::select(w, origin);
}

void change_fields(Writer& w, const Visit& visit, const EditPage& view) {
  if (!view.corrects) return;
  components::Choice kind{.name = "kind", .label = visit.t("Kind of change")};
  for (const auto one : {content::ChangeKind::Correction, content::ChangeKind::Update, content::ChangeKind::Minor})
    kind.options.push_back({.value = std::to_string(static_cast<int>(one)),
                            .label = change_label(visit.tongue, one),
                            .chosen = view.kind == one});
  components::select(w, kind);
  Field note{.name = "note", .label = visit.t("Note for readers"), .value = view.note, .error = error_of(view, "note")};
  note.hint = visit.t("What readers are told of this change, in the language of the text.");
  note.rows = 2;
  components::field(w, note);
}

void actions(Writer& w, const Visit& visit) {
  const auto button = [&](portal::html::Literal value, const std::string& label, portal::html::Literal style) {
    w << "<button class=\"" << style << "\" type=\"submit\" name=\"do\" value=\"" << value << "\">" << Text{label}
      << "</button>";
  };
  w << "<p class=\"actions\">";
  button("save", visit.t("Save"), "button");
  button("preview", visit.t("Preview"), "button quiet");
  button("submit", visit.t("Hand in"), "button");
  button("wishes", visit.t("Hand in and ask somebody …"), "button quiet");
  w << "</p><p class=\"hint\" id=\"saved\" role=\"status\"></p>";
}

/// The source of a translation, to be read beside the fields.
void source_text(Writer& w, const Visit& visit, const Draft& draft) {
  if (draft.translates.empty()) return;
  const auto edition = visit.snapshot->edition(draft.id, draft.translates);
  if (!edition) return;
  const auto source = visit.snapshot->version(draft.id, draft.translates, edition->latest);
  if (!source) return;
  w << "<section class=\"reading\" lang=\"" << Attr{source->locale.value} << "\" dir=\"auto\"><h2>"
    << Text{source->title} << "</h2><p class=\"lead\">" << Text{source->summary} << "</p><p class=\"words\">"
    << Text{source->body} << "</p></section>";
  components::terms_beside(w, visit, *source, draft.locale);
}

/// The way to a translator's tool and back.
void translator_part(Writer& w, const Visit& visit, const Draft& draft) {
  if (draft.translates.empty()) return;
  const std::string path = path_of(draft) + "/xliff";
  w << "<details class=\"decision\"><summary>" << Text{visit.t("With a translation tool")} << "</summary><p><a href=\""
    << Url{path + "?from=" + draft.translates.value} << "\" download>" << Text{visit.t("Take the source as XLIFF 2.1")}
    << "</a></p>";
  components::begin_form(w, path, visit.csrf(), true);
  components::hidden(w, "from", draft.translates.value);
  Field file{.name = "file", .label = visit.t("The file that came back")};
  file.type = "file";
  file.hint = visit.t("Its words become the newest revision; what is written here now stays among the earlier ones.");
  file.required = true;
  components::field(w, file);
  components::submit(w, visit.t("Bring it in"));
  components::end_form(w);
  w << "</details>";
}

http::Response show(const Visit& visit, const EditPage& view) {
  const Draft& draft = view.draft;
  Page page;
  page.title = draft.title.empty() ? visit.t("New text") : draft.title;
  page.wide = true;
  page.status = view.status;
  const auto document = visit.snapshot->document(draft.id);
  return render(visit, page, [&](Writer& w) {
    w << "<p><a href=\"" << Url{"/desk/documents/" + draft.id.value} << "\">"
      << Text{visit.t("All languages of this document")} << "</a> · <a href=\"" << Url{path_of(draft) + "/revisions"}
      << "\">" << Text{visit.t("Earlier revisions")} << "</a></p><h1>"
      << Text{visit.t("Write in {language}", {{"language", language_label(visit, draft.locale)}})} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Saved."));
    components::mistakes(w, visit.tongue, view.mistakes);
    if (view.preview && document) {
      w << "<section><h2>" << Text{visit.t("As readers will see it")} << "</h2>";
      components::reading_text(w, visit, *document, *view.preview);
      w << "</section>";
    }
    w << "<div class=\"writing\">";
    source_text(w, visit, draft);
    w << "<form method=\"post\" action=\"" << Url{path_of(draft) + "/edit"} << "\" data-autosave data-saved=\""
      << Attr{visit.t("Saved at {time}")} << "\" data-conflict=\""
      << Attr{visit.t("Somebody else saved this text. Save, and you will see both.")} << "\" data-unsaved=\""
      << Attr{visit.t("Not saved just now. Your words are still on this page.")} << "\">";
    components::hidden(w, "csrf", visit.csrf());
    hidden_fields(w, draft);
    word_fields(w, visit, view);
    change_fields(w, visit, view);
    actions(w, visit);
    components::end_form(w);
    w << "</div>";
    translator_part(w, visit, draft);
  });
}

/// Somebody saved between: both texts, and the choice to put one's own in its place.
Result<http::Response> conflict_page(const Visit& visit, const Draft& own) {
  const auto now = SEN_TRY(visit.context.parts.store.snapshot());
  const auto stored = now->draft(own.id, own.locale);
  Draft mine = own;
  if (stored) mine.revision = stored->revision;
  if (const auto edition = now->edition(own.id, own.locale)) mine.based_on = edition->latest;
  Page page;
  page.title = visit.t("Somebody was faster");
  page.status = 409;
  page.wide = true;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    if (stored) {
      w << "<p class=\"lead\">"
        << Text{visit.t("{person} saved this text while you were writing. Nothing is lost: both are here.",
                        {{"person", person_label(visit, stored->account)}})}
        << "</p><h2>" << Text{visit.t("From theirs to yours")} << "</h2><div class=\"diff\">"
        << Safe{compare::to_html(compare::diff(stored->title + "\n\n" + stored->body, own.title + "\n\n" + own.body,
                                               compare::Form::Markdown))}
        << "</div>";
    }
    components::begin_form(w, path_of(own) + "/edit", visit.csrf());
    hidden_fields(w, mine);
    EditPage view{.draft = mine};
    word_fields(w, visit, view);
    w << "<p class=\"actions\"><button class=\"button\" type=\"submit\" name=\"do\" value=\"save\">"
      << Text{visit.t("Save mine over theirs")} << "</button><a class=\"button quiet\" href=\""
      << Url{path_of(own) + "/edit"} << "\">" << Text{visit.t("Go on with theirs")} << "</a></p>";
    components::end_form(w);
  });
}

bool wants_json(const Visit& visit) {
  return visit.request.header("Accept").value_or("").starts_with("application/json");
}

http::Response json_answer(int status, const nlohmann::json& body) {
  return http::make_response(status, "application/json", body.dump() + "\n");
}

Result<http::Response> preview(const Visit& visit, EditPage view) {
  const content::Document document = SEN_TRY(visit.snapshot->document(view.draft.id));
  const auto rendered = visit.context.parts.render(document, view.draft.body);
  if (!rendered) {
    view.mistakes.push_back(explain_writing(visit.tongue, rendered.error().within("body")));
    view.status = 400;
    return show(visit, view);
  }
  content::Version version;
  version.locale = view.draft.locale;
  version.title = view.draft.title;
  version.summary = view.draft.summary;
  version.parts = rendered->parts;
  view.preview = std::move(version);
  return show(visit, view);
}

Result<http::Response> hand_in(const Visit& visit, EditPage view) {
  workflow::Submission submission;
  submission.id = view.draft.id;
  submission.locale = view.draft.locale;
  submission.revision = view.draft.revision;
  submission.kind = view.kind;
  submission.note = view.note;
  workflow::Workflow& work = visit.context.parts.workflow;
  const auto done =
      view.corrects ? work.correct(visit.person->actor, submission) : work.submit(visit.person->actor, submission);
  if (done) return see_other(path_of(view.draft) + "?done=submit");
  if (done.error().code() == ErrorCode::Conflict) return conflict_page(visit, view.draft);
  if (done.error().code() != ErrorCode::InvalidInput && done.error().code() != ErrorCode::TooLarge) return done.error();
  view.mistakes.push_back(explain_writing(visit.tongue, done.error()));
  view.status = 400;
  return show(visit, view);
}

Result<http::Response> edit(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  const workflow::Offers offers = SEN_TRY(views::offers_of(visit, id, locale));
  if (!offers.write) return Error(ErrorCode::PermissionDenied, "the person may not write this");
  return show(visit, {.draft = SEN_TRY(begin_draft(visit, id, locale)), .corrects = offers.corrects});
}

Result<http::Response> take(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  const workflow::Offers offers = SEN_TRY(views::offers_of(visit, id, locale));
  EditPage view{.draft = read_draft(visit, id, locale), .corrects = offers.corrects};
  const std::uint32_t kind = number_of(visit.form.value("kind"));
  if (kind >= 1 && kind <= 3) view.kind = static_cast<content::ChangeKind>(kind);
  if (!offers.corrects) view.kind = content::ChangeKind::Update;
  view.note = trim(visit.form.value("note"));
  const std::string_view action = visit.form.value("do");
  if (action == "preview") return preview(visit, std::move(view));

  Draft next = view.draft;
  next.revision += 1;
  auto saved = visit.context.parts.workflow.save_draft(visit.person->actor, next);
  if (!saved) {
    const ErrorCode code = saved.error().code();
    if (code == ErrorCode::Conflict)
      return wants_json(visit) ? json_answer(409, {{"conflict", true}}) : conflict_page(visit, view.draft);
    if (code != ErrorCode::InvalidInput && code != ErrorCode::TooLarge) return saved.error();
    view.mistakes.push_back(explain_writing(visit.tongue, saved.error()));
    view.status = 400;
    return wants_json(visit) ? json_answer(400, {{"error", view.mistakes.back().text}}) : show(visit, view);
  }
  if (wants_json(visit))
    return json_answer(200, {{"revision", saved->revision}, {"saved", visit.tongue.format.date_time(saved->saved)}});
  view.draft.revision = saved->revision;
  if (action == "submit") return hand_in(visit, std::move(view));
  if (action == "wishes") return see_other(path_of(view.draft) + "/hand-in");
  return see_other(path_of(view.draft) + "/edit?done=save");
}

}  // namespace

void add_edit_routes(Guard& guard) {
  constexpr std::size_t kMostForm = std::size_t{2} * 1024 * 1024;
  FormLimits limits;
  limits.memory_bytes = kMostForm;
  limits.field_bytes = std::size_t{512} * 1024;
  guard.get("/desk/documents/{id}/{language}/edit", Access::signed_in(), edit);
  guard.post("/desk/documents/{id}/{language}/edit", Access::signed_in(), take, limits);
}

}  // namespace sen::desk::pages
