#pragma once

#include "content/model/account.h"
#include "content/model/change.h"
#include "content/model/vocabulary.h"
#include "engine/base/result.h"
#include "engine/store/store.h"

/// Changes of the register of organisations. Who may make them has been asked before. What was published keeps the
/// name it was published under: documents name their organisation by code, and a former one stays in the register.
namespace sen::desk {

/// A new organisation. Errors: InvalidInput names the field; Conflict if the code is taken; as Store::commit.
Result<void> add_organisation(store::Store& store, const content::Vocabulary& vocabulary,
                              content::OrganisationEntry entry, const content::Actor& by);

/// New names, parent, kind or exemption. Errors: NotFound; InvalidInput names the field; as Store::commit.
Result<void> edit_organisation(store::Store& store, const content::Vocabulary& vocabulary,
                               content::OrganisationEntry entry, const content::Actor& by, std::string reason);

/// `former` end on `last_day` (`YYYY-MM-DD`) and go on as `successors`, the main one first: a merger where there are
/// several former, a split where there are several successors. Every one must be there already.
/// Errors: NotFound; InvalidInput names the field; as Store::commit.
Result<void> succeed_organisations(store::Store& store, const content::Vocabulary& vocabulary,
                                   const std::vector<content::OrganisationCode>& former,
                                   const std::vector<content::OrganisationCode>& successors,
                                   const std::string& last_day, const content::Actor& by);

}  // namespace sen::desk
