#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/compare/lazy_names.h"
#include "content/model/review_content.h"
#include "engine/base/maybe.h"
#include "engine/workflow/offers.h"
#include "engine/workflow/organisations.h"
#include "engine/workflow/transition.h"
#include "engine/workflow/workflow.h"

/// What the actions of Workflow have in common. For its own .cc files.
namespace sen::workflow {

struct Desk {
  store::Store& store;
  const content::Vocabulary& vocabulary;
  const Clock& clock;
  RenderBody render;
  compare::LazyNames names{};
};

/// One person, one moment, one snapshot.
struct Case {
  const Desk& desk;
  identity::Actor actor;  ///< With the roles that the snapshot has.
  std::shared_ptr<const store::Snapshot> snapshot;
  Timestamp now;
  content::Account account;

  content::AccountName name() const { return account.name; }
};

/// What an action wants to be committed.
struct Planned {
  std::string reason;  ///< `approve vi of ID`
  std::vector<content::Mutation> mutations;
};

/// A document as an action sees it.
struct Dossier {
  content::Document document;
  std::vector<content::Edition> editions;
  const content::DocumentType* type = nullptr;
  content::OrganisationCode responsible;  ///< Who answers for it today.
  bool was_public = false;                ///< In some language, at some time: its own fields need a proposal.
  bool training = false;                  ///< Document::training.

  /// Null if there is none.
  const content::Edition* edition(const content::Locale& locale) const;
};

/// A review with what it is about.
struct Matter {
  Dossier dossier;
  content::Review review;
  std::optional<content::Edition> edition;  ///< Nothing: of a proposal.
};

/// The newest snapshot as `actor` meets it. Errors: PermissionDenied if the account is not there or not active.
Result<Case> case_of(const Desk& desk, const identity::Actor& actor);

/// Plans against the newest snapshot and commits, again after each Conflict in between: `plan` compares with what the
/// caller saw, so that repeating it is harmless. Errors: those of `plan` and the store; PermissionDenied if the account
/// is not there or not active.
Result<content::Sequence> perform(const Desk& desk, const identity::Actor& actor,
                                  const std::function<Result<Planned>(const Case&)>& plan);

/// Errors: NotFound.
Result<Dossier> dossier_of(const Case& of, const content::ContentId& id);
/// As dossier_of(). Errors: NotFound also if nothing waits or waited there.
Result<Matter> matter_of(const Case& of, const content::ContentId& id, const content::Locale& locale);
/// As matter_of(). Errors: Conflict if it is no longer what the caller saw.
Result<Matter> matter_as_seen(const Case& of, const Subject& subject);

/// What identity::authorise is asked about a review.
identity::Resource resource_of(const Matter& matter);
/// Of a document without a review, in `state`.
identity::Resource resource_of(const Dossier& dossier, content::State state, const content::AccountName& author);
/// Errors: PermissionDenied; Conflict if only its state is in the way.
Result<void> allow(const Case& of, identity::Action action, const identity::Resource& resource,
                   const content::ContentId& id);

/// Whether the person may write these words: `fresh` (DocumentDraft, DocumentSubmit) while nothing waits, an edit of
/// what waits, or a correction of what is public; a translator's translation where nothing waits. `review` may be null.
Result<void> allow_writing(const Case& of, const Dossier& dossier, const content::Review* review,
                           const content::Draft& draft, identity::Action fresh);

/// Where `step` leads the review. Errors: Conflict if it is no move.
Result<content::State> next_state(const Case& of, const content::Review& review, Step step);
/// Moves the review, and the edition with it unless it was public before: then it stays until the version is.
void move(Matter& matter, content::State to, std::vector<content::Mutation>& mutations);

/// How many persons must approve: as the type asked at submission or asks now, whichever is more.
std::uint32_t needed_approvals(const Matter& matter);
/// Whether enough persons of the organisation and one of each cosigner approved exactly this content.
bool is_approved(const Matter& matter);

/// Makes the review's version, or the proposal, public now. Errors: Conflict if what is stored is not what was
/// reviewed; PermissionDenied for a trainee's; InvalidInput if its expiry has passed.
Result<void> make_public(const Case& of, Matter& matter, std::vector<content::Mutation>& mutations);

/// As make_public() for a document of the training (engine/workflow/training.h). Errors: Conflict.
Result<void> make_public_in_training(const Case& of, Matter& matter, std::vector<content::Mutation>& mutations);

/// `approve vi of ID`; `approve proposal of ID` without a locale.
std::string reason_of(std::string_view action, const content::ContentId& id, const content::Locale& locale);

/// Errors: NotFound; Storage.
Result<LastChange> last_change_of(const store::Store& store, const store::Snapshot& snapshot, std::string_view item);
/// Says that an item is not as the caller saw it, who changed it last and when.
Error conflict(const Case& of, std::string_view what, std::string_view item);
Error document_conflict(const Case& of, const content::ContentId& id);

/// Reads a reason or remark: trimmed, NFC, 1 to 4,000 bytes. Errors: InvalidInput names `field`.
Result<std::string> read_words(std::string_view field, std::string_view text);

// The actions, planned against one snapshot.
/// `stored` becomes the draft as it is to be stored.
Result<Planned> plan_save(const Case& of, content::Draft draft, content::Draft& stored);
Result<Planned> plan_discard(const Case& of, const content::ContentId& id, const content::Locale& locale,
                             std::uint32_t revision);
Result<Planned> plan_restore(const Case& of, const content::ContentId& id, const content::Locale& locale,
                             std::uint32_t revision, content::Draft& stored);
Result<Planned> plan_submission(const Case& of, const Submission& submission, bool corrects);
Result<Planned> plan_proposal(const Case& of, content::Document document, const Digest& seen,
                              const std::vector<content::Media>& pictures = {});
Result<Planned> plan_dropping(const Case& of, const Subject& subject);
Result<Planned> plan_start(const Case& of, const Subject& subject);
Result<Planned> plan_remark(const Case& of, const Subject& subject, std::uint32_t paragraph, const std::string& text);
Result<Planned> plan_settling(const Case& of, const Subject& subject, std::size_t remark);
Result<Planned> plan_return(const Case& of, const Subject& subject, const std::string& text);
/// `cosigner` empty: for the document's own organisation.
Result<Planned> plan_approval(const Case& of, const Subject& subject, const content::OrganisationCode& cosigner);
Result<Planned> plan_publication(const Case& of, const Subject& subject);
Result<Planned> plan_schedule(const Case& of, const Subject& subject, Timestamp at);
Result<Planned> plan_unschedule(const Case& of, const Subject& subject);
Result<Planned> plan_emergency(const Case& of, const Subject& subject, const std::string& reason);
Result<Planned> plan_confirmation(const Case& of, const Subject& subject);
Result<Planned> plan_emergency_review(const Case& of, const content::ContentId& id, const content::Locale& locale,
                                      const std::string& text);
Result<Planned> plan_takedown(const Case& of, const Takedown& takedown, Step step);
/// Errors: NotFound; PermissionDenied for who may not read it.
Result<Offers> plan_offers(const Case& of, const content::ContentId& id, const content::Locale& locale);
Result<Planned> plan_dataset_approval(const Case& of, const content::DatasetCode& code, std::uint32_t release);
Result<Planned> plan_dataset_return(const Case& of, const content::DatasetCode& code, std::uint32_t release,
                                    const std::string& text);
Result<Planned> plan_dataset_embargo(const Case& of, const content::DatasetCode& code, std::uint32_t release,
                                     std::optional<Timestamp> until);

}  // namespace sen::workflow
