#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/pages/pages.h"
#include "engine/portal/views/make.h"

namespace sen::portal::pages {
namespace {

constexpr std::size_t kMaxQueryBytes = 512;
constexpr std::size_t kMaxPage = 100;

std::string text_of(const http::Request& request, std::string_view name) {
  return std::string(trim(request.parameter(name).value_or("")).substr(0, kMaxQueryBytes));
}

Result<search::Query> read_query(const Context& context, const http::Request& request, const Tongue& tongue) {
  search::Query query;
  query.text = text_of(request, "q");
  query.reader = tongue.locale;
  query.type = text_of(request, "type");
  query.topic = text_of(request, "topic");
  query.organisation = text_of(request, "organisation");
  query.place = text_of(request, "place");
  query.year = text_of(request, "year");
  if (const Tongue* language = language_of(context, text_of(request, "language"))) query.language = language->locale;
  if (const auto from = parse_rfc3339(text_of(request, "from"))) query.from = *from;
  if (const auto to = parse_rfc3339(text_of(request, "to"))) query.to = *to;
  query.verbatim = text_of(request, "verbatim") == "1";
  if (text_of(request, "sort") == "date") query.sort = search::Query::Sort::Date;
  query.page = SEN_TRY(page_number(request));
  if (query.page > kMaxPage) return Error(ErrorCode::NotFound, "results end at page 100");
  return query;
}

}  // namespace

Result<http::Response> search_page(const Context& context, const http::Request& request,
                                   const http::Parameters& parameters) {
  const Tongue* tongue = language_of(context, parameters["lang"]);
  if (!tongue) return Error(ErrorCode::NotFound, "there is no such language");
  if (!context.index) return Error(ErrorCode::Unavailable, "search is away");
  const search::Query query = SEN_TRY(read_query(context, request, *tongue));
  std::optional<search::Answer> answer;
  if (!query.text.empty() || search::has_filter(query)) {
    auto found = context.index->search(query);
    if (found) {
      answer = std::move(found).value();
      if (context.past_queries && answer->total > 0 && answer->corrected.empty() && query.page == 1)
        context.past_queries->asked(query.text, tongue->locale, request.client);
    } else if (found.error().code() != ErrorCode::InvalidInput) {
      return found.error();  // A query without any word is no error: the page says so.
    }
  }
  const store::VisibleContent content = SEN_TRY(context.library.visible_to(store::Audience::Public));
  Reading reading(content);
  const views::Scene scene = context.scene(*tongue, reading);
  http::Representation page;
  page.content_type = "text/html; charset=utf-8";
  std::string html = components::render(views::make_search(scene, query, answer), *tongue);
  page.etag = http::make_etag(html);
  page.identity = std::make_shared<const std::string>(std::move(html));
  page.headers.emplace_back("Content-Language", tongue->locale.value);
  http::compress(page, 1);
  return http::respond(request, page);
}

}  // namespace sen::portal::pages
