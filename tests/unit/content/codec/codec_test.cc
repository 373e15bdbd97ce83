#include "content/codec/codec.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace sen::codec {
namespace {

using namespace content;  // NOLINT(google-build-using-namespace): the whole model is stored

Texts texts(const std::string& vi, const std::string& en) {
  return {{Locale("vi"), vi}, {Locale("en"), en}};
}

Document full_document() {
  Document document;
  document.id = ContentId("abcdefg234");
  document.organisation = OrganisationCode("mofa");
  document.organisation_name_vi = "Bộ Ngoại giao";
  document.folder = "export-port";
  document.type = "news";
  document.section = "news";
  document.date = {1'763'602'200'000};
  document.embargo = Timestamp{1'763'700'000'000};
  document.expiry = Timestamp{1'900'000'000'000};
  document.licence = "CC-BY-4.0";
  document.topics = {"economy", "trade"};
  document.places = {"31"};
  document.markets = {"de", "jp"};
  document.related = {ContentId("zzzzzzz777")};
  document.image = "images/port.jpg";
  document.media = {{.digest = sha256("port"),
                     .file = "images/port.jpg",
                     .credit = "Nguyễn Văn A",
                     .licence = "CC-BY-4.0",
                     .rights_until = Timestamp{1'800'000'000'000},
                     .focus_x = 0.25,
                     .focus_y = 0.75,
                     .alt = texts("Cảng", "A port"),
                     .caption = texts("Cảng Hải Phòng", "The port of Hai Phong"),
                     .rights_ended = true}};
  document.fields = {{"source", {"https://example.org/"}}, {"claims", {"one", "two"}}};
  document.locales = {Locale("en"), Locale("vi")};
  return document;
}

Edition full_edition() {
  return {.id = ContentId("abcdefg234"),
          .locale = Locale("vi"),
          .state = State::Retracted,
          .latest = 3,
          .live = 2,
          .first_published = Timestamp{1'763'700'000'000},
          .updated = Timestamp{1'763'800'000'000},
          .notes = {{ChangeKind::Correction, 2, {1'763'800'000'000}, "Sửa số liệu"}},
          .reason = "Sai nguồn"};
}

Version full_version() {
  return {.id = ContentId("abcdefg234"),
          .locale = Locale("en"),
          .number = 2,
          .title = "Exports through the port grew",
          .summary = "A summary",
          .slug = "exports-through-the-port-grew",
          .body = "Text.\n\n![](images/port.jpg)\n",
          .parts = {{BodyPart::Kind::Html, "<p>Text.</p>\n"},
                    {BodyPart::Kind::Figure, "images/port.jpg"},
                    {BodyPart::Kind::Chart, "EXPORTS"}},
          .text = "Text.",
          .provenance = Provenance::MachineReviewed,
          .translates = Locale("vi"),
          .translates_version = 1,
          .kind = ChangeKind::Correction,
          .note = "A figure was wrong",
          .submitted = {1'763'602'200'123}};
}

Media full_media() {
  return {.digest = sha256("port"),
          .content_type = "image/jpeg",
          .width = 4000,
          .height = 3000,
          .bytes = 5'000'000'000,
          .colour = "#aabbcc",
          .renditions = {{320, 240, "jpg", 10'000}, {640, 480, "webp", 20'000}}};
}

Dataset full_dataset() {
  Dataset dataset;
  dataset.code = DatasetCode("EXPORTS");
  dataset.organisation = OrganisationCode("mof");
  dataset.version = "1.2";
  dataset.titles = texts("Xuất khẩu", "Exports");
  dataset.descriptions = texts("Theo tỉnh", "By province");
  dataset.licence = "CC-BY-4.0";
  dataset.topics = {"economy"};
  dataset.sources = {{"Customs", "https://example.org/"}};
  dataset.columns = {{"REF_AREA", "province", Role::Dimension, "CL_PROVINCE", texts("Tỉnh", "Province"), "", 0},
                     {"OBS_VALUE", "usd", Role::Measure, "", {}, "USD", -6}};
  dataset.codelists = {{"CL_PROVINCE", texts("Tỉnh", "Province"), {{"31", texts("Hải Phòng", "Hai Phong")}}}};
  dataset.state = State::Published;
  dataset.embargo = Timestamp{5};
  dataset.releases = {{1, {1'763'602'200'000}, "first", 12'000'000'000, 34, State::Published},
                      {2, {1'763'702'200'000}, "", 1, 1, State::Scheduled}};
  return dataset;
}

Series full_series() {
  return {.dataset = DatasetCode("EXPORTS"),
          .key = {"31", "A"},
          .release = 2,
          .observations = {{"2023", "1.50", {"P"}}, {"2024", "", {""}}}};
}

Account full_account() {
  return {
      .name = AccountName("an.officer"),
      .display_name = "Sample Officer",
      .email = "officer@example.org",
      .organisation = OrganisationCode("mofa"),
      .duty = Duty::Deputy,
      .grants = {{DeskRole::Editor, OrganisationCode("mofa")}, {DeskRole::Approver, OrganisationCode("mofa-press")}},
      .languages = {Locale("en"), Locale("lo")},
      .desk_language = Locale("vi"),
      .declined_notices = {},
      .active = true,
      .sandbox = true,
      .created = {1'763'602'200'000}};
}

OrganisationEntry full_organisation() {
  return {.code = OrganisationCode("mofa-press"),
          .kind = "department",
          .parent = OrganisationCode("mofa"),
          .names = texts("Vụ Báo chí", "Press department"),
          .place = "01",
          .predecessors = {OrganisationCode("mofa-old")},
          .successors = {OrganisationCode("mofa-new")},
          .until = "2026-12-31",
          .officer_exempt = true};
}

Review full_review() {
  return {.id = ContentId("abcdefg234"),
          .locale = Locale("vi"),
          .version = 3,
          .state = State::Approved,
          .author = AccountName("an.officer"),
          .co_authors = {AccountName("an.editor")},
          .organisation = OrganisationCode("mofa"),
          .needed = 2,
          .content = sha256("content"),
          .asked = {AccountName("an.approver")},
          .cosigners = {OrganisationCode("moit")},
          .approvals = {{AccountName("an.approver"), OrganisationCode("mofa"), {5}, sha256("content")}},
          .remarks = {{AccountName("an.editor"), {4}, 2, "Check the figure.", true}},
          .explanations = {},
          .submitted = {3},
          .due = Timestamp{6},
          .release = Timestamp{7},
          .review_due = Timestamp{8},
          .reviewed = true,
          .emergency = Emergency{.started_by = AccountName("an.editor"),
                                 .started = {4},
                                 .reason = "A flood",
                                 .content = sha256("content"),
                                 .confirmed_by = AccountName("an.approver"),
                                 .version = 3},
          .needs_sign_off = false,
          .unlabels = false,
          .differences = {},
          .sign_off = {}};
}

Draft full_draft() {
  return {.id = ContentId("abcdefg234"),
          .locale = Locale("en"),
          .revision = 9,
          .account = AccountName("an.officer"),
          .saved = {10},
          .based_on = 2,
          .title = "A title",
          .summary = "A summary",
          .body = "Text.",
          .provenance = Provenance::MachineReviewed,
          .translates = Locale("vi"),
          .translates_version = 3,
          .closed = true};
}

PackageReceipt full_receipt() {
  return {.digest = sha256("package"),
          .name = "mofa-2026-11-20-01",
          .organisation = OrganisationCode("mofa"),
          .outcome = "published",
          .amendments = {}};
}

std::vector<std::pair<std::string, Mutation>> all_records() {
  return {{"document", full_document()},
          {"edition", full_edition()},
          {"version", full_version()},
          {"media", full_media()},
          {"dataset", full_dataset()},
          {"series", full_series()},
          {"series-end", SeriesEnd{DatasetCode("EXPORTS"), {"31", "A"}, 3}},
          {"package", full_receipt()},
          {"account", full_account()},
          {"organisation", full_organisation()},
          {"review", full_review()},
          {"proposal", Proposal{full_document()}},
          {"draft", full_draft()}};
}

Dataset full_table() {
  Dataset table = full_dataset();
  table.code = DatasetCode("HOLIDAYS");
  table.structure = Structure::Table;
  table.columns = {{"day", "day", Role::Text, "", texts("Ngày", "Day"), "", 0},
                   {"days", "days", Role::Measure, "", {}, "", 0}};
  table.codelists.clear();
  table.releases = {{.number = 1, .published = {5}, .note = "", .rows = 300}};
  return table;
}

TablePart full_part() {
  TablePart part{.dataset = DatasetCode("HOLIDAYS"), .number = 1, .release = 2, .columns = 2, .cells = {}};
  for (const char* cell : {"Tết", "7", "", "1"}) append_cell(part.cells, cell);
  return part;
}

/// What the second version of the format brought.
std::vector<std::pair<std::string, Mutation>> records_of_second() {
  return {{"table", full_table()}, {"table-part", full_part()}};
}

/// What came after it with the words that officers type beside a package.
std::vector<std::pair<std::string, Mutation>> records_with_words_beside() {
  PackageReceipt receipt = full_receipt();
  receipt.amendments = {{"images/port.jpg", "alt", "vi", "Cảng", AccountName("an.officer"), {9}}};
  Review review = full_review();
  review.explanations = {{AccountName("an.officer"), {9}, "number:12:14", "The text counts two more."}};
  return {{"package-amended", receipt}, {"review-explained", review}};
}

Document revised_document() {
  Document document = full_document();
  document.revision = 2;
  document.revised = Timestamp{16};
  return document;
}

/// What training and the return of figures brought.
Document training_document() {
  Document document = full_document();
  document.training = true;
  return document;
}
Dataset returned_release() {
  Dataset dataset = full_dataset();
  dataset.releases.back().state = State::Draft;
  dataset.releases.back().remark = "Thiếu quý 3";
  return dataset;
}

/// What the third brought.
PreviewLink full_preview_link() {
  return {.id = ContentId("abcdefg234"),
          .number = 2,
          .locale = Locale("lo"),
          .version = 3,
          .account = AccountName("an.editor"),
          .made = {1'763'602'200'000},
          .expires = {1'763'702'200'000},
          .revoked = Timestamp{1'763'652'200'000},
          .views = 7,
          .last_view = Timestamp{1'763'642'200'000}};
}

/// What came with notices by mail and with releases that are told ahead.
std::vector<std::pair<std::string, Mutation>> records_of_notices() {
  Account account = full_account();
  account.declined_notices = {"due-today", "review-asked"};
  Dataset dataset = full_dataset();
  dataset.announce = Timestamp{4};
  dataset.releases.back().announced = 2;
  return {{"account-notices", account}, {"dataset-announced", dataset}};
}

TranslationRequest full_request() {
  return {.id = ContentId("abcdefg234"),
          .locale = Locale("fr"),
          .source = Locale("vi"),
          .source_version = 3,
          .organisation = OrganisationCode("mofa"),
          .state = RequestState::Accepted,
          .priority = Priority::Urgent,
          .asked_by = AccountName("an.editor"),
          .asked = {11},
          .due = Timestamp{12},
          .note = "For the press conference",
          .translator = AccountName("a.translator"),
          .agency = "An agency",
          .answer = "Accepted",
          .changed = {13}};
}

TermEntry full_term() {
  return {.id = TermId("sea-1"),
          .subject = "diplomacy",
          .definitions = texts("Một định nghĩa", "A definition"),
          .note = "A note",
          .terms = {{Locale("en"), "East Sea", TermStatus::Preferred, "capitals"},
                    {Locale("en"), "the sea", TermStatus::Forbidden, ""}},
          .locked = true,
          .removed = true,
          .changed_by = AccountName("a.reviewer"),
          .changed = {14}};
}

Review translated_review() {
  Review review = full_review();
  review.needs_sign_off = true;
  review.unlabels = true;
  review.differences = {{DifferenceKind::Name, false, "Hà Nội", "Hanoi"}};
  review.sign_off = SignOff{AccountName("a.reviewer"), {15}, sha256("content"), "It is right so."};
  return review;
}

/// What the third version of the format brought.
std::vector<std::pair<std::string, Mutation>> records_of_third() {
  return {{"translation-request", full_request()}, {"term-entry", full_term()}, {"review", translated_review()}};
}

Change full_change() {
  Change change;
  change.based_on = {6};
  change.sequence = {7};
  change.committed_at = {1'763'602'200'000};
  change.actor = {"an-editor", OrganisationCode("mofa")};
  change.reason = "package mofa-2026-11-20-01";
  for (const auto& [name, record] : all_records()) change.mutations.push_back(record);
  change.touches = {{"document:abcdefg234"}, {"list:vi/all"}};
  return change;
}

TEST(Codec, WritesRecordsAsTheFirstVersionOfTheFormatDid) {
  for (const auto& [name, record] : all_records()) test::expect_golden("records/1/" + name + ".bin", encode(record));
  test::expect_golden("records/1/change.bin", encode_change(full_change()));
}

TEST(Codec, WritesTablesAsTheSecondVersionOfTheFormatDid) {
  for (const auto& [name, record] : records_of_second())
    test::expect_golden("records/2/" + name + ".bin", encode(record));
}

TEST(Codec, WritesWordsBesideAPackageAsTheyWereWrittenFirst) {
  for (const auto& [name, record] : records_with_words_beside())
    test::expect_golden("records/2/" + name + ".bin", encode(record));
}

TEST(Codec, WritesNoticesAndAnnouncementsAsTheyWereWrittenFirst) {
  for (const auto& [name, record] : records_of_notices())
    test::expect_golden("records/2/" + name + ".bin", encode(record));
}

TEST(Codec, ReadsNoticesAndAnnouncements) {
  const auto golden = [](const std::string& name) {
    return decode(test::read_file(test::golden_path("records/2/" + name + ".bin"))).value();
  };
  const Account account = std::get<Account>(golden("account-notices"));
  EXPECT_EQ(account.declined_notices, (std::vector<std::string>{"due-today", "review-asked"}));
  const Dataset dataset = std::get<Dataset>(golden("dataset-announced"));
  EXPECT_EQ(dataset.announce, Timestamp{4});
  EXPECT_EQ(dataset.releases.at(1).announced, 2U);
}

TEST(Codec, ReadsWordsBesideAPackage) {
  const auto golden = [](const std::string& name) {
    return decode(test::read_file(test::golden_path("records/2/" + name + ".bin"))).value();
  };
  const PackageReceipt receipt = std::get<PackageReceipt>(golden("package-amended"));
  ASSERT_EQ(receipt.amendments.size(), 1U);
  EXPECT_EQ(receipt.amendments.at(0).field, "alt");
  EXPECT_EQ(receipt.amendments.at(0).value, "Cảng");
  EXPECT_EQ(receipt.amendments.at(0).at.milliseconds, 9);
  const Review review = std::get<Review>(golden("review-explained"));
  ASSERT_EQ(review.explanations.size(), 1U);
  EXPECT_EQ(review.explanations.at(0).difference, "number:12:14");
  EXPECT_EQ(review.explanations.at(0).account.value, "an.officer");
}

TEST(Codec, WritesAndReadsHowOftenADocumentsFieldsWereChangedAsItWasWrittenFirst) {
  test::expect_golden("records/3/document-revised.bin", encode(revised_document()));

  const Document document =
      std::get<Document>(decode(test::read_file(test::golden_path("records/3/document-revised.bin"))).value());
  EXPECT_EQ(document.revision, 2U);
  EXPECT_EQ(document.revised, Timestamp{16});
}

TEST(Codec, WritesAndReadsTrainingAndReturnedFiguresAsTheyWereWrittenFirst) {
  test::expect_golden("records/2/training-document.bin", encode(training_document()));
  test::expect_golden("records/2/returned-release.bin", encode(returned_release()));

  const auto golden = [](const std::string& name) {
    return decode(test::read_file(test::golden_path("records/2/" + name + ".bin"))).value();
  };
  EXPECT_TRUE(std::get<Document>(golden("training-document")).training);
  EXPECT_EQ(std::get<Dataset>(golden("returned-release")).releases.back().remark, "Thiếu quý 3");
}

TEST(Codec, WritesAndReadsPreviewLinksAsTheThirdVersionOfTheFormatDid) {
  const PreviewLink full = full_preview_link();
  test::expect_golden("records/3/preview-link.bin", encode(full));
  const auto link =
      std::get<PreviewLink>(decode(test::read_file(test::golden_path("records/3/preview-link.bin"))).value());
  EXPECT_EQ(link.id, full.id);
  EXPECT_EQ(link.number, 2U);
  EXPECT_EQ(link.locale, full.locale);
  EXPECT_EQ(link.version, 3U);
  EXPECT_EQ(link.account, full.account);
  EXPECT_EQ(link.made, full.made);
  EXPECT_EQ(link.expires, full.expires);
  EXPECT_EQ(link.revoked, full.revoked);
  EXPECT_EQ(link.views, 7U);
  EXPECT_EQ(link.last_view, full.last_view);
}

TEST(Codec, WritesTranslationAsTheThirdVersionOfTheFormatDid) {
  for (const auto& [name, record] : records_of_third())
    test::expect_golden("records/3/" + name + ".bin", encode(record));
}

TEST(Codec, ReadsEveryFieldOfTranslationOfTheThirdVersion) {
  const auto golden = [](const std::string& name) {
    return decode(test::read_file(test::golden_path("records/3/" + name + ".bin"))).value();
  };
  const auto request = std::get<TranslationRequest>(golden("translation-request"));
  EXPECT_EQ(request.state, RequestState::Accepted);
  EXPECT_EQ(request.priority, Priority::Urgent);
  EXPECT_EQ(request.due, Timestamp{12});
  EXPECT_EQ(request.translator.value, "a.translator");
  const auto term = std::get<TermEntry>(golden("term-entry"));
  EXPECT_EQ(term.definitions, full_term().definitions);
  EXPECT_EQ(term.terms.at(1).status, TermStatus::Forbidden);
  EXPECT_TRUE(term.locked);
  const auto review = std::get<Review>(golden("review"));
  EXPECT_TRUE(review.needs_sign_off);
  EXPECT_TRUE(review.unlabels);
  EXPECT_EQ(review.differences.at(0).kind, DifferenceKind::Name);
  EXPECT_EQ(review.differences.at(0).wanted, "Hanoi");
  EXPECT_EQ(review.sign_off->reason, "It is right so.");
}

TEST(Codec, ReadsEveryFieldOfTheSecondVersionOfTheFormat) {
  const auto golden = [](const std::string& name) {
    return decode(test::read_file(test::golden_path("records/2/" + name + ".bin"))).value();
  };
  const Dataset table = std::get<Dataset>(golden("table"));
  EXPECT_EQ(table.structure, Structure::Table);
  EXPECT_EQ(table.columns.at(0).role, Role::Text);
  EXPECT_EQ(table.releases.at(0).rows, 300U);
  const TablePart part = std::get<TablePart>(golden("table-part"));
  EXPECT_EQ(part.number, 1U);
  EXPECT_EQ(part.release, 2U);
  EXPECT_EQ(part.columns, 2U);
  EXPECT_EQ(part.cells, full_part().cells);
}

TEST(Codec, ReadsEveryFieldOfTheFirstVersionOfTheFormat) {
  const auto golden = [](const std::string& name) {
    return decode(test::read_file(test::golden_path("records/1/" + name + ".bin"))).value();
  };
  const Document document = std::get<Document>(golden("document"));
  EXPECT_EQ(document.organisation_name_vi, "Bộ Ngoại giao");
  EXPECT_EQ(document.media.at(0).rights_until, Timestamp{1'800'000'000'000});
  EXPECT_EQ(document.media.at(0).focus_y, 0.75);
  EXPECT_EQ(document.media.at(0).alt.at(Locale("en")), "A port");
  EXPECT_TRUE(document.media.at(0).rights_ended);
  EXPECT_EQ(document.fields.at(1).values, (std::vector<std::string>{"one", "two"}));
  const Edition edition = std::get<Edition>(golden("edition"));
  EXPECT_EQ(edition.state, State::Retracted);
  EXPECT_EQ(edition.notes.at(0).kind, ChangeKind::Correction);
  const Version version = std::get<Version>(golden("version"));
  EXPECT_EQ(version.parts.at(2).kind, BodyPart::Kind::Chart);
  EXPECT_EQ(version.provenance, Provenance::MachineReviewed);
  EXPECT_EQ(version.submitted.milliseconds, 1'763'602'200'123);
  EXPECT_EQ(std::get<Media>(golden("media")).bytes, 5'000'000'000U);
  const Dataset dataset = std::get<Dataset>(golden("dataset"));
  EXPECT_EQ(dataset.columns.at(1).multiplier, -6);
  EXPECT_EQ(dataset.releases.at(1).state, State::Scheduled);
  EXPECT_EQ(dataset.structure, Structure::Statistics);
  EXPECT_EQ(std::get<Series>(golden("series")).observations.at(0).value, "1.50");
}

TEST(Codec, ReadsEveryFieldOfTheDesksRecords) {
  const auto golden = [](const std::string& name) {
    return decode(test::read_file(test::golden_path("records/1/" + name + ".bin"))).value();
  };
  const Account account = std::get<Account>(golden("account"));
  EXPECT_EQ(account.duty, Duty::Deputy);
  EXPECT_EQ(account.grants, full_account().grants);
  EXPECT_EQ(account.languages, full_account().languages);
  EXPECT_TRUE(account.sandbox);
  const OrganisationEntry organisation = std::get<OrganisationEntry>(golden("organisation"));
  EXPECT_EQ(organisation.successors, full_organisation().successors);
  EXPECT_TRUE(organisation.officer_exempt);
  const Review review = std::get<Review>(golden("review"));
  EXPECT_EQ(review.approvals.at(0).content, sha256("content"));
  EXPECT_EQ(review.remarks.at(0).paragraph, 2U);
  EXPECT_EQ(review.release, Timestamp{7});
  EXPECT_EQ(review.review_due, Timestamp{8});
  EXPECT_TRUE(review.reviewed);
  EXPECT_EQ(review.needed, 2U);
  EXPECT_EQ(review.co_authors.at(0).value, "an.editor");
  EXPECT_EQ(review.emergency->version, 3U);
  EXPECT_EQ(std::get<Proposal>(golden("proposal")).document.id, full_document().id);
  const Draft draft = std::get<Draft>(golden("draft"));
  EXPECT_EQ(draft.revision, 9U);
  EXPECT_EQ(draft.provenance, Provenance::MachineReviewed);
  EXPECT_EQ(draft.translates_version, 3U);
}

TEST(Codec, ReadsBackWhatItWrote) {
  auto records = all_records();
  for (auto& record : records_of_second()) records.push_back(std::move(record));
  for (auto& record : records_with_words_beside()) records.push_back(std::move(record));
  for (auto& record : records_of_third()) records.push_back(std::move(record));
  for (const auto& [name, record] : records) {
    const Result<Mutation> read = decode(encode(record));
    ASSERT_TRUE(read.has_value()) << name;
    EXPECT_EQ(encode(*read), encode(record)) << name;
    EXPECT_EQ(read->index(), record.index()) << name;
  }
  const Result<Change> change = decode_change(encode_change(full_change()));
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(encode_change(*change), encode_change(full_change()));
}

TEST(Codec, KeepsWhetherAnOrganisationDemandsSignatures) {
  OrganisationEntry entry = full_organisation();
  EXPECT_FALSE(std::get<OrganisationEntry>(decode(encode(entry)).value()).signed_packages_only);
  entry.signed_packages_only = true;
  EXPECT_TRUE(std::get<OrganisationEntry>(decode(encode(entry)).value()).signed_packages_only);
}

TEST(Codec, KeepsAbsentTimesAbsent) {
  const Result<Mutation> document = decode(encode(Document()));
  const Result<Mutation> edition = decode(encode(Edition()));

  EXPECT_FALSE(std::get<Document>(*document).embargo.has_value());
  EXPECT_FALSE(std::get<Document>(*document).expiry.has_value());
  EXPECT_FALSE(std::get<Edition>(*edition).first_published.has_value());
}

TEST(Codec, RefusesWhatItDoesNotKnow) {
  // An edition (field 2) whose state (field 3) is 99.
  const std::string unknown_state("\x12\x02\x18\x63", 4);
  // A record of a kind that is not known: field 2000.
  const std::string unknown_kind("\x82\x7d\x00", 3);

  for (const std::string& bytes : {unknown_state, unknown_kind, std::string(), std::string("\xff\xff")}) {
    const Result<Mutation> read = decode(bytes);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code(), ErrorCode::Storage);
  }
}

TEST(Codec, RefusesAChangeThatIsDamaged) {
  const std::string whole = encode_change(full_change());
  std::string strange = whole;
  strange[strange.size() - 1] = '\x7f';  // Text of a touch: still a change.
  EXPECT_TRUE(decode_change(strange).has_value());

  for (const std::string& bytes :
       {whole + "\xff\xff", whole.substr(0, whole.size() - 1), std::string("\x32\x05\x08")}) {
    const Result<Change> read = decode_change(bytes);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code(), ErrorCode::Storage);
  }
  for (std::size_t at = 0; at < whole.size(); ++at)
    if (const Result<Change> read = decode_change(std::string_view(whole).substr(0, at))) (void)encode_change(*read);
}

TEST(Codec, SurvivesBytesThatAreCutOrTurned) {
  for (const auto& [name, record] : all_records()) {
    const std::string whole = encode(record);
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string turned = whole;
      turned[at] = static_cast<char>(turned[at] ^ 0x20);
      if (const Result<Mutation> read = decode(turned)) (void)encode(*read);
      if (const Result<Mutation> read = decode(std::string_view(whole).substr(0, at))) (void)encode(*read);
    }
  }
}

}  // namespace
}  // namespace sen::codec
