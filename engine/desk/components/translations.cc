#include "engine/desk/components/translations.h"

#include <algorithm>

#include "engine/desk/components/document.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/review_words.h"
#include "engine/desk/translation_words.h"

namespace sen::desk::components {
namespace {

using content::RequestState;
using content::TranslationRequest;
using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using views::MatrixCell;

void tag(Writer& w, std::string_view words, Literal tone = "") {
  w << " <span class=\"tag " << tone << "\">" << Text{words} << "</span>";
}

void row(Writer& w, const Visit& visit, const views::Matrix& matrix, const views::MatrixRow& row) {
  const std::string check = "document-" + row.id.value;
  const std::string title = row.title.empty() ? visit.t("Without a title") : row.title;
  w << "<tr><td class=\"pick\"><input type=\"checkbox\" name=\"document[]\" value=\"" << Attr{row.id.value}
    << "\" id=\"" << Attr{check} << "\" aria-label=\"" << Attr{visit.t("Choose “{title}”", {{"title", title}})}
    << "\"></td><th scope=\"row\"><a href=\"" << Url{"/desk/documents/" + row.id.value} << "\" lang=\""
    << Attr{row.title_language.value} << "\" dir=\"auto\">" << Text{title} << "</a><br><small>"
    << Text{row.organisation} << " · " << Text{row.type} << " · ";
  time(w, visit.tongue, row.date);
  w << "</small></th>";
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    const MatrixCell& cell = row.cells[at];
    const std::string language = language_label(visit, matrix.languages[at]);
    const std::string path = "/desk/documents/" + row.id.value + "/" + cell.locale.value;
    w << "<td data-label=\"" << Attr{language} << "\">";
    if (cell.edition)
      w << "<a href=\"" << Url{path} << "\" aria-label=\"" << Attr{visit.t("Look")} << " – " << Attr{title} << " – "
        << Attr{language} << "\">" << Text{visit.t("Look")} << "</a> ";
    matrix_cell(w, visit, cell);
    w << "</td>";
  }
  w << "</tr>";
}

void answer_form(Writer& w, const Visit& visit, const TranslationRequest& request, RequestState answer,
                 const std::string& label, bool needs_reason) {
  const std::string path = "/desk/documents/" + request.id.value + "/" + request.locale.value + "/request/answer";
  const std::string number = std::to_string(static_cast<int>(answer));
  if (needs_reason) w << "<details class=\"decision\"><summary>" << Text{label} << "</summary>";
  begin_form(w, path, visit.csrf());
  hidden(w, "answer", number);
  if (needs_reason) {
    Field reason{.name = "reason-" + number, .label = visit.t("Reason")};
    reason.rows = 2;
    reason.required = true;
    reason.max_length = 1000;
    field(w, reason);
  }
  submit(w, label);
  end_form(w);
  if (needs_reason) w << "</details>";
}

bool is_translator(const Visit& visit, const TranslationRequest& request, const identity::Resource& resource) {
  const bool is_another = !request.translator.empty() && request.translator != visit.person->account.name;
  return !is_another && visit.may(identity::Action::TranslationSubmit, resource);
}

void answers(Writer& w, const Visit& visit, const TranslationRequest& request) {
  identity::Resource resource;
  resource.organisation = visit.directory.successor(request.organisation);
  resource.language = request.locale;
  const bool waits = request.state == RequestState::Open || request.state == RequestState::Accepted;
  w << "<div class=\"decide-row\">";
  if (is_translator(visit, request, resource) && waits) {
    if (request.state == RequestState::Open)
      answer_form(w, visit, request, RequestState::Accepted, visit.t("Take it on"), false);
    else
      answer_form(w, visit, request, RequestState::Open, visit.t("Give it back"), false);
    answer_form(w, visit, request, RequestState::Declined, visit.t("Decline"), true);
  }
  if (visit.may(identity::Action::TranslationRequest, resource)) {
    if (waits && !request.agency.empty())
      answer_form(w, visit, request, RequestState::HandedIn, visit.t("It came back from outside"), false);
    answer_form(w, visit, request, RequestState::Done, visit.t("It is done"), false);
    answer_form(w, visit, request, RequestState::Cancelled, visit.t("Cancel the request"), true);
  }
  w << "</div>";
}

}  // namespace

