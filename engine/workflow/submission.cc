// Handing in: a draft becomes a version with a review.
#include <algorithm>

#include "content/model/slug.h"
#include "engine/base/text.h"
#include "engine/store/keys.h"
#include "engine/store/organisation_names.h"
#include "engine/workflow/action.h"
#include "engine/workflow/translation.h"

namespace sen::workflow {

using content::ChangeKind;
using content::Draft;
using content::Edition;
using content::Review;
using content::State;
using content::Version;
using identity::Action;

namespace {

Error invalid(std::string message) {
  return Error(ErrorCode::InvalidInput, std::move(message));
}

/// One line of plain text. Errors: InvalidInput names `field`.
Result<std::string> read_line(std::string_view field, std::string_view text, std::size_t most) {
  std::string line = SEN_TRY(to_nfc(trim(text)).within(field));
  const std::size_t length = count_code_points(line);
  if (length > most)
    return invalid(std::string(field) + ": it has " + std::to_string(length) + " characters; at most " +
                   std::to_string(most) + " are allowed");
  if (std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }))
    return invalid(std::string(field) + ": it holds a control character");
  return line;
}

/// The draft as it was shown, made on the newest version. Errors: NotFound, Conflict.
Result<Draft> draft_to_hand_in(const Case& of, const Submission& submission, const Edition* edition) {
  Draft draft = SEN_TRY(of.snapshot->draft(submission.id, submission.locale));
  if (draft.closed || draft.revision != submission.revision)
    return conflict(of, "the draft is no longer as it was shown",
                    store::keys::drafts(submission.id, submission.locale));
  if (draft.based_on != (edition == nullptr ? 0 : edition->latest)) return document_conflict(of, submission.id);
  return draft;
}

Result<void> check_kind(const Submission& submission, const Dossier& dossier, const Edition* edition,
                        const std::string& note) {
  if (submission.kind > ChangeKind::Correction) return invalid("change: withdraw or retract it instead");
  if (edition == nullptr || edition->live == 0) return {};
  const bool needs_note = submission.kind != ChangeKind::Minor || (dossier.type != nullptr && dossier.type->needs_note);
  if (needs_note && note.empty()) return invalid("note: readers must be told what changes");
  return {};
}

/// The source that a translation names, and its version. Errors: InvalidInput if there is none.
Result<std::uint32_t> source_version(const Dossier& dossier, const Draft& draft) {
  if (draft.translates.empty()) return 0U;
  const Edition* source = dossier.edition(draft.translates);
  if (source == nullptr || draft.translates == draft.locale)
    return invalid("translates: there is no edition in that language");
  if (draft.translates_version > source->latest) return invalid("translates: the source has no such version");
  return draft.translates_version == 0 ? source->latest : draft.translates_version;
}

