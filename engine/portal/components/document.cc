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

void head(Writer& w, const views::Document& view, const Tongue& tongue) {
  w << "<p class=\"kicker\"><span class=\"tag " << Attr{view.tone} << "\">" << Text{view.type} << "</span></p><h1";
  language_of(w, view.title);
  w << ">" << Text{view.title.text} << "</h1>";
  if (!view.summary.text.empty()) {
    w << "<p class=\"standfirst\"";
    language_of(w, view.summary);
    w << ">" << Text{view.summary.text} << "</p>";
  }
  w << "<div class=\"byline\">";
  badge(w, view.organisation);
  w << "<span>" << Text{tongue.t("Published")} << " ";
  time(w, view.published);
  w << "</span>";
  if (!view.updated.text.empty()) {
    w << "<span>" << Text{tongue.t("Updated")} << " ";
    time(w, view.updated);
    w << "</span>";
  }
  if (!view.reading_time.empty()) w << "<span>" << Text{view.reading_time} << "</span>";
  w << "</div>";
}

void verdict(Writer& w, const views::Document& view, const Tongue& tongue) {
  if (view.verdict.empty()) return;
  w << "<p class=\"verdict " << Attr{view.verdict_tone} << "\">";
  icon(w, view.verdict_tone == "right" ? Icon::Check : Icon::Alert);
  w << "<span>" << Text{tongue.t("Our finding")} << "</span> <strong>" << Text{view.verdict} << "</strong></p>";
}

void body(Writer& w, const views::Document& view, const Tongue& tongue) {
  w << "<div class=\"prose\"";
  language_of(w, view.body_language);
  w << ">";
  for (const views::BodyPart& part : view.body) {
    if (const auto* text = std::get_if<views::BodyHtml>(&part)) w << Safe{text->html};
    if (const auto* shown = std::get_if<views::Picture>(&part)) figure(w, *shown);
    if (const auto* drawn = std::get_if<views::Chart>(&part)) chart(w, *drawn, tongue);
  }
  w << "</div>";
}

void share(Writer& w, const views::Document& view, const Tongue& tongue) {
  w << "<div class=\"share\" data-share data-copied=\"" << Attr{tongue.t("Copied")} << "\"><h2 class=\"vh\">"
    << Text{tongue.t("Share")} << "</h2><ul><li><a href=\"" << Url{view.permanent.href} << "\" data-copy>";
  icon(w, Icon::Link);
  w << "<span>" << Text{tongue.t("Permanent link")} << "</span></a></li>";
  for (const views::Link& link : view.share)
    w << "<li><a href=\"" << Url{link.href} << "\" rel=\"noopener nofollow\">" << Text{link.text} << "</a></li>";
  w << "</ul></div>";
}

void history(Writer& w, const views::Document& view, const Tongue& tongue) {
  if (view.history.empty()) return;
  w << "<section class=\"history\"><h2>" << Text{tongue.t("Changes to this page")} << "</h2><ol>";
  for (const views::Note& entry : view.history) {
    w << "<li><strong>" << Text{entry.title} << "</strong> ";
    words(w, entry.text);
    if (!entry.link.href.empty())
      w << " <a href=\"" << Url{entry.link.href} << "\">" << Text{entry.link.text} << "</a>";
    if (!entry.more.href.empty())
      w << " · <a href=\"" << Url{entry.more.href} << "\">" << Text{entry.more.text} << "</a>";
    w << "</li>";
  }
  w << "</ol></section>";
}

void side(Writer& w, const views::Document& view, const Tongue& tongue) {
  w << "<div class=\"side\">";
  if (view.languages.size() > 1) {
    w << "<nav class=\"box\" aria-labelledby=\"in-languages\"><h2 id=\"in-languages\">"
      << Text{tongue.t("This page in other languages")} << "</h2><ul class=\"links\">";
    for (const views::LanguageLink& language : view.languages) {
      if (language.current) continue;
      w << "<li><a href=\"" << Url{language.href} << "\" hreflang=\"" << Attr{language.code.value} << "\"><bdi lang=\""
        << Attr{language.code.value} << "\">" << Text{language.name} << "</bdi></a>";
      if (!language.remark.empty()) w << " <span class=\"remark\">" << Text{language.remark} << "</span>";
      w << "</li>";
    }
    w << "</ul></nav>";
  }
  w << "<section class=\"box\"><h2>" << Text{tongue.t("Source and reuse")} << "</h2><p>" << Text{view.provenance}
    << "</p>";
  if (!view.licence.text.empty()) {
    w << "<p>" << Text{tongue.t("Licence:")} << " ";
    if (view.licence.href.empty()) {
      w << Text{view.licence.text};
    } else {
      w << "<a rel=\"license\" href=\"" << Url{view.licence.href} << "\">" << Text{view.licence.text} << "</a>";
    }
    w << "</p>";
  }
  w << "<p>" << Text{tongue.t("Permanent address:")} << " <a href=\"" << Url{view.permanent.href}
    << "\"><bdi class=\"code\">" << Text{view.permanent.text} << "</bdi></a></p>";
  if (!view.formats.empty()) {
    w << "<p>" << Text{tongue.t("This page as:")};
    for (const views::Link& link : view.formats)
      w << " <a href=\"" << Url{link.href} << "\">" << Text{link.text} << "</a>";
    w << "</p>";
  }
  w << "</section>";
  if (!view.topics.empty() || !view.places.empty()) {
    w << "<section class=\"box\"><h2>" << Text{tongue.t("Topics and places")} << "</h2>";
    chips(w, view.topics);
    chips(w, view.places);
    w << "</section>";
  }
  w << "</div>";
}

}  // namespace

std::string render(const views::Document& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    w << "<div class=\"document\"><article>";
    head(w, view, tongue);
    for (const views::Note& entry : view.notes) note(w, entry);
    verdict(w, view, tongue);
    figure(w, view.picture);
    facts(w, view.facts);
    body(w, view, tongue);
    share(w, view, tongue);
    history(w, view, tongue);
    w << "</article>";
    side(w, view, tongue);
    w << "</div>";
    block(w, view.related);
  });
}

}  // namespace sen::portal::components