void matrix_cell(Writer& w, const Visit& visit, const MatrixCell& cell) {
  if (cell.edition) {
    const content::EditionStatus& edition = *cell.edition;
    state_tag(w, visit.tongue, edition.state);
    if (edition.review != edition.state) state_tag(w, visit.tongue, edition.review);
    if (edition.provenance == content::Provenance::Machine) tag(w, visit.t("machine"), "warn");
    if (edition.provenance == content::Provenance::MachineReviewed) tag(w, visit.t("machine, checked"));
    if (cell.behind > 0) {
      tag(w, visit.tongue.tn("{n} version behind", "{n} versions behind", cell.behind), "bad");
      if (cell.behind_for.count() > 0)
        tag(w, visit.tongue.tn("source changed {n} day later", "source changed {n} days later",
                               static_cast<std::uint64_t>(cell.behind_for.count())));
    }
  } else if (!cell.writing && !cell.request) {
    w << "<span class=\"hint\">" << Text{visit.t("missing")} << "</span>";
  }
  if (cell.writing) tag(w, visit.t("being written"));
  if (!cell.request) return;
  tag(w, request_label(visit.tongue, cell.request->state));
  if (cell.request->due) {
    w << " <small>" << Text{visit.t("Due:")} << " ";
    time(w, visit.tongue, *cell.request->due);
    w << "</small>";
  }
  if (cell.late) tag(w, visit.t("overdue"), "bad");
  if (cell.source_changed) tag(w, visit.t("source changed since"), "warn");
}

void matrix(Writer& w, const Visit& visit, const views::Matrix& matrix) {
  w << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""
    << Attr{visit.t("Documents and their languages")}
    << "\"><table class=\"translations row-cards\"><thead><tr><td></td><th "
    << "scope=\"col\">" << Text{visit.t("Document")} << "</th>";
  for (const content::Locale& locale : matrix.languages)
    w << "<th scope=\"col\">" << Text{language_label(visit, locale)} << "</th>";
  w << "</tr></thead><tbody>";
  for (const views::MatrixRow& one : matrix.rows) row(w, visit, matrix, one);
  w << "</tbody></table></div>";
}

void request_fields(Writer& w, const Visit& visit, const content::Locale& locale) {
  Field due{.name = "due", .label = visit.t("Due, day and hour in Viet Nam")};
  due.type = "datetime-local";
  field(w, due);
  Choice priority{.name = "priority", .label = visit.t("Priority")};
  for (const auto one : {content::Priority::Normal, content::Priority::High, content::Priority::Urgent})
    priority.options.push_back(
        {.value = std::to_string(static_cast<int>(one)), .label = priority_label(visit.tongue, one)});
  select(w, priority);
  Choice translator{.name = "translator", .label = visit.t("Translator")};
  translator.options.push_back({.value = {}, .label = visit.t("Whoever translates into the language")});
  if (const auto accounts = visit.snapshot->accounts())
    for (const content::Account& account : *accounts) {
      const bool translates = std::any_of(account.grants.begin(), account.grants.end(), [](const auto& grant) {
        return grant.role == content::DeskRole::Translator;
      });
      const bool has_language = locale.empty() ? !account.languages.empty()
                                               : std::find(account.languages.begin(), account.languages.end(),
                                                           locale) != account.languages.end();
      const bool is_colleague = account.sandbox == visit.person->account.sandbox;
      if (account.active && is_colleague && translates && has_language)
        translator.options.push_back({.value = account.name.value, .label = person_label(visit, account.name)});
    }
  select(w, translator);
  Field agency{.name = "agency", .label = visit.t("Agency or translator outside")};
  agency.hint = visit.t("Leave it empty if somebody with an account translates. Take the text out as XLIFF.");
  agency.max_length = 200;
  field(w, agency);
  Field note{.name = "note", .label = visit.t("Note for the translator")};
  note.rows = 2;
  note.max_length = 1000;
  field(w, note);
}

