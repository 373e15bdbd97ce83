// What was wrong: the list of it, and what a version changed.
#include "engine/portal/components/icons.h"
#include "engine/portal/components/layout.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/components/parts.h"

namespace sen::portal::components {
namespace {

using compare::Fate;
using html::Attr;
using html::Text;
using html::Url;
using html::Writer;

void row(Writer& w, const views::CorrectionRow& view) {
  w << "<li class=\"told\"><p class=\"meta\"><span class=\"tag " << Attr{view.tone} << "\">" << Text{view.kind}
    << "</span> ";
  time(w, view.at);
  w << "</p><h2><a href=\"" << Url{view.href} << "\">";
  words(w, view.title);
  w << "</a></h2><p>";
  words(w, view.note);
  w << "</p><p class=\"meta\">";
  badge(w, view.organisation);
  if (!view.language.empty()) w << " <span>" << Text{view.language} << "</span>";
  if (!view.changes.href.empty())
    w << " <a href=\"" << Url{view.changes.href} << "\">" << Text{view.changes.text} << "</a>";
  w << "</p></li>";
}

/// One run; what browsers show by a line is also said, because few screen readers announce `<ins>` and `<del>`.
void run(Writer& w, const compare::Run& run, const Tongue& tongue) {
  switch (run.fate) {
    case Fate::Same:
      w << Text{run.text};
      break;
    case Fate::Deleted:
      w << "<del><span class=\"vh\">" << Text{tongue.t("Taken out:")} << " </span>" << Text{run.text} << "</del>";
      break;
    case Fate::Inserted:
      w << "<ins><span class=\"vh\">" << Text{tongue.t("Put in:")} << " </span>" << Text{run.text} << "</ins>";
      break;
  }
}

void compared(Writer& w, const compare::Diff& diff, const Tongue& tongue) {
  for (const compare::Paragraph& paragraph : diff.paragraphs) {
    w << "<p dir=\"auto\">";
    for (const compare::Run& one : paragraph.runs) run(w, one, tongue);
    w << "</p>";
  }
}

void part(Writer& w, const compare::Diff& diff, html::Literal begin, const Tongue& tongue) {
  if (diff.paragraphs.empty()) return;
  w << begin;
  compared(w, diff, tongue);
  w << "</div>";
}

}  // namespace

std::string render(const views::Corrections& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    w << "<div class=\"heading\"><h1>" << Text{view.title} << "</h1><p class=\"standfirst\">" << Text{view.summary}
      << "</p></div><div class=\"toolbar\"><a class=\"feed\" href=\"" << Url{view.feed.href} << "\">";
    icon(w, Icon::Feed);
    w << Text{view.feed.text} << "</a></div>";
    if (view.rows.empty()) {
      w << "<p class=\"empty\">" << Text{view.empty} << "</p>";
    } else {
      w << "<ol class=\"rows\">";
      for (const views::CorrectionRow& one : view.rows) row(w, one);
      w << "</ol>";
    }
    pagination(w, view.pagination, tongue);
  });
}

std::string render(const views::Changes& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    w << "<div class=\"heading\"><h1>" << Text{view.title} << "</h1><p class=\"standfirst\">" << Text{view.summary}
      << "</p></div>";
    if (!view.note.title.empty()) note(w, view.note);
    if (!view.same.empty()) w << "<p class=\"empty\">" << Text{view.same} << "</p>";
    w << "<div class=\"compared\"";
    language_of(w, view.language);
    w << ">";
    part(w, view.heading, "<div class=\"compared-title\">", tongue);
    part(w, view.standfirst, "<div class=\"standfirst\">", tongue);
    part(w, view.body, "<div class=\"compared-body\">", tongue);
    w << "</div><ul class=\"links\">";
    for (const views::Link* link : {&view.before, &view.after})
      w << "<li><a href=\"" << Url{link->href} << "\">" << Text{link->text} << "</a></li>";
    w << "</ul>";
  });
}

}  // namespace sen::portal::components
