#include "engine/desk/components/terms.h"

#include "content/compare/terms.h"
#include "engine/desk/components/form.h"
#include "engine/desk/review_words.h"
#include "engine/desk/termbase.h"
#include "engine/desk/translation_words.h"

namespace sen::desk::components {
namespace {

using content::Term;
using content::TermEntry;
using content::TermStatus;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

constexpr std::size_t kSpareRows = 3;

void word(Writer& w, const Visit& visit, const Term& term) {
  const bool forbidden = term.status == TermStatus::Forbidden;
  if (forbidden) w << "<del>";
  w << "<span lang=\"" << Attr{term.locale.value} << "\" dir=\"auto\">" << Text{term.text} << "</span>";
  if (forbidden) w << "</del>";
  if (term.status != TermStatus::Preferred)
    w << " <span class=\"tag\">" << Text{term_status_label(visit.tongue, term.status)} << "</span>";
}

Choice language_choice(const Visit& visit, std::string name, const content::Locale& chosen) {
  Choice choice{.name = std::move(name), .label = visit.t("Language")};
  for (const content::Locale& locale : visit.context.parts.site.languages)
    choice.options.push_back(
        {.value = locale.value, .label = language_label(visit, locale), .chosen = locale == chosen});
  return choice;
}

void term_row(Writer& w, const Visit& visit, std::size_t at, const Term& term) {
  const std::string number = std::to_string(at);
  w << "<fieldset class=\"term\"><legend>" << Text{visit.t("Word {n}", {{"n", visit.tongue.format.number(at + 1)}})}
    << "</legend>";
  select(w, language_choice(visit, "language-" + number, term.locale));
  Field text{.name = "term-" + number, .label = visit.t("Word"), .value = term.text};
  text.max_length = 200;
  text.lang = term.locale.value;
  field(w, text);
  Choice status{.name = "status-" + number, .label = visit.t("Use")};
  for (const auto one : {TermStatus::Preferred, TermStatus::Admitted, TermStatus::Forbidden})
    status.options.push_back({.value = std::to_string(static_cast<int>(one)),
                              .label = term_status_label(visit.tongue, one),
                              .chosen = one == term.status});
  select(w, status);
  Field note{.name = "note-" + number, .label = visit.t("Note"), .value = term.note};
  note.max_length = 500;
  field(w, note);
  w << "</fieldset>";
}

}  // namespace

void term_table(Writer& w, const Visit& visit, const std::vector<TermEntry>& entries, bool linked) {
  w << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""
    << Attr{linked ? visit.t("Termbase") : visit.t("Names of the vocabulary")}
    << "\"><table><thead><tr><th scope=\"col\">" << Text{visit.t("Number")} << "</th><th scope=\"col\">"
    << Text{visit.t("Words")} << "</th><th scope=\"col\">" << Text{visit.t("Subject")} << "</th></tr></thead><tbody>";
  for (const TermEntry& entry : entries) {
    w << "<tr><th scope=\"row\">";
    if (linked)
      w << "<a href=\"" << Url{"/desk/terms/" + entry.id.value} << "\">" << Text{entry.id.value} << "</a>";
    else
      w << Text{entry.id.value};
    if (entry.locked) w << " <span class=\"tag warn\">" << Text{visit.t("locked")} << "</span>";
    w << "</th><td><ul class=\"words\">";
    for (const Term& term : entry.terms) {
      w << "<li>" << Text{language_label(visit, term.locale)} << ": ";
      word(w, visit, term);
      w << "</li>";
    }
    w << "</ul></td><td>" << Text{entry.subject} << "</td></tr>";
  }
  w << "</tbody></table></div>";
}

void terms_beside(Writer& w, const Visit& visit, const content::Version& source, const content::Locale& to) {
  auto entries = visit.snapshot->terms();
  if (!entries) return;
  for (TermEntry& entry : vocabulary_terms(visit.context.parts.vocabulary)) entries->push_back(std::move(entry));
  const std::string words = source.title + "\n" + source.summary + "\n" + source.body;
  const std::vector<compare::TermHit> hits = compare::find_terms(words, source.locale, to, *entries);
  if (hits.empty()) return;
  w << "<section class=\"terms\"><h2>" << Text{visit.t("Terms of the source")} << "</h2><dl>";
  for (const compare::TermHit& hit : hits) {
    w << "<dt lang=\"" << Attr{source.locale.value} << "\" dir=\"auto\">" << Text{hit.term->text};
    if (hit.entry->locked) w << " <span class=\"tag warn\">" << Text{visit.t("locked")} << "</span>";
    w << "</dt>";
    for (const auto* list : {&hit.wanted, &hit.forbidden})
      for (const Term* term : *list) {
        w << "<dd>";
        word(w, visit, *term);
        if (!term->note.empty()) w << " – <small dir=\"auto\">" << Text{term->note} << "</small>";
        w << "</dd>";
      }
  }
  w << "</dl></section>";
}

void term_fields(Writer& w, const Visit& visit, const TermEntry& entry) {
  Field subject{.name = "subject", .label = visit.t("Subject"), .value = entry.subject};
  subject.max_length = 200;
  field(w, subject);
  Field note{.name = "note", .label = visit.t("Note on the entry"), .value = entry.note};
  note.rows = 2;
  note.max_length = 2000;
  field(w, note);
  checkboxes(w, {.name = "locked",
                 .label = visit.t("Lock"),
                 .options = {{.value = "yes",
                              .label = visit.t("A translation that says it otherwise waits for a language reviewer"),
                              .chosen = entry.locked}}});
  std::size_t at = 0;
  for (const Term& term : entry.terms) term_row(w, visit, at++, term);
  for (std::size_t spare = 0; spare < kSpareRows; ++spare)
    term_row(w, visit, at++, Term{visit.tongue.locale, {}, TermStatus::Preferred, {}});
  std::size_t number = 0;
  const auto definition = [&](const content::Locale& locale, const std::string& text) {
    const std::string suffix = std::to_string(number++);
    w << "<fieldset class=\"term\"><legend>" << Text{visit.t("Definition")} << "</legend>";
    select(w, language_choice(visit, "definition-language-" + suffix, locale));
    Field words{.name = "definition-" + suffix, .label = visit.t("Definition"), .value = text};
    words.rows = 2;
    words.max_length = 2000;
    words.lang = locale.value;
    field(w, words);
    w << "</fieldset>";
  };
  for (const auto& [locale, text] : entry.definitions) definition(locale, text);
  definition(visit.tongue.locale, {});
}

}  // namespace sen::desk::components
