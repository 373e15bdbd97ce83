#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/app/engine.h"
#include "ingest/publisher.h"

namespace sen::app {

/// How an ingest reports while it works: to a terminal here, or over the control socket.
struct IngestEvents {
  std::function<void(std::uint64_t done, std::uint64_t all, std::string_view stage)> progress;
  std::function<void(const std::string& path, const ingest::Receipt& receipt)> receipt;
};

/// How many packages ended how.
struct IngestTotals {
  std::uint64_t published = 0, submitted = 0, already_stored = 0, refused = 0;
  ingest::Counts counts;
};

/// Publishes packages one after the other; while one is committed the next is read. A refused one does not stop the
/// next; a failed store does.
Result<IngestTotals> ingest_packages(Engine& engine, const std::vector<std::string>& packages,
                                     const ingest::Options& options, const IngestEvents& events);

}  // namespace sen::app
