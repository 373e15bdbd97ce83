#include "engine/desk/components/document.h"

#include <algorithm>

#include "content/compare/diff.h"
#include "content/compare/paragraphs.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/components/quotes.h"
#include "engine/desk/review_words.h"

namespace sen::desk::components {
namespace {

using content::BodyPart;
using portal::html::Attr;
using portal::html::Literal;
using portal::html::Safe;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

void in_language(Writer& w, const content::Locale& locale) {
  w << " lang=\"" << Attr{locale.value} << "\" dir=\"auto\"";
}

void figure(Writer& w, const content::Document& document, const content::Locale& locale, const std::string& file) {
  const auto use = std::find_if(document.media.begin(), document.media.end(),
                                [&](const content::MediaUse& one) { return one.file == file; });
  if (use == document.media.end()) return;
  w << "<figure><img src=\"" << Url{"/desk/documents/" + document.id.value + "/pictures/" + to_hex(use->digest)}
    << "\" loading=\"lazy\" alt=\"" << Attr{content::text_in(use->alt, locale)} << "\">";
  const std::string_view caption = content::text_in(use->caption, locale);
  w << "<figcaption>" << Text{caption};
  if (!caption.empty() && !use->credit.empty()) w << " – ";
  w << Text{use->credit} << "</figcaption></figure>";
}

void compared(Writer& w, std::string_view before, std::string_view after, compare::Form form, Literal begin,
              Literal end) {
  if (before.empty() && after.empty()) return;
  w << begin << Safe{compare::to_html(compare::diff(before, after, form))} << end;
}

ShownQuote quote_of(const Visit& visit, const content::Locale& locale, const compare::Passage& passage) {
  std::string caption = language_label(visit, locale);
  if (passage.part == compare::Passage::Part::Title) caption += ", " + visit.t("Title");
  if (passage.part == compare::Passage::Part::Summary) caption += ", " + visit.t("Summary");
  return {std::move(caption), locale.value, passage.text, passage.begin, passage.end};
}

const content::Explanation* explanation_of(const views::EditionPage& page, const compare::Difference& difference) {
  if (!page.review) return nullptr;
  const auto& all = page.review->explanations;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.difference == difference.key(); });
  return found == all.end() ? nullptr : &*found;
}

/// What one language says otherwise than the other, with both sentences and what was said about it.
void differing(Writer& w, const Visit& visit, const views::EditionPage& page) {
  w << "<ul class=\"differing\">";
  for (const compare::Difference& one : page.differing) {
    w << "<li><p><b>"
      << Text{one.source_words.empty()        ? visit.t("Only in this language")
              : one.translation_words.empty() ? visit.t("Only in the source")
                                              : visit.t("Not the same in both")}
      << "</b>";
    if (!one.expected.empty() && one.translation_words.empty())
      w << " – " << Text{visit.t("expected:")} << " " << Text{one.expected};
    w << "</p>";
    std::vector<ShownQuote> both;
    if (!one.source.text.empty()) both.push_back(quote_of(visit, page.source->locale, one.source));
    if (!one.translation.text.empty()) both.push_back(quote_of(visit, page.newest.locale, one.translation));
    quotes(w, both);
    if (const content::Explanation* said = explanation_of(page, one)) {
      w << "<p class=\"explained\"><b>" << Text{visit.t("Explained by {name}", {{"name", said->account.value}})}
        << "</b>, ";
      time(w, visit.tongue, said->at);
      w << ": " << Text{said->text} << "</p>";
    }
    w << "</li>";
  }
  w << "</ul>";
  if (page.more_differing > 0)
    w << "<p>" << Text{visit.tongue.tn("And {n} more differs.", "And {n} more differ.", page.more_differing)} << "</p>";
}

