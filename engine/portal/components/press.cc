#include "engine/portal/components/press.h"

#include "engine/portal/components/icons.h"
#include "engine/portal/components/layout.h"
#include "engine/portal/components/parts.h"

namespace sen::portal::components {

using html::Attr;
using html::Text;
using html::Url;
using html::Writer;

namespace {

void heading(Writer& w, const std::string& title, const std::string& summary) {
  w << "<div class=\"heading\"><h1>" << Text{title} << "</h1>";
  if (!summary.empty()) w << "<p class=\"standfirst\">" << Text{summary} << "</p>";
  w << "</div>";
}

void linked_words(Writer& w, const views::Words& text, const std::string& href) {
  w << "<a href=\"" << Url{href} << "\"";
  language_of(w, text);
  w << ">" << Text{text.text} << "</a>";
}

void incidents(Writer& w, const views::PressRoom& view, const Tongue& tongue) {
  if (view.incidents.empty()) return;
  w << "<section class=\"block\">";
  block_head(w, tongue.tc("press", "Incidents"), {});
  w << "<ul class=\"press-lines\">";
  for (const views::IncidentLine& line : view.incidents) {
    w << "<li><h3>";
    linked_words(w, line.title, line.href);
    w << "</h3><p class=\"meta\"><span class=\"tag " << (line.open ? html::Literal("check") : html::Literal("plain"))
      << "\">" << Text{line.state} << "</span><span>" << Text{tongue.t("Last updated:")} << " ";
    time(w, line.updated);
    w << "</span></p></li>";
  }
  w << "</ul></section>";
}

void briefings(Writer& w, const views::PressRoom& view, const Tongue& tongue) {
  if (view.briefings.empty()) return;
  w << "<section class=\"block\">";
  block_head(w, tongue.tc("press", "Briefings"), {});
  w << "<ul class=\"press-lines\">";
  for (const views::Briefing& briefing : view.briefings) {
    w << "<li><h3>";
    linked_words(w, briefing.title, briefing.href);
    w << "</h3><p class=\"when\">";
    time(w, briefing.when);
    w << "</p><p class=\"meta\">";
    if (!briefing.venue.empty()) w << "<span><bdi>" << Text{briefing.venue} << "</bdi></span>";
    if (!briefing.spokesperson.empty()) w << "<span><bdi>" << Text{briefing.spokesperson} << "</bdi></span>";
    badge(w, briefing.organisation);
    w << "</p></li>";
  }
  w << "</ul></section>";
}

void contact(Writer& w, const views::PressContact& contact) {
  w << "<li class=\"contact\"><p class=\"contact-name\">";
  linked_words(w, contact.name, contact.href);
  w << " <span class=\"tag press\">" << Text{contact.duty} << "</span></p>";
  if (!contact.office.text.empty()) {
    w << "<p>";
    words(w, contact.office);
    w << "</p>";
  }
  badge(w, contact.organisation);
  w << "<p class=\"meta\">";
  if (!contact.languages.empty()) w << "<span>" << Text{contact.languages} << "</span>";
  if (!contact.since.empty()) w << "<span>" << Text{contact.since} << "</span>";
  for (const views::Link& way : contact.ways)
    w << "<a href=\"" << Url{way.href} << "\"><bdi>" << Text{way.text} << "</bdi></a>";
  w << "</p></li>";
}

}  // namespace

void contacts(Writer& w, const std::vector<views::ContactGroup>& groups) {
  for (const views::ContactGroup& group : groups) {
    w << "<h3 class=\"group-title\">" << Text{group.title} << "</h3><ul class=\"contacts\">";
    for (const views::PressContact& one : group.contacts) contact(w, one);
    w << "</ul>";
  }
}

void quote(Writer& w, const views::Quote& quote, const Tongue& tongue) {
  w << "<figure class=\"quote\"><blockquote";
  language_of(w, quote.language);
  w << ">";
  for (const std::string& paragraph : quote.paragraphs) w << "<p>" << Text{paragraph} << "</p>";
  w << "</blockquote><figcaption><strong>";
  words(w, quote.speaker);
  w << "</strong>";
  if (!quote.occasion.text.empty()) {
    w << "<span>";
    words(w, quote.occasion);
    w << "</span>";
  }
  w << "<span class=\"meta\">";
  time(w, quote.said);
  if (!quote.source.href.empty())
    w << "<span>" << Text{tongue.t("From:")} << " <a href=\"" << Url{quote.source.href} << "\"><bdi>"
      << Text{quote.source.text} << "</bdi></a></span>";
  w << "<span data-share data-copied=\"" << Attr{tongue.t("Copied")} << "\"><a href=\"" << Url{quote.permanent.href}
    << "\" data-copy><span>" << Text{tongue.t("Permanent link to these words")} << "</span></a></span>";
  w << "</span></figcaption></figure>";
}

std::string render(const views::PressRoom& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    heading(w, view.title, view.summary);
    if (!view.services.empty()) {
      w << "<nav aria-label=\"" << Attr{tongue.t("For journalists")} << "\">";
      chips(w, view.services);
      w << "</nav>";
    }
    incidents(w, view, tongue);
    block(w, view.statements);
    briefings(w, view, tongue);
    block(w, view.releases);
    if (!view.quotes.empty()) {
      w << "<section class=\"block\">";
      block_head(w, tongue.t("Quotes"), view.all_quotes);
      for (const views::Quote& one : view.quotes) quote(w, one, tongue);
      w << "</section>";
    }
    if (!view.contacts.empty()) {
      w << "<section class=\"block\">";
      block_head(w, tongue.t("Spokespersons and contacts"), {});
      contacts(w, view.contacts);
      w << "</section>";
    }
    w << "<section class=\"block\"><div class=\"block-head\"><h2>" << Text{view.all.title}
      << "</h2><a class=\"feed\" href=\"" << Url{view.all.feed.href} << "\">";
    icon(w, Icon::Feed);
    w << Text{view.all.feed.text} << "</a></div>";
    if (view.all.teasers.empty()) w << "<p class=\"empty\">" << Text{view.all.empty} << "</p>";
    if (!view.all.teasers.empty()) {
      w << "<ul class=\"rows\">";
      for (const views::Teaser& teaser : view.all.teasers) row(w, teaser);
      w << "</ul>";
    }
    pagination(w, view.all.pagination, tongue);
    w << "</section>";
  });
}

std::string render(const views::Quotes& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    heading(w, view.title, view.summary);
    w << "<form class=\"search\" action=\"" << Url{view.path} << "\" role=\"search\" aria-label=\""
      << Attr{tongue.t("Quotes")} << "\"><div class=\"field\"><label for=\"speaker\">" << Text{tongue.t("Speaker")}
      << "</label></div><div class=\"search-line\"><input id=\"speaker\" name=\"speaker\" type=\"search\" value=\""
      << Attr{view.speaker} << "\" maxlength=\"120\"><button class=\"button\" type=\"submit\">"
      << Text{tongue.t("Search")} << "</button></div></form>";
    w << "<div class=\"toolbar\">";
    chips(w, view.speakers);
    w << "<a class=\"feed\" href=\"" << Url{view.feed.href} << "\">";
    icon(w, Icon::Feed);
    w << Text{view.feed.text} << "</a></div>";
    if (view.quotes.empty()) w << "<p class=\"empty\">" << Text{view.empty} << "</p>";
    for (const views::Quote& one : view.quotes) quote(w, one, tongue);
    pagination(w, view.pagination, tongue);
  });
}

}  // namespace sen::portal::components