Result<Version> make_version(const Case& of, const Submission& submission, const Dossier& dossier, const Draft& draft) {
  const Edition* edition = dossier.edition(draft.locale);
  Version version;
  version.id = draft.id;
  version.locale = draft.locale;
  version.number = edition == nullptr ? 1 : edition->latest + 1;
  version.title = SEN_TRY(read_line("title", draft.title, 200));
  if (version.title.empty()) return invalid("title: it is missing");
  version.summary = SEN_TRY(read_line("summary", draft.summary, 500));
  version.slug = content::make_slug(of.desk.vocabulary, draft.locale, version.title, dossier.document.folder);
  version.body = SEN_TRY(to_nfc(draft.body).within("body"));
  RenderedBody rendered = SEN_TRY(of.desk.render(dossier.document, version.body).within("body"));
  version.parts = std::move(rendered.parts);
  version.text = std::move(rendered.text);
  version.provenance = draft.provenance;
  version.translates = draft.translates;
  version.translates_version = SEN_TRY(source_version(dossier, draft));
  version.kind = submission.kind;
  version.note = SEN_TRY(read_line("note", submission.note, 1'000));
  SEN_TRY(check_kind(submission, dossier, edition, version.note));
  version.submitted = of.now;
  return version;
}

/// Whether the draft says what its newest version says already.
bool says_the_same(const Version& newest, const Version& draft) {
  const auto all = [](const Version& one) {
    return std::tie(one.title, one.summary, one.slug, one.body, one.provenance, one.translates, one.translates_version);
  };
  return all(newest) == all(draft);
}

/// The newest version, if it can be handed in once more in the place of `draft`, which says the same: when it comes
/// back as it was, or others are asked for it. Nothing: the draft is a new version. A version that changed nothing
/// would tell readers of a change, and have every translation follow it. Errors: InvalidInput if there is nothing to
/// hand in.
Result<std::optional<Version>> known_version(const Case& of, const Submission& submission, const Edition* edition,
                                             const Review* former, const Version& draft) {
  if (edition == nullptr || edition->latest == 0) return std::optional<Version>();
  auto newest = SEN_TRY(maybe(of.snapshot->version(draft.id, draft.locale, edition->latest)));
  if (!newest || !says_the_same(*newest, draft)) return std::optional<Version>();
  const Error unchanged = invalid("nothing has changed since it was handed in last");
  if (former == nullptr || !content::is_on_its_way(*former)) {
    if (edition->state == State::Published && edition->live == edition->latest) return unchanged;
    return std::optional<Version>();
  }
  const bool same_change = newest->note == draft.note && newest->kind == draft.kind;
  if (former->version != newest->number || !same_change) return std::optional<Version>();
  if (former->state != State::Draft && !submission.wishes) return unchanged;
  return newest;
}

/// Who has to sign too: known organisations other than the document's own.
Result<std::vector<content::OrganisationCode>> read_cosigners(const Case& of, const Wishes& wishes,
                                                              const Dossier& dossier) {
  std::vector<content::OrganisationCode> cosigners;
  for (const content::OrganisationCode& code : wishes.cosigners) {
    if (!SEN_TRY(maybe(store::organisation_names(*of.snapshot, of.desk.vocabulary, code))))
      return invalid("cosigners: no organisation has the code " + code.value);
    if (code != dossier.document.organisation && std::find(cosigners.begin(), cosigners.end(), code) == cosigners.end())
      cosigners.push_back(code);
  }
  return cosigners;
}

Result<bool> may_be_asked(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                          const content::Document& document, const content::Account& author,
                          const content::AccountName& name) {
  const auto account = SEN_TRY(maybe(snapshot.account(name)));
  return account && may_approve(snapshot, vocabulary, document, author, *account);
}

/// An hour that was wished before may have passed meanwhile; a new one may not.
Result<void> check_hour(const Case& of, const char* field, const std::optional<Timestamp>& now,
                        const std::optional<Timestamp>& before) {
  if (now && now != before && *now <= of.now) return invalid(std::string(field) + ": it has passed");
  return {};
}

/// Puts what is wished now in the place of what was wished before. Without wishes the former ones stay, but for
/// persons who may not approve it any more. Of the authors, who are known by now, nobody is asked.
Result<void> settle_wishes(const Case& of, const Submission& submission, const Dossier& dossier, Review& review) {
  if (!submission.wishes) {
    std::vector<content::AccountName> asked;
    for (const content::AccountName& name : review.asked)
      if (SEN_TRY(may_be_asked(*of.snapshot, of.desk.vocabulary, dossier.document, of.account, name)))
        asked.push_back(name);
    content::ask(review, std::move(asked));
    return {};
  }
  const Wishes& wishes = *submission.wishes;
  SEN_TRY(check_hour(of, "due", wishes.due, review.due));
  SEN_TRY(check_hour(of, "release", wishes.release, review.release));
  content::ask(review,
               SEN_TRY(read_asked(*of.snapshot, of.desk.vocabulary, dossier.document, of.account, wishes.asked)));
  review.cosigners = SEN_TRY(read_cosigners(of, wishes, dossier));
  review.due = wishes.due;
  review.release = wishes.release;
  return {};
}

/// Everybody who saved a revision since the last one that was closed.
void add_writers(const std::vector<Draft>& revisions, Review& review) {
  for (auto one = revisions.rbegin(); one != revisions.rend() && !one->closed; ++one)
    content::add_author(review, one->account);
}

}  // namespace

bool may_approve(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                 const content::Document& document, const content::Account& author, const content::Account& person) {
  const RegisterTree tree(snapshot, vocabulary);
  identity::Resource resource;
  resource.organisation = tree.responsible(document.organisation);
  resource.state = State::Submitted;
  resource.authors = {author.name};
  resource.sandbox = document.training;
  // Whoever approves signs in with a second factor.
  return person.sandbox == document.training &&
         !identity::denial(identity::make_actor(person, true), Action::DocumentApprove, resource, tree);
}

Result<std::vector<content::AccountName>> read_asked(const store::Snapshot& snapshot,
                                                     const content::Vocabulary& vocabulary,
                                                     const content::Document& document, const content::Account& author,
                                                     const std::vector<content::AccountName>& names) {
  std::vector<content::AccountName> asked;
  for (const content::AccountName& name : names) {
    if (!SEN_TRY(may_be_asked(snapshot, vocabulary, document, author, name)))
      return invalid("asked: the person " + name.value + " may not approve this");
    if (std::find(asked.begin(), asked.end(), name) == asked.end()) asked.push_back(name);
  }
  return asked;
}

Result<Planned> plan_submission(const Case& of, const Submission& submission, bool corrects) {
  Dossier dossier = SEN_TRY(dossier_of(of, submission.id));
  const Edition* stored = dossier.edition(submission.locale);
  const auto former = SEN_TRY(maybe(of.snapshot->review(submission.id, submission.locale)));
  const bool revises = former && content::is_on_its_way(*former) && former->state != State::Draft;
  const bool is_public = stored != nullptr && stored->state == State::Published;
  const Draft draft = SEN_TRY(draft_to_hand_in(of, submission, stored));
  SEN_TRY(allow_writing(of, dossier, former ? &*former : nullptr, draft, Action::DocumentSubmit));
  if (is_public && !corrects) return invalid("change: it is public: say what kind of change this is");
  if (!is_public && corrects) return document_conflict(of, submission.id);
  if (stored != nullptr && stored->state == State::Retracted)
    return invalid("what was retracted does not come back: write another document");

  Version version = SEN_TRY(make_version(of, submission, dossier, draft));
  const auto known = SEN_TRY(known_version(of, submission, stored, former ? &*former : nullptr, version));
  if (known) version.number = known->number;
  Edition edition;
  if (stored != nullptr) edition = *stored;
  edition.id = version.id;
  edition.locale = version.locale;
  edition.latest = version.number;
  if (edition.live == 0) edition.state = State::Submitted;

  const content::Document* shared = dossier.was_public ? nullptr : &dossier.document;
  Review review =
      content::hand_in(version, content::version_content(version, shared), of.name(), former ? &*former : nullptr);
  add_writers(SEN_TRY(of.snapshot->drafts(draft.id, draft.locale)), review);
  if (!dossier.was_public)
    if (const auto own = SEN_TRY(maybe(of.snapshot->review(draft.id, content::Locale()))))
      for (const content::AccountName& author : content::authors_of(*own)) content::add_author(review, author);
  SEN_TRY(judge_translation(of, dossier, version, draft, former ? &*former : nullptr, review));
  review.organisation = dossier.document.organisation;
  review.needed = dossier.type == nullptr ? 2 : dossier.type->approvals;
  SEN_TRY(settle_wishes(of, submission, dossier, review));

  Draft closed = draft;
  closed.revision += 1;
  closed.account = of.name();
  closed.saved = of.now;
  closed.closed = true;
  Planned planned{reason_of(corrects ? "correct" : revises ? "edit" : "submit", version.id, version.locale), {}};
  if (stored == nullptr) {
    std::vector<content::Locale>& locales = dossier.document.locales;
    locales.insert(std::lower_bound(locales.begin(), locales.end(), version.locale), version.locale);
    planned.mutations.emplace_back(dossier.document);
  }
  if (!known) planned.mutations.emplace_back(version);
  planned.mutations.insert(planned.mutations.end(), {edition, review, closed});
  SEN_TRY(advance_request(*of.snapshot, version, content::RequestState::HandedIn, of.now, planned.mutations));
  return planned;
}

}  // namespace sen::workflow
