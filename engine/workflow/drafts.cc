// What people are writing.
#include <algorithm>

#include "engine/base/text.h"
#include "engine/store/keys.h"
#include "engine/workflow/action.h"

namespace sen::workflow {

using content::ContentId;
using content::Draft;
using content::Locale;
using content::State;
using identity::Action;

namespace {

constexpr std::size_t kMostBody = 256 * 1024;
constexpr std::size_t kMostTitle = 2'000;
constexpr std::size_t kMostSummary = 8'000;

Result<void> check_size(std::string_view field, std::size_t bytes, std::size_t most) {
  if (bytes <= most) return {};
  return Error(ErrorCode::TooLarge, std::string(field) + ": it is longer than " + std::to_string(most) + " bytes");
}

Error draft_conflict(const Case& of, const ContentId& id, const Locale& locale) {
  return conflict(of, "the draft was saved by somebody else", store::keys::drafts(id, locale));
}

/// The open draft, if `revision` is its newest. Errors: NotFound; Conflict.
Result<Draft> draft_as_seen(const Case& of, const ContentId& id, const Locale& locale, std::uint32_t revision) {
  Draft draft = SEN_TRY(of.snapshot->draft(id, locale));
  if (draft.revision != revision || draft.closed) return draft_conflict(of, id, locale);
  return draft;
}

}  // namespace

Result<void> allow_writing(const Case& of, const Dossier& dossier, const content::Review* review, const Draft& draft,
                           Action fresh) {
  const content::Edition* edition = dossier.edition(draft.locale);
  identity::Resource resource = resource_of(dossier, State::Draft, of.name());
  resource.language = draft.locale;
  Action action = fresh;
  if (review != nullptr && content::is_on_its_way(*review) && review->state != State::Draft) {
    action = Action::DocumentEdit;
    resource.state = review->state;
  } else if (edition != nullptr && edition->state == State::Published) {
    action = Action::DocumentCorrect;
    resource.state = State::Published;
  }
  const RegisterTree tree(*of.snapshot, of.desk.vocabulary);
  const bool translates = !draft.translates.empty() && action != Action::DocumentEdit;
  if (translates && !identity::denial(of.actor, Action::TranslationSubmit, resource, tree)) return {};
  return allow(of, action, resource, dossier.document.id);
}

namespace {

Result<void> allow_drafting(const Case& of, const Dossier& dossier, const Draft& draft) {
  const auto review = SEN_TRY(maybe(of.snapshot->review(draft.id, draft.locale)));
  return allow_writing(of, dossier, review ? &*review : nullptr, draft, Action::DocumentDraft);
}

}  // namespace

Result<Planned> plan_save(const Case& of, Draft draft, Draft& stored) {
  SEN_TRY(check_size("title", draft.title.size(), kMostTitle));
  SEN_TRY(check_size("summary", draft.summary.size(), kMostSummary));
  SEN_TRY(check_size("body", draft.body.size(), kMostBody));
  if (of.desk.vocabulary.language(draft.locale) == nullptr)
    return Error(ErrorCode::InvalidInput, "there is no such language");
  const Dossier dossier = SEN_TRY(dossier_of(of, draft.id));
  SEN_TRY(allow_drafting(of, dossier, draft));

  const auto last = SEN_TRY(maybe(of.snapshot->draft(draft.id, draft.locale)));
  if (draft.revision != (last ? last->revision : 0) + 1) return draft_conflict(of, draft.id, draft.locale);
  const content::Edition* edition = dossier.edition(draft.locale);
  if (draft.based_on > (edition == nullptr ? 0 : edition->latest))
    return Error(ErrorCode::InvalidInput, "the draft is based on a version that does not exist");
  for (std::string* field : {&draft.title, &draft.summary, &draft.body}) *field = SEN_TRY(to_nfc(*field));
  draft.account = of.name();
  draft.saved = of.now;
  draft.closed = false;
  stored = draft;
  return Planned{reason_of("save draft", draft.id, draft.locale), {std::move(draft)}};
}

Result<Planned> plan_discard(const Case& of, const ContentId& id, const Locale& locale, std::uint32_t revision) {
  const Dossier dossier = SEN_TRY(dossier_of(of, id));
  Draft draft = SEN_TRY(draft_as_seen(of, id, locale, revision));
  SEN_TRY(allow_drafting(of, dossier, draft));
  draft.revision += 1;
  draft.account = of.name();
  draft.saved = of.now;
  draft.closed = true;
  return Planned{reason_of("discard draft", id, locale), {std::move(draft)}};
}

Result<Planned> plan_restore(const Case& of, const ContentId& id, const Locale& locale, std::uint32_t revision,
                             Draft& stored) {
  const Dossier dossier = SEN_TRY(dossier_of(of, id));
  const std::vector<Draft> revisions = SEN_TRY(of.snapshot->drafts(id, locale));
  const auto wanted =
      std::find_if(revisions.begin(), revisions.end(), [&](const Draft& one) { return one.revision == revision; });
  if (wanted == revisions.end() || wanted->saved + kUndoFor < of.now)
    return Error(ErrorCode::NotFound, "there is no such revision of the last 30 days");
  SEN_TRY(allow_drafting(of, dossier, *wanted));
  Draft draft = *wanted;
  const content::Edition* edition = dossier.edition(locale);
  draft.revision = revisions.back().revision + 1;
  // Brought back on top of what was handed in since.
  draft.based_on = edition == nullptr ? 0 : edition->latest;
  draft.account = of.name();
  draft.saved = of.now;
  draft.closed = false;
  stored = draft;
  return Planned{reason_of("restore draft", id, locale), {std::move(draft)}};
}

}  // namespace sen::workflow
