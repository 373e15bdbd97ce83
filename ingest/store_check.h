#pragma once

#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/store/snapshot.h"
#include "ingest/findings.h"
#include "ingest/package.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// Checks that there is the organisation in whose name `package` comes. Who was let in for one needs no such check.
/// `snapshot`: the register goes before the vocabulary; null: the vocabulary alone is asked, and what it does not know
/// is a warning. Errors: Storage.
Result<void> check_organisation(const Package& package, const store::Snapshot* snapshot,
                                const content::Vocabulary& vocabulary, const Options& options, Findings& findings);

/// Checks what only the store knows: related documents, embargoes of what is public, datasets of others, names that
/// the training took. Errors: Storage.
Result<void> check_against(const Package& package, const store::Snapshot& snapshot, const Options& options,
                           Timestamp now, Findings& findings);

}  // namespace sen::ingest
