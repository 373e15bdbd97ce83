#include "content/model/address.h"
#include "engine/api/api.h"
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
Result<Response> answer_feed(const Parts& parts, const Request& request, const content::Locale& reader, bool atom) {
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
  const std::string self = site.address + request.target;
  Response response =
      http::make_response(200, atom ? "application/atom+xml; charset=utf-8" : "application/rss+xml; charset=utf-8",
                          atom ? feeds::write_atom(feed, self) : feeds::write_rss(feed, self));
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
  for (const bool atom : {false, true})
    router.add(http::Method::Get, atom ? "/{lang}/search.atom" : "/{lang}/search.rss",
               [&parts, atom](const Request& request, const Parameters& parameters) -> Result<Response> {
                 const content::Locale reader = SEN_TRY(parse_language(parts, parameters["lang"]));
                 return answer_feed(parts, request, reader, atom);
               });
}

}  // namespace sen::api
