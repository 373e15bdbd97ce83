#include "ingest/intake/unfinished.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "engine/base/bytes.h"
#include "engine/identity/package_signature.h"
#include "engine/store/store.h"
#include "ingest/intake/template.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/ingest/packages.h"

namespace sen::intake {
namespace {

using std::chrono::hours;

class UnfinishedTest : public testing::Test {
 protected:
  UnfinishedTest() { open(); }

  void open() {
    unfinished_.reset();
    intake_.reset();
    IntakeOptions intake;
    intake.folder = folder_.file("uploads");
    intake.queue = 2;
    intake_ = std::move(Intake::open({publisher_, *store_, keys_, clock_}, intake).value());
    UnfinishedOptions options;
    options.folder = folder_.file("unfinished");
    options.uploads_of = 3;
    options.bytes_of = 1'000'000;
    options.max_bytes = 600'000;
    unfinished_ = std::move(Unfinished::open(*intake_, clock_, options).value());
  }
  Result<UnfinishedUpload> begin(std::uint64_t length, const std::string& account = "lan",
                                 const std::string& name = "p.zip") {
    UnfinishedUpload upload;
    upload.handover = {content::OrganisationCode("mofa"), content::AccountName(account), {}, {}, {}};
    upload.name = name;
    upload.length = length;
    return unfinished_->begin(upload);
  }
  Result<void> write(const UploadId& id, std::uint64_t offset, std::string_view bytes) {
    const auto part = SEN_TRY(unfinished_->write(id, offset, std::nullopt));
    SEN_TRY(part->append(bytes));
    return part->finish();
  }
  std::uint64_t offset(const UploadId& id) { return unfinished_->find(id)->offset; }

  sen::test::TemporaryFolder folder_;
  ManualClock clock_{*parse_rfc3339("2026-11-22T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  ingest::Publisher publisher_{*store_, ingest::built_in_vocabulary(), clock_};
  std::unique_ptr<identity::Vault> vault_ = identity::open_memory_vault();
  identity::SigningKeys keys_{*vault_, clock_};
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<Unfinished> unfinished_;
};

TEST_F(UnfinishedTest, KeepsWhatArrivedOverARestartAndHandsItOverOnce) {
  const std::string whole = package_template(content::OrganisationCode("mofa")).value();
  const UploadId id = begin(whole.size())->id;
  ASSERT_TRUE(write(id, 0, whole.substr(0, 100)).has_value());
  EXPECT_EQ(unfinished_->finish(id).error().code(), ErrorCode::Conflict) << "bytes are missing";
  EXPECT_EQ(write(id, 99, "x").error().code(), ErrorCode::Conflict);
  {
    const auto broken = unfinished_->write(id, 100, std::nullopt).value();
    ASSERT_TRUE(broken->append(whole.substr(100, 11)).has_value());
  }
  open();
  EXPECT_EQ(offset(id), 111U) << "what came before the break counts";

  ASSERT_TRUE(write(id, 111, whole.substr(111)).has_value());
  ASSERT_TRUE(unfinished_->finish(id).has_value());

  EXPECT_EQ(intake_->find(id)->bytes, whole.size());
  EXPECT_EQ(intake_->find(id)->name, "p.zip");
  EXPECT_EQ(unfinished_->finish(id).error().code(), ErrorCode::NotFound);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.file("unfinished")));
}

TEST_F(UnfinishedTest, KeepsAllOfItWhileTheIntakeHasNoRoom) {
  IntakeOptions full;
  full.folder = folder_.file("uploads");
  full.kept = 0;
  unfinished_.reset();
  intake_ = std::move(Intake::open({publisher_, *store_, keys_, clock_}, full).value());
  UnfinishedOptions options;
  options.folder = folder_.file("unfinished");
  unfinished_ = std::move(Unfinished::open(*intake_, clock_, options).value());
  const UploadId id = begin(4)->id;
  ASSERT_TRUE(write(id, 0, "PK\x03\x04").has_value());
  EXPECT_EQ(unfinished_->finish(id).error().code(), ErrorCode::Unavailable);
  EXPECT_EQ(offset(id), 4U);

  open();
  EXPECT_TRUE(unfinished_->finish(id).has_value());
}

TEST_F(UnfinishedTest, TakesAnotherWriterInPlaceOfOneThatHangs) {
  const UploadId id = begin(100)->id;
  const auto former = unfinished_->write(id, 0, std::nullopt).value();
  ASSERT_TRUE(former->append("abc").has_value());
  EXPECT_EQ(unfinished_->interrupt(id)->offset, 3U);
  EXPECT_EQ(former->append("d").error().code(), ErrorCode::Unavailable);
  EXPECT_TRUE(write(id, 3, "d").has_value());
  EXPECT_EQ(offset(id), 4U);
  const auto last = unfinished_->write(id, 4, std::nullopt).value();
  EXPECT_EQ(last->append(std::string(97, 'x')).error().code(), ErrorCode::TooLarge);
}

TEST_F(UnfinishedTest, CountsNothingBeforeItFitsItsChecksum) {
  const UploadId id = begin(100)->id;
  const Checksum sum{Checksum::Algorithm::Sha256, std::string(sha256("abcdef").view())};
  {
    const auto broken = unfinished_->write(id, 0, sum).value();
    ASSERT_TRUE(broken->append("abc").has_value());
  }
  EXPECT_EQ(offset(id), 0U);
  const auto wrong = unfinished_->write(id, 0, sum).value();
  ASSERT_TRUE(wrong->append("abcdeg").has_value());
  EXPECT_EQ(wrong->finish().error().code(), ErrorCode::InvalidInput);
  const auto good = unfinished_->write(id, 0, sum).value();
  ASSERT_TRUE(good->append("abc").has_value());
  ASSERT_TRUE(good->append("def").has_value());
  ASSERT_TRUE(good->finish().has_value());
  EXPECT_EQ(offset(id), 6U);
}

TEST_F(UnfinishedTest, BoundsWhatIsAnnouncedAndRemovesItAfterADay) {
  EXPECT_EQ(begin(0).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(begin(600'001).error().code(), ErrorCode::TooLarge);
  EXPECT_EQ(begin(5, "lan", "../p.zip").error().code(), ErrorCode::InvalidInput);
  const UploadId first = begin(600'000)->id;
  EXPECT_EQ(begin(400'001).error().code(), ErrorCode::Conflict) << "too many bytes of one person";
  EXPECT_TRUE(begin(400'001, "hoa").has_value());
  ASSERT_TRUE(begin(1).has_value());
  ASSERT_TRUE(begin(1).has_value());
  EXPECT_EQ(begin(1).error().code(), ErrorCode::Conflict) << "too many of one person";
  EXPECT_EQ(unfinished_->list(content::AccountName("lan")).size(), 3U);

  clock_.advance(hours(23));
  EXPECT_TRUE(unfinished_->find(first).has_value());
  clock_.advance(hours(1));
  EXPECT_EQ(unfinished_->find(first).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(unfinished_->write(first, 0, std::nullopt).error().code(), ErrorCode::NotFound);
  EXPECT_TRUE(unfinished_->list(content::AccountName("lan")).empty());
  const auto next = begin(600'000);
  ASSERT_TRUE(next.has_value()) << "what has expired takes no place, swept or not";
  ASSERT_TRUE(unfinished_->remove(next->id).has_value());
  EXPECT_EQ(unfinished_->sweep(), 4U);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.file("unfinished")));
  EXPECT_TRUE(begin(1).has_value());
}

}  // namespace
}  // namespace sen::intake
