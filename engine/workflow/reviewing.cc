// Reading, remarking, returning, approving.
#include <algorithm>

#include "engine/workflow/action.h"

namespace sen::workflow {

using content::Review;
using content::State;
using identity::Action;

namespace {

std::uint32_t paragraphs(const std::string& text) {
  return static_cast<std::uint32_t>(1 + std::count(text.begin(), text.end(), '\n'));
}

/// The words of a version that comes back, as the newest revision of its draft; nothing if somebody writes already.
Result<std::optional<content::Draft>> draft_of_returned(const Case& of, const Review& review) {
  const auto last = SEN_TRY(maybe(of.snapshot->draft(review.id, review.locale)));
  if (last && !last->closed) return std::optional<content::Draft>();
  content::Version version = SEN_TRY(of.snapshot->version(review.id, review.locale, review.version));
  return std::optional<content::Draft>({.id = review.id,
                                        .locale = review.locale,
                                        .revision = last ? last->revision + 1 : 1,
                                        .account = review.author,
                                        .saved = of.now,
                                        .based_on = review.version,
                                        .title = std::move(version.title),
                                        .summary = std::move(version.summary),
                                        .body = std::move(version.body),
                                        .provenance = version.provenance,
                                        .translates = version.translates,
                                        .translates_version = version.translates_version,
                                        .closed = false});
}

}  // namespace

Result<Planned> plan_start(const Case& of, const Subject& subject) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  SEN_TRY(allow(of, Action::DocumentReview, resource_of(matter), subject.id));
  Planned planned{reason_of("review", subject.id, subject.locale), {}};
  move(matter, SEN_TRY(next_state(of, matter.review, Step::StartReview)), planned.mutations);
  return planned;
}

Result<Planned> plan_remark(const Case& of, const Subject& subject, std::uint32_t paragraph, const std::string& text) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  // A language reviewer says what keeps him from signing off.
  const RegisterTree tree(*of.snapshot, of.desk.vocabulary);
  if (identity::denial(of.actor, Action::TranslationSignOff, resource_of(matter), tree) || !matter.edition ||
      !content::is_on_its_way(matter.review))
    SEN_TRY(allow(of, Action::DocumentReview, resource_of(matter), subject.id));
  std::string words = SEN_TRY(read_words("remark", text));
  std::uint32_t last = 0;
  if (matter.edition)
    last = paragraphs(SEN_TRY(of.snapshot->version(subject.id, subject.locale, matter.review.version)).text);
  if (paragraph > last)
    return Error(ErrorCode::InvalidInput, "paragraph: there is no paragraph " + std::to_string(paragraph));
  constexpr std::size_t kMostRemarks = 1'000;
  if (matter.review.remarks.size() >= kMostRemarks)
    return Error(ErrorCode::TooLarge, "a version has at most 1,000 remarks");
  matter.review.remarks.push_back({of.name(), of.now, paragraph, std::move(words), false});
  return Planned{reason_of("remark on", subject.id, subject.locale), {matter.review}};
}

Result<Planned> plan_settling(const Case& of, const Subject& subject, std::size_t remark) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  if (!content::is_on_its_way(matter.review)) return document_conflict(of, subject.id);
  const std::vector<content::AccountName> authors = content::authors_of(matter.review);
  // Who wrote the words says what became of the remark; so may whoever reviews.
  if (std::find(authors.begin(), authors.end(), of.name()) == authors.end())
    SEN_TRY(allow(of, Action::DocumentReview, resource_of(matter), subject.id));
  else
    SEN_TRY(allow(of, Action::DocumentRead, resource_of(matter), subject.id));
  if (remark >= matter.review.remarks.size()) return Error(ErrorCode::NotFound, "there is no such remark");
  matter.review.remarks[remark].settled = true;
  return Planned{reason_of("settle a remark on", subject.id, subject.locale), {matter.review}};
}

Result<Planned> plan_return(const Case& of, const Subject& subject, const std::string& text) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  SEN_TRY(allow(of, Action::DocumentReturn, resource_of(matter), subject.id));
  const State to = SEN_TRY(next_state(of, matter.review, Step::Return));
  const bool is_explained = std::any_of(matter.review.remarks.begin(), matter.review.remarks.end(),
                                        [](const content::Remark& remark) { return !remark.settled; });
  if (!text.empty() || !is_explained)
    matter.review.remarks.push_back({of.name(), of.now, 0, SEN_TRY(read_words("remark", text)), false});
  content::renew(matter.review, matter.review.content);

  Planned planned{reason_of("return", subject.id, subject.locale), {}};
  move(matter, to, planned.mutations);
  if (matter.edition)
    if (auto draft = SEN_TRY(draft_of_returned(of, matter.review))) planned.mutations.emplace_back(*std::move(draft));
  return planned;
}

Result<Planned> plan_approval(const Case& of, const Subject& subject, const content::OrganisationCode& cosigner) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  Review& review = matter.review;
  identity::Resource resource = resource_of(matter);
  if (!cosigner.empty()) {
    if (std::find(review.cosigners.begin(), review.cosigners.end(), cosigner) == review.cosigners.end())
      return Error(ErrorCode::PermissionDenied, "the organisation was not asked to sign too");
    resource.organisation = RegisterTree(*of.snapshot, of.desk.vocabulary).responsible(cosigner);
  }
  SEN_TRY(allow(of, cosigner.empty() ? Action::DocumentApprove : Action::DocumentCosign, resource, subject.id));
  const State approved = SEN_TRY(next_state(of, review, Step::Approve));

  review.approvals.push_back({of.name(), cosigner.empty() ? review.organisation : cosigner, of.now, review.content});
  Planned planned{reason_of(cosigner.empty() ? "approve" : "cosign", subject.id, subject.locale), {}};
  move(matter, is_approved(matter) ? approved : State::InReview, planned.mutations);
  return planned;
}

}  // namespace sen::workflow
