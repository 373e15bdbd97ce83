// What a person may do now: each action is planned and not committed, so that what is offered is what is allowed.
#include "engine/workflow/offers.h"

#include "engine/workflow/action.h"

namespace sen::workflow {
namespace {

using content::ContentId;
using content::Locale;
using content::Review;
using identity::Action;

/// Words that stand for what somebody will type.
constexpr const char* kWords = "-";

void offer_review(const Case& of, const Subject& subject, const Review& review, Offers& offers) {
  offers.start_review = plan_start(of, subject).has_value();
  offers.remark = plan_remark(of, subject, 0, kWords).has_value();
  offers.settle = !review.remarks.empty() && plan_settling(of, subject, 0).has_value();
  offers.give_back = plan_return(of, subject, kWords).has_value();
  offers.approve = plan_approval(of, subject, {}).has_value();
  for (const content::OrganisationCode& organisation : review.cosigners)
    if (plan_approval(of, subject, organisation)) offers.cosign.push_back(organisation);
  offers.publish = plan_publication(of, subject).has_value();
  offers.schedule = plan_schedule(of, subject, of.now + std::chrono::seconds(1)).has_value();
  offers.unschedule = plan_unschedule(of, subject).has_value();
  offers.emergency_start = plan_emergency(of, subject, kWords).has_value();
  offers.emergency_confirm = plan_confirmation(of, subject).has_value();
  offers.emergency_review = plan_emergency_review(of, subject.id, subject.locale, kWords).has_value();
}

/// Planned with the fields as they are: what is typed into them is checked later.
Result<bool> may_edit_fields(const Case& of, const Dossier& dossier, const Review* review) {
  const bool waits = review != nullptr && content::is_on_its_way(*review);
  const content::Document shown = waits ? SEN_TRY(of.snapshot->proposal(dossier.document.id)) : dossier.document;
  const auto planned = plan_proposal(of, shown, content::document_content(shown));
  return planned.has_value() || planned.error().code() == ErrorCode::InvalidInput;
}

Result<void> offer_writing(const Case& of, const Dossier& dossier, const Review* review, const Locale& locale,
                           Offers& offers) {
  content::Draft draft;
  draft.id = dossier.document.id;
  draft.locale = locale;
  const content::Edition* edition = dossier.edition(locale);
  if (edition != nullptr) {
    const content::Version version = SEN_TRY(of.snapshot->version(draft.id, locale, edition->latest));
    draft.translates = version.translates;
  } else if (!dossier.editions.empty()) {
    draft.translates = dossier.editions.front().locale;
  }
  offers.write = allow_writing(of, dossier, review, draft, Action::DocumentDraft).has_value();
  const bool waits = review != nullptr && content::is_on_its_way(*review);
  offers.corrects = offers.write && !waits && edition != nullptr && edition->state == content::State::Published;
  return {};
}

bool may_take_down(const Case& of, const ContentId& id, const Locale& locale, Step step) {
  return plan_takedown(of, {.id = id, .locale = locale, .reasons = {{locale, kWords}}}, step).has_value();
}

}  // namespace

Result<Offers> plan_offers(const Case& of, const ContentId& id, const Locale& locale) {
  const Dossier dossier = SEN_TRY(dossier_of(of, id));
  const auto review = SEN_TRY(maybe(of.snapshot->review(id, locale)));
  Offers offers;
  if (review) offer_review(of, {id, locale, review->content}, *review, offers);
  // Who was asked to sign too may read what he is to sign.
  if (offers.cosign.empty()) {
    const auto state = review ? review->state : content::State::Draft;
    SEN_TRY(allow(of, Action::DocumentRead, resource_of(dossier, state, of.name()), id));
  }
  if (locale.empty()) {
    offers.drop = review && plan_dropping(of, {id, locale, review->content}).has_value();
    offers.edit_fields = SEN_TRY(may_edit_fields(of, dossier, review ? &*review : nullptr));
    return offers;
  }
  SEN_TRY(offer_writing(of, dossier, review ? &*review : nullptr, locale, offers));
  if (dossier.edition(locale) == nullptr) return offers;
  offers.withdraw = may_take_down(of, id, locale, Step::Withdraw);
  offers.retract = may_take_down(of, id, locale, Step::Retract);
  offers.archive = may_take_down(of, id, locale, Step::Archive);
  return offers;
}

}  // namespace sen::workflow
