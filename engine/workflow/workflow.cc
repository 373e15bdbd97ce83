#include "engine/workflow/workflow.h"

#include <algorithm>

#include "engine/store/keys.h"
#include "engine/workflow/action.h"

namespace sen::workflow {

using content::ContentId;
using content::Locale;
using content::Review;

class Workflow::Impl {
 public:
  Desk desk;
};

Workflow::Workflow(store::Store& store, const content::Vocabulary& vocabulary, const Clock& clock, RenderBody render)
    : impl_(std::make_unique<Impl>(Impl{{store, vocabulary, clock, std::move(render)}})) {}
Workflow::~Workflow() = default;

Result<content::Draft> Workflow::save_draft(const identity::Actor& actor, content::Draft draft) {
  content::Draft stored;
  SEN_TRY(perform(impl_->desk, actor, [&](const Case& of) { return plan_save(of, draft, stored); }));
  return stored;
}

Workflow::Outcome Workflow::discard_draft(const identity::Actor& actor, const ContentId& id, const Locale& locale,
                                          std::uint32_t revision) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_discard(of, id, locale, revision); });
}

Result<content::Draft> Workflow::restore_revision(const identity::Actor& actor, const ContentId& id,
                                                  const Locale& locale, std::uint32_t revision) {
  content::Draft stored;
  SEN_TRY(perform(impl_->desk, actor, [&](const Case& of) { return plan_restore(of, id, locale, revision, stored); }));
  return stored;
}

Workflow::Outcome Workflow::submit(const identity::Actor& actor, const Submission& submission) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_submission(of, submission, false); });
}

Workflow::Outcome Workflow::correct(const identity::Actor& actor, const Submission& submission) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_submission(of, submission, true); });
}

Workflow::Outcome Workflow::propose(const identity::Actor& actor, content::Document document, const Digest& seen,
                                    const std::vector<content::Media>& pictures) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_proposal(of, document, seen, pictures); });
}

Workflow::Outcome Workflow::drop(const identity::Actor& actor, const Subject& subject) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_dropping(of, subject); });
}

Workflow::Outcome Workflow::start_review(const identity::Actor& actor, const Subject& subject) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_start(of, subject); });
}

Workflow::Outcome Workflow::remark(const identity::Actor& actor, const Subject& subject, std::uint32_t paragraph,
                                   std::string text) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_remark(of, subject, paragraph, text); });
}

Workflow::Outcome Workflow::settle_remark(const identity::Actor& actor, const Subject& subject, std::size_t remark) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_settling(of, subject, remark); });
}

Workflow::Outcome Workflow::return_to_author(const identity::Actor& actor, const Subject& subject, std::string text) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_return(of, subject, text); });
}

Workflow::Outcome Workflow::approve(const identity::Actor& actor, const Subject& subject) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_approval(of, subject, {}); });
}

Workflow::Outcome Workflow::cosign(const identity::Actor& actor, const Subject& subject,
                                   const content::OrganisationCode& organisation) {
  if (organisation.empty()) return Error(ErrorCode::InvalidInput, "the organisation that signs too is missing");
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_approval(of, subject, organisation); });
}

Workflow::Outcome Workflow::publish(const identity::Actor& actor, const Subject& subject) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_publication(of, subject); });
}

Workflow::Outcome Workflow::schedule(const identity::Actor& actor, const Subject& subject, Timestamp at) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_schedule(of, subject, at); });
}

Workflow::Outcome Workflow::unschedule(const identity::Actor& actor, const Subject& subject) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_unschedule(of, subject); });
}

Workflow::Outcome Workflow::withdraw(const identity::Actor& actor, const Takedown& takedown) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_takedown(of, takedown, Step::Withdraw); });
}

Workflow::Outcome Workflow::retract(const identity::Actor& actor, const Takedown& takedown) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_takedown(of, takedown, Step::Retract); });
}

Workflow::Outcome Workflow::archive(const identity::Actor& actor, const ContentId& id, const Locale& locale) {
  const Takedown takedown{.id = id, .locale = locale, .reasons = {}};
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_takedown(of, takedown, Step::Archive); });
}

Workflow::Outcome Workflow::emergency_start(const identity::Actor& actor, const Subject& subject, std::string reason) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_emergency(of, subject, reason); });
}

Workflow::Outcome Workflow::emergency_confirm(const identity::Actor& actor, const Subject& subject) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_confirmation(of, subject); });
}

Workflow::Outcome Workflow::emergency_review(const identity::Actor& actor, const ContentId& id, const Locale& locale,
                                             std::string text) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_emergency_review(of, id, locale, text); });
}

Result<std::vector<Review>> Workflow::overdue(Timestamp now) const {
  const auto snapshot = SEN_TRY(impl_->desk.store.snapshot());
  std::vector<Review> late;
  for (Review& review : SEN_TRY(snapshot->open_reviews()))
    if (review.review_due && !review.reviewed && *review.review_due <= now) late.push_back(std::move(review));
  std::sort(late.begin(), late.end(), [](const Review& a, const Review& b) { return a.review_due < b.review_due; });
  return late;
}

Workflow::Outcome Workflow::approve_dataset(const identity::Actor& actor, const content::DatasetCode& code,
                                            std::uint32_t release) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_dataset_approval(of, code, release); });
}

Workflow::Outcome Workflow::return_dataset(const identity::Actor& actor, const content::DatasetCode& code,
                                           std::uint32_t release, std::string text) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_dataset_return(of, code, release, text); });
}

Workflow::Outcome Workflow::embargo_dataset(const identity::Actor& actor, const content::DatasetCode& code,
                                            std::uint32_t release, std::optional<Timestamp> until) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_dataset_embargo(of, code, release, until); });
}

Result<DatasetOffers> Workflow::offers(const identity::Actor& actor, const content::DatasetCode& code) const {
  const Case of = SEN_TRY(case_of(impl_->desk, actor));
  const content::Dataset dataset = SEN_TRY(of.snapshot->dataset(code));
  if (dataset.releases.empty()) return DatasetOffers{};
  const std::uint32_t newest = dataset.releases.back().number;
  return DatasetOffers{.approve = plan_dataset_approval(of, code, newest).has_value(),
                       .give_back = plan_dataset_return(of, code, newest, "-").has_value(),
                       .embargo = plan_dataset_embargo(of, code, newest, std::nullopt).has_value()};
}

Result<Offers> Workflow::offers(const identity::Actor& actor, const ContentId& id, const Locale& locale) const {
  return plan_offers(SEN_TRY(case_of(impl_->desk, actor)), id, locale);
}

Result<LastChange> Workflow::last_change(const ContentId& id) const {
  const auto snapshot = SEN_TRY(impl_->desk.store.snapshot());
  return last_change_of(impl_->desk.store, *snapshot, store::keys::document(id));
}

Result<LastChange> Workflow::last_change(const ContentId& id, const Locale& locale) const {
  const auto snapshot = SEN_TRY(impl_->desk.store.snapshot());
  return last_change_of(impl_->desk.store, *snapshot, store::keys::drafts(id, locale));
}

}  // namespace sen::workflow
