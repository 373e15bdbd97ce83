#include "engine/api/api.h"

namespace sen::api {

feeds::FeedSite site_for(const Parts& parts, const http::Request& request) {
  feeds::FeedSite site = parts.site;
  if (site.address.empty()) site.address = "http://" + std::string(request.header("host").value_or("localhost"));
  return site;
}

Result<content::Locale> parse_language(const Parts& parts, std::string_view code) {
  for (const content::Locale& locale : parts.site.languages)
    if (locale.value == code) return locale;
  return Error(ErrorCode::NotFound, "there is no such language");
}

void add_routes(http::Router& router, const Parts& parts) {
  add_feed_routes(router, parts);
  add_calendar_routes(router, parts);
  add_data_routes(router, parts);
  add_sdmx_routes(router, parts);
  add_search_routes(router, parts);
  add_operations_routes(router, parts);
}

}  // namespace sen::api
