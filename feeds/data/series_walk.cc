#include "feeds/data/series_walk.h"

#include <algorithm>

namespace sen::feeds {
namespace {

/// What the keys of all series that are asked for begin with.
std::string key_start(const DataQuery& query) {
  std::string start;
  for (std::size_t i = 0; i < query.key.size() && query.key[i].size() == 1; ++i) {
    start += query.key[i].front();
    if (i + 1 < query.key.size()) start += '.';
  }
  return start;
}

}  // namespace

Result<void> each_series(const store::VisibleContent& content, const content::DatasetCode& dataset,
                         const DataQuery& query, std::string_view from_key,
                         const std::function<bool(const content::Series&)>& visit) {
  const std::string start = key_start(query);
  return content.each_series(dataset, std::max<std::string_view>(start, from_key), [&](const content::Series& series) {
    if (!content::series_key(series.key).starts_with(start)) return false;
    return !matches(query, series) || visit(series);
  });
}

}  // namespace sen::feeds
