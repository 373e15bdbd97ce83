#pragma once

#include "content/model/change.h"
#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/store/snapshot.h"
#include "ingest/findings.h"
#include "ingest/package.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// What has to be committed so that the store says what a package says.
struct Plan {
  content::Change change;
  std::vector<const ImageDraft*> pictures;  ///< Of the package: those that the store does not have yet.
  bool empty = false;                       ///< The store says it already.
};

/// Plans a checked package against `snapshot`: only editions that differ get new versions, only series
/// that differ are stored. With `options.publish` what has no embargo ahead becomes public and the rest
/// is scheduled; else it waits in a review, and what is public stays as it is. Findings: rules about
/// changes to what is public; after an error the plan must not be used. The plan takes the figures out of `package`,
/// which cannot be planned again without reading them anew; its pictures stay there. Errors: Storage.
Result<Plan> plan(Package& package, const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                  const Options& options, Timestamp now, Findings& findings);

}  // namespace sen::ingest