void side_by_side(Writer& w, const content::Version& source, const content::Version& own, const Visit& visit) {
  const auto left = compare::cut_paragraphs(source.body, compare::Form::Markdown);
  const auto right = compare::cut_paragraphs(own.body, compare::Form::Markdown);
  w << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" << Attr{visit.t("Side by side")}
    << "\"><table class=\"beside\"><thead><tr><th scope=\"col\">" << Text{language_label(visit, source.locale)}
    << "</th><th scope=\"col\">" << Text{language_label(visit, own.locale)} << "</th></tr></thead><tbody>";
  const auto row = [&](std::string_view one, std::string_view other) {
    w << "<tr><td";
    in_language(w, source.locale);
    w << ">" << Text{one} << "</td><td";
    in_language(w, own.locale);
    w << ">" << Text{other} << "</td></tr>";
  };
  row(source.title, own.title);
  row(source.summary, own.summary);
  for (std::size_t at = 0; at < std::max(left.size(), right.size()); ++at)
    row(at < left.size() ? left[at] : std::string_view(), at < right.size() ? right[at] : std::string_view());
  w << "</tbody></table></div>";
}

}  // namespace

void state_tag(Writer& w, const portal::Tongue& tongue, content::State state) {
  w << "<span class=\"tag " << Attr{state_tone(state)} << "\">" << Text{state_label(tongue, state)} << "</span>";
}

void reading_text(Writer& w, const Visit& visit, const content::Document& document, const content::Version& version) {
  w << "<article class=\"reading\"";
  in_language(w, version.locale);
  w << "><h3>" << Text{version.title} << "</h3>";
  if (!version.summary.empty()) w << "<p class=\"lead\">" << Text{version.summary} << "</p>";
  if (!document.image.empty()) figure(w, document, version.locale, document.image);
  for (const BodyPart& part : version.parts) {
    if (part.kind == BodyPart::Kind::Html) w << Safe{part.value};
    if (part.kind == BodyPart::Kind::Figure && part.value != document.image)
      figure(w, document, version.locale, part.value);
    if (part.kind == BodyPart::Kind::Chart)
      w << "<p class=\"hint\">" << Text{visit.t("Here stands the chart of {dataset}.", {{"dataset", part.value}})}
        << "</p>";
  }
  w << "</article>";
}

void changes(Writer& w, const Visit& visit, const content::Version& before, const content::Version& after) {
  if (before.title == after.title && before.summary == after.summary && before.body == after.body) {
    w << "<p class=\"hint\">" << Text{visit.t("Title, summary and text are the same.")} << "</p>";
    return;
  }
  w << "<div class=\"diff\"";
  in_language(w, after.locale);
  w << ">";
  compared(w, before.title, after.title, compare::Form::Text, "<div class=\"diff-title\">", "</div>");
  compared(w, before.summary, after.summary, compare::Form::Text, "<div class=\"diff-summary\">", "</div>");
  compared(w, before.body, after.body, compare::Form::Markdown, "<div>", "</div>");
  w << "</div>";
}

void against_source(Writer& w, const Visit& visit, const views::EditionPage& page) {
  if (!page.source) return;
  const content::Version& source = *page.source;
  w << "<section><h2 id=\"source\">"
    << Text{visit.t("Against the source in {language}", {{"language", language_label(visit, source.locale)}})}
    << "</h2>";
  if (page.differing.empty()) {
    w << "<p class=\"hint\">" << Text{visit.t("Figures, dates and names are the same in both.")} << "</p>";
  } else {
    w << "<div class=\"warning\">";
    differing(w, visit, page);
    w << "</div>";
  }
  if (page.source_then) {
    w << "<h3>" << Text{visit.t("The source has changed since it was translated")} << "</h3>";
    changes(w, visit, *page.source_then, source);
  }
  w << "<details><summary>" << Text{visit.t("Side by side")} << "</summary>";
  side_by_side(w, source, page.newest, visit);
  w << "</details></section>";
}

