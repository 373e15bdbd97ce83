// Language reviewers: what waits for them, and their yes.
#include "engine/workflow/translation.h"

#include <algorithm>

#include "content/compare/translation.h"

namespace sen::workflow {

using content::Review;
using content::Version;
using identity::Action;

namespace {

/// How this edition was labelled since it was public last, and as it was then: its versions, and what was saved on the
/// way to the next.
Result<std::vector<content::Provenance>> former_labels(const Case& of, const Dossier& dossier,
                                                       const content::Draft& draft) {
  std::vector<content::Provenance> labels;
  if (const content::Edition* edition = dossier.edition(draft.locale)) {
    for (std::uint32_t number = std::max(edition->live, 1U); number <= edition->latest; ++number) {
      const auto version = SEN_TRY(maybe(of.snapshot->version(draft.id, draft.locale, number)));
      if (version) labels.push_back(version->provenance);
    }
  }
  const std::vector<content::Draft> revisions = SEN_TRY(of.snapshot->drafts(draft.id, draft.locale));
  for (auto one = revisions.rbegin(); one != revisions.rend() && !one->closed; ++one) labels.push_back(one->provenance);
  return labels;
}

}  // namespace

Result<void> judge_translation(const Case& of, const Dossier& dossier, const Version& version,
                               const content::Draft& draft, const Review* former, Review& review) {
  // A label that only a revision had is known from then on by the review, until the text is public.
  const bool waits_already = former != nullptr && former->unlabels && former->state != content::State::Published &&
                             version.provenance != content::Provenance::Machine;
  review.unlabels =
      waits_already || compare::is_unlabelled(version.provenance, SEN_TRY(former_labels(of, dossier, draft)));
  review.needs_sign_off = compare::needs_sign_off(version, dossier.type, of.desk.vocabulary);
  review.differences.clear();
  if (version.translates.empty()) return {};
  const auto source = SEN_TRY(maybe(of.snapshot->version(version.id, version.translates, version.translates_version)));
  if (!source) return {};
  review.differences =
      compare::differences_of(*source, version, of.desk.names.get(of.desk.vocabulary), SEN_TRY(of.snapshot->terms()));
  return {};
}

Result<void> advance_request(const store::Snapshot& snapshot, const Version& version, content::RequestState to,
                             Timestamp now, std::vector<content::Mutation>& mutations) {
  auto request = SEN_TRY(maybe(snapshot.translation_request(version.id, version.locale)));
  if (!request || !content::is_open(*request) || request->state == to) return {};
  const bool answers = version.translates == request->source && version.translates_version >= request->source_version;
  if (!answers) return {};
  request->state = to;
  request->changed = now;
  mutations.emplace_back(*std::move(request));
  return {};
}

Result<void> check_sign_off(const Review& review) {
  if (!content::awaits_sign_off(review)) return {};
  return Error(ErrorCode::PermissionDenied, "a language reviewer has to sign it off first");
}

Result<Planned> plan_sign_off(const Case& of, const Subject& subject, const std::string& reason) {
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  Review& review = matter.review;
  if (!matter.edition) return Error(ErrorCode::NotFound, "only a text is signed off");
  SEN_TRY(allow(of, Action::TranslationSignOff, resource_of(matter), subject.id));
  if (!content::is_on_its_way(review) || review.state == content::State::Draft)
    return document_conflict(of, subject.id);
  content::SignOff sign_off{of.name(), of.now, review.content, {}};
  // What differs from the source stays only with a word on why.
  if (!review.differences.empty() || !reason.empty()) sign_off.reason = SEN_TRY(read_words("reason", reason));
  review.sign_off = std::move(sign_off);
  return Planned{reason_of("sign off", subject.id, subject.locale), {review}};
}

}  // namespace sen::workflow
