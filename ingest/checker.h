#pragma once

#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "ingest/findings.h"
#include "ingest/package.h"

namespace sen::ingest {

/// Checks what a package says against the vocabularies and the rules of its documents' types. Codes of
/// former provinces become those of today.
void check(Package& package, const content::Vocabulary& vocabulary, Timestamp now, Findings& findings);

/// The id that a `related` entry of `organisation` means; nothing if it has no such form.
std::optional<content::ContentId> related_id(const content::OrganisationCode& organisation, std::string_view said);

}  // namespace sen::ingest
