#include "feeds/feed.h"
#include "feeds/xml_writer.h"

namespace sen::feeds {
namespace {

/// RFC 822 as RSS asks for: the HTTP date with a numeric zone.
std::string rss_date(Timestamp at) {
  std::string date = format_http_date(at);
  date.replace(date.size() - 3, 3, "+0000");
  return date;
}

void write_item(XmlWriter& xml, const FeedEntry& entry) {
  xml.open("item");
  xml.element("title", entry.title);
  xml.element("link", entry.url);
  xml.element("guid", entry.id, {{"isPermaLink", "true"}});
  xml.element("pubDate", rss_date(entry.published));
  xml.element("dc:creator", entry.author);
  xml.element("dc:language", entry.language);
  for (const std::string& category : entry.categories) xml.element("category", category);
  if (const std::string_view made = digital_source(entry.provenance); !made.empty())
    xml.element("category", made, {{"domain", kDigitalSourceScheme}});
  xml.element("description", entry.summary.empty() ? entry.title : entry.summary);
  xml.element("content:encoded", entry.notice + entry.content);
  if (entry.image) {
    xml.empty("enclosure",
              {{"url", entry.image->url}, {"length", std::to_string(entry.image->bytes)}, {"type", entry.image->type}});
  }
  xml.close();
}

void write_removal(XmlWriter& xml, const FeedRemoval& removal) {
  xml.open("item");
  xml.element("title", removal.title);
  xml.element("link", removal.url);
  xml.element("guid", removal.id, {{"isPermaLink", "true"}});
  xml.element("pubDate", rss_date(removal.at));
  xml.element("dc:language", removal.language);
  xml.element("description", removal.reason);
  xml.close();
}

}  // namespace

std::string write_rss(const Feed& feed, const std::string& self) {
  XmlWriter xml;
  xml.open("rss", {{"version", "2.0"},
                   {"xmlns:atom", "http://www.w3.org/2005/Atom"},
                   {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
                   {"xmlns:dc", "http://purl.org/dc/elements/1.1/"}});
  xml.open("channel");
  xml.element("title", feed.title);
  xml.element("link", feed.home);
  xml.element("description", feed.subtitle.empty() ? feed.title : feed.subtitle);
  xml.element("language", feed.language);
  xml.element("lastBuildDate", rss_date(feed.updated));
  xml.element("generator", "Sen " + feed.generator_version);
  xml.empty("atom:link", {{"rel", "self"}, {"href", self}, {"type", "application/rss+xml"}});
  each_item(
      feed, [&](const FeedEntry& entry) { write_item(xml, entry); },
      [&](const FeedRemoval& removal) { write_removal(xml, removal); });
  return xml.finish();
}

}  // namespace sen::feeds
