#pragma once

#include "content/model/dataset.h"
#include "engine/base/bytes.h"

namespace sen::store {

/// The SHA-256 of a dataset's stored form, for entity tags: it changes with any field of the record, those that are yet
/// to be invented too, and with every release. Of what VisibleContent hands out it tells nothing that is not public.
Digest fingerprint(const content::Dataset& dataset);

}  // namespace sen::store
