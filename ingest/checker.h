#pragma once

#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/store/snapshot.h"
#include "ingest/findings.h"
#include "ingest/package.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// Checks what a package says against the vocabularies and the rules of its documents' types. Codes of
/// former provinces become those of today.
void check(Package& package, const content::Vocabulary& vocabulary, Timestamp now, Findings& findings);

/// Checks what only the store knows: related documents, embargoes of what is public, datasets of others.
/// Errors: Storage.
Result<void> check_against(const Package& package, const store::Snapshot& snapshot, const Options& options,
                           Timestamp now, Findings& findings);

/// The id that a `related` entry of `organisation` means; nothing if it has no such form.
std::optional<content::ContentId> related_id(const content::OrganisationCode& organisation, std::string_view said);

}  // namespace sen::ingest
