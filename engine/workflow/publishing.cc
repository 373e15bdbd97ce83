// Publishing, scheduling, and what cannot wait.
#include "engine/workflow/action.h"
#include "engine/workflow/translation.h"

namespace sen::workflow {

using content::Emergency;
using content::Review;
using content::State;
using identity::Action;

namespace {

/// The matter, if `action` may bring it out: permitted, and approved by as many as it needs.
Result<Matter> approved_matter(const Case& of, const Subject& subject, Action action) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  SEN_TRY(allow(of, action, resource_of(matter), subject.id));
  if (!is_approved(matter)) return Error(ErrorCode::PermissionDenied, "approvals are missing");
  SEN_TRY(check_sign_off(matter.review));
  return matter;
}

/// Until when the document, as it is to be, waits; nothing: it does not.
bool is_embargoed(const Matter& matter, Timestamp now) {
  const std::optional<Timestamp>& embargo = matter.dossier.document.embargo;
  return embargo && *embargo > now;
}

Error not_in_training() {
  return Error(ErrorCode::InvalidInput, "the training knows no set hour and no emergency: publish it");
}

/// The emergency that waits for its second person. Errors: NotFound if there is none, or not for this content.
Result<Emergency> pending_emergency(const Review& review, Timestamp now) {
  const bool pending = review.emergency && review.emergency->confirmed_by.empty() &&
                       review.emergency->content == review.content &&
                       now < review.emergency->started + kEmergencyConfirmWithin;
  if (!pending) return Error(ErrorCode::NotFound, "nobody has started an emergency publication of this");
  return *review.emergency;
}

}  // namespace

Result<Planned> plan_publication(const Case& of, const Subject& subject) {
  Matter matter = SEN_TRY(approved_matter(of, subject, Action::DocumentPublish));
  SEN_TRY(next_state(of, matter.review, Step::Publish));
  Planned planned{reason_of("publish", subject.id, subject.locale), {}};
  if (matter.dossier.training) {
    SEN_TRY(make_public_in_training(of, matter, planned.mutations));
    return planned;
  }
  // The hour that was asked for is kept once: whoever publishes what is scheduled already means now.
  const bool has_hour = matter.review.state == State::Approved && matter.review.release > of.now;
  if (!has_hour) matter.review.release.reset();
  if (has_hour || is_embargoed(matter, of.now)) {
    move(matter, State::Scheduled, planned.mutations);
    return planned;
  }
  SEN_TRY(make_public(of, matter, planned.mutations));
  return planned;
}

Result<Planned> plan_schedule(const Case& of, const Subject& subject, Timestamp at) {
  Matter matter = SEN_TRY(approved_matter(of, subject, Action::DocumentSchedule));
  const State to = SEN_TRY(next_state(of, matter.review, Step::Schedule));
  if (matter.dossier.training) return not_in_training();
  if (at <= of.now) return Error(ErrorCode::InvalidInput, "release: " + format_rfc3339(at) + " has passed");
  const std::optional<Timestamp>& expiry = matter.dossier.document.expiry;
  if (expiry && *expiry <= at)
    return Error(ErrorCode::InvalidInput, "release: the document expires before, at " + format_rfc3339(*expiry));
  // What could not be made public now cannot be at its hour.
  std::vector<content::Mutation> unused;
  Matter probe = matter;
  SEN_TRY(make_public(of, probe, unused));

  matter.review.release = at;
  Planned planned{reason_of("schedule", subject.id, subject.locale), {}};
  move(matter, to, planned.mutations);
  return planned;
}

Result<Planned> plan_unschedule(const Case& of, const Subject& subject) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  SEN_TRY(allow(of, Action::DocumentSchedule, resource_of(matter), subject.id));
  const State to = SEN_TRY(next_state(of, matter.review, Step::Unschedule));
  matter.review.release.reset();
  Planned planned{reason_of("unschedule", subject.id, subject.locale), {}};
  move(matter, to, planned.mutations);
  return planned;
}

Result<Planned> plan_emergency(const Case& of, const Subject& subject, const std::string& reason) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  Review& review = matter.review;
  SEN_TRY(allow(of, Action::EmergencyStart, resource_of(matter), subject.id));
  SEN_TRY(next_state(of, review, Step::Emergency));
  if (matter.dossier.training) return not_in_training();
  if (is_embargoed(matter, of.now)) return Error(ErrorCode::InvalidInput, "its embargo has not ended");
  // However much it presses: what a machine wrote does not go out as people's words.
  if (review.unlabels) SEN_TRY(check_sign_off(review));
  // A review that is still owed must not be written over by the next one.
  if (review.review_due && !review.reviewed) return document_conflict(of, subject.id);
  if (pending_emergency(review, of.now).has_value()) return document_conflict(of, subject.id);
  review.emergency = Emergency{.started_by = of.name(),
                               .started = of.now,
                               .reason = SEN_TRY(read_words("reason", reason)),
                               .content = review.content,
                               .confirmed_by = {},
                               .version = review.version};
  return Planned{reason_of("start emergency publication of", subject.id, subject.locale), {review}};
}

Result<Planned> plan_confirmation(const Case& of, const Subject& subject) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  Review& review = matter.review;
  Emergency emergency = SEN_TRY(pending_emergency(review, of.now));
  identity::Resource resource = resource_of(matter);
  resource.authors.push_back(emergency.started_by);
  SEN_TRY(allow(of, Action::EmergencyConfirm, resource, subject.id));
  SEN_TRY(next_state(of, review, Step::Emergency));
  if (is_embargoed(matter, of.now)) return Error(ErrorCode::InvalidInput, "its embargo has not ended");

  emergency.confirmed_by = of.name();
  review.emergency = std::move(emergency);
  review.review_due = of.now + kEmergencyReviewWithin;
  review.reviewed = false;
  review.release.reset();
  Planned planned{reason_of("confirm emergency publication of", subject.id, subject.locale), {}};
  SEN_TRY(make_public(of, matter, planned.mutations));
  return planned;
}

Result<Planned> plan_emergency_review(const Case& of, const content::ContentId& id, const content::Locale& locale,
                                      const std::string& text) {
  Matter matter = SEN_TRY(matter_of(of, id, locale));
  Review& review = matter.review;
  identity::Resource resource = resource_of(matter);
  if (review.emergency)
    for (const content::AccountName& account : {review.emergency->started_by, review.emergency->confirmed_by})
      resource.authors.push_back(account);
  SEN_TRY(allow(of, Action::EmergencyReview, resource, id));
  if (!review.review_due || review.reviewed) return document_conflict(of, id);
  review.remarks.push_back({of.name(), of.now, 0, SEN_TRY(read_words("remark", text)), true});
  review.reviewed = true;
  return Planned{reason_of("review emergency publication of", id, locale), {review}};
}

}  // namespace sen::workflow
