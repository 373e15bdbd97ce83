// Taking back what is public: withdrawal, retraction, archive.
#include "engine/workflow/action.h"

namespace sen::workflow {

using content::ChangeKind;
using content::Edition;
using content::Review;
using content::State;
using identity::Action;

namespace {

struct Kind {
  Action action;
  std::string_view reason;  ///< In the log.
  std::optional<ChangeKind> told;
};

Kind kind_of(Step step) {
  if (step == Step::Withdraw) return {Action::DocumentWithdraw, "withdraw", ChangeKind::Withdrawal};
  if (step == Step::Retract) return {Action::DocumentRetract, "retract", ChangeKind::Retraction};
  return {Action::DocumentArchive, "archive", std::nullopt};
}

/// The review follows its edition: what waits goes back to its author, what was done is done.
Result<void> settle_review(const Case& of, const Edition& edition, std::vector<content::Mutation>& mutations) {
  auto review = SEN_TRY(maybe(of.snapshot->review(edition.id, edition.locale)));
  if (!review) return {};
  if (content::is_on_its_way(*review)) {
    content::renew(*review, review->content);
    review->state = State::Draft;
  } else {
    review->state = edition.state;
  }
  mutations.emplace_back(*std::move(review));
  return {};
}

}  // namespace

Result<Planned> plan_takedown(const Case& of, const Takedown& takedown, Step step) {
  const Kind kind = kind_of(step);
  const Dossier dossier = SEN_TRY(dossier_of(of, takedown.id));
  if (!takedown.locale.empty() && dossier.edition(takedown.locale) == nullptr)
    return Error(ErrorCode::NotFound, "there is no such edition");
  std::string reason(kind.reason);
  reason += takedown.locale.empty() ? " all" : " " + takedown.locale.value;
  Planned planned{reason + " of " + takedown.id.value, {}};
  for (Edition edition : dossier.editions) {
    const bool is_asked = takedown.locale.empty() || edition.locale == takedown.locale;
    const auto to = transition(edition.state, step);
    // Of a whole document, the editions that are out.
    if (!is_asked || (!to && takedown.locale.empty()) || (edition.live == 0 && takedown.locale.empty())) continue;
    SEN_TRY(allow(of, kind.action, resource_of(dossier, edition.state, of.name()), takedown.id));
    if (!to || edition.live == 0) return document_conflict(of, takedown.id);
    edition.state = *to;
    if (kind.told) {
      edition.reason = SEN_TRY(read_words("reason", content::text_in(takedown.reasons, edition.locale)));
      edition.notes.push_back({*kind.told, edition.live, of.now, edition.reason});
    }
    planned.mutations.emplace_back(edition);
    SEN_TRY(settle_review(of, edition, planned.mutations));
  }
  if (planned.mutations.empty()) {
    SEN_TRY(allow(of, kind.action, resource_of(dossier, State::Published, of.name()), takedown.id));
    return document_conflict(of, takedown.id);
  }
  return planned;
}

}  // namespace sen::workflow
