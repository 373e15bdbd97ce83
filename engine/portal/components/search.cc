#include "engine/portal/components/icons.h"
#include "engine/portal/components/layout.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/components/parts.h"

namespace sen::portal::components {
namespace {

using html::Attr;
using html::Safe;
using html::Text;
using html::Url;
using html::Writer;

void filter(Writer& w, const views::Filter& view, const Tongue& tongue) {
  if (view.options.empty()) return;
  w << "<p class=\"field\"><label for=\"f-" << Attr{view.name} << "\">" << Text{view.title} << "</label><select id=\"f-"
    << Attr{view.name} << "\" name=\"" << Attr{view.name} << "\"><option value=\"\">" << Text{tongue.t("All")}
    << "</option>";
  for (const views::FilterOption& option : view.options) {
    w << "<option value=\"" << Attr{option.value} << "\"";
    if (option.chosen) w << " selected";
    w << ">" << Text{option.text};
    if (!option.count.empty()) w << " (" << Text{option.count} << ")";
    w << "</option>";
  }
  w << "</select></p>";
}

void form(Writer& w, const views::Search& view, const Tongue& tongue) {
  w << "<form class=\"search\" action=\"" << Url{view.frame.search} << "\"";
  suggestions(w, view.frame, tongue);
  w << "><div class=\"search-line\"><label class=\"vh\" for=\"query\">" << Text{tongue.t("Search for")}
    << "</label><input id=\"query\" name=\"q\" type=\"search\" value=\"" << Attr{view.query}
    << "\" maxlength=\"200\"><button class=\"button\" type=\"submit\">";
  icon(w, Icon::Search);
  w << Text{tongue.t("Search")} << "</button></div>";
  for (const auto& [name, value] : view.kept)
    w << "<input type=\"hidden\" name=\"" << Attr{name} << "\" value=\"" << Attr{value} << "\">";
  if (!view.filters.empty()) {
    w << "<details class=\"filters\"><summary>" << Text{tongue.t("Filters and order")} << "</summary><div>";
    for (const views::Filter& entry : view.filters) filter(w, entry, tongue);
    w << "<p class=\"field\"><label for=\"f-sort\">" << Text{tongue.t("Order")}
      << "</label><select id=\"f-sort\" name=\"sort\"><option value=\"\">" << Text{tongue.t("Best match first")}
      << "</option><option value=\"date\"";
    if (view.sort == "date") w << " selected";
    w << ">" << Text{tongue.t("Newest first")}
      << "</option></select></p><p class=\"field\"><button class=\"button quiet\" type=\"submit\">"
      << Text{tongue.t("Apply")} << "</button></p></div></details>";
  }
  w << "</form>";
}

void syntax(Writer& w, const views::Search& view, const Tongue& tongue) {
  w << "<details class=\"more syntax\"><summary>" << Text{tongue.t("How to search")} << "</summary><dl>";
  for (const views::SearchSyntax& entry : view.syntax)
    w << "<div><dt><code>" << Text{entry.code} << "</code></dt><dd>" << Text{entry.meaning} << "</dd></div>";
  w << "</dl></details>";
}

void answers(Writer& w, const views::Search& view, const Tongue& tongue) {
  if (view.answers.empty()) return;
  w << "<h2 class=\"vh\">" << Text{tongue.t("Answers")} << "</h2><ul class=\"answers\">";
  for (const views::SearchAnswer& answer : view.answers) {
    w << "<li><p class=\"kind\">" << Text{answer.kind} << "</p><h3><a href=\"" << Url{answer.href} << "\">"
      << Text{answer.title} << "</a></h3>";
    if (!answer.figure.empty()) w << "<p class=\"figure\"><strong>" << Text{answer.figure} << "</strong></p>";
    if (!answer.remark.empty()) w << "<p class=\"meta\">" << Text{answer.remark} << "</p>";
    if (!answer.spark.empty()) w << Safe{answer.spark};
    w << "</li>";
  }
  w << "</ul>";
}

void hit(Writer& w, const views::SearchHit& view) {
  w << "<li class=\"row\"><div>";
  badge(w, view.teaser.organisation);
  w << "<h3><a href=\"" << Url{view.teaser.href} << "\"";
  language_of(w, view.teaser.title);
  w << ">" << Text{view.teaser.title.text} << "</a></h3><p";
  language_of(w, view.teaser.title);
  w << ">" << Safe{view.snippet} << "</p><p class=\"meta\"><span class=\"tag " << Attr{view.teaser.tone} << "\">"
    << Text{view.teaser.type} << "</span>";
  time(w, view.teaser.date);
  if (!view.teaser.language.empty()) w << "<span>" << Text{view.teaser.language} << "</span>";
  w << "</p></div></li>";
}

}  // namespace

std::string render(const views::Search& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    w << "<div class=\"heading\"><h1>" << Text{view.title} << "</h1></div>";
    form(w, view, tongue);
    syntax(w, view, tongue);
    if (!view.clear.empty()) {
      w << "<div class=\"chosen\"><span>" << Text{tongue.t("Chosen filters, each can be dropped:")} << "</span>";
      chips(w, view.clear);
      w << "</div>";
    }
    if (!view.outcome.empty()) w << "<p class=\"outcome\" role=\"status\">" << Text{view.outcome} << "</p>";
    if (!view.feed.href.empty()) {
      w << "<p><a class=\"feed\" href=\"" << Url{view.feed.href} << "\">";
      icon(w, Icon::Feed);
      w << Text{view.feed.text} << "</a></p>";
    }
    if (!view.as_typed.href.empty())
      w << "<p class=\"suggestion\"><a href=\"" << Url{view.as_typed.href} << "\">" << Text{view.as_typed.text}
        << "</a></p>";
    if (!view.suggestion.href.empty())
      w << "<p class=\"suggestion\">" << Text{tongue.t("Did you mean")} << " <a href=\"" << Url{view.suggestion.href}
        << "\">" << Text{view.suggestion.text} << "</a>?</p>";
    if (!view.elsewhere.empty()) {
      w << "<div class=\"chosen\"><span>" << Text{tongue.t("In other languages")} << ":</span>";
      chips(w, view.elsewhere);
      w << "</div>";
    }
    answers(w, view, tongue);
    if (!view.hits.empty()) {
      w << "<h2 class=\"vh\">" << Text{tongue.t("Results")} << "</h2><ul class=\"rows results\">";
      for (const views::SearchHit& entry : view.hits) hit(w, entry);
      w << "</ul>";
    }
    if (!view.tips.empty()) {
      w << "<ul class=\"tips\">";
      for (const std::string& tip : view.tips) w << "<li>" << Text{tip} << "</li>";
      w << "</ul>";
    }
    if (!view.guides.empty()) {
      w << "<h2>" << Text{tongue.t("Or begin here")} << "</h2>";
      chips(w, view.guides);
    }
    pagination(w, view.pagination, tongue);
  });
}

}  // namespace sen::portal::components
