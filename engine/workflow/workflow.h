#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "content/model/change.h"
#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/identity/authorise.h"
#include "engine/store/store.h"
#include "engine/workflow/offers.h"

namespace sen::workflow {

/// A body made ready for pages.
struct RenderedBody {
  std::vector<content::BodyPart> parts;
  std::string text;  ///< Plain, paragraphs parted by `\n`.
};
/// Renders the CommonMark of an edition of `document`. Errors: InvalidInput names line and reason.
using RenderBody = std::function<Result<RenderedBody>(const content::Document& document, const std::string& body)>;

/// What somebody decides on, as the page showed it to him.
struct Subject {
  content::ContentId id;
  content::Locale locale;  ///< Empty: the document's proposal.
  Digest content;          ///< content::Review::content as it was shown.
};

/// What whoever hands in asks of those who decide.
struct Wishes {
  std::vector<content::AccountName> asked;           ///< Approvers, by name.
  std::vector<content::OrganisationCode> cosigners;  ///< Organisations that are to sign too.
  std::optional<Timestamp> due;
  std::optional<Timestamp> release;  ///< The hour that is asked for; whoever schedules it decides.
};

/// What goes with a draft that is handed in.
struct Submission {
  content::ContentId id;
  content::Locale locale;
  std::uint32_t revision = 0;                              ///< Of the draft, as it was shown.
  content::ChangeKind kind = content::ChangeKind::Update;  ///< Minor, Update or Correction.
  std::string note;                                        ///< Public, in the edition's language.
  std::optional<Wishes> wishes{};  ///< Nothing: what was wished of the version on its way still counts.
};

/// Takes what is public back.
struct Takedown {
  content::ContentId id;
  content::Locale locale;  ///< Empty: every edition.
  content::Texts reasons;  ///< Public, per language; content::text_in() chooses for a language without one.
};

/// Who was first, for a page that says why an action came too late.
struct LastChange {
  std::string account;
  Timestamp at;
  std::string reason;
};

/// From an emergency publication until the review that must follow.
inline constexpr std::chrono::hours kEmergencyReviewWithin{2};
/// From the start of an emergency publication until its confirmation.
inline constexpr std::chrono::hours kEmergencyConfirmWithin{2};
/// For so long a draft's former revisions can be brought back.
inline constexpr std::chrono::hours kUndoFor{30 * 24};

/// Whether `person` may approve what `author` hands in of `document`: an approver of the organisation that answers for
/// it, in the training if the document is one of the training.
bool may_approve(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                 const content::Document& document, const content::Account& author, const content::Account& person);

/// Those of `names` whom `author` asks to approve `document`, each once. Errors: InvalidInput names who may not;
/// Storage.
Result<std::vector<content::AccountName>> read_asked(const store::Snapshot& snapshot,
                                                     const content::Vocabulary& vocabulary,
                                                     const content::Document& document, const content::Account& author,
                                                     const std::vector<content::AccountName>& names);

/// What people do with content: each call is one decision on permission (identity::authorise), one check against what
/// is stored, and one change with the account and a reason such as `approve vi of ID`. The rules: docs/workflow.md.
/// Thread-safe. References must outlive it.
///
/// Errors of all: NotFound; PermissionDenied; Conflict if it is not as the caller saw it, or not in a state for this
/// (the message says who changed it last and when); InvalidInput; Unavailable; Storage. Nothing is stored then.
class Workflow {
 public:
  using Outcome = Result<content::Sequence>;

  /// Of an identity::Actor the name, the second factor and the scopes count; the rest is read from the stored account.
  Workflow(store::Store& store, const content::Vocabulary& vocabulary, const Clock& clock, RenderBody render);
  ~Workflow();
  Workflow(const Workflow&) = delete;
  Workflow& operator=(const Workflow&) = delete;

  /// Keeps what somebody is writing. `draft.revision` is the one before plus one, else Conflict: the caller still has
  /// the words, and the other's are stored. Account and time are filled in. Returns the draft as it is stored.
  /// Errors: TooLarge beyond 256 KB of body, 2,000 bytes of title or 8,000 of summary.
  Result<content::Draft> save_draft(const identity::Actor& actor, content::Draft draft);
  /// Ends a draft; its revisions can be brought back. `revision` is the newest as it was shown.
  Outcome discard_draft(const identity::Actor& actor, const content::ContentId& id, const content::Locale& locale,
                        std::uint32_t revision);
  /// Makes an earlier revision the newest one, within kUndoFor of its saving.
  Result<content::Draft> restore_revision(const identity::Actor& actor, const content::ContentId& id,
                                          const content::Locale& locale, std::uint32_t revision);

