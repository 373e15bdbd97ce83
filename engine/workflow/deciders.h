#pragma once

#include <map>
#include <optional>
#include <set>

#include "content/model/review.h"
#include "engine/identity/authorise.h"
#include "engine/workflow/organisations.h"

namespace sen::workflow {

/// Why something is in somebody's queue.
enum class Waiting {
  EmergencyReview,   ///< Went out on the word of two people; a third must look.
  EmergencyConfirm,  ///< Somebody asks for an emergency publication.
  Approve,
  Publish,    ///< Approved: to be published or scheduled.
  SignOff,    ///< A translation that a language reviewer must look at.
  Translate,  ///< A translation is asked for.
  Review,     ///< Handed in: to be read, edited, returned.
  Dataset,    ///< A release to be approved.
  Returned,   ///< To its author, with remarks; figures to whoever may hand them in again.
  Scheduled,  ///< Goes out by itself at `due`.
  Draft,      ///< What the person is writing.
};

/// Who has something to decide, as one snapshot knows texts, accounts and organisations: what stands in a queue and
/// whom a mail goes to is asked here. What is made for training waits for those who are trained alone, and all else
/// for the others. Snapshot and vocabulary must outlive it. Called by one thread.
class Deciders {
 public:
  /// Errors: Storage.
  static Result<Deciders> read(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary);

  /// Why `review` waits for `actor` at `now`; nothing: it does not.
  std::optional<Waiting> reason(const content::Review& review, const identity::Actor& actor, Timestamp now);
  /// Whether an open request waits for `actor`: a translator who has the language, and nobody else was named.
  bool waits(const content::TranslationRequest& request, const identity::Actor& actor);

  bool may(const identity::Actor& actor, identity::Action action, const content::Review& review);
  bool may(const identity::Actor& actor, identity::Action action, const identity::Resource& resource) const;

  /// Who answers today for `organisation` (RegisterTree).
  const content::OrganisationCode& responsible(const content::OrganisationCode& organisation);

 private:
  Deciders(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary) : tree_(snapshot, vocabulary) {}

  identity::Resource resource_of(const content::Review& review);
  bool may_cosign(const identity::Actor& actor, const content::Review& review, identity::Resource resource);
  bool may_sign_off(const identity::Actor& actor, const content::Review& review,
                    const identity::Resource& resource) const;

  /// The register, each organisation of which is read once.
  class KnownTree final : public identity::OrganisationTree {
   public:
    KnownTree(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary) : tree_(snapshot, vocabulary) {}
    content::OrganisationCode parent(const content::OrganisationCode& organisation) const override;
    const content::OrganisationCode& responsible(const content::OrganisationCode& organisation) const;

   private:
    RegisterTree tree_;
    mutable std::map<content::OrganisationCode, content::OrganisationCode> parents_;
    mutable std::map<content::OrganisationCode, content::OrganisationCode> responsible_;
  };

  KnownTree tree_;
  std::set<content::ContentId> training_;
};

}  // namespace sen::workflow
