#include "engine/portal/components/figures.h"
#include "engine/portal/components/icons.h"
#include "engine/portal/components/layout.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/components/parts.h"

namespace sen::portal::components {

using html::Safe;
using html::Text;
using html::Url;
using html::Writer;

void figures(Writer& w, const std::vector<views::Figure>& figures) {
  w << "<ul class=\"figures\">";
  for (const views::Figure& figure : figures) {
    w << "<li><p class=\"figure-label\">";
    if (figure.href.empty()) {
      w << Text{figure.label};
    } else {
      w << "<a href=\"" << Url{figure.href} << "\">" << Text{figure.label} << "</a>";
    }
    w << "</p><p class=\"figure-value\">" << Text{figure.value} << "</p>";
    if (!figure.remark.empty()) w << "<p class=\"figure-remark\">" << Text{figure.remark} << "</p>";
    w << Safe{figure.spark} << "</li>";
  }
  w << "</ul>";
}

std::string render(const views::Catalogue& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    w << "<div class=\"heading\"><h1>" << Text{view.title} << "</h1><p class=\"standfirst\">" << Text{view.summary}
      << "</p></div>";
    if (view.datasets.empty()) w << "<p class=\"empty\">" << Text{view.empty} << "</p>";
    w << "<ul class=\"datasets\">";
    for (const views::DatasetCard& card : view.datasets) {
      w << "<li><h2><a href=\"" << Url{card.href} << "\">" << Text{card.title} << "</a></h2>";
      if (!card.summary.empty()) w << "<p>" << Text{card.summary} << "</p>";
      w << Safe{card.spark};
      if (!card.kind.empty())
        w << "<p class=\"latest\"><span class=\"tag\">" << Text{card.kind} << "</span> <span>" << Text{card.size}
          << "</span></p>";
      if (!card.latest.empty())
        w << "<p class=\"latest\"><b>" << Text{card.latest} << "</b> <span>" << Text{card.latest_period}
          << "</span></p>";
      w << "<p class=\"meta\">";
      badge(w, card.organisation);
      time(w, card.updated);
      w << "</p></li>";
    }
    w << "</ul><section class=\"block\">";
    block_head(w, tongue.t("For programs"), {});
    w << "<p>"
      << Text{tongue.t("Every dataset has a stable address, releases that stay readable, and the formats that "
                       "statistical tools expect.")}
      << "</p>";
    chips(w, view.machine);
    w << "</section>";
  });
}

std::string render(const views::Dataset& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    w << "<div class=\"heading\"><p class=\"kicker\"><span class=\"tag\">" << Text{view.kind} << "</span></p><h1>"
      << Text{view.title} << "</h1>";
    if (!view.summary.empty()) w << "<p class=\"standfirst\">" << Text{view.summary} << "</p>";
    w << "<div class=\"byline\">";
    badge(w, view.organisation);
    if (!view.updated.text.empty()) {
      w << "<span>" << Text{tongue.t("Updated")} << " ";
      time(w, view.updated);
      w << "</span>";
    }
    w << "</div></div>";
    if (!view.figures.empty()) figures(w, view.figures);
    chart(w, view.chart, tongue);
    pagination(w, view.pagination, tongue);
    w << "<div class=\"about-figures\"><section class=\"box\"><h2>" << Text{tongue.t("Sources")}
      << "</h2><ul class=\"links\">";
    for (const views::Link& source : view.sources) {
      if (source.href.empty()) {
        w << "<li>" << Text{source.text} << "</li>";
      } else {
        w << "<li><a href=\"" << Url{source.href} << "\">" << Text{source.text} << "</a></li>";
      }
    }
    w << "</ul>";
    if (!view.licence.text.empty()) {
      w << "<p>" << Text{tongue.t("Licence:")} << " <a rel=\"license\" href=\"" << Url{view.licence.href} << "\">"
        << Text{view.licence.text} << "</a></p>";
    }
    if (!view.machine.empty()) {
      w << "</section><section class=\"box\"><h2>" << Text{tongue.t("For programs")} << "</h2>";
      chips(w, view.machine);
    }
    w << "</section><section class=\"box\"><h2>" << Text{tongue.t("Structure")} << "</h2>";
    facts(w, view.structure);
    w << "</section><section class=\"box\"><h2>" << Text{tongue.t("Releases")} << "</h2>";
    facts(w, view.releases);
    w << "</section></div>";
    block(w, view.documents);
  });
}

}  // namespace sen::portal::components
