#include "engine/identity/organisations.h"

namespace sen::identity {

using content::OrganisationCode;

Relation relation(const OrganisationTree& tree, const OrganisationCode& granted, const OrganisationCode& organisation) {
  constexpr int kMostLevels = 32;
  if (granted == organisation) return Relation::Same;
  if (granted.empty()) return Relation::Below;
  OrganisationCode above = organisation;
  for (int level = 0; level < kMostLevels && !above.empty(); ++level) {
    above = tree.parent(above);
    if (above == granted) return Relation::Below;
  }
  return Relation::Elsewhere;
}

OrganisationCode ParentTable::parent(const OrganisationCode& organisation) const {
  const auto found = parents_.find(organisation);
  return found == parents_.end() ? OrganisationCode() : found->second;
}

}  // namespace sen::identity
