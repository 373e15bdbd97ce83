#pragma once

#include "content/model/vocabulary.h"
#include "engine/base/result.h"
#include "engine/store/snapshot.h"

namespace sen::store {

/// What an organisation is called as things stand: what the register says, else the vocabulary.
/// Errors: NotFound if neither knows it; Storage.
Result<content::Texts> organisation_names(const Snapshot& snapshot, const content::Vocabulary& vocabulary,
                                          const content::OrganisationCode& organisation);

}  // namespace sen::store
