#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "content/model/review_content.h"
#include "engine/follow/runner.h"
#include "engine/store/fingerprint.h"
#include "engine/store/snapshot.h"
#include "engine/store/visible_content.h"
#include "ingest/avif_follower.h"
#include "tests/support/content.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

using content::ChangeKind;
using content::Locale;
using content::State;
using testing::IsEmpty;
using testing::SizeIs;

/// What becomes of a package that is handed in again, changed.
class ChangesTest : public testing::Test {
 protected:
  void SetUp() override {
    TemporaryPackage::copy_good(package_);
    options_.publish = true;
  }
  Receipt publish() {
    const auto receipt = publisher_.publish(package_.path(), options_);
    EXPECT_TRUE(receipt.has_value()) << receipt.error().message();
    return receipt ? *receipt : Receipt{};
  }
  std::shared_ptr<const store::Snapshot> now() const { return *store_->snapshot(); }
  content::Review review(const char* locale) const { return *now()->review(port_, Locale(locale)); }
  /// As an approver would.
  void approve(const char* locale) {
    content::Review approved = review(locale);
    approved.state = State::Approved;
    approved.approvals = {{content::AccountName("an.approver"), approved.organisation, {1}, approved.content}};
    content::Edition moved = edition(locale);
    moved.state = State::Approved;
    content::Change change;
    change.based_on = now()->sequence();
    change.mutations = {approved, moved};
    ASSERT_TRUE(store_->commit(change).has_value());
  }
  content::Edition edition(const char* locale) const { return *now()->edition(port_, Locale(locale)); }

