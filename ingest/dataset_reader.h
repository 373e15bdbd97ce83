#pragma once

#include <functional>
#include <vector>

#include "content/model/vocabulary.h"
#include "ingest/findings.h"
#include "ingest/manifest.h"
#include "ingest/package.h"
#include "ingest/package_reader.h"

namespace sen::ingest {

inline constexpr std::uint64_t kMaxTableBytes = 100ULL * 1024 * 1024;
inline constexpr std::uint64_t kMaxObservations = 2'000'000;  ///< In one package.

/// The tables of a package as datasets: mapped as their resource says, or, without "sen", as can be read
/// from the columns (one of time, numbers, and texts) and is then proposed. A table that cannot be
/// mapped is a warning. Errors: Storage.
Result<std::vector<DatasetDraft>> read_datasets(const PackageSource& source, const Manifest& manifest,
                                                const content::Vocabulary& vocabulary, Depth depth, Findings& findings,
                                                const std::function<void(std::uint64_t, std::uint64_t)>& progress);

}  // namespace sen::ingest
