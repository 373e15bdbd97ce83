#include <nlohmann/json.hpp>

#include "feeds/feed.h"

namespace sen::feeds {
namespace {

nlohmann::ordered_json item(const FeedEntry& entry) {
  nlohmann::ordered_json out = {{"id", entry.id},
                                {"url", entry.url},
                                {"title", entry.title},
                                {"summary", entry.summary},
                                {"content_html", entry.notice + entry.content},
                                {"date_published", format_rfc3339(entry.published)},
                                {"date_modified", format_rfc3339(entry.updated)},
                                {"language", entry.language},
                                {"authors", {{{"name", entry.author}}}},
                                {"tags", entry.categories}};
  if (entry.image) {
    out["image"] = entry.image->url;
    out["attachments"] = {{{"url", entry.image->url},
                           {"mime_type", entry.image->type},
                           {"size_in_bytes", entry.image->bytes},
                           {"title", entry.image->alt}}};
  }
  // Extensions begin with an underscore (JSON Feed 1.1, "Extensions").
  out["_sen"] = {{"licence", entry.licence}, {"provenance", entry.provenance}};
  return out;
}

nlohmann::ordered_json item(const FeedRemoval& removal) {
  return {{"id", removal.id},
          {"url", removal.url},
          {"title", removal.title},
          {"content_text", removal.reason},
          {"date_published", format_rfc3339(removal.at)},
          {"date_modified", format_rfc3339(removal.at)},
          {"language", removal.language},
          {"_sen", {{"removed", removal.retracted ? "retraction" : "withdrawal"}}}};
}

}  // namespace

std::string write_json_feed(const Feed& feed, const std::string& self) {
  nlohmann::ordered_json out = {{"version", "https://jsonfeed.org/version/1.1"},
                                {"title", feed.title},
                                {"description", feed.subtitle},
                                {"home_page_url", feed.home},
                                {"feed_url", self},
                                {"language", feed.language},
                                {"items", nlohmann::ordered_json::array()}};
  if (!feed.icon.empty()) out["icon"] = feed.icon;
  const auto add = [&](const auto& one) { out["items"].push_back(item(one)); };
  each_item(feed, add, add);
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace sen::feeds
