#include "content/model/address.h"
#include "engine/api/api.h"
#include "engine/api/feed_formats.h"
#include "feeds/feed.h"
#include "search/answer_json.h"
#include "search/parameters.h"

namespace sen::api {
namespace {

using http::Parameters;
using http::Request;
using http::Response;

constexpr std::size_t kSearchFeedEntries = 20;

/// The answer to what the address asks; a query without a word finds nothing.
Result<search::Answer> search_or_nothing(const Parts& parts, const search::Query& query) {
  Result<search::Answer> answer = parts.index.search(query);
  if (!answer && answer.error().code() == ErrorCode::InvalidInput) return search::Answer();
  return answer;
}

Result<Response> answer_json(const Parts& parts, const Request& request, const content::Locale& reader) {
  const search::Query query = SEN_TRY(search::parse_parameters(request.query, reader));
  const search::Answer answer = SEN_TRY(search_or_nothing(parts, query));
  const feeds::FeedSite site = site_for(parts, request);
  Response response = http::make_response(
      200, "application/json; charset=utf-8", search::to_json(answer, query, [&](const search::Hit& hit) {
        return site.address + content::document_path(hit.locale, hit.section, hit.slug, hit.id);
      }));
  response.add("Cache-Control", "no-cache").add("Access-Control-Allow-Origin", "*");
  return response;
}

/// What a search finds as a feed, newest first.
Result<Response> answer_feed(const Parts& parts, const Request& request, const content::Locale& reader,
                             const FeedFormat& format) {
  search::Query query = SEN_TRY(search::parse_parameters(request.query, reader));
  query.sort = search::Query::Sort::Date;
  query.per_page = kSearchFeedEntries;
  const search::Answer answer = SEN_TRY(search_or_nothing(parts, query));
  const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
  const feeds::FeedSite site = site_for(parts, request);
  feeds::Feed feed;
  feed.id = feed.home = site.address + content::home_path(reader) + "/search?" + request.raw_query;
  feed.subtitle = content::text_in(site.names, reader);
  feed.title = query.text + " – " + feed.subtitle;
  feed.language = reader.value;
  feed.generator_version = site.version;
  for (const search::Hit& hit : answer.hits) {
    const auto visible = content.find_exact(hit.id, hit.locale);
    if (!visible) continue;  // Withdrawn since the index was read.
    feed.entries.push_back(SEN_TRY(feeds::make_entry(content, parts.vocabulary, site, *visible)));
    feed.updated = std::max(feed.updated, feed.entries.back().updated);
  }
  feed.icon = site.address + "/favicon.svg";
  Response response = http::make_response(200, format.type, format.write(feed, site.address + request.target));
  response.add("Cache-Control", "no-cache");
  return response;
}

}  // namespace

void add_search_routes(http::Router& router, const Parts& parts) {
  router.add(http::Method::Get, "/{lang}/search.json",
             [&parts](const Request& request, const Parameters& parameters) -> Result<Response> {
               const content::Locale reader = SEN_TRY(parse_language(parts, parameters["lang"]));
               return answer_json(parts, request, reader);
             });
  router.add(http::Method::Get, "/api/v1/search",
             [&parts](const Request& request, const Parameters&) -> Result<Response> {
               const content::Locale reader = SEN_TRY(parse_language(parts, request.parameter("lang").value_or("en")));
               return answer_json(parts, request, reader);
             });
  for (const FeedFormat& format : kFeedFormats)
    router.add(http::Method::Get, "/{lang}/search." + std::string(format.search),
               [&parts, &format](const Request& request, const Parameters& parameters) -> Result<Response> {
                 const content::Locale reader = SEN_TRY(parse_language(parts, parameters["lang"]));
                 return answer_feed(parts, request, reader, format);
               });
}

}  // namespace sen::api
