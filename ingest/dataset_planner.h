#pragma once

#include <optional>
#include <vector>

#include "content/model/change.h"
#include "engine/base/clock.h"
#include "engine/store/snapshot.h"
#include "ingest/findings.h"
#include "ingest/package.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// Adds to `mutations` what makes the stored dataset say what `draft` says: a new release with the series
/// (of a plain table: the parts) that differ and the ends of those that are gone; nothing if it says so already.
/// Figures that wait (for approval, or until `embargo`) become a release that is not public yet. Errors: Storage.
/// Figures and rows that differ are taken out of `draft`. Findings: StructureWaits; then nothing is added.
Result<void> plan_dataset(DatasetDraft& draft, std::optional<Timestamp> embargo, const store::Snapshot& snapshot,
                          const Options& options, Timestamp now, std::vector<content::Mutation>& mutations,
                          Findings& findings);

}  // namespace sen::ingest
