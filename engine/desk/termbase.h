#pragma once

#include <string>
#include <vector>

#include "content/model/translation.h"
#include "engine/desk/visit.h"

namespace sen::desk {

/// Who keeps the words of all: the site's owner, or who hands in what names nobody.
content::OrganisationCode central_organisation(const Visit& visit);

/// Whether the person keeps the termbase: a language reviewer of the central organisation.
bool keeps_terms(const Visit& visit);

/// Stores entries in one change, none if one cannot be. `reason` is what the audit says; `based_on` the content that
/// the person looked at. Errors: PermissionDenied; Conflict if one was changed after that; Storage.
Result<content::Sequence> save_terms(const Visit& visit, std::vector<content::TermEntry> entries, std::string reason,
                                     content::Sequence based_on);

/// The vocabulary's names as entries, which nobody edits: places, archipelagos, the sea, organisations.
std::vector<content::TermEntry> vocabulary_terms(const content::Vocabulary& vocabulary);

}  // namespace sen::desk
