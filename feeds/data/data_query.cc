#include "feeds/data/data_query.h"

#include <algorithm>

#include "engine/base/text.h"

namespace sen::feeds {

Result<std::vector<std::vector<std::string>>> parse_key(std::string_view key, std::size_t dimensions) {
  if (key.empty() || key == "all") return std::vector<std::vector<std::string>>();
  std::vector<std::vector<std::string>> allowed;
  for (const std::string_view position : split(key, '.')) {
    allowed.emplace_back();
    for (const std::string_view value : split(position, '+'))
      if (!value.empty()) allowed.back().emplace_back(value);
  }
  if (allowed.size() != dimensions)
    return Error(ErrorCode::InvalidInput, "the key has " + std::to_string(allowed.size()) +
                                              " positions, the data structure has " + std::to_string(dimensions) +
                                              " dimensions");
  return allowed;
}

bool matches(const DataQuery& query, const content::Series& series) {
  for (std::size_t i = 0; i < query.key.size() && i < series.key.size(); ++i) {
    const std::vector<std::string>& allowed = query.key[i];
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), series.key[i]) == allowed.end()) return false;
  }
  return true;
}

std::vector<content::Observation> select(const DataQuery& query, const content::Series& series) {
  if (query.detail == DataQuery::Detail::SeriesKeysOnly || query.detail == DataQuery::Detail::NoData) return {};
  std::vector<content::Observation> chosen;
  for (const content::Observation& observation : series.observations) {
    if (query.start || query.end) {
      const auto range = parse_period(observation.period);
      if (!range) continue;
      if (query.start && range->first < query.start->first) continue;
      if (query.end && range->last > query.end->last) continue;
    }
    chosen.push_back(observation);
  }
  if (query.first && chosen.size() > *query.first && !query.last) chosen.resize(static_cast<std::size_t>(*query.first));
  if (query.last && chosen.size() > *query.last + query.first.value_or(0))
    chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(query.first.value_or(0)),
                 chosen.end() - static_cast<std::ptrdiff_t>(*query.last));
  return chosen;
}

std::vector<const content::Column*> columns_of(const content::Dataset& dataset, content::Role role) {
  std::vector<const content::Column*> columns;
  for (const content::Column& column : dataset.columns)
    if (column.role == role) columns.push_back(&column);
  return columns;
}

std::vector<std::string_view> row_of(const content::Dataset& dataset, const content::Series& series,
                                     const content::Observation& observation) {
  const auto next_of = [](const std::vector<std::string>& values, std::size_t& at) {
    const std::size_t i = at++;
    return i < values.size() ? std::string_view(values[i]) : std::string_view();
  };
  std::vector<std::string_view> row;
  row.reserve(dataset.columns.size());
  std::size_t dimension = 0, attribute = 0;
  for (const content::Column& column : dataset.columns) {
    switch (column.role) {
      case content::Role::Dimension:
        row.push_back(next_of(series.key, dimension));
        break;
      case content::Role::Time:
        row.emplace_back(observation.period);
        break;
      case content::Role::Measure:
        row.emplace_back(observation.value);
        break;
      case content::Role::Attribute:
      case content::Role::Text:  // Of plain tables, which have no observations.
        row.push_back(next_of(observation.attributes, attribute));
        break;
    }
  }
  return row;
}

}  // namespace sen::feeds
