#pragma once

#include "engine/workflow/action.h"
#include "engine/workflow/translations.h"

/// What goes with a translation on its way: whether a language reviewer must sign it off, and the request that it
/// answers. For Workflow's own .cc files.
namespace sen::workflow {

/// Notes in `review` what of `version`, handed in from `draft`, waits for a language reviewer. `former` is the
/// edition's review so far, or null. Errors: Storage.
Result<void> judge_translation(const Case& of, const Dossier& dossier, const content::Version& version,
                               const content::Draft& draft, const content::Review* former, content::Review& review);

/// Moves the request that `version` answers, if there is one, to `to`: it translates the text that was asked for, as it
/// was then or later. Other words in that language leave the request open. Errors: Storage.
Result<void> advance_request(const store::Snapshot& snapshot, const content::Version& version, content::RequestState to,
                             Timestamp now, std::vector<content::Mutation>& mutations);

Result<Planned> plan_sign_off(const Case& of, const Subject& subject, const std::string& reason);

/// Errors: PermissionDenied if a language reviewer must sign the review off first.
Result<void> check_sign_off(const content::Review& review);

Result<Planned> plan_request(const Case& of, const TranslationWish& wish);
Result<Planned> plan_answer(const Case& of, const content::ContentId& id, const content::Locale& locale,
                            content::RequestState answer, const std::string& why);

}  // namespace sen::workflow
