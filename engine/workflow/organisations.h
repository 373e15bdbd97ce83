#pragma once

#include "content/model/vocabulary.h"
#include "engine/identity/organisations.h"
#include "engine/store/snapshot.h"

namespace sen::workflow {

/// Who stands above whom: the register in the store goes before the vocabulary. Reads when it is asked; an entry that
/// cannot be read stands below the site only. Snapshot and vocabulary must outlive it. Immutable, thread-safe.
class RegisterTree final : public identity::OrganisationTree {
 public:
  RegisterTree(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary)
      : snapshot_(snapshot), vocabulary_(vocabulary) {}
  content::OrganisationCode parent(const content::OrganisationCode& organisation) const override;

  /// Who answers today for what `organisation` published: itself, or the main successor of one that was merged or
  /// split, and so on.
  content::OrganisationCode responsible(const content::OrganisationCode& organisation) const;

 private:
  const store::Snapshot& snapshot_;
  const content::Vocabulary& vocabulary_;
};

}  // namespace sen::workflow
