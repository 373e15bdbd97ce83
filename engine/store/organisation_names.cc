#include "engine/store/organisation_names.h"

namespace sen::store {

Result<content::Texts> organisation_names(const Snapshot& snapshot, const content::Vocabulary& vocabulary,
                                          const content::OrganisationCode& organisation) {
  Result<content::OrganisationEntry> entry = snapshot.organisation(organisation);
  if (entry) return std::move(entry->names);
  const content::Organisation* known = vocabulary.organisation(organisation);
  if (entry.error().code() != ErrorCode::NotFound || known == nullptr) return entry.error();
  return known->names;
}

}  // namespace sen::store
