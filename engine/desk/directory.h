#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "content/model/account.h"
#include "content/model/vocabulary.h"
#include "engine/identity/organisations.h"
#include "engine/store/snapshot.h"

namespace sen::desk {

/// Every organisation as it stands in one snapshot: the vocabulary's, and over them the register's. Immutable.
class Directory final : public identity::OrganisationTree {
 public:
  /// Errors: Storage.
  static Result<Directory> read(const content::Vocabulary& vocabulary, const store::Snapshot& snapshot);

  content::OrganisationCode parent(const content::OrganisationCode& organisation) const override;
  /// Null if there is none.
  const content::OrganisationEntry* find(const content::OrganisationCode& organisation) const;
  /// Its name in `locale`; the code itself for one that is unknown, empty for the site.
  std::string name(const content::OrganisationCode& organisation, const content::Locale& locale) const;
  /// By code.
  const std::map<content::OrganisationCode, content::OrganisationEntry>& all() const { return entries_; }
  /// Who answers today for what a former organisation published: its main successor, or itself if it stands.
  content::OrganisationCode successor(content::OrganisationCode organisation) const;

 private:
  std::map<content::OrganisationCode, content::OrganisationEntry> entries_;
};

}  // namespace sen::desk