  /// Hands a draft in: its words become a version with a review, or take the place of a version that waits, whose
  /// approvals are then void. The draft is closed. Errors: Conflict if a newer version was handed in since the draft
  /// was begun; InvalidInput if the words are not fit to be published, or if the edition is public: use correct().
  Outcome submit(const identity::Actor& actor, const Submission& submission);
  /// As submit(), for an edition that is public: it stays as it is until the new version is published. A public note
  /// is required unless the kind is Minor, and for types that always need one.
  Outcome correct(const identity::Actor& actor, const Submission& submission);
  /// Sets what is said once for all languages. A document that is new or has never been public is changed at once, and
  /// approvals of its waiting editions are void; one that is public gets a proposal with a review (empty locale).
  /// `seen`: content::document_content() of what was edited (the open proposal, else the document); zero for a new one.
  /// `pictures`: of those that the document uses, what is not stored yet; their bytes are.
  Outcome propose(const identity::Actor& actor, content::Document document, const Digest& seen,
                  const std::vector<content::Media>& pictures = {});

  /// Takes a proposal (empty locale) back for good: by whoever wrote it, or may edit it.
  Outcome drop(const identity::Actor& actor, const Subject& subject);

  Outcome start_review(const identity::Actor& actor, const Subject& subject);
  /// A remark on paragraph `paragraph` of Version::text, from 1; 0: on the whole. At most 4,000 bytes.
  Outcome remark(const identity::Actor& actor, const Subject& subject, std::uint32_t paragraph, std::string text);
  /// `remark`: its place in Review::remarks.
  Outcome settle_remark(const identity::Actor& actor, const Subject& subject, std::size_t remark);
  /// Back to the author as a draft, whose newest revision holds the words; `text` may be empty if remarks are open.
  Outcome return_to_author(const identity::Actor& actor, const Subject& subject, std::string text);
  /// One person's yes to exactly `subject.content`. The last one that is missing makes it Approved.
  Outcome approve(const identity::Actor& actor, const Subject& subject);
  /// The yes of an organisation that was asked to sign too.
  Outcome cosign(const identity::Actor& actor, const Subject& subject, const content::OrganisationCode& organisation);

  /// Makes public what is approved; before the end of the document's embargo, or before the hour that its submission or
  /// package asked for, it is scheduled for then. What is scheduled already is published now, embargo excepted.
  Outcome publish(const identity::Actor& actor, const Subject& subject);
  /// Sets the hour, UTC; it may be set again. It is never before the document's embargo ends.
  Outcome schedule(const identity::Actor& actor, const Subject& subject, Timestamp at);
  Outcome unschedule(const identity::Actor& actor, const Subject& subject);

  /// The address answers 410 with the reason. What waits for the edition is returned to its author.
  Outcome withdraw(const identity::Actor& actor, const Takedown& takedown);
  Outcome retract(const identity::Actor& actor, const Takedown& takedown);
  /// Off every listing without a reason to be told; `locale` empty: every edition.
  Outcome archive(const identity::Actor& actor, const content::ContentId& id, const content::Locale& locale);

  /// Two people publish without the approvals that are missing: the first starts, another confirms within
  /// kEmergencyConfirmWithin. A third must review it within kEmergencyReviewWithin. An embargo is not lifted by this.
  Outcome emergency_start(const identity::Actor& actor, const Subject& subject, std::string reason);
  Outcome emergency_confirm(const identity::Actor& actor, const Subject& subject);
  /// `text` is kept as a remark.
  Outcome emergency_review(const identity::Actor& actor, const content::ContentId& id, const content::Locale& locale,
                           std::string text);
  /// Emergency publications whose review is overdue at `now`, the longest waiting first.
  Result<std::vector<content::Review>> overdue(Timestamp now) const;

  /// Approves the newest release of a dataset that was handed in, which makes it public, or schedules it for the end of
  /// its embargo. Nobody approves what he handed in.
  Outcome approve_dataset(const identity::Actor& actor, const content::DatasetCode& code, std::uint32_t release);

  /// Gives it back to whoever handed it in; `text` says why. The figures stay in the store and are never public; what
  /// is handed in next takes their place.
  Outcome return_dataset(const identity::Actor& actor, const content::DatasetCode& code, std::uint32_t release,
                         std::string text);
  /// Sets until when an approved or waiting release is kept back; nothing: no longer, so that what is approved is
  /// public at once. Errors: InvalidInput if `until` has passed.
  Outcome embargo_dataset(const identity::Actor& actor, const content::DatasetCode& code, std::uint32_t release,
                          std::optional<Timestamp> until);
  /// Errors: NotFound.
  Result<DatasetOffers> offers(const identity::Actor& actor, const content::DatasetCode& code) const;

  /// What the person may do now with an edition (also one that is not there yet), or, without a locale, with the
  /// document's proposal. Cost: each action is planned once. Errors: NotFound; PermissionDenied for who may not read
  /// it.
  Result<Offers> offers(const identity::Actor& actor, const content::ContentId& id,
                        const content::Locale& locale) const;

  /// The last change of a document, of a draft (with `locale`). Errors: NotFound.
  Result<LastChange> last_change(const content::ContentId& id) const;
  Result<LastChange> last_change(const content::ContentId& id, const content::Locale& locale) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::workflow
