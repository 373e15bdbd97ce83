#include "engine/api/api.h"

namespace sen::api {
namespace {

using http::Parameters;
using http::Request;
using http::Response;

Result<Response> answer_calendar(const Parts& parts, const Request& request, const content::Locale& locale) {
  const feeds::FeedSite site = site_for(parts, request);
  return parts.keep(request, site.address + "/" + locale.value + "/calendar.ics", [&]() -> Result<Made> {
    const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
    feeds::BuiltCalendar built =
        SEN_TRY(feeds::build_calendar(content, parts.vocabulary, site, locale, parts.calendar_words(locale)));
    Made made;
    std::string text = feeds::write_calendar(built.calendar);
    made.representation.content_type = "text/calendar; charset=utf-8";
    made.representation.etag = http::make_etag(text);
    made.representation.identity = std::make_shared<const std::string>(std::move(text));
    made.reads = std::move(built.reads);
    made.made_from = content.sequence();
    return made;
  });
}

}  // namespace

void add_calendar_routes(http::Router& router, const Parts& parts) {
  router.add(http::Method::Get, "/{lang}/calendar.ics",
             [&parts](const Request& request, const Parameters& parameters) -> Result<Response> {
               const content::Locale locale = SEN_TRY(parse_language(parts, parameters["lang"]));
               return answer_calendar(parts, request, locale);
             });
}

}  // namespace sen::api
