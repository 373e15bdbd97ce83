#include "engine/desk/components/receipts.h"

#include <algorithm>

#include "engine/desk/components/parts.h"

namespace sen::desk::components {
namespace {

using portal::html::Attr;
using portal::html::Text;
using portal::html::Writer;
using workflow::Channel;

std::string channel_label(const Visit& visit, Channel channel) {
  switch (channel) {
    case Channel::Page:
      return visit.t("Pages");
    case Channel::Media:
      return visit.t("Pictures");
    case Channel::Search:
      return visit.t("Search");
    case Channel::Suggestions:
      return visit.t("Suggestions of the search");
    case Channel::Feeds:
      return visit.t("Feeds");
    case Channel::Sitemap:
      return visit.t("Site map");
    case Channel::Exports:
      return visit.t("Downloads");
    case Channel::Caches:
      return visit.t("Caches");
  }
  return {};
}

/// When, and how long that took, in tenths of a second.
void seen(Writer& w, const Visit& visit, Timestamp committed, Timestamp at) {
  time(w, visit.tongue, at);
  const std::int64_t tenths = std::max<std::int64_t>(0, at.milliseconds - committed.milliseconds + 99) / 100;
  const std::string seconds =
      visit.tongue.format.decimal(std::to_string(tenths / 10) + "." + std::to_string(tenths % 10));
  w << " · " << Text{visit.t("after {seconds} s", {{"seconds", seconds}})};
}

}  // namespace

void receipts(Writer& w, const Visit& visit, const views::Receipts& view) {
  w << "<section><h2 id=\"receipts\">" << Text{visit.t("What readers get")} << "</h2><p>" << Text{view.what} << ", ";
  time(w, visit.tongue, view.committed);
  w << "</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" << Attr{visit.t("What readers get")}
    << "\"><table><thead><tr><th scope=\"col\">" << Text{visit.t("Where")} << "</th><th scope=\"col\">"
    << Text{visit.t("Took effect")} << "</th></tr></thead><tbody>";
  for (const workflow::ChannelReceipt& one : view.channels) {
    w << "<tr><th scope=\"row\">" << Text{channel_label(visit, one.channel)} << "</th><td>";
    if (!one.taken)
      w << "<span class=\"tag warn\">" << Text{visit.t("Not yet")} << "</span>";
    else if (one.seen)
      seen(w, visit, view.committed, *one.seen);
    else
      w << Text{visit.t("Yes; when is not known")};
    w << "</td></tr>";
  }
  w << "</tbody></table></div></section>";
}

}  // namespace sen::desk::components
