#include "engine/portal/components/layout.h"

#include "engine/portal/components/icons.h"

namespace sen::portal::components {
namespace {

using html::Attr;
using html::Json;
using html::Text;
using html::Url;
using html::Writer;

void head(Writer& w, const views::Frame& frame) {
  w << "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
    << Text{frame.title} << " – " << Text{frame.site_name} << "</title>";
  if (!frame.description.empty()) w << "<meta name=\"description\" content=\"" << Attr{frame.description} << "\">";
  if (!frame.index) w << "<meta name=\"robots\" content=\"noindex\">";
  w << "<meta name=\"theme-color\" content=\"#06403a\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">"
       "<link rel=\"manifest\" href=\"/manifest.webmanifest\">"
       "<link rel=\"search\" type=\"application/opensearchdescription+xml\" href=\"/opensearch.xml\" title=\""
    << Attr{frame.site_name} << "\"><link rel=\"preload\" href=\"" << Url{frame.font}
    << "\" as=\"font\" type=\"font/woff2\" crossorigin><link rel=\"stylesheet\" href=\"" << Url{frame.style} << "\">";
  for (const views::Alternate& link : frame.links) {
    w << "<link rel=\"" << Attr{link.rel} << "\" href=\"" << Url{link.href} << "\"";
    if (!link.hreflang.empty()) w << " hreflang=\"" << Attr{link.hreflang} << "\"";
    if (!link.type.empty()) w << " type=\"" << Attr{link.type} << "\"";
    if (!link.title.empty()) w << " title=\"" << Attr{link.title} << "\"";
    w << ">";
  }
  for (const views::Meta& meta : frame.meta)
    w << "<meta property=\"" << Attr{meta.property} << "\" content=\"" << Attr{meta.content} << "\">";
  if (!frame.json_ld.empty()) w << "<script type=\"application/ld+json\">" << Json{frame.json_ld} << "</script>";
  w << "<script type=\"module\" src=\"" << Url{frame.script} << "\"></script></head>";
}

void language_links(Writer& w, const std::vector<views::LanguageLink>& languages) {
  w << "<ul>";
  for (const views::LanguageLink& language : languages) {
    w << "<li><a href=\"" << Url{language.href} << "\" lang=\"" << Attr{language.code.value} << "\" hreflang=\""
      << Attr{language.code.value} << "\" dir=\""
      << (language.right_to_left ? html::Literal("rtl") : html::Literal("ltr")) << "\"";
    if (language.current) w << " aria-current=\"true\"";
    w << ">" << Text{language.name} << "</a></li>";
  }
  w << "</ul>";
}

void topbar(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  w << "<div class=\"ribbon\"></div><div class=\"topbar\"><div class=\"wrap\"><p class=\"official\">"
    << Text{frame.official_line} << "</p>";
  w << "<details class=\"languages\" id=\"languages\"><summary>";
  icon(w, Icon::Globe);
  w << "<span class=\"vh\">" << Text{tongue.t("Choose a language")} << ": </span>";
  for (const views::LanguageLink& language : frame.languages)
    if (language.current) w << Text{language.name};
  w << "</summary><nav aria-label=\"" << Attr{tongue.t("Choose a language")} << "\">";
  language_links(w, frame.languages);
  w << "</nav></details></div></div>";
}

void search_form(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  w << "<form class=\"find\" action=\"" << Url{frame.search} << "\" role=\"search\"";
  suggestions(w, frame, tongue);
  w << "><label class=\"vh\" for=\"q\">" << Text{tongue.t("Search")}
    << "</label><input id=\"q\" name=\"q\" type=\"search\" value=\"" << Attr{frame.search_query} << "\" placeholder=\""
    << Attr{tongue.t("Search")} << "\" maxlength=\"200\"><button type=\"submit\">";
  icon(w, Icon::Search);
  w << "<span class=\"vh\">" << Text{tongue.t("Search")} << "</span></button></form>";
}

void masthead(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  w << "<header class=\"masthead\">";
  topbar(w, frame, tongue);
  w << "<div class=\"wrap brandbar\"><a class=\"brand\" href=\"" << Url{frame.home} << "\">";
  mark(w);
  w << "<span><b>" << Text{frame.site_name} << "</b><span class=\"tagline\">" << Text{frame.tagline}
    << "</span></span></a>";
  search_form(w, frame, tongue);
  w << "</div><nav class=\"sections\" aria-label=\"" << Attr{tongue.t("Sections")} << "\"><div class=\"wrap\"><ul>";
  for (const views::Link& link : frame.navigation) {
    w << "<li><a href=\"" << Url{link.href} << "\"";
    if (link.current) w << " aria-current=\"page\"";
    w << ">" << Text{link.text} << "</a></li>";
  }
  w << "</ul></div></nav></header>";
  if (frame.sample) {
    w << "<aside class=\"sample\" aria-label=\"" << Attr{tongue.t("Sample site")} << "\"><p class=\"wrap\">";
    icon(w, Icon::Alert);
    w << "<span><strong>" << Text{tongue.t("Sample site")} << "</strong> – "
      << Text{tongue.t("these pages show what Sen can do; they are not an official publication.")}
      << "</span></p></aside>";
  }
}

void foot(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  w << "<footer class=\"foot\"><div class=\"wrap\"><nav class=\"foot-columns\" aria-label=\""
    << Attr{tongue.t("Foot of the page")} << "\">";
  for (const std::vector<views::Link>& column : frame.foot) {
    if (column.empty()) continue;
    w << "<div><h2>" << Text{column.front().text} << "</h2><ul>";
    for (std::size_t i = 1; i < column.size(); ++i)
      w << "<li><a href=\"" << Url{column[i].href} << "\">" << Text{column[i].text} << "</a></li>";
    w << "</ul></div>";
  }
  w << "</nav><nav class=\"foot-languages\" aria-label=\"" << Attr{tongue.t("Languages")} << "\">";
  language_links(w, frame.languages);
  w << "</nav><div class=\"foot-end\"><p>";
  if (!frame.owner.empty()) w << Text{frame.owner} << ". ";
  w << Text{tongue.t("Texts and figures may be reused under the licence that stands beside them, with their source.")};
  w << "</p>";
  if (!frame.postal_address.empty()) w << "<p>" << Text{frame.postal_address} << "</p>";
  for (const views::Fact& contact : frame.contacts)
    for (const views::Link& value : contact.values)
      w << "<p>" << Text{contact.label} << ": <a href=\"" << Url{value.href} << "\"><bdi>" << Text{value.text}
        << "</bdi></a></p>";
  w << "</div></div></footer>";
}

}  // namespace

void suggestions(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  if (frame.suggest.empty()) return;
  w << " data-suggest=\"" << Url{frame.suggest} << "\" data-suggestions=\""
    << Attr{tongue.t("Suggestions: move with the arrow keys")} << "\"";
}

std::string page(const views::Frame& frame, const Tongue& tongue, const std::function<void(Writer&)>& content) {
  Writer w(32 * 1024);
  w << "<!DOCTYPE html>\n<html lang=\"" << Attr{frame.locale.value} << "\" dir=\""
    << (frame.right_to_left ? html::Literal("rtl") : html::Literal("ltr")) << "\">";
  head(w, frame);
  w << "<body><a class=\"skip\" href=\"#main\">" << Text{tongue.t("Skip to the content")} << "</a>";
  masthead(w, frame, tongue);
  w << "<main id=\"main\" class=\"wrap\" tabindex=\"-1\">";
  content(w);
  w << "</main>";
  foot(w, frame, tongue);
  w << "</body></html>\n";
  return w.take();
}

}  // namespace sen::portal::components