void overlaps(Writer& w, const Visit& visit, const views::EditionPage& page) {
  if (page.overlaps.empty()) return;
  w << "<section><h2 id=\"overlaps\">" << Text{visit.t("What others have published on it")}
    << "</h2><div class=\"warning\"><ul class=\"overlaps\">";
  for (const ingest::Overlap& one : page.overlaps) {
    w << "<li><a href=\"" << Url{"/" + one.locale.value + "/" + one.id.value} << "\"";
    in_language(w, one.locale);
    w << ">" << Text{one.title} << "</a> – " << Text{visit.directory.name(one.organisation, visit.tongue.locale)}
      << ": " << Text{one.is_duplicate ? visit.t("nearly the same text") : visit.t("the same matter")} << "</li>";
  }
  w << "</ul></div></section>";
}

void languages(Writer& w, const Visit& visit, const views::DocumentPage& page) {
  w << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" << Attr{visit.t("Languages")}
    << "\"><table class=\"matrix\"><thead><tr><th scope=\"col\">" << Text{visit.t("Language")}
    << "</th><th scope=\"col\">" << Text{visit.t("Title")} << "</th><th scope=\"col\">" << Text{visit.t("Public")}
    << "</th><th scope=\"col\">" << Text{visit.t("Newest version")} << "</th><th scope=\"col\">"
    << Text{visit.t("Origin")} << "</th></tr></thead><tbody>";
  for (const views::LanguageRow& row : page.languages) {
    const std::string href = "/desk/documents/" + page.document.id.value + "/" + row.locale.value;
    w << "<tr><th scope=\"row\"><a href=\"" << Url{href} << "\">" << Text{language_label(visit, row.locale)}
      << "</a></th><td";
    in_language(w, row.locale);
    w << ">" << Text{row.newest.title} << "</td><td>";
    state_tag(w, visit.tongue, row.edition.state);
    if (row.edition.live != 0) w << " " << Text{visit.t("version {n}", {{"n", std::to_string(row.edition.live)}})};
    w << "</td><td>" << Text{visit.t("version {n}", {{"n", std::to_string(row.newest.number)}})};
    if (row.review && row.review->state != row.edition.state) {
      w << " ";
      state_tag(w, visit.tongue, row.review->state);
    }
    w << "</td><td>" << Text{provenance_label(visit.tongue, row.newest.provenance)};
    if (!row.newest.translates.empty())
      w << ", " << Text{visit.t("from {language}", {{"language", language_label(visit, row.newest.translates)}})};
    if (row.stale) w << " <span class=\"tag warn\">" << Text{visit.t("Older than its source")} << "</span>";
    w << "</td></tr>";
  }
  w << "</tbody></table></div>";
}

void field_changes(Writer& w, const Visit& visit, const std::vector<views::FieldChange>& changes,
                   std::string_view before, std::string_view after) {
  w << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" << Attr{visit.t("What changes")}
    << "\"><table class=\"beside\"><thead><tr><th scope=\"col\">" << Text{visit.t("Field")} << "</th><th scope=\"col\">"
    << Text{before} << "</th><th scope=\"col\">" << Text{after} << "</th></tr></thead><tbody>";
  for (const views::FieldChange& change : changes) {
    w << "<tr><th scope=\"row\">" << Text{change.label} << "</th><td dir=\"auto\">";
    if (change.before.empty())
      w << "–";
    else
      w << "<del>" << Text{change.before} << "</del>";
    w << "</td><td dir=\"auto\">";
    if (change.after.empty())
      w << "–";
    else
      w << "<ins>" << Text{change.after} << "</ins>";
    w << "</td></tr>";
  }
  w << "</tbody></table></div>";
}

void history(Writer& w, const Visit& visit, const std::vector<views::HistoryEntry>& entries) {
  w << "<section><h2 id=\"history\">" << Text{visit.t("What happened")} << "</h2><ol class=\"history\">";
  for (const views::HistoryEntry& entry : entries) {
    w << "<li>";
    time(w, visit.tongue, entry.at);
    w << " – <b>" << Text{entry.what} << "</b> · " << Text{entry.who} << "</li>";
  }
  w << "</ol></section>";
}

}  // namespace sen::desk::components
