#pragma once

#include <vector>

#include "engine/desk/visit.h"
#include "ingest/intake/upload.h"

/// Who may see and do what with a package that was handed in.
namespace sen::desk::pages {

/// Of whom the person may hand packages in, by code.
std::vector<content::OrganisationCode> may_hand_in_for(const Visit& visit);
/// The officers of its organisation, and those above who read what is not public.
bool may_see(const Visit& visit, const intake::Upload& upload);
/// The upload that the address names. Errors: NotFound, also for one that the person may not see.
Result<intake::Upload> find_upload(const Visit& visit);
/// Whether the person may submit it: hand in for its organisation, and documents and figures as far as it has them.
/// Errors: PermissionDenied.
Result<void> authorise_submission(const Visit& visit, const intake::Upload& upload);

/// In what language findings are written for this person.
ingest::MessageLanguage findings_language(const Visit& visit);

}  // namespace sen::desk::pages
