#include "content/codec/messages.h"

namespace sen::codec {
namespace {

using namespace content;  // NOLINT(google-build-using-namespace): this file turns the whole model into messages

template <typename Messages>
void write_texts(const Texts& texts, Messages* out) {
  for (const auto& [locale, text] : texts) {
    stored::Text* one = out->Add();
    one->set_locale(locale.value);
    one->set_text(text);
  }
}

template <typename Strings>
void write_strings(const std::vector<std::string>& values, Strings* out) {
  for (const std::string& value : values) *out->Add() = value;
}

template <typename Kind, typename Strings>
void write_names(const std::vector<Name<Kind>>& names, Strings* out) {
  for (const auto& name : names) *out->Add() = name.value;
}

template <typename Enum>
int number(Enum value) {
  return static_cast<int>(value);
}

void write(const MediaUse& use, stored::MediaUse& out) {
  out.set_digest(std::string(use.digest.view()));
  out.set_file(use.file);
  out.set_credit(use.credit);
  out.set_licence(use.licence);
  if (use.rights_until) out.set_rights_until(use.rights_until->milliseconds);
  out.set_focus_x(use.focus_x);
  out.set_focus_y(use.focus_y);
  write_texts(use.alt, out.mutable_alt());
  write_texts(use.caption, out.mutable_caption());
  if (use.rights_ended) out.set_rights_ended(true);
}

void write(const Document& document, stored::Document& out) {
  out.set_id(document.id.value);
  out.set_organisation(document.organisation.value);
  out.set_organisation_name_vi(document.organisation_name_vi);
  out.set_folder(document.folder);
  out.set_type(document.type);
  out.set_section(document.section);
  out.set_date(document.date.milliseconds);
  if (document.embargo) out.set_embargo(document.embargo->milliseconds);
  if (document.expiry) out.set_expiry(document.expiry->milliseconds);
  out.set_licence(document.licence);
  write_strings(document.topics, out.mutable_topics());
  write_strings(document.places, out.mutable_places());
  write_strings(document.markets, out.mutable_markets());
  write_names(document.related, out.mutable_related());
  out.set_image(document.image);
  for (const MediaUse& use : document.media) write(use, *out.add_media());
  for (const Field& field : document.fields) {
    stored::Field* one = out.add_fields();
    one->set_name(field.name);
    write_strings(field.values, one->mutable_values());
  }
  write_names(document.locales, out.mutable_locales());
  if (document.training) out.set_training(true);
  if (document.revision > 0) out.set_revision(document.revision);
  if (document.revised) out.set_revised(document.revised->milliseconds);
}

void write(const Edition& edition, stored::Edition& out) {
  out.set_id(edition.id.value);
  out.set_locale(edition.locale.value);
  out.set_state(static_cast<stored::State>(number(edition.state)));
  out.set_latest(edition.latest);
  out.set_live(edition.live);
  if (edition.first_published) out.set_first_published(edition.first_published->milliseconds);
  if (edition.updated) out.set_updated(edition.updated->milliseconds);
  for (const PublicNote& note : edition.notes) {
    stored::PublicNote* one = out.add_notes();
    one->set_kind(static_cast<stored::ChangeKind>(number(note.kind)));
    one->set_version(note.version);
    one->set_at(note.at.milliseconds);
    one->set_note(note.note);
  }
  out.set_reason(edition.reason);
}

void write(const Version& version, stored::Version& out) {
  out.set_id(version.id.value);
  out.set_locale(version.locale.value);
  out.set_number(version.number);
  out.set_title(version.title);
  out.set_summary(version.summary);
  out.set_slug(version.slug);
  out.set_body(version.body);
  for (const BodyPart& part : version.parts) {
    stored::BodyPart* one = out.add_parts();
    one->set_kind(static_cast<stored::PartKind>(number(part.kind)));
    one->set_value(part.value);
  }
  out.set_text(version.text);
  out.set_provenance(static_cast<stored::Provenance>(number(version.provenance)));
  out.set_translates(version.translates.value);
  out.set_translates_version(version.translates_version);
  out.set_kind(static_cast<stored::ChangeKind>(number(version.kind)));
  out.set_note(version.note);
  out.set_submitted(version.submitted.milliseconds);
}

void write(const Media& media, stored::Media& out) {
  out.set_digest(std::string(media.digest.view()));
  out.set_content_type(media.content_type);
  out.set_width(media.width);
  out.set_height(media.height);
  out.set_bytes(media.bytes);
  out.set_colour(media.colour);
  for (const Rendition& rendition : media.renditions) {
    stored::Rendition* one = out.add_renditions();
    one->set_width(rendition.width);
    one->set_height(rendition.height);
    one->set_format(rendition.format);
    one->set_bytes(rendition.bytes);
  }
}

void write(const Dataset& dataset, stored::Dataset& out) {
  out.set_code(dataset.code.value);
  out.set_organisation(dataset.organisation.value);
  out.set_version(dataset.version);
  write_texts(dataset.titles, out.mutable_titles());
  write_texts(dataset.descriptions, out.mutable_descriptions());
  out.set_licence(dataset.licence);
  write_strings(dataset.topics, out.mutable_topics());
  for (const Source& source : dataset.sources) {
    stored::Source* one = out.add_sources();
    one->set_title(source.title);
    one->set_address(source.address);
  }
  for (const Column& column : dataset.columns) {
    stored::Column* one = out.add_columns();
    one->set_id(column.id);
    one->set_name(column.name);
    one->set_role(static_cast<stored::Role>(number(column.role)));
    one->set_codelist(column.codelist);
    write_texts(column.titles, one->mutable_titles());
    one->set_unit(column.unit);
    one->set_multiplier(column.multiplier);
  }
  for (const Codelist& codelist : dataset.codelists) {
    stored::Codelist* one = out.add_codelists();
    one->set_id(codelist.id);
    write_texts(codelist.names, one->mutable_names());
    for (const Code& code : codelist.codes) {
      stored::Code* row = one->add_codes();
      row->set_id(code.id);
      write_texts(code.names, row->mutable_names());
      if (code.since != 0) row->set_since(code.since);
    }
  }
  out.set_state(static_cast<stored::State>(number(dataset.state)));
  if (dataset.embargo) out.set_embargo(dataset.embargo->milliseconds);
  if (dataset.announce) out.set_announce(dataset.announce->milliseconds);
  for (const Release& release : dataset.releases) {
    stored::Release* one = out.add_releases();
    one->set_number(release.number);
    one->set_published(release.published.milliseconds);
    one->set_note(release.note);
    one->set_observations(release.observations);
    one->set_series(release.series);
    one->set_state(static_cast<stored::State>(number(release.state)));
    if (release.rows > 0) one->set_rows(release.rows);
    if (!release.remark.empty()) one->set_remark(release.remark);
    if (release.announced > 0) one->set_announced(release.announced);
  }
  if (dataset.structure != Structure::Statistics)
    out.set_structure(static_cast<stored::Structure>(number(dataset.structure)));
}

void write(const Series& series, stored::Series& out) {
  out.set_dataset(series.dataset.value);
  write_strings(series.key, out.mutable_key());
  out.set_release(series.release);
  for (const Observation& observation : series.observations) {
    stored::Observation* one = out.add_observations();
    one->set_period(observation.period);
    one->set_value(observation.value);
    write_strings(observation.attributes, one->mutable_attributes());
  }
}

void write(const SeriesEnd& end, stored::SeriesEnd& out) {
  out.set_dataset(end.dataset.value);
  write_strings(end.key, out.mutable_key());
  out.set_release(end.release);
}

void write(const Account& account, stored::Account& out) {
  out.set_name(account.name.value);
  out.set_display_name(account.display_name);
  out.set_email(account.email);
  out.set_organisation(account.organisation.value);
  out.set_duty(static_cast<stored::Duty>(number(account.duty)));
  for (const RoleGrant& grant : account.grants) {
    stored::RoleGrant* one = out.add_grants();
    one->set_role(static_cast<stored::DeskRole>(number(grant.role)));
    one->set_organisation(grant.organisation.value);
  }
  write_names(account.languages, out.mutable_languages());
  out.set_desk_language(account.desk_language.value);
  out.set_active(account.active);
  out.set_sandbox(account.sandbox);
  out.set_created(account.created.milliseconds);
  write_strings(account.declined_notices, out.mutable_declined_notices());
}

void write(const OrganisationEntry& entry, stored::OrganisationEntry& out) {
  out.set_code(entry.code.value);
  out.set_kind(entry.kind);
  out.set_parent(entry.parent.value);
  write_texts(entry.names, out.mutable_names());
  out.set_place(entry.place);
  write_names(entry.predecessors, out.mutable_predecessors());
  write_names(entry.successors, out.mutable_successors());
  out.set_until(entry.until);
  out.set_officer_exempt(entry.officer_exempt);
  if (entry.signed_packages_only) out.set_signed_packages_only(true);
}

void write(const Review& review, stored::Review& out) {
  out.set_id(review.id.value);
  out.set_locale(review.locale.value);
  out.set_version(review.version);
  out.set_state(static_cast<stored::State>(number(review.state)));
  out.set_author(review.author.value);
  out.set_organisation(review.organisation.value);
  out.set_content(std::string(review.content.view()));
  write_names(review.asked, out.mutable_asked());
  write_names(review.cosigners, out.mutable_cosigners());
  for (const Approval& approval : review.approvals) {
    stored::Approval* one = out.add_approvals();
    one->set_account(approval.account.value);
    one->set_organisation(approval.organisation.value);
    one->set_at(approval.at.milliseconds);
    one->set_content(std::string(approval.content.view()));
  }
  for (const Remark& remark : review.remarks) {
    stored::Remark* one = out.add_remarks();
    one->set_account(remark.account.value);
    one->set_at(remark.at.milliseconds);
    one->set_paragraph(remark.paragraph);
    one->set_text(remark.text);
    one->set_settled(remark.settled);
  }
  for (const Explanation& explanation : review.explanations) {
    stored::Explanation* one = out.add_explanations();
    one->set_account(explanation.account.value);
    one->set_at(explanation.at.milliseconds);
    one->set_difference(explanation.difference);
    one->set_text(explanation.text);
  }
  out.set_submitted(review.submitted.milliseconds);
  if (review.due) out.set_due(review.due->milliseconds);
  if (review.release) out.set_release(review.release->milliseconds);
  if (review.review_due) out.set_review_due(review.review_due->milliseconds);
  out.set_reviewed(review.reviewed);
  write_names(review.co_authors, out.mutable_co_authors());
  out.set_needed(review.needed);
  if (review.emergency) {
    stored::Emergency& one = *out.mutable_emergency();
    one.set_started_by(review.emergency->started_by.value);
    one.set_started(review.emergency->started.milliseconds);
    one.set_reason(review.emergency->reason);
    one.set_content(std::string(review.emergency->content.view()));
    one.set_confirmed_by(review.emergency->confirmed_by.value);
    one.set_version(review.emergency->version);
  }
  write_translation(review, out);
}

void write(const Draft& draft, stored::Draft& out) {
  out.set_id(draft.id.value);
  out.set_locale(draft.locale.value);
  out.set_revision(draft.revision);
  out.set_account(draft.account.value);
  out.set_saved(draft.saved.milliseconds);
  out.set_based_on(draft.based_on);
  out.set_title(draft.title);
  out.set_summary(draft.summary);
  out.set_body(draft.body);
  out.set_provenance(static_cast<stored::Provenance>(number(draft.provenance)));
  out.set_translates(draft.translates.value);
  out.set_translates_version(draft.translates_version);
  out.set_closed(draft.closed);
}

void write(const TablePart& part, stored::TablePart& out) {
  out.set_dataset(part.dataset.value);
  out.set_number(part.number);
  out.set_release(part.release);
  out.set_columns(part.columns);
  out.set_cells(part.cells);
}

void write(const PackageReceipt& receipt, stored::PackageReceipt& out) {
  out.set_digest(std::string(receipt.digest.view()));
  out.set_name(receipt.name);
  out.set_organisation(receipt.organisation.value);
  out.set_outcome(receipt.outcome);
  for (const Amendment& amendment : receipt.amendments) {
    stored::Amendment* one = out.add_amendments();
    one->set_file(amendment.file);
    one->set_field(amendment.field);
    one->set_key(amendment.key);
    one->set_value(amendment.value);
    one->set_account(amendment.account.value);
    one->set_at(amendment.at.milliseconds);
  }
}

void write(const PreviewLink& link, stored::PreviewLink& out) {
  out.set_id(link.id.value);
  out.set_number(link.number);
  out.set_locale(link.locale.value);
  out.set_version(link.version);
  out.set_account(link.account.value);
  out.set_made(link.made.milliseconds);
  out.set_expires(link.expires.milliseconds);
  if (link.revoked) out.set_revoked(link.revoked->milliseconds);
  out.set_views(link.views);
  if (link.last_view) out.set_last_view(link.last_view->milliseconds);
}

struct RecordWriter {
  stored::Record& out;
  void operator()(const Document& record) const { write(record, *out.mutable_document()); }
  void operator()(const Edition& record) const { write(record, *out.mutable_edition()); }
  void operator()(const Version& record) const { write(record, *out.mutable_version()); }
  void operator()(const Media& record) const { write(record, *out.mutable_media()); }
  void operator()(const Dataset& record) const { write(record, *out.mutable_dataset()); }
  void operator()(const Series& record) const { write(record, *out.mutable_series()); }
  void operator()(const SeriesEnd& record) const { write(record, *out.mutable_series_end()); }
  void operator()(const PackageReceipt& record) const { write(record, *out.mutable_package()); }
  void operator()(const Account& record) const { write(record, *out.mutable_account()); }
  void operator()(const OrganisationEntry& record) const { write(record, *out.mutable_organisation()); }
  void operator()(const Review& record) const { write(record, *out.mutable_review()); }
  void operator()(const Proposal& record) const { write(record.document, *out.mutable_proposal()->mutable_document()); }
  void operator()(const Draft& record) const { write(record, *out.mutable_draft()); }
  void operator()(const TablePart& record) const { write(record, *out.mutable_table_part()); }
  void operator()(const PreviewLink& record) const { write(record, *out.mutable_preview_link()); }
  void operator()(const TranslationRequest& record) const {
    write_translation(record, *out.mutable_translation_request());
  }
  void operator()(const TermEntry& record) const { write_translation(record, *out.mutable_term_entry()); }
};

}  // namespace

void write_record(const content::Mutation& record, stored::Record& out) {
  std::visit(RecordWriter{out}, record);
}

void write_change_head(const content::Change& change, stored::Change& out) {
  out.set_based_on(change.based_on.value);
  out.set_sequence(change.sequence.value);
  out.set_committed_at(change.committed_at.milliseconds);
  out.mutable_actor()->set_name(change.actor.name);
  out.mutable_actor()->set_organisation(change.actor.organisation.value);
  out.set_reason(change.reason);
}

}  // namespace sen::codec
