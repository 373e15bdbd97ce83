// What is said once for all languages.
#include <algorithm>

#include "engine/store/organisation_names.h"
#include "engine/workflow/action.h"
#include "engine/workflow/document_check.h"

namespace sen::workflow {

using content::Document;
using content::Locale;
using content::Review;
using content::State;
using identity::Action;

namespace {

using Pictures = std::vector<content::Media>;

/// The document with what nobody sets by hand: who it is, when its name was given, which languages it has.
Result<Document> settled(const Case& of, Document document, const Document* stored, const Pictures& pictures) {
  if (stored != nullptr) {
    const bool is_same = stored->organisation == document.organisation && stored->folder == document.folder;
    if (!is_same)
      return Error(ErrorCode::InvalidInput, "organisation: a document stays with its organisation and name");
    document.organisation_name_vi = stored->organisation_name_vi;
    document.locales = stored->locales;
    document.training = stored->training;
    content::count_revision(document, *stored, of.now);
  } else {
    if (document.id != content::make_content_id(document.organisation, document.folder))
      return Error(ErrorCode::InvalidInput, "id: it is not the one of this organisation and folder");
    const auto names =
        SEN_TRY(maybe(store::organisation_names(*of.snapshot, of.desk.vocabulary, document.organisation)));
    if (!names) return Error(ErrorCode::InvalidInput, "organisation: there is no such organisation");
    document.organisation_name_vi = content::text_in(*names, Locale("vi"));
    document.locales.clear();
    document.training = of.account.sandbox;
  }
  SEN_TRY(check_document(document, of.desk.vocabulary));
  document.section = of.desk.vocabulary.type(document.type)->section;
  const auto is_new = [&](const Digest& digest) {
    return std::any_of(pictures.begin(), pictures.end(), [&](const auto& one) { return one.digest == digest; });
  };
  for (const content::MediaUse& use : document.media)
    if (!is_new(use.digest) && !SEN_TRY(maybe(of.snapshot->media(use.digest))))
      return Error(ErrorCode::InvalidInput, "media: the picture " + use.file + " is not stored");
  return document;
}

/// Who wrote the document's own fields, as a review that waits for nobody: they go out with the first edition.
Review authorship(const Case& of, const Document& document, const std::optional<Review>& former) {
  Review review = former.value_or(Review());
  review.id = document.id;
  review.organisation = document.organisation;
  content::add_author(review, of.name());
  review.content = content::document_content(document);
  review.state = State::Published;
  review.submitted = of.now;
  return review;
}

bool is_author(const Review& review, const content::AccountName& name) {
  const std::vector<content::AccountName> authors = content::authors_of(review);
  return std::find(authors.begin(), authors.end(), name) != authors.end();
}

Result<Planned> create(const Case& of, Document document, const Pictures& pictures) {
  document = SEN_TRY(settled(of, std::move(document), nullptr, pictures));
  Dossier dossier;
  dossier.document = document;
  dossier.type = of.desk.vocabulary.type(document.type);
  dossier.training = document.training;
  dossier.responsible = RegisterTree(*of.snapshot, of.desk.vocabulary).responsible(document.organisation);
  SEN_TRY(allow(of, Action::DocumentDraft, resource_of(dossier, State::Draft, of.name()), document.id));
  Planned planned{"create " + document.id.value, {document}};
  planned.mutations.emplace_back(authorship(of, document, std::nullopt));
  return planned;
}

/// Of a document that was never public: at once, and what waits is to be approved again.
Result<Planned> replace(const Case& of, const Dossier& dossier, Document document, const Pictures& pictures) {
  std::vector<Review> waiting;
  State furthest = State::Draft;
  for (Review& review : SEN_TRY(of.snapshot->reviews(document.id)))
    if (!review.locale.empty() && content::is_on_its_way(review)) {
      furthest = std::max(furthest, review.state);
      waiting.push_back(std::move(review));
    }
  SEN_TRY(allow(of, Action::DocumentEdit, resource_of(dossier, furthest, of.name()), document.id));
  document = SEN_TRY(settled(of, std::move(document), &dossier.document, pictures));

  Planned planned{"edit " + document.id.value, {document}};
  planned.mutations.emplace_back(authorship(of, document, SEN_TRY(maybe(of.snapshot->review(document.id, Locale())))));
  for (Review& review : waiting) {
    const content::Version version = SEN_TRY(of.snapshot->version(document.id, review.locale, review.version));
    content::renew(review, content::version_content(version, &document));
    content::add_author(review, of.name());
    Matter matter{dossier, review, *dossier.edition(review.locale)};
    move(matter, review.state, planned.mutations);
  }
  return planned;
}

/// Of one that is public: it waits for approval.
Result<Planned> propose(const Case& of, const Dossier& dossier, Document document, const std::optional<Review>& former,
                        const Pictures& pictures) {
  const bool waits = former && content::is_on_its_way(*former);
  const bool is_returned = waits && former->state == State::Draft;
  // Who handed it in may add to it until somebody has begun to review it.
  const bool is_edit = waits && !(former->state == State::Submitted && is_author(*former, of.name()));
  SEN_TRY(allow(of, is_edit ? Action::DocumentEdit : Action::DocumentCorrect,
                resource_of(dossier, is_edit ? former->state : State::Published, of.name()), document.id));
  document = SEN_TRY(settled(of, std::move(document), &dossier.document, pictures));
  if (document.embargo != dossier.document.embargo && document.embargo && *document.embargo > of.now)
    return Error(ErrorCode::InvalidInput, "embargo: it is public already; schedule the change instead");

  content::Version unversioned;  // A proposal has no words of its own.
  unversioned.id = document.id;
  unversioned.submitted = of.now;
  Review review =
      content::hand_in(unversioned, content::document_content(document), of.name(), former ? &*former : nullptr);
  review.organisation = document.organisation;
  const content::DocumentType* next = of.desk.vocabulary.type(document.type);
  review.needed = std::max(next->approvals, dossier.type == nullptr ? 2U : dossier.type->approvals);
  return Planned{reason_of(waits && !is_returned ? "edit" : "submit", document.id, Locale()),
                 {content::Proposal{std::move(document)}, review}};
}

Result<Planned> plan_fields(const Case& of, Document document, const Digest& seen, const Pictures& pictures) {
  const content::ContentId id = document.id;
  const auto stored = SEN_TRY(maybe(of.snapshot->document(id)));
  if (!stored) {
    if (seen != Digest()) return Error(ErrorCode::NotFound, "there is no such document");
    return create(of, std::move(document), pictures);
  }
  const Dossier dossier = SEN_TRY(dossier_of(of, id));
  const auto former = SEN_TRY(maybe(of.snapshot->review(id, Locale())));
  const bool waits = former && content::is_on_its_way(*former);
  const Document shown = waits ? SEN_TRY(of.snapshot->proposal(id)) : *stored;
  if (content::document_content(shown) != seen) return document_conflict(of, id);
  if (!dossier.was_public) return replace(of, dossier, std::move(document), pictures);
  return propose(of, dossier, std::move(document), former, pictures);
}

}  // namespace

Result<Planned> plan_proposal(const Case& of, Document document, const Digest& seen, const Pictures& pictures) {
  Planned planned = SEN_TRY(plan_fields(of, std::move(document), seen, pictures));
  std::vector<content::Mutation> fresh;
  // One that is stored has its renditions already, some of them made since it came.
  for (const content::Media& picture : pictures)
    if (!SEN_TRY(maybe(of.snapshot->media(picture.digest)))) fresh.emplace_back(picture);
  planned.mutations.insert(planned.mutations.begin(), fresh.begin(), fresh.end());
  return planned;
}

Result<Planned> plan_dropping(const Case& of, const Subject& subject) {
  if (!subject.locale.empty()) return Error(ErrorCode::InvalidInput, "language: only a proposal is dropped");
  Matter matter = SEN_TRY(matter_as_seen(of, subject));
  Review& review = matter.review;
  if (!content::is_on_its_way(review)) return document_conflict(of, subject.id);
  SEN_TRY(allow(of, is_author(review, of.name()) ? Action::DocumentRead : Action::DocumentEdit, resource_of(matter),
                subject.id));
  content::renew(review, review.content);
  review.release.reset();
  review.state = State::Archived;
  return Planned{reason_of("drop", subject.id, subject.locale), {review}};
}

}  // namespace sen::workflow
