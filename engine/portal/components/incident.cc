#include "engine/portal/components/layout.h"
#include "engine/portal/components/parts.h"
#include "engine/portal/components/press.h"

namespace sen::portal::components {
namespace {

using html::Attr;
using html::Safe;
using html::Text;
using html::Url;
using html::Writer;

void prose(Writer& w, const views::Words& language, const std::vector<views::BodyPart>& parts, const Tongue& tongue) {
  if (parts.empty()) return;
  w << "<div class=\"prose\"";
  language_of(w, language);
  w << ">";
  for (const views::BodyPart& part : parts) {
    if (const auto* text = std::get_if<views::BodyHtml>(&part)) w << Safe{text->html};
    if (const auto* shown = std::get_if<views::Picture>(&part)) figure(w, *shown);
    if (const auto* drawn = std::get_if<views::Chart>(&part)) chart(w, *drawn, tongue);
  }
  w << "</div>";
}

void clock_line(Writer& w, const std::string& label, const views::Time& at) {
  if (at.text.empty()) return;
  w << "<div><dt>" << Text{label} << "</dt><dd>";
  time(w, at);
  w << "</dd></div>";
}

void clock(Writer& w, const views::Incident& view, const Tongue& tongue) {
  w << "<dl class=\"facts\">";
  clock_line(w, tongue.t("Last updated"), view.updated);
  clock_line(w, tongue.tc("incident", "Opened"), view.opened);
  clock_line(w, tongue.tc("incident", "Closed"), view.closed);
  w << "</dl>";
  if (!view.promise.empty()) w << "<p class=\"remark\">" << Text{view.promise} << "</p>";
}

void entry(Writer& w, const views::IncidentEntry& entry, const Tongue& tongue) {
  w << "<li class=\"entry\" id=\"" << Attr{entry.anchor} << "\"><article><p class=\"meta\">";
  time(w, entry.when);
  if (!entry.standing.empty())
    w << "<span class=\"tag " << (entry.certain ? html::Literal("plain") : html::Literal("press")) << "\">"
      << Text{entry.standing} << "</span>";
  w << "</p><h3";
  language_of(w, entry.title);
  w << ">" << Text{entry.title.text} << "</h3>";
  for (const views::Note& one : entry.notes) note(w, one);
  prose(w, entry.language, entry.body, tongue);
  w << "<p class=\"meta\"><a href=\"#" << Attr{entry.anchor} << "\">" << Text{tongue.t("Link to this entry")}
    << "</a><a href=\"" << Url{entry.permanent.href} << "\"><bdi class=\"code\">" << Text{entry.permanent.text}
    << "</bdi></a></p>";
  if (!entry.history.empty()) {
    w << "<details class=\"more\"><summary>" << Text{tongue.t("Changes to this entry")} << "</summary><ol>";
    for (const views::Note& version : entry.history) {
      w << "<li><strong>" << Text{version.title} << "</strong> ";
      words(w, version.text);
      if (!version.link.href.empty())
        w << " <a href=\"" << Url{version.link.href} << "\">" << Text{version.link.text} << "</a>";
      w << "</li>";
    }
    w << "</ol></details>";
  }
  w << "</article></li>";
}

void head(Writer& w, const views::Incident& view) {
  const views::Document& page = view.page;
  w << "<p class=\"kicker\"><span class=\"tag press\">" << Text{page.type} << "</span> <span class=\"tag "
    << (view.open ? html::Literal("check") : html::Literal("plain")) << "\">" << Text{view.state} << "</span></p><h1";
  language_of(w, page.title);
  w << ">" << Text{page.title.text} << "</h1>";
  if (!page.summary.text.empty()) {
    w << "<p class=\"standfirst\"";
    language_of(w, page.summary);
    w << ">" << Text{page.summary.text} << "</p>";
  }
  w << "<div class=\"byline\">";
  badge(w, page.organisation);
  w << "</div>";
}

void side(Writer& w, const views::Incident& view, const Tongue& tongue) {
  w << "<div class=\"side\"><section class=\"box\"><h2>" << Text{tongue.t("Follow")} << "</h2>";
  link_list(w, view.feeds);
  w << "<p>" << Text{tongue.t("Permanent address:")} << " <a href=\"" << Url{view.page.permanent.href}
    << "\"><bdi class=\"code\">" << Text{view.page.permanent.text} << "</bdi></a></p></section>";
  if (!view.contacts.empty()) {
    w << "<section class=\"box\"><h2>" << Text{tongue.t("Spokespersons and contacts")} << "</h2>";
    contacts(w, view.contacts);
    w << "</section>";
  }
  w << "<section class=\"box\"><h2>" << Text{tongue.t("Source and reuse")} << "</h2><p>" << Text{view.page.provenance}
    << "</p></section></div>";
}

}  // namespace

std::string render(const views::Incident& view, const Tongue& tongue) {
  return page(view.page.frame, tongue, [&](Writer& w) {
    crumbs(w, view.page.crumbs, tongue);
    w << "<div class=\"document\"><div>";
    head(w, view);
    clock(w, view, tongue);
    for (const views::Note& one : view.page.notes) note(w, one);
    prose(w, view.page.body_language, view.page.body, tongue);
    w << "<section class=\"block\"><div class=\"block-head\"><h2>" << Text{tongue.tc("incident", "Entries")}
      << "</h2><span class=\"remark\">" << Text{view.count} << "</span></div>";
    if (view.entries.empty()) w << "<p class=\"empty\">" << Text{view.empty} << "</p>";
    if (!view.entries.empty()) {
      w << "<ol class=\"entries\">";
      for (const views::IncidentEntry& one : view.entries) entry(w, one, tongue);
      w << "</ol>";
    }
    pagination(w, view.pagination, tongue);
    w << "</section></div>";
    side(w, view, tongue);
    w << "</div>";
  });
}

}  // namespace sen::portal::components
