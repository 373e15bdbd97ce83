#include "engine/portal/pages/pages.h"
#include "search/answer_json.h"

namespace sen::portal::pages {
namespace {

constexpr std::size_t kMostSuggestions = 8;

}  // namespace

Result<http::Response> suggest(const Context& context, const http::Request& request,
                               const http::Parameters& parameters) {
  const Tongue* tongue = language_of(context, parameters["lang"]);
  if (!tongue) return Error(ErrorCode::NotFound, "there is no such language");
  if (!context.index) return Error(ErrorCode::Unavailable, "search is away");
  const std::string typed(request.parameter("q").value_or(""));
  const auto suggestions = SEN_TRY(context.index->suggest(typed, tongue->locale, kMostSuggestions));
  http::Response response = http::make_response(200, "application/x-suggestions+json; charset=utf-8",
                                                search::suggestions_to_json(typed, suggestions));
  response.add("Cache-Control", "no-cache").add("X-Robots-Tag", "noindex");
  return response;
}

}  // namespace sen::portal::pages