  TemporaryPackage package_;
  Options options_;
  ManualClock clock_{*parse_rfc3339("2026-11-21T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  Publisher publisher_{*store_, built_in_vocabulary(), clock_};
  const content::ContentId port_ = content::make_content_id(content::OrganisationCode("mofa"), "export-port");
  static constexpr const char* kVi = "articles/export-port/vi.md";
  static constexpr const char* kYaml = "articles/export-port/document.yaml";
};

TEST_F(ChangesTest, MakeNewVersionsOfTheEditionsThatDifferOnly) {
  publish();
  package_.edit(kVi, "sáng nay**", "chiều nay**");
  package_.edit(kYaml, "type: news", "type: news\nchange: correction\nnote: {vi: Sửa giờ, en: Time corrected}");

  const Receipt receipt = publish();

  EXPECT_EQ(receipt.outcome, Outcome::Published) << to_text(receipt.report, MessageLanguage::English, false);
  EXPECT_EQ(edition("vi").live, 2U);
  ASSERT_THAT(edition("vi").notes, SizeIs(1));
  EXPECT_EQ(edition("vi").notes[0].kind, ChangeKind::Correction);
  EXPECT_EQ(edition("vi").notes[0].note, "Sửa giờ");
  EXPECT_EQ(edition("en").latest, 1U);
  EXPECT_THAT(now()->version(port_, Locale("vi"), 1)->body, testing::HasSubstr("sáng nay**"));
}

TEST_F(ChangesTest, ThatNobodyExplainedAreMinorAndSaidSo) {
  publish();
  package_.edit(kVi, "sáng nay**", "chiều nay**");

  const Receipt receipt = publish();

  EXPECT_EQ(receipt.outcome, Outcome::Published);
  EXPECT_NE(find_rule(receipt.report, "change-not-stated"), nullptr);
  EXPECT_EQ(now()->version(port_, Locale("vi"), 2)->kind, ChangeKind::Minor);
  EXPECT_THAT(edition("vi").notes, IsEmpty());
}

TEST_F(ChangesTest, OfAStatementNeedANote) {
  package_.edit(kYaml, "type: news", "type: statement");
  publish();
  package_.edit(kVi, "sáng nay**", "chiều nay**");

  EXPECT_NE(find_rule(publish().report, "missing-note"), nullptr);
  EXPECT_EQ(edition("vi").latest, 1U);
}

TEST_F(ChangesTest, ThatWaitForApprovalLeaveThePublicAlone) {
  publish();
  package_.edit(kVi, "sáng nay**", "chiều nay**");
  package_.edit(kYaml, "[economy, trade]", "[politics]");
  options_.publish = false;

  const Receipt receipt = publish();

  EXPECT_EQ(receipt.outcome, Outcome::Submitted);
  EXPECT_NE(find_rule(receipt.report, "document-waits"), nullptr);
  EXPECT_EQ(edition("vi").state, State::Published);
  EXPECT_EQ(edition("vi").latest, 2U);
  EXPECT_EQ(edition("vi").live, 1U);
  EXPECT_THAT(now()->document(port_)->topics, testing::ElementsAre("economy", "trade"));
}

TEST_F(ChangesTest, AFirstPackageWaitsForApprovalAndIsThenPublished) {
  options_.publish = false;
  EXPECT_EQ(publish().outcome, Outcome::Submitted);
  EXPECT_EQ(edition("vi").state, State::Submitted);
  EXPECT_EQ(edition("vi").live, 0U);
  EXPECT_EQ(now()->dataset(content::DatasetCode("EXPORTS"))->state, State::Submitted);
  EXPECT_EQ(publish().outcome, Outcome::AlreadyStored);

  options_.publish = true;
  EXPECT_EQ(publish().outcome, Outcome::Published);
  EXPECT_EQ(edition("vi").state, State::Published);
  EXPECT_EQ(edition("vi").live, 1U);
  EXPECT_EQ(now()->dataset(content::DatasetCode("EXPORTS"))->releases.at(0).state, State::Published);
}

TEST_F(ChangesTest, UnderAnEmbargoAreScheduledWithTheFiguresThatTheyShow) {
  package_.edit(kYaml, "type: news", "type: news\nembargo: 2026-12-01T00:00:00Z");

  publish();

  EXPECT_EQ(edition("vi").state, State::Scheduled);
  EXPECT_EQ(edition("vi").live, 0U);
  const content::Dataset dataset = *now()->dataset(content::DatasetCode("EXPORTS"));
  EXPECT_EQ(dataset.state, State::Scheduled);
  EXPECT_EQ(dataset.embargo, parse_rfc3339("2026-12-01T00:00:00Z").value());
}

TEST_F(ChangesTest, OfWhatIsPublicWaitForTheirEmbargoInAReview) {
  publish();
  package_.edit(kVi, "sáng nay**", "chiều nay**");
  package_.edit(kYaml, "[economy, trade]", "[politics]");
  package_.edit(kYaml, "type: news", "type: news\nembargo: 2026-12-01T00:00:00Z");
  const Timestamp end = *parse_rfc3339("2026-12-01T00:00:00Z");

  const Receipt receipt = publish();

  EXPECT_EQ(receipt.outcome, Outcome::Published);
  EXPECT_NE(find_rule(receipt.report, "embargo-on-update"), nullptr);
  EXPECT_EQ(edition("vi").live, 1U);
  EXPECT_EQ(edition("vi").state, State::Published);
  EXPECT_EQ(review("vi").state, State::Scheduled);
  EXPECT_EQ(review("vi").release, end);
  EXPECT_EQ(now()->due(end)->size(), 1U);
  EXPECT_FALSE(now()->document(port_)->embargo.has_value());
  EXPECT_THAT(now()->document(port_)->topics, testing::ElementsAre("economy", "trade"));
  EXPECT_THAT(now()->proposal(port_)->topics, testing::ElementsAre("politics"));
  EXPECT_EQ(review("").state, State::Scheduled);
  EXPECT_FALSE(now()->review(port_, Locale("en")).has_value());
  package_.edit("datapackage.json", "\"version\": \"1\"", "\"version\": \"2\"");
  EXPECT_EQ(publish().outcome, Outcome::AlreadyStored);
}

TEST_F(ChangesTest, WaitInReviewsUnderTheAccountThatHandedThemIn) {
  options_.publish = false;
  options_.actor = "an.officer";
  publish();
  for (const char* locale : {"vi", "en"}) {
    EXPECT_EQ(review(locale).state, State::Submitted);
    EXPECT_EQ(review(locale).author.value, "an.officer");
    EXPECT_EQ(review(locale).version, 1U);
    const content::Document document = *now()->document(port_);
    EXPECT_EQ(review(locale).content, content::version_content(*now()->version(port_, Locale(locale), 1), &document));
  }
  EXPECT_EQ(review("").author.value, "an.officer") << "who wrote the document's own fields";
  EXPECT_FALSE(content::is_open(review("")));

  approve("vi");
  package_.edit(kVi, "sáng nay**", "chiều nay**");
  options_.actor = "an.other";
  publish();

  EXPECT_EQ(review("vi").version, 2U);
  EXPECT_THAT(review("vi").approvals, IsEmpty());
  EXPECT_THAT(review("vi").co_authors, testing::ElementsAre(content::AccountName("an.other")));
  EXPECT_EQ(review("en").version, 1U);
  EXPECT_THAT(review("en").co_authors, IsEmpty());
}

TEST_F(ChangesTest, AskNobodyByNameWhoWroteOfThem) {
  const content::AccountName other("an.other");
  const content::AccountName approver("an.approver");
  options_.publish = false;
  options_.actor = "an.officer";
  options_.asked = {other, approver};
  publish();
  EXPECT_THAT(review("vi").asked, testing::ElementsAre(other, approver));
  package_.edit(kVi, "sáng nay**", "chiều nay**");
  options_.actor = other.value;
  options_.asked.clear();
  publish();
  EXPECT_THAT(review("vi").asked, testing::ElementsAre(approver));
  EXPECT_THAT(review("en").asked, testing::ElementsAre(other, approver)) << "of that he wrote nothing";
  package_.edit(kVi, "chiều nay**", "tối nay**");
  options_.actor = "an.officer";
  options_.asked = {other};

  publish();

  EXPECT_THAT(review("vi").asked, IsEmpty()) << "everybody who may approve hears of it";
}

TEST_F(ChangesTest, OfFieldsVoidTheApprovalsOfEveryLanguageThatWaits) {
  options_.publish = false;
  publish();
  approve("en");
  package_.edit(kYaml, "[economy, trade]", "[politics]");
  options_.actor = "an.other";

  publish();

  EXPECT_THAT(review("en").approvals, IsEmpty());
  EXPECT_EQ(review("en").state, State::Submitted);
  EXPECT_EQ(edition("en").state, State::Submitted);
  EXPECT_THAT(review("en").co_authors, testing::ElementsAre(content::AccountName("an.other")));
}

TEST_F(ChangesTest, OfTheFieldsOfWhatIsPublicAreProposed) {
  publish();
  package_.edit(kYaml, "[economy, trade]", "[politics]");
  options_.publish = false;
  options_.actor = "an.officer";

  publish();

  EXPECT_THAT(now()->document(port_)->topics, testing::ElementsAre("economy", "trade"));
  EXPECT_THAT(now()->proposal(port_)->topics, testing::ElementsAre("politics"));
  EXPECT_EQ(review("").state, State::Submitted);
  EXPECT_EQ(review("").content, content::document_content(*now()->proposal(port_)));
  EXPECT_TRUE(content::is_open(review("")));
}

TEST_F(ChangesTest, ByTheOperatorEndWhatWaited) {
  options_.publish = false;
  options_.actor = "an.officer";
  publish();
  options_.publish = true;
  options_.actor = "operator";

  publish();

  EXPECT_THAT(*now()->open_reviews(), IsEmpty());
  EXPECT_EQ(review("vi").state, State::Published);
  EXPECT_EQ(review("vi").remarks.back().text, "operator");
  EXPECT_EQ(review("vi").author.value, "an.officer");

  options_.publish = false;
  package_.edit(kVi, "sáng nay**", "chiều nay**");
  package_.edit(kYaml, "[economy, trade]", "[politics]");
  publish();
  EXPECT_EQ(now()->open_reviews()->size(), 2U);
  options_.publish = true;
  publish();
  EXPECT_THAT(*now()->open_reviews(), IsEmpty());
  EXPECT_EQ(edition("vi").live, 2U);
  EXPECT_THAT(now()->document(port_)->topics, testing::ElementsAre("politics"));
}

TEST_F(ChangesTest, WithdrawEveryEditionWithTheReason) {
  publish();
  package_.edit(kYaml, "type: news", "type: news\nchange: withdrawal\nnote: Rút theo yêu cầu");
  options_.publish = false;
  EXPECT_NE(find_rule(publish().report, "withdrawal-needs-publish"), nullptr);
  options_.publish = true;

  EXPECT_EQ(publish().outcome, Outcome::Published);

  for (const char* locale : {"vi", "en"}) {
    EXPECT_EQ(edition(locale).state, State::Withdrawn);
    EXPECT_EQ(edition(locale).reason, "Rút theo yêu cầu");
  }
}

TEST_F(ChangesTest, ThatWithdrawTellThePublicNothingOfAnEditionThatItNeverSaw) {
  const std::string english = package_.read("articles/export-port/en.md");
  package_.remove("articles/export-port/en.md");
  publish();
  package_.write("articles/export-port/en.md", english);
  options_.publish = false;
  publish();
  ASSERT_EQ(edition("en").state, State::Submitted);
  package_.edit(kYaml, "type: news", "type: news\nchange: withdrawal\nnote: Rút theo yêu cầu");
  options_.publish = true;

  EXPECT_EQ(publish().outcome, Outcome::Published);

  EXPECT_EQ(edition("vi").state, State::Withdrawn);
  EXPECT_EQ(edition("en").state, State::Draft);
  EXPECT_THAT(edition("en").notes, IsEmpty());
  EXPECT_EQ(edition("en").reason, "");
  EXPECT_EQ(review("en").state, State::Draft);
}

TEST_F(ChangesTest, OfFiguresMakeAReleaseWithTheSeriesThatDiffer) {
  publish();
  package_.edit("tables/exports.csv", "2024,31,rice,12.50,A", "2024,31,rice,12.75,A");
  package_.edit("tables/exports.csv", "2024,01,rice,7,A\n", "");

  publish();

  const content::DatasetCode code("EXPORTS");
  EXPECT_THAT(now()->dataset(code)->releases, SizeIs(2));
  EXPECT_EQ(now()->series(code, {"31", "rice"}, 2)->observations.at(1).value, "12.75");
  EXPECT_EQ(now()->series(code, {"31", "rice"}, 1)->observations.at(1).value, "12.50");
  EXPECT_EQ(now()->series(code, {"31", "coffee"}, 2)->release, 1U);
  EXPECT_EQ(now()->series(code, {"01", "rice"}, 2).error().code(), ErrorCode::NotFound);
  EXPECT_TRUE(now()->series(code, {"01", "rice"}, 1).has_value());
}

TEST_F(ChangesTest, OfADatasetThatWaitLeaveItsPublicWordsAlone) {
  publish();
  const content::DatasetCode code("EXPORTS");
  const content::Texts titles = now()->dataset(code)->titles;
  package_.edit("tables/exports.csv", "2024,31,rice,12.50,A", "2024,31,rice,12.75,A");
  package_.edit("datapackage.json", titles.at(Locale("en")), "Secret exports");
  options_.publish = false;

  publish();

  EXPECT_EQ(now()->dataset(code)->titles, titles);
  EXPECT_EQ(now()->dataset(code)->state, State::Published);
  ASSERT_THAT(now()->dataset(code)->releases, SizeIs(2));
  EXPECT_EQ(now()->dataset(code)->releases.back().state, State::Submitted);
}

TEST_F(ChangesTest, OfADatasetThatWaitBringTheirCodesWithThem) {
  publish();
  const content::DatasetCode code("EXPORTS");
  content::Fallbacks fallbacks;
  const store::Library library(*store_, fallbacks);
  const auto seen = [&] { return *library.visible_to(store::Audience::Public)->dataset(code); };
  const Digest before = store::fingerprint(seen());
  package_.edit("tables/exports.csv", "2024,31,rice,12.50,A", "2024,31,tea,12.75,A");
  package_.edit("datapackage.json", R"("rice": {)", R"("tea": {"vi": "Chè", "en": "Tea"}, "rice": {)");
  package_.edit("datapackage.json", R"("en": "Coffee")", R"("en": "Coffee beans")");
  options_.publish = false;

  publish();

  ASSERT_THAT(now()->dataset(code)->releases, SizeIs(2));
  EXPECT_EQ(store::fingerprint(seen()), before);
  content::Dataset released = *now()->dataset(code);
  released.releases.back().state = State::Published;
  content::Change change;
  change.based_on = now()->sequence();
  change.mutations = {released};
  ASSERT_TRUE(store_->commit(change).has_value());
  const auto& lists = seen().codelists;
  const auto goods = std::find_if(lists.begin(), lists.end(), [](const auto& one) { return one.id == "CL_GOODS"; });
  ASSERT_NE(goods, lists.end());
  EXPECT_EQ(goods->codes.back().id, "tea");
}

TEST_F(ChangesTest, OfADatasetWithOtherColumnsCannotWait) {
  publish();
  for (int twice = 0; twice < 2; ++twice) package_.edit("datapackage.json", "CL_GOODS", "CL_WARES");
  options_.publish = false;

  const Receipt receipt = publish();

  EXPECT_NE(find_rule(receipt.report, "structure-waits"), nullptr)
      << to_text(receipt.report, MessageLanguage::English, false);
}

TEST_F(ChangesTest, OfNothingButTheManifestAreAlreadyStored) {
  publish();
  package_.edit("datapackage.json", "\"version\": \"1\"", "\"version\": \"2\"");

  EXPECT_EQ(publish().outcome, Outcome::AlreadyStored);
  EXPECT_EQ(store_->log().head().sequence.value, 1U);
}

TEST_F(ChangesTest, LeaveNothingOfARefusedPackage) {
  package_.edit(kVi, "title:", "heading:");

  EXPECT_EQ(publish().outcome, Outcome::Refused);

  EXPECT_EQ(store_->log().head().sequence.value, 0U);
  EXPECT_THAT(*store_->blobs().list(), IsEmpty());
}

TEST_F(ChangesTest, OfAnotherOrganisationsDatasetAreRefused) {
  publish();
  options_.organisation = content::OrganisationCode("moit");

  EXPECT_NE(find_rule(publish().report, "dataset-of-another"), nullptr);
}

TEST_F(ChangesTest, NameDocumentsAndSourcesThatAreNotThere) {
  package_.edit(kYaml, "type: news", "type: news\nrelated: [nowhere, moit/elsewhere]");
  package_.remove(kVi);

  const Receipt receipt = publish();

  ASSERT_NE(find_rule(receipt.report, "unknown-related"), nullptr);
  EXPECT_THAT(find_rule(receipt.report, "unknown-related")->message, testing::HasSubstr("nowhere"));
  EXPECT_NE(find_rule(receipt.report, "unknown-source"), nullptr);
  EXPECT_THAT(now()->document(port_)->related, SizeIs(2));
}

TEST_F(ChangesTest, GiveATranslationTheVersionOfItsSource) {
  publish();
  package_.edit(kVi, "sáng nay**", "chiều nay**");
  package_.edit("articles/export-port/en.md", "this morning**", "this afternoon**");
  package_.edit(kYaml, "type: news", "type: news\nchange: update\nnote: Giờ mới");

  publish();

  EXPECT_EQ(now()->version(port_, Locale("en"), 2)->translates_version, 2U);
}

TEST_F(ChangesTest, ThatDropTheLabelOfAMachineTranslationAreRefusedWithAReason) {
  const std::string english = "articles/export-port/en.md";
  publish();
  package_.edit(english, "provenance: machine", "provenance: human");
  options_.language = MessageLanguage::Vietnamese;

  const Receipt receipt = publish();

  EXPECT_EQ(receipt.outcome, Outcome::Refused);
  const Finding* finding = find_rule(receipt.report, "provenance-unlabelled");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->file, english);
  EXPECT_EQ(finding->field, "provenance");
  EXPECT_EQ(finding->message, "bài đã lưu có nhãn máy dịch, bài này bỏ nhãn đó");
  EXPECT_EQ(edition("en").latest, 1U);
}

TEST_F(ChangesTest, OfADocumentOfTheTrainingAreRefusedAlreadyByTheCheck) {
  content::Document trained = test::document("export-port");
  trained.id = port_;
  trained.training = true;
  content::Change change;
  change.mutations = {trained};
  const auto stored = store_->commit(change);
  ASSERT_TRUE(stored.has_value()) << stored.error().message();
  options_.publish = false;

  const auto receipt = publisher_.rehearse(package_.path(), options_);

  ASSERT_TRUE(receipt.has_value());
  EXPECT_EQ(receipt->outcome, Outcome::Refused);
  const Finding* finding = find_rule(receipt->report, "folder-of-training");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->file, kYaml);
  EXPECT_EQ(finding->hint, "choose another name for the folder");
}

TEST_F(ChangesTest, AreNotedAsAvifByTheFollowerOnce) {
  publish();
  const content::Fallbacks fallbacks;
  const store::Library library(*store_, fallbacks);
  AvifFollower follower(*store_, "");

  ASSERT_TRUE(follow::catch_up(*store_, library, follower).has_value());

  const Digest digest = now()->document(port_)->media.at(0).digest;
  const content::Media media = *now()->media(digest);
  EXPECT_EQ(media.renditions.front().format, "avif");
  EXPECT_TRUE(store_->blobs().open({digest, "480.avif"}).has_value());
  EXPECT_EQ(store_->log().head().sequence.value, 2U);
  EXPECT_EQ(follower.position()->value, 2U);
  AvifFollower later(*store_, "");
  ASSERT_TRUE(follow::catch_up(*store_, library, later).has_value());
  EXPECT_EQ(store_->log().head().sequence.value, 2U);
}

}  // namespace
}  // namespace sen::ingest
