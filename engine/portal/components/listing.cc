#include "engine/portal/components/icons.h"
#include "engine/portal/components/layout.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/components/parts.h"

namespace sen::portal::components {
namespace {

using html::Safe;
using html::Text;
using html::Url;
using html::Writer;

void heading(Writer& w, const std::string& kicker, const std::string& title, const std::string& summary) {
  w << "<div class=\"heading\">";
  if (!kicker.empty()) w << "<p class=\"kicker\">" << Text{kicker} << "</p>";
  w << "<h1>" << Text{title} << "</h1>";
  if (!summary.empty()) w << "<p class=\"standfirst\">" << Text{summary} << "</p>";
  w << "</div>";
}

/// The documents of a listing; the first page opens with a lead of its own size.
void documents(Writer& w, const views::Listing& view, const Tongue& tongue) {
  w << "<div class=\"toolbar\">";
  chips(w, view.filters);
  if (!view.feed.href.empty()) {
    w << "<a class=\"feed\" href=\"" << Url{view.feed.href} << "\">";
    icon(w, Icon::Feed);
    w << Text{view.feed.text} << "</a>";
  }
  w << "</div>";
  if (view.teasers.empty()) w << "<p class=\"empty\">" << Text{view.empty} << "</p>";
  if (!view.teasers.empty()) {
    w << "<h2 class=\"vh\">" << Text{tongue.t("Articles")} << "</h2><ul class=\"rows\">";
    for (const views::Teaser& teaser : view.teasers) row(w, teaser);
    w << "</ul>";
  }
  pagination(w, view.pagination, tongue);
}

void groups(Writer& w, const std::vector<views::Group>& groups) {
  for (const views::Group& group : groups) {
    if (group.links.empty()) continue;
    w << "<section class=\"group\"><h2>" << Text{group.title} << "</h2>";
    link_list(w, group.links);
    w << "</section>";
  }
}

}  // namespace

std::string render(const views::Listing& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    heading(w, view.kicker, view.title, view.summary);
    documents(w, view, tongue);
  });
}

std::string render(const views::Directory& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    crumbs(w, view.crumbs, tongue);
    heading(w, {}, view.title, view.summary);
    if (view.map.wide.empty()) {
      w << "<div class=\"groups\">";
      groups(w, view.groups);
      w << "</div>";
    } else {
      w << "<div class=\"map-and-list\">";
      chart(w, view.map, tongue);
      w << "<div class=\"groups\">";
      groups(w, view.groups);
      w << "</div></div>";
    }
    if (!view.listing.teasers.empty()) {
      w << "<section class=\"block\">";
      block_head(w, view.listing.title, {});
      documents(w, view.listing, tongue);
      w << "</section>";
    }
  });
}

std::string render(const views::Hub& view, const Tongue& tongue) {
  return page(view.listing.frame, tongue, [&](Writer& w) {
    crumbs(w, view.listing.crumbs, tongue);
    w << "<div class=\"hub\"><div>";
    heading(w, view.listing.kicker, view.listing.title, view.listing.summary);
    facts(w, view.facts);
    documents(w, view.listing, tongue);
    w << "</div><div class=\"hub-side\">";
    if (!view.map.empty()) w << "<div class=\"drawing\">" << Safe{view.map} << "</div>";
    groups(w, view.groups);
    w << "</div></div>";
  });
}

}  // namespace sen::portal::components
