#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ingest/package_source.h"

namespace sen::ingest {

/// Unpacks the archive in `path` into numbered files in `folder`, by stream and under `limits`.
/// Findings name the entry; after an error the rest is not read. Errors: Storage.
Result<std::vector<Entry>> unpack_archive(const std::string& path, const std::string& folder, const Limits& limits,
                                          Findings& findings,
                                          const std::function<void(std::uint64_t, std::uint64_t)>& progress);

}  // namespace sen::ingest