void request(Writer& w, const Visit& visit, const TranslationRequest& request) {
  w << "<section><h2 id=\"request\">" << Text{visit.t("Request for translation")} << "</h2><p class=\"tags\">";
  tag(w, language_label(visit, request.locale));
  tag(w, request_label(visit.tongue, request.state));
  tag(w, priority_label(visit.tongue, request.priority),
      request.priority == content::Priority::Normal ? Literal("") : Literal("warn"));
  const Timestamp now = visit.context.parts.clock.now();
  if (content::is_open(request) && request.due && *request.due <= now) tag(w, visit.t("overdue"), "bad");
  const auto source = visit.snapshot->edition(request.id, request.source);
  if (source.has_value() && source->latest > request.source_version) tag(w, visit.t("source changed since"), "warn");
  w << "</p><p>" << Text{person_label(visit, request.asked_by)} << " · ";
  time(w, visit.tongue, request.asked);
  if (request.due) {
    w << " · " << Text{visit.t("Due:")} << " ";
    time(w, visit.tongue, *request.due);
  }
  if (!request.translator.empty()) w << " · " << Text{person_label(visit, request.translator)};
  if (!request.agency.empty()) w << " · " << Text{request.agency};
  w << "</p>";
  for (const std::string* words : {&request.note, &request.answer})
    if (!words->empty()) w << "<p class=\"words\" dir=\"auto\">" << Text{*words} << "</p>";
  if (content::is_open(request)) answers(w, visit, request);
  w << "</section>";
}

void sign_off(Writer& w, const Visit& visit, const content::Review& review) {
  const bool needed = review.needs_sign_off || review.unlabels || !review.differences.empty();
  if (!needed && !review.sign_off) return;
  w << "<section><h2 id=\"sign-off\">" << Text{visit.t("Language reviewer")} << "</h2>";
  if (review.needs_sign_off)
    w << "<p>" << Text{visit.t("Translations of this kind, or into this language, are signed off before they go out.")}
      << "</p>";
  if (review.unlabels)
    w << "<p>"
      << Text{visit.t("This text was labelled as machine translated, and now says that people wrote or checked it.")}
      << "</p>";
  if (!review.differences.empty()) {
    w << "<div class=\"warning\"><p>" << Text{visit.t("This differs from the source:")}
      << "</p><ul class=\"differing\">";
    for (const content::Difference& one : review.differences) {
      w << "<li>" << Text{difference_label(visit.tongue, one.kind)} << ": <b dir=\"auto\">" << Text{one.text}
        << "</b> – " << Text{one.in_source ? visit.t("only in the source") : visit.t("only in the translation")};
      if (!one.wanted.empty())
        w << ", " << Text{visit.t("expected:")} << " <b dir=\"auto\">" << Text{one.wanted} << "</b>";
      w << "</li>";
    }
    w << "</ul></div>";
  }
  if (review.sign_off && review.sign_off->content == review.content) {
    w << "<p><span class=\"tag good\">" << Text{visit.t("Signed off")} << "</span> "
      << Text{person_label(visit, review.sign_off->account)} << " · ";
    time(w, visit.tongue, review.sign_off->at);
    w << "</p>";
    if (!review.sign_off->reason.empty())
      w << "<p class=\"words\" dir=\"auto\">" << Text{review.sign_off->reason} << "</p>";
  } else {
    w << "<p><span class=\"tag warn\">" << Text{visit.t("It waits for a language reviewer before it can be public.")}
      << "</span></p>";
  }
  w << "</section>";
}

}  // namespace sen::desk::components
