#pragma once

#include <map>

#include "content/model/ids.h"

namespace sen::identity {

/// Who stands above whom. The site itself is the empty code: it stands above every organisation.
class OrganisationTree {
 public:
  virtual ~OrganisationTree() = default;
  /// The organisation directly above; empty for one directly below the site, and for one that is not there.
  virtual content::OrganisationCode parent(const content::OrganisationCode& organisation) const = 0;
};

/// How an organisation stands to the one that a role was granted at.
enum class Relation {
  Same,
  Below,      ///< At any depth.
  Elsewhere,  ///< Above, beside, or not in the tree.
};

/// How `organisation` stands to `granted`. An organisation that the tree does not know is below the site and nothing
/// else. More than 32 levels, or a circle, are Elsewhere.
Relation relation(const OrganisationTree& tree, const content::OrganisationCode& granted,
                  const content::OrganisationCode& organisation);

/// A tree that was read at once. Immutable while it is shared.
class ParentTable final : public OrganisationTree {
 public:
  void add(const content::OrganisationCode& organisation, const content::OrganisationCode& parent = {}) {
    parents_.insert_or_assign(organisation, parent);
  }
  content::OrganisationCode parent(const content::OrganisationCode& organisation) const override;

 private:
  std::map<content::OrganisationCode, content::OrganisationCode> parents_;
};

}  // namespace sen::identity
