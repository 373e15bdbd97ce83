// Between translation's records and their messages.
#include "content/codec/codec.h"
#include "content/codec/messages.h"

namespace sen::codec {

using namespace content;  // NOLINT(google-build-using-namespace): this file turns the whole of it into messages

void write_translation(const TranslationRequest& request, stored::TranslationRequest& out) {
  out.set_id(request.id.value);
  out.set_locale(request.locale.value);
  out.set_source(request.source.value);
  out.set_source_version(request.source_version);
  out.set_organisation(request.organisation.value);
  out.set_state(static_cast<stored::RequestState>(request.state));
  out.set_priority(static_cast<stored::Priority>(request.priority));
  out.set_asked_by(request.asked_by.value);
  out.set_asked(request.asked.milliseconds);
  if (request.due) out.set_due(request.due->milliseconds);
  out.set_note(request.note);
  out.set_translator(request.translator.value);
  out.set_agency(request.agency);
  out.set_answer(request.answer);
  out.set_changed(request.changed.milliseconds);
}

void write_translation(const TermEntry& entry, stored::TermEntry& out) {
  out.set_id(entry.id.value);
  out.set_subject(entry.subject);
  for (const auto& [locale, text] : entry.definitions) {
    stored::Text* one = out.add_definitions();
    one->set_locale(locale.value);
    one->set_text(text);
  }
  out.set_note(entry.note);
  for (const Term& term : entry.terms) {
    stored::Term* one = out.add_terms();
    one->set_locale(term.locale.value);
    one->set_text(term.text);
    one->set_status(static_cast<stored::TermStatus>(term.status));
    one->set_note(term.note);
  }
  out.set_locked(entry.locked);
  out.set_removed(entry.removed);
  out.set_changed_by(entry.changed_by.value);
  out.set_changed(entry.changed.milliseconds);
}

// What a review says of a translation is written only where there is something: older reviews keep their bytes.
void write_translation(const Review& review, stored::Review& out) {
  if (review.needs_sign_off) out.set_needs_sign_off(true);
  if (review.unlabels) out.set_unlabels(true);
  for (const Difference& difference : review.differences) {
    stored::Difference* one = out.add_differences();
    one->set_kind(static_cast<stored::DifferenceKind>(difference.kind));
    one->set_in_source(difference.in_source);
    one->set_text(difference.text);
    one->set_wanted(difference.wanted);
  }
  if (!review.sign_off) return;
  stored::SignOff& sign_off = *out.mutable_sign_off();
  sign_off.set_account(review.sign_off->account.value);
  sign_off.set_at(review.sign_off->at.milliseconds);
  sign_off.set_content(std::string(review.sign_off->content.view()));
  sign_off.set_reason(review.sign_off->reason);
}

TranslationRequest Decoder::translation_request(const stored::TranslationRequest& in) {
  TranslationRequest request{.id = ContentId(in.id()),
                             .locale = Locale(in.locale()),
                             .source = Locale(in.source()),
                             .source_version = in.source_version(),
                             .organisation = OrganisationCode(in.organisation()),
                             .state = known<RequestState>(in.has_state(), in.state()),
                             .priority = known<Priority>(in.has_priority(), in.priority()),
                             .asked_by = AccountName(in.asked_by()),
                             .asked = {in.asked()},
                             .due = {},
                             .note = in.note(),
                             .translator = AccountName(in.translator()),
                             .agency = in.agency(),
                             .answer = in.answer(),
                             .changed = {in.changed()}};
  if (in.has_due()) request.due = Timestamp{in.due()};
  return request;
}

TermEntry Decoder::term_entry(const stored::TermEntry& in) {
  TermEntry entry{.id = TermId(in.id()),
                  .subject = in.subject(),
                  .definitions = {},
                  .note = in.note(),
                  .terms = {},
                  .locked = in.locked(),
                  .removed = in.removed(),
                  .changed_by = AccountName(in.changed_by()),
                  .changed = {in.changed()}};
  for (const stored::Text& one : in.definitions()) entry.definitions.emplace(Locale(one.locale()), one.text());
  for (const stored::Term& one : in.terms())
    entry.terms.push_back(
        {Locale(one.locale()), one.text(), known<TermStatus>(one.has_status(), one.status()), one.note()});
  return entry;
}

void Decoder::read_translation(const stored::Review& in, Review& review) {
  review.needs_sign_off = in.needs_sign_off();
  review.unlabels = in.unlabels();
  for (const stored::Difference& one : in.differences())
    review.differences.push_back(
        {known<DifferenceKind>(one.has_kind(), one.kind()), one.in_source(), one.text(), one.wanted()});
  if (!in.has_sign_off()) return;
  const stored::SignOff& one = in.sign_off();
  review.sign_off = {AccountName(one.account()), {one.at()}, digest(one.content()), one.reason()};
}

std::string encode_status(const DocumentStatus& status) {
  stored::DocumentStatus out;
  out.set_id(status.id.value);
  out.set_organisation(status.organisation.value);
  out.set_type(status.type);
  out.set_date(status.date.milliseconds);
  for (const EditionStatus& edition : status.editions) {
    stored::EditionStatus* one = out.add_editions();
    one->set_locale(edition.locale.value);
    one->set_state(static_cast<stored::State>(edition.state));
    one->set_review(static_cast<stored::State>(edition.review));
    one->set_latest(edition.latest);
    one->set_live(edition.live);
    one->set_provenance(static_cast<stored::Provenance>(edition.provenance));
    one->set_translates(edition.translates.value);
    one->set_translates_version(edition.translates_version);
    one->set_changed(edition.changed.milliseconds);
  }
  return out.SerializeAsString();
}

Result<DocumentStatus> decode_status(std::string_view bytes) {
  stored::DocumentStatus in;
  const Error damaged(ErrorCode::Storage, "a stored row of languages cannot be read");
  if (!in.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return damaged;
  DocumentStatus status{.id = ContentId(in.id()),
                        .organisation = OrganisationCode(in.organisation()),
                        .type = in.type(),
                        .date = {in.date()},
                        .editions = {}};
  for (const stored::EditionStatus& one : in.editions()) {
    if (!one.has_state() || !one.has_review() || !one.has_provenance()) return damaged;
    status.editions.push_back({.locale = Locale(one.locale()),
                               .state = static_cast<State>(one.state()),
                               .review = static_cast<State>(one.review()),
                               .latest = one.latest(),
                               .live = one.live(),
                               .provenance = static_cast<Provenance>(one.provenance()),
                               .translates = Locale(one.translates()),
                               .translates_version = one.translates_version(),
                               .changed = {one.changed()}});
  }
  return status;
}

}  // namespace sen::codec
