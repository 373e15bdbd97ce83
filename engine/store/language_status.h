#pragma once

#include "content/model/translation.h"
#include "engine/store/overlay.h"
#include "engine/store/snapshot.h"

namespace sen::store {

/// Where the languages of `document` stand. Cost: one read an edition and its review. Errors: Storage.
Result<content::DocumentStatus> status_of(const Snapshot& snapshot, const content::Document& document);

/// Puts the row of a document's languages in the place of the one that `before` has.
Result<void> write_status(const Snapshot& before, const content::ContentId& id, Overlay& out);

}  // namespace sen::store
