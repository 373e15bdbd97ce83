#include <algorithm>

#include "content/codec/messages.h"

namespace sen::codec {
namespace {

using namespace content;  // NOLINT(google-build-using-namespace): this file turns messages into the whole model

template <typename Messages>
Texts read_texts(const Messages& in) {
  Texts texts;
  for (const stored::Text& one : in) texts.emplace(Locale(one.locale()), one.text());
  return texts;
}

template <typename Strings>
std::vector<std::string> read_strings(const Strings& in) {
  return {in.begin(), in.end()};
}

template <typename Name, typename Strings>
std::vector<Name> read_names(const Strings& in) {
  std::vector<Name> names;
  names.reserve(static_cast<std::size_t>(in.size()));
  for (const std::string& name : in) names.emplace_back(name);
  return names;
}

std::optional<Timestamp> moment(bool there, std::int64_t milliseconds) {
  if (!there) return std::nullopt;
  return Timestamp{milliseconds};
}

}  // namespace

Digest Decoder::digest(const std::string& bytes) {
  Digest digest;
  if (bytes.size() == digest.bytes.size())
    std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
  else
    ok_ = false;
  return digest;
}

MediaUse Decoder::media_use(const stored::MediaUse& in) {
  return {.digest = digest(in.digest()),
          .file = in.file(),
          .credit = in.credit(),
          .licence = in.licence(),
          .rights_until = moment(in.has_rights_until(), in.rights_until()),
          .focus_x = in.focus_x(),
          .focus_y = in.focus_y(),
          .alt = read_texts(in.alt()),
          .caption = read_texts(in.caption()),
          .rights_ended = in.rights_ended()};
}

Document Decoder::document(const stored::Document& in) {
  Document document{.id = ContentId(in.id()),
                    .organisation = OrganisationCode(in.organisation()),
                    .organisation_name_vi = in.organisation_name_vi(),
                    .folder = in.folder(),
                    .type = in.type(),
                    .section = in.section(),
                    .date = {in.date()},
                    .embargo = moment(in.has_embargo(), in.embargo()),
                    .expiry = moment(in.has_expiry(), in.expiry()),
                    .licence = in.licence(),
                    .topics = read_strings(in.topics()),
                    .places = read_strings(in.places()),
                    .markets = read_strings(in.markets()),
                    .related = read_names<ContentId>(in.related()),
                    .image = in.image(),
                    .media = {},
                    .fields = {},
                    .locales = read_names<Locale>(in.locales()),
                    .training = in.training(),
                    .revision = in.revision(),
                    .revised = moment(in.has_revised(), in.revised())};
  for (const stored::MediaUse& use : in.media()) document.media.push_back(media_use(use));
  for (const stored::Field& field : in.fields())
    document.fields.push_back({field.name(), read_strings(field.values())});
  return document;
}

Edition Decoder::edition(const stored::Edition& in) {
  Edition edition{.id = ContentId(in.id()),
                  .locale = Locale(in.locale()),
                  .state = known<State>(in.has_state(), in.state()),
                  .latest = in.latest(),
                  .live = in.live(),
                  .first_published = moment(in.has_first_published(), in.first_published()),
                  .updated = moment(in.has_updated(), in.updated()),
                  .notes = {},
                  .reason = in.reason()};
  for (const stored::PublicNote& note : in.notes())
    edition.notes.push_back({.kind = known<ChangeKind>(note.has_kind(), note.kind()),
                             .version = note.version(),
                             .at = {note.at()},
                             .note = note.note()});
  return edition;
}

Version Decoder::version(const stored::Version& in) {
  Version version{.id = ContentId(in.id()),
                  .locale = Locale(in.locale()),
                  .number = in.number(),
                  .title = in.title(),
                  .summary = in.summary(),
                  .slug = in.slug(),
                  .body = in.body(),
                  .parts = {},
                  .text = in.text(),
                  .provenance = known<Provenance>(in.has_provenance(), in.provenance()),
                  .translates = Locale(in.translates()),
                  .translates_version = in.translates_version(),
                  .kind = known<ChangeKind>(in.has_kind(), in.kind()),
                  .note = in.note(),
                  .submitted = {in.submitted()}};
  for (const stored::BodyPart& part : in.parts())
    version.parts.push_back({known<BodyPart::Kind>(part.has_kind(), part.kind()), part.value()});
  return version;
}

Media Decoder::media(const stored::Media& in) {
  Media media{.digest = digest(in.digest()),
              .content_type = in.content_type(),
              .width = in.width(),
              .height = in.height(),
              .bytes = in.bytes(),
              .colour = in.colour(),
              .renditions = {}};
  for (const stored::Rendition& one : in.renditions())
    media.renditions.push_back({one.width(), one.height(), one.format(), one.bytes()});
  return media;
}

Column Decoder::column(const stored::Column& in) {
  return {.id = in.id(),
          .name = in.name(),
          .role = known<Role>(in.has_role(), in.role()),
          .codelist = in.codelist(),
          .titles = read_texts(in.titles()),
          .unit = in.unit(),
          .multiplier = in.multiplier()};
}

Dataset Decoder::dataset(const stored::Dataset& in) {
  Dataset dataset{.code = DatasetCode(in.code()),
                  .structure = static_cast<Structure>(in.structure()),
                  .organisation = OrganisationCode(in.organisation()),
                  .version = in.version(),
                  .titles = read_texts(in.titles()),
                  .descriptions = read_texts(in.descriptions()),
                  .licence = in.licence(),
                  .topics = read_strings(in.topics()),
                  .sources = {},
                  .columns = {},
                  .codelists = {},
                  .state = known<State>(in.has_state(), in.state()),
                  .embargo = moment(in.has_embargo(), in.embargo()),
                  .announce = moment(in.has_announce(), in.announce()),
                  .releases = {}};
  for (const stored::Source& source : in.sources()) dataset.sources.push_back({source.title(), source.address()});
  for (const stored::Column& one : in.columns()) dataset.columns.push_back(column(one));
  for (const stored::Codelist& one : in.codelists()) {
    Codelist codelist{.id = one.id(), .names = read_texts(one.names()), .codes = {}};
    for (const stored::Code& code : one.codes())
      codelist.codes.push_back({code.id(), read_texts(code.names()), code.since()});
    dataset.codelists.push_back(std::move(codelist));
  }
  for (const stored::Release& one : in.releases())
    dataset.releases.push_back({.number = one.number(),
                                .published = {one.published()},
                                .note = one.note(),
                                .observations = one.observations(),
                                .series = one.series(),
                                .state = known<State>(one.has_state(), one.state()),
                                .rows = one.rows(),
                                .remark = one.remark(),
                                .announced = one.announced()});
  return dataset;
}

Series Decoder::series(const stored::Series& in) {
  Series series{
      .dataset = DatasetCode(in.dataset()), .key = read_strings(in.key()), .release = in.release(), .observations = {}};
  series.observations.reserve(static_cast<std::size_t>(in.observations_size()));
  for (const stored::Observation& one : in.observations())
    series.observations.push_back({one.period(), one.value(), read_strings(one.attributes())});
  return series;
}

Account Decoder::account(const stored::Account& in) {
  Account account{.name = AccountName(in.name()),
                  .display_name = in.display_name(),
                  .email = in.email(),
                  .organisation = OrganisationCode(in.organisation()),
                  .duty = known<Duty>(in.has_duty(), in.duty()),
                  .grants = {},
                  .languages = read_names<Locale>(in.languages()),
                  .desk_language = Locale(in.desk_language()),
                  .declined_notices = read_strings(in.declined_notices()),
                  .active = in.active(),
                  .sandbox = in.sandbox(),
                  .created = {in.created()}};
  for (const stored::RoleGrant& grant : in.grants())
    account.grants.push_back({known<DeskRole>(grant.has_role(), grant.role()), OrganisationCode(grant.organisation())});
  return account;
}

Review Decoder::review(const stored::Review& in) {
  Review review{.id = ContentId(in.id()),
                .locale = Locale(in.locale()),
                .version = in.version(),
                .state = known<State>(in.has_state(), in.state()),
                .author = AccountName(in.author()),
                .co_authors = read_names<AccountName>(in.co_authors()),
                .organisation = OrganisationCode(in.organisation()),
                .needed = in.has_needed() ? in.needed() : 1,
                .content = digest(in.content()),
                .asked = read_names<AccountName>(in.asked()),
                .cosigners = read_names<OrganisationCode>(in.cosigners()),
                .approvals = {},
                .remarks = {},
                .explanations = {},
                .submitted = {in.submitted()},
                .due = moment(in.has_due(), in.due()),
                .release = moment(in.has_release(), in.release()),
                .review_due = moment(in.has_review_due(), in.review_due()),
                .reviewed = in.reviewed(),
                .emergency = {},
                .needs_sign_off = false,
                .unlabels = false,
                .differences = {},
                .sign_off = {}};
  for (const stored::Approval& one : in.approvals())
    review.approvals.push_back(
        {AccountName(one.account()), OrganisationCode(one.organisation()), {one.at()}, digest(one.content())});
  for (const stored::Remark& one : in.remarks())
    review.remarks.push_back({AccountName(one.account()), {one.at()}, one.paragraph(), one.text(), one.settled()});
  for (const stored::Explanation& one : in.explanations())
    review.explanations.push_back({AccountName(one.account()), {one.at()}, one.difference(), one.text()});
  if (in.has_emergency()) {
    const stored::Emergency& one = in.emergency();
    review.emergency = {.started_by = AccountName(one.started_by()),
                        .started = {one.started()},
                        .reason = one.reason(),
                        .content = digest(one.content()),
                        .confirmed_by = AccountName(one.confirmed_by()),
                        .version = one.version()};
  }
  read_translation(in, review);
  return review;
}

Draft Decoder::draft(const stored::Draft& in) {
  return {.id = ContentId(in.id()),
          .locale = Locale(in.locale()),
          .revision = in.revision(),
          .account = AccountName(in.account()),
          .saved = {in.saved()},
          .based_on = in.based_on(),
          .title = in.title(),
          .summary = in.summary(),
          .body = in.body(),
          .provenance = known<Provenance>(in.has_provenance(), in.provenance()),
          .translates = Locale(in.translates()),
          .translates_version = in.translates_version(),
          .closed = in.closed()};
}

PackageReceipt Decoder::package(const stored::PackageReceipt& in) {
  PackageReceipt receipt{.digest = digest(in.digest()),
                         .name = in.name(),
                         .organisation = OrganisationCode(in.organisation()),
                         .outcome = in.outcome(),
                         .amendments = {}};
  for (const stored::Amendment& one : in.amendments())
    receipt.amendments.push_back(
        {one.file(), one.field(), one.key(), one.value(), AccountName(one.account()), {one.at()}});
  return receipt;
}

Mutation Decoder::record(const stored::Record& in) {
  switch (in.kind_case()) {
    case stored::Record::kDocument:
      return document(in.document());
    case stored::Record::kEdition:
      return edition(in.edition());
    case stored::Record::kVersion:
      return version(in.version());
    case stored::Record::kMedia:
      return media(in.media());
    case stored::Record::kDataset:
      return dataset(in.dataset());
    case stored::Record::kSeries:
      return series(in.series());
    case stored::Record::kSeriesEnd:
      return SeriesEnd{DatasetCode(in.series_end().dataset()), read_strings(in.series_end().key()),
                       in.series_end().release()};
    case stored::Record::kPackage:
      return package(in.package());
    case stored::Record::kAccount:
      return account(in.account());
    case stored::Record::kOrganisation:
      return OrganisationEntry{.code = OrganisationCode(in.organisation().code()),
                               .kind = in.organisation().kind(),
                               .parent = OrganisationCode(in.organisation().parent()),
                               .names = read_texts(in.organisation().names()),
                               .place = in.organisation().place(),
                               .predecessors = read_names<OrganisationCode>(in.organisation().predecessors()),
                               .successors = read_names<OrganisationCode>(in.organisation().successors()),
                               .until = in.organisation().until(),
                               .officer_exempt = in.organisation().officer_exempt(),
                               .signed_packages_only = in.organisation().signed_packages_only()};
    case stored::Record::kReview:
      return review(in.review());
    case stored::Record::kProposal:
      return Proposal{document(in.proposal().document())};
    case stored::Record::kDraft:
      return draft(in.draft());
    case stored::Record::kTablePart:
      return TablePart{DatasetCode(in.table_part().dataset()), in.table_part().number(), in.table_part().release(),
                       in.table_part().columns(), in.table_part().cells()};
    case stored::Record::kPreviewLink: {
      const stored::PreviewLink& link = in.preview_link();
      return PreviewLink{.id = ContentId(link.id()),
                         .number = link.number(),
                         .locale = Locale(link.locale()),
                         .version = link.version(),
                         .account = AccountName(link.account()),
                         .made = {link.made()},
                         .expires = {link.expires()},
                         .revoked = moment(link.has_revoked(), link.revoked()),
                         .views = link.views(),
                         .last_view = moment(link.has_last_view(), link.last_view())};
    }
    case stored::Record::kTranslationRequest:
      return translation_request(in.translation_request());
    case stored::Record::kTermEntry:
      return term_entry(in.term_entry());
    case stored::Record::KIND_NOT_SET:
      break;
  }
  ok_ = false;
  return PackageReceipt{};
}

Change Decoder::change(const stored::Change& in) {
  Change change{.based_on = {in.based_on()},
                .sequence = {in.sequence()},
                .committed_at = {in.committed_at()},
                .actor = {in.actor().name(), OrganisationCode(in.actor().organisation())},
                .reason = in.reason(),
                .mutations = {},
                .touches = {}};
  for (const std::string& key : in.touches()) change.touches.push_back({key});
  return change;
}

}  // namespace sen::codec
