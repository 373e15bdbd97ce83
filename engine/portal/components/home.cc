#include "engine/portal/components/figures.h"
#include "engine/portal/components/icons.h"
#include "engine/portal/components/layout.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/components/parts.h"

namespace sen::portal::components {
namespace {

using html::Text;
using html::Url;
using html::Writer;

void lead(Writer& w, const views::Teaser& teaser) {
  w << "<article class=\"lead\">";
  picture(w, teaser.picture);
  w << "<div class=\"lead-text\">";
  badge(w, teaser.organisation);
  w << "<h2><a href=\"" << Url{teaser.href} << "\"";
  language_of(w, teaser.title);
  w << ">" << Text{teaser.title.text} << "</a></h2>";
  if (!teaser.summary.text.empty()) {
    w << "<p";
    language_of(w, teaser.summary);
    w << ">" << Text{teaser.summary.text} << "</p>";
  }
  w << "<p class=\"meta\"><span class=\"tag\">" << Text{teaser.type} << "</span>";
  time(w, teaser.date);
  if (!teaser.language.empty()) w << "<span>" << Text{teaser.language} << "</span>";
  w << "</p></div></article>";
}

void opening(Writer& w, const views::Home& view) {
  if (view.lead.empty()) return;
  w << "<div class=\"opening\">";
  lead(w, view.lead.front());
  if (view.lead.size() > 1) {
    w << "<ul class=\"rows beside\">";
    for (std::size_t i = 1; i < view.lead.size(); ++i) row(w, view.lead[i]);
    w << "</ul>";
  }
  w << "</div>";
}

void guides(Writer& w, const views::Home& view, const Tongue& tongue) {
  if (view.guides.empty()) return;
  w << "<section class=\"block\">";
  block_head(w, tongue.t("Find your way"), {});
  w << "<ul class=\"guides\">";
  for (const views::Link& link : view.guides) {
    w << "<li><a href=\"" << Url{link.href} << "\"><span>" << Text{link.text} << "</span>";
    icon(w, Icon::Arrow);
    w << "</a></li>";
  }
  w << "</ul></section>";
}

void numbers(Writer& w, const views::Home& view, const Tongue& tongue) {
  if (view.figures.empty()) return;
  w << "<section class=\"block\">";
  block_head(w, tongue.t("Viet Nam in figures"), view.all_figures);
  figures(w, view.figures);
  w << "</section>";
}

void provinces_panel(Writer& w, const views::Home& view, const Tongue& tongue) {
  if (view.provinces.href.empty()) return;
  w << "<section class=\"panel\"><div><h2>" << Text{tongue.t("Thirty-four provinces and cities")} << "</h2><p>"
    << Text{tongue.t(
           "What each of them is known for, what it offers visitors and investors, and what changed on 1 July 2025.")}
    << "</p><p><a class=\"button\" href=\"" << Url{view.provinces.href} << "\">" << Text{view.provinces.text};
  icon(w, Icon::Arrow);
  w << "</a></p></div>";
  mark(w);
  w << "</section>";
}

void checks(Writer& w, const views::Block& view) {
  if (view.teasers.empty()) return;
  w << "<section class=\"block\">";
  block_head(w, view.title, view.more);
  w << "<ul class=\"rows two\">";
  for (const views::Teaser& teaser : view.teasers) row(w, teaser);
  w << "</ul></section>";
}

}  // namespace

std::string render(const views::Home& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    w << "<h1 class=\"vh\">" << Text{view.frame.site_name} << "</h1>";
    opening(w, view);
    for (std::size_t i = 0; i < view.blocks.size() && i < 1; ++i) block(w, view.blocks[i]);
    numbers(w, view, tongue);
    guides(w, view, tongue);
    for (std::size_t i = 1; i < view.blocks.size(); ++i) block(w, view.blocks[i]);
    provinces_panel(w, view, tongue);
    block(w, view.gallery);
    checks(w, view.facts);
  });
}

}  // namespace sen::portal::components
