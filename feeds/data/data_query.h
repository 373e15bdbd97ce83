#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/dataset.h"
#include "engine/base/result.h"
#include "feeds/data/period.h"

namespace sen::feeds {

/// Which part of a dataset is asked for (SDMX REST 1.5, "Data queries").
struct DataQuery {
  /// For each dimension in key order the allowed values; empty: any. No entries: everything.
  std::vector<std::vector<std::string>> key;
  std::optional<PeriodRange> start, end;     ///< Inclusive.
  std::optional<std::uint64_t> first, last;  ///< Observations of each series from its begin or end.
  enum class Detail { Full, DataOnly, SeriesKeysOnly, NoData } detail = Detail::Full;
};

/// Reads a key such as `VN.A+M.`: positions parted by `.`, values by `+`, empty for any; `all` or
/// empty for everything. Errors: InvalidInput if it has more or fewer positions than `dimensions`.
Result<std::vector<std::vector<std::string>>> parse_key(std::string_view key, std::size_t dimensions);

/// Whether a series is asked for.
bool matches(const DataQuery& query, const content::Series& series);
/// The observations that are asked for, in order of period.
std::vector<content::Observation> select(const DataQuery& query, const content::Series& series);

/// The columns that have `role`, in order.
std::vector<const content::Column*> columns_of(const content::Dataset& dataset, content::Role role);

/// One observation as a row of the dataset's table: a value for each of its columns, in their order; empty where the
/// series or the observation has none. The views live as long as `series` and `observation`.
std::vector<std::string_view> row_of(const content::Dataset& dataset, const content::Series& series,
                                     const content::Observation& observation);

}  // namespace sen::feeds
