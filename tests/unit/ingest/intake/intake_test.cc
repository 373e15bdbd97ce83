#include "ingest/intake/intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "engine/identity/package_signature.h"
#include "engine/store/small_file.h"
#include "engine/store/snapshot.h"
#include "engine/store/store.h"
#include "ingest/intake/record.h"
#include "ingest/intake/template.h"
#include "ingest/package_source.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/ingest/packages.h"

namespace sen::intake {
namespace {

using content::AccountName;
using content::OrganisationCode;
using ingest::MessageLanguage;

class IntakeTest : public testing::Test {
 protected:
  IntakeTest() { open(); }

  void open() {
    intake_.reset();
    IntakeOptions options;
    options.folder = folder_.file("uploads");
    options.kept_of = 3;
    options.worker = worker_;
    options.limits = limits_;
    auto opened = Intake::open({publisher_, *store_, keys_, clock_}, options);
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    intake_ = std::move(*opened);
  }
  /// A file in the spool.
  DeliveredFile spooled(const std::string& name, const std::string& bytes) {
    const std::string path = folder_.file("spool-" + std::to_string(++spooled_));
    std::ofstream(path, std::ios::binary) << bytes;
    return {name, path};
  }
  std::string template_bytes(const std::string& organisation = "mofa") {
    return package_template(OrganisationCode(organisation)).value();
  }
  Result<UploadId> take(const std::vector<DeliveredFile>& files, MessageLanguage language = MessageLanguage::English) {
    return intake_->take({OrganisationCode("mofa"), AccountName("lan"), language}, files);
  }
  /// As it is once nothing more is done with it.
  Upload settled(const UploadId& id) {
    for (;;) {
      const Upload upload = intake_->find(id).value();
      if (!upload.busy()) return upload;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  std::uint64_t changes() const { return store_->log().head().sequence.value; }

  sen::test::TemporaryFolder folder_;
  ManualClock clock_{*parse_rfc3339("2026-11-22T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  ingest::Publisher publisher_{*store_, ingest::built_in_vocabulary(), clock_};
  std::unique_ptr<identity::Vault> vault_ = identity::open_memory_vault();
  identity::SigningKeys keys_{*vault_, clock_};
  std::unique_ptr<Intake> intake_;
  ingest::Limits limits_;
  std::string worker_;  ///< Empty: in this process.
  int spooled_ = 0;
};

TEST_F(IntakeTest, ChecksAPackageAndStoresItOnlyWhenItIsSubmitted) {
  const UploadId id = take({spooled("bài mới.zip", template_bytes())}).value();

  const Upload checked = settled(id);
  EXPECT_EQ(checked.state, State::Accepted) << ingest::to_json(intake_->report(id).value());
  EXPECT_EQ(checked.name, "bài mới.zip");
  EXPECT_EQ(checked.counts.editions, 2U);
  EXPECT_EQ(changes(), 0U) << "nothing enters the store before it is submitted";

  ASSERT_TRUE(intake_->submit(id, AccountName("minh")).has_value());
  const Upload stored = settled(id);
  EXPECT_EQ(stored.state, State::Submitted);
  EXPECT_EQ(stored.sequence.value, 1U);
  const auto document = content::make_content_id(OrganisationCode("mofa"), "my-article");
  const auto edition = store_->snapshot().value()->edition(document, content::Locale("vi")).value();
  EXPECT_EQ(edition.state, content::State::Submitted) << "it waits in a review";
  EXPECT_EQ(store_->log().read({}, 1).value().at(0).actor.name, "minh");
  EXPECT_FALSE(std::filesystem::exists(folder_.file("uploads/" + id.value + "/package")));
  EXPECT_EQ(intake_->submit(id, AccountName("lan")).error().code(), ErrorCode::Conflict);

  const UploadId again = take({spooled("copy.zip", template_bytes())}).value();
  EXPECT_EQ(settled(again).state, State::AlreadyStored);
}

TEST_F(IntakeTest, FindsNothingToSayAboutTheTemplateOfAnyOrganisation) {
  const std::string longest(64, 'a');
  for (const std::string& organisation : {std::string("mofa"), std::string("province-01"), std::string("79-ports"),
                                          std::string("o-79-ports"), longest, longest.substr(1) + "b"}) {
    const UploadId id = intake_
                            ->take({OrganisationCode(organisation), AccountName("lan"), MessageLanguage::Vietnamese},
                                   {spooled("template.zip", template_bytes(organisation))})
                            .value();

    const Upload checked = settled(id);

    const ingest::Report report = intake_->report(id).value();
    EXPECT_EQ(checked.state, State::Accepted);
    EXPECT_TRUE(report.findings.empty()) << ingest::to_json(report);
    EXPECT_EQ(checked.counts.images, 1U);
    EXPECT_EQ(checked.counts.datasets, 1U);
    EXPECT_EQ(checked.counts.observations, 4U);
    ASSERT_TRUE(intake_->submit(id, AccountName("lan")).has_value());
    EXPECT_EQ(settled(id).state, State::Submitted) << "each organisation has a dataflow of its own";
  }
}

TEST_F(IntakeTest, TakesTheFilesOfAFolder) {
  const std::string manifest =
      R"({"name": "p", "licenses": [{"name": "CC-BY-4.0"}], "sen": {"format": 1, "organisation": "mofa"}})";
  const UploadId id = take({spooled("gói/datapackage.json", manifest), spooled("gói/.DS_Store", "x"),
                            spooled("gói/articles/a/vi.md", "---\ntype: news\ntitle: Một\n---\n\nHai.\n"),
                            DeliveredFile{"gói/articles/a/en.md", ""}})
                          .value();

  const Upload upload = settled(id);

  EXPECT_EQ(upload.name, "gói");
  EXPECT_EQ(upload.counts.files, 3U);
  EXPECT_EQ(upload.state, State::Refused) << "en.md is empty";
  const ingest::Report report = intake_->report(id).value();
  EXPECT_EQ(report.package, "p");
  EXPECT_TRUE(std::any_of(report.findings.begin(), report.findings.end(),
                          [](const ingest::Finding& finding) { return finding.file == "articles/a/en.md"; }));
  EXPECT_EQ(intake_->submit(id, AccountName("lan")).error().code(), ErrorCode::Conflict);
}

TEST_F(IntakeTest, KeepsWhatWasTypedBesideAPackageAndChecksAgain) {
  const std::string manifest = R"({"name": "p", "sen": {"format": 1, "organisation": "mofa"}})";
  const std::string text = "---\ntype: news\ntitle: Một\n---\n\nHai.\n";
  const UploadId id = take({spooled("p/datapackage.json", manifest), spooled("p/articles/a/vi.md", text)}).value();
  ASSERT_EQ(settled(id).warnings, 1U) << "it has no licence";

  const content::Amendment licence{"", "licence", "", "CC-BY-4.0", AccountName("lan"), clock_.now()};
  ASSERT_TRUE(intake_->amend(id, {licence}, MessageLanguage::English).has_value());
  EXPECT_EQ(settled(id).warnings, 0U);
  open();
  EXPECT_EQ(intake_->report(id)->amendments.at(0).value, "CC-BY-4.0") << "it is there after a restart";

  content::Amendment none = licence;
  none.value.clear();
  ASSERT_TRUE(intake_->amend(id, {none}, MessageLanguage::English).has_value());
  EXPECT_EQ(settled(id).warnings, 1U);
  ASSERT_TRUE(intake_->amend(id, {licence}, MessageLanguage::English).has_value());
  settled(id);
  ASSERT_TRUE(intake_->submit(id, AccountName("minh")).has_value());
  EXPECT_EQ(settled(id).state, State::Submitted);
  const auto document = content::make_content_id(OrganisationCode("mofa"), "a");
  EXPECT_EQ(store_->snapshot().value()->document(document)->licence, "CC-BY-4.0");
  EXPECT_EQ(intake_->amend(id, {licence}, MessageLanguage::English).error().code(), ErrorCode::Conflict);
}

TEST_F(IntakeTest, ReplacesAFileOfAnArchiveWithoutChangingIt) {
  const UploadId id = take({spooled("a.zip", template_bytes("moh"))}).value();
  ASSERT_EQ(settled(id).state, State::Refused);
  const std::string before = ingest::file_bytes(folder_.file("uploads/" + id.value + "/package"));

  const std::string manifest =
      R"({"name": "p", "licenses": [{"name": "CC-BY-4.0"}], "sen": {"format": 1, "organisation": "mofa"}})";
  for (const char* name : {"../record.json", "/etc/passwd", "a//b"})
    EXPECT_EQ(intake_->replace(id, spooled(name, manifest), MessageLanguage::English).error().code(),
              ErrorCode::InvalidInput)
        << name;
  ASSERT_TRUE(intake_->replace(id, spooled("datapackage.json", manifest), MessageLanguage::English).has_value());

  EXPECT_EQ(settled(id).state, State::Accepted) << ingest::to_json(intake_->report(id).value());
  EXPECT_EQ(ingest::file_bytes(folder_.file("uploads/" + id.value + "/package")), before);
  ASSERT_TRUE(intake_->submit(id, AccountName("minh")).has_value());
  EXPECT_EQ(settled(id).state, State::Submitted);
  EXPECT_FALSE(std::filesystem::exists(folder_.file("uploads/" + id.value + "/changed")));
  EXPECT_FALSE(std::filesystem::exists(folder_.file("uploads/" + id.value + "/made")));
}

TEST_F(IntakeTest, TakesNoMoreChangesThanAPackageMayHave) {
  limits_.max_packed_bytes = 1'000;
  limits_.max_unpacked_bytes = 50'000;
  limits_.max_entries = 9;
  open();
  const UploadId id = take({spooled("a.zip", template_bytes())}).value();
  settled(id);
  const auto replace = [&](const std::string& name, std::size_t bytes) {
    const auto replaced = intake_->replace(id, spooled(name, std::string(bytes, 'x')), MessageLanguage::Vietnamese);
    settled(id);
    return replaced;
  };
  ASSERT_TRUE(replace("a.md", 600).has_value());
  ASSERT_TRUE(replace("a.md", 900).has_value()) << "it takes its own place";

  const auto refused = replace("b.md", 200);

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(refused.error().message(), "b.md: các tệp đã sửa có tổng cộng hơn 1000 byte; hãy nộp lại cả gói");
  for (int i = 1; i < 9; ++i) ASSERT_TRUE(replace("n" + std::to_string(i), 1).has_value());
  EXPECT_EQ(replace("n9", 1).error().message(), "n9: đã sửa quá 9 tệp; hãy nộp lại cả gói");
}

TEST_F(IntakeTest, SaysWhenTheDiskDoesNotTellTheSizeOfAFile) {
  const UploadId id = take({spooled("a.zip", template_bytes())}).value();
  settled(id);
  const DeliveredFile gone{"a.md", folder_.file("not-there")};

  EXPECT_EQ(intake_->replace(id, gone, MessageLanguage::English).error().code(), ErrorCode::Storage);
  EXPECT_EQ(take({gone, spooled("b.md", "x")}).error().code(), ErrorCode::Storage);
  EXPECT_EQ(intake_->replace(id, spooled("a.md", "x"), MessageLanguage::English).has_value(), true);
}

TEST_F(IntakeTest, ChecksNamesAndSizesOfPackageAndChangesTogether) {
  const std::string whole = template_bytes();
  const UploadId id = take({spooled("a.zip", whole)}).value();
  settled(id);

  ASSERT_TRUE(intake_->replace(id, spooled("DataPackage.JSON", "{}"), MessageLanguage::English).has_value());

  EXPECT_EQ(settled(id).state, State::Refused);
  EXPECT_EQ(intake_->report(id)->findings.at(0).rule, "entry-duplicate");

  ingest::Findings findings(MessageLanguage::English);
  const std::string changed = folder_.file("changed");
  std::filesystem::create_directory(changed);
  std::ofstream(changed + "/more.md") << std::string(40'000, 'x');
  ingest::Limits limits;
  limits.max_unpacked_bytes = 41'000;
  ASSERT_TRUE(ingest::open_package(spooled("a.zip", whole).path, limits, findings, {}, changed).has_value());
  EXPECT_EQ(findings.finish().at(0).rule, "unpacked-too-large");
}

TEST_F(IntakeTest, NamesTheFileThatMayNotBeCalledSo) {
  for (const char* name : {"p/../../etc/passwd", "p//x", "/etc/passwd"}) {
    const auto taken = take({spooled(name, "x"), spooled("q/other", "y")}, MessageLanguage::Vietnamese);
    ASSERT_FALSE(taken.has_value()) << name;
    EXPECT_EQ(taken.error().code(), ErrorCode::InvalidInput);
    EXPECT_THAT(taken.error().message(), testing::StartsWith(name));
  }
  const auto twice = take({spooled("p/x", "1"), spooled("p/x", "2")});
  EXPECT_EQ(twice.error().message(), "p/x: the name `p/x` stands twice");
  const auto below = take({spooled("p/x", "1"), spooled("p/x/y", "2")});
  EXPECT_EQ(below.error().code(), ErrorCode::InvalidInput);
  EXPECT_TRUE(intake_->list().empty());
  EXPECT_TRUE(std::filesystem::is_empty(folder_.file("uploads")));
}

TEST_F(IntakeTest, RefusesAPackageThatNamesAnotherOrganisation) {
  const UploadId id = take({spooled("a.zip", template_bytes("moh"))}, MessageLanguage::Vietnamese).value();

  EXPECT_EQ(settled(id).state, State::Refused);
  const ingest::Report report = intake_->report(id).value();
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].rule, "package-of-another");
  EXPECT_EQ(report.findings[0].file, "datapackage.json");
  EXPECT_EQ(report.findings[0].field, "sen.organisation");
  EXPECT_THAT(report.findings[0].message, testing::HasSubstr("gói là của `moh`"));
}

TEST_F(IntakeTest, SaysOfADamagedArchiveWhatIsWrongWithIt) {
  const std::string whole = template_bytes();
  const UploadId id = take({spooled("cut.zip", whole.substr(0, whole.size() / 2))}).value();

  EXPECT_EQ(settled(id).state, State::Refused);
  const ingest::Report report = intake_->report(id).value();
  EXPECT_EQ(report.package, "cut.zip");
  EXPECT_GE(report.findings.size(), 1U);
}

TEST_F(IntakeTest, KeepsWhatWaitsOverARestartAndGoesOn) {
  const UploadId done = take({spooled("done.zip", template_bytes())}).value();
  settled(done);
  const UploadId waiting = take({spooled("waiting.zip", template_bytes())}).value();
  settled(waiting);
  intake_.reset();
  // As a crash in the middle of a check leaves it.
  const std::string record = folder_.file("uploads/" + waiting.value + "/record.json");
  Upload upload = parse_record(ingest::file_bytes(record)).value();
  upload.state = State::Checking;
  ASSERT_TRUE(store::write_small_file(record, to_record(upload)).has_value());
  std::filesystem::create_directory(folder_.file("uploads/half"));

  open();

  EXPECT_EQ(intake_->find(done).value().state, State::Accepted);
  EXPECT_EQ(intake_->report(done).value().package, "mofa-package");
  EXPECT_EQ(settled(waiting).state, State::Accepted);
  EXPECT_FALSE(std::filesystem::exists(folder_.file("uploads/half"))) << "it was never acknowledged";
}

TEST_F(IntakeTest, RemovesAnUploadAfterThirtyDaysAndOnDemand) {
  const UploadId old = take({spooled("old.zip", template_bytes())}).value();
  settled(old);
  clock_.set({clock_.now().milliseconds + std::chrono::milliseconds(std::chrono::hours(29 * 24)).count()});
  const UploadId young = take({spooled("young.zip", template_bytes())}).value();
  settled(young);
  intake_->sweep();
  EXPECT_TRUE(intake_->find(old).has_value());

  clock_.set({clock_.now().milliseconds + std::chrono::milliseconds(std::chrono::hours(24)).count()});
  intake_->sweep();

  EXPECT_EQ(intake_->find(old).error().code(), ErrorCode::NotFound);
  EXPECT_FALSE(std::filesystem::exists(folder_.file("uploads/" + old.value)));
  EXPECT_TRUE(intake_->remove(young).has_value());
  EXPECT_TRUE(std::filesystem::is_empty(folder_.file("uploads")));
}

TEST_F(IntakeTest, KeepsNoMoreThanItsShareForOneOrganisation) {
  for (int i = 0; i < 3; ++i) settled(take({spooled("a.zip", template_bytes())}).value());

  EXPECT_EQ(take({spooled("a.zip", template_bytes())}).error().code(), ErrorCode::Unavailable);
  EXPECT_TRUE(intake_
                  ->take({OrganisationCode("moh"), AccountName("an"), MessageLanguage::English},
                         {spooled("b.zip", template_bytes("moh"))})
                  .has_value());
}

TEST(UploadRecord, IsReadAsItWasWritten) {
  Upload upload;
  upload.id = UploadId("0123456789abcdef0123456789abcdef");
  upload.organisation = OrganisationCode("mofa");
  upload.account = AccountName("lan");
  upload.name = "gói \"một\".zip";
  upload.bytes = 5'000'000'000;
  upload.received = {1'795'000'000'000};
  upload.state = State::AlreadyStored;
  upload.language = MessageLanguage::Vietnamese;
  upload.checked = {1'795'000'000'001};
  upload.errors = 1;
  upload.warnings = 2;
  upload.counts = {3, 4, 5, 6, 7, 8};
  upload.sequence = {9};
  upload.asked = {AccountName("duy"), AccountName("hoa")};

  const std::string record = to_record(upload);

  EXPECT_EQ(to_record(parse_record(record).value()), record);
  for (std::size_t size = 0; size < record.size() - 2; size += 7)
    EXPECT_EQ(parse_record(record.substr(0, size)).error().code(), ErrorCode::Storage);
}

TEST_F(IntakeTest, GivesUpACheckWhenItEndsAndBeginsItAnewAfterwards) {
  // A worker that never answers: without giving up, the end would wait for it for tens of seconds.
  worker_ = folder_.file("hang");
  std::ofstream(worker_) << "#!/bin/sh\nexec sleep 600\n";
  std::filesystem::permissions(worker_, std::filesystem::perms::owner_all);
  open();
  const UploadId id = take({spooled("a.zip", template_bytes())}).value();
  while (intake_->find(id)->state != State::Checking) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));

  const auto began = std::chrono::steady_clock::now();
  intake_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));

  worker_.clear();
  open();
  EXPECT_EQ(settled(id).state, State::Accepted);
}

}  // namespace
}  // namespace sen::intake
