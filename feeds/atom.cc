#include "feeds/feed.h"
#include "feeds/xml_writer.h"

namespace sen::feeds {
namespace {

void write_entry(XmlWriter& xml, const FeedEntry& entry) {
  xml.open("entry", {{"xml:lang", entry.language}});
  xml.element("id", entry.id);
  xml.element("title", entry.title);
  xml.empty("link", {{"rel", "alternate"}, {"type", "text/html"}, {"hreflang", entry.language}, {"href", entry.url}});
  if (entry.image)
    xml.empty("link", {{"rel", "enclosure"},
                       {"type", entry.image->type},
                       {"length", std::to_string(entry.image->bytes)},
                       {"href", entry.image->url}});
  xml.element("published", format_rfc3339(entry.published));
  xml.element("updated", format_rfc3339(entry.updated));
  xml.open("author");
  xml.element("name", entry.author);
  xml.close();
  for (const std::string& category : entry.categories) xml.empty("category", {{"term", category}});
  if (const std::string_view made = digital_source(entry.provenance); !made.empty())
    xml.empty("category", {{"scheme", kDigitalSourceScheme}, {"term", made}});
  if (!entry.licence.empty()) xml.element("rights", entry.licence);
  if (!entry.summary.empty()) xml.element("summary", entry.summary);
  xml.element("content", entry.notice + entry.content, {{"type", "html"}});
  xml.close();
}

void write_removal(XmlWriter& xml, const FeedRemoval& removal) {
  xml.open("at:deleted-entry", {{"ref", removal.id}, {"when", format_rfc3339(removal.at)}});
  xml.element("at:comment", removal.title + ": " + removal.reason, {{"xml:lang", removal.language}});
  xml.empty("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", removal.url}});
  xml.close();
}

}  // namespace

std::string write_atom(const Feed& feed, const std::string& self) {
  XmlWriter xml;
  xml.open("feed", {{"xmlns", "http://www.w3.org/2005/Atom"},
                    {"xmlns:at", "http://purl.org/atompub/tombstones/1.0"},
                    {"xml:lang", feed.language}});
  xml.element("id", feed.id);
  xml.element("title", feed.title);
  if (!feed.subtitle.empty()) xml.element("subtitle", feed.subtitle);
  xml.empty("link", {{"rel", "self"}, {"type", "application/atom+xml"}, {"href", self}});
  xml.empty("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", feed.home}});
  xml.element("updated", format_rfc3339(feed.updated));
  xml.element("generator", "Sen", {{"version", feed.generator_version}});
  if (!feed.icon.empty()) xml.element("icon", feed.icon);
  for (const FeedEntry& entry : feed.entries) write_entry(xml, entry);
  for (const FeedRemoval& removal : feed.removals) write_removal(xml, removal);
  return xml.finish();
}

}  // namespace sen::feeds
