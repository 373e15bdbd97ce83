#include "search/answer_json.h"

#include <nlohmann/json.hpp>

#include "content/model/address.h"

namespace sen::search {

using nlohmann::ordered_json;

std::string to_json(const Query& query, const Answer& answer, std::string_view address) {
  ordered_json results = ordered_json::array();
  for (const Hit& hit : answer.hits)
    results.push_back(
        {{"id", hit.id.value},
         {"url", std::string(address) + content::document_path(hit.locale, hit.section, hit.slug, hit.id)},
         {"title", hit.title},
         {"language", hit.locale.value},
         {"type", hit.type},
         {"organisation", hit.organisation.value},
         {"published", format_rfc3339(hit.published)},
         {"snippet", hit.snippet}});
  ordered_json facets = ordered_json::object();
  for (const auto& [facet, values] : answer.facets) {
    facets[facet] = ordered_json::array();
    for (const FacetValue& value : values) facets[facet].push_back({{"code", value.code}, {"count", value.count}});
  }
  const ordered_json out = {{"query", query.text}, {"total", answer.total}, {"page", query.page},
                            {"results", results},  {"facets", facets},      {"suggestion", answer.suggestion}};
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace sen::search
