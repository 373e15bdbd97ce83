#include "engine/workflow/organisations.h"

namespace sen::workflow {

using content::OrganisationCode;

OrganisationCode RegisterTree::parent(const OrganisationCode& organisation) const {
  if (const Result<content::OrganisationEntry> entry = snapshot_.organisation(organisation)) return entry->parent;
  const content::Organisation* known = vocabulary_.organisation(organisation);
  return known == nullptr ? OrganisationCode() : known->parent;
}

OrganisationCode RegisterTree::responsible(const OrganisationCode& organisation) const {
  constexpr int kMostSuccessions = 32;
  OrganisationCode now = organisation;
  for (int i = 0; i < kMostSuccessions; ++i) {
    std::vector<OrganisationCode> successors;
    if (const Result<content::OrganisationEntry> entry = snapshot_.organisation(now))
      successors = entry->successors;
    else if (const content::Organisation* known = vocabulary_.organisation(now))
      successors = known->successors;
    if (successors.empty()) return now;
    now = successors.front();
  }
  return now;
}

}  // namespace sen::workflow
