#pragma once

#include <cstdint>
#include <optional>

#include "ingest/dataset_mapping.h"
#include "ingest/manifest.h"
#include "ingest/package.h"
#include "ingest/package_reader.h"
#include "ingest/table_reader.h"

namespace sen::ingest {

/// Of the cells of a package's plain tables together: a change holds them several times over while it is written.
inline constexpr std::uint64_t kMaxPlainBytes = 50ULL * 1024 * 1024;

/// The rows of a table that is no statistic, as they are: trimmed, missing values empty. With `check`, cells are held
/// against the schema. `budget` is what is left of kMaxPlainBytes. Nothing with a finding if there are no rows or too
/// many.
std::optional<DatasetDraft> read_plain_table(Table& table, const DatasetMapping& mapping, const Resource& resource,
                                             const Manifest& manifest, Depth depth, bool check, Findings& findings,
                                             std::uint64_t& budget);

}  // namespace sen::ingest
