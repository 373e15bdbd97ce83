#include "engine/workflow/scheduler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/log.h"
#include "engine/store/visible_content.h"
#include "tests/support/content.h"
#include "tests/support/temporary_folder.h"

namespace sen::workflow {
namespace {

using content::ContentId;
using content::Locale;
using content::State;
using test::document;
using test::planned;
using test::version;
using test::waiting;

const Locale kVi("vi");

class SchedulerTest : public testing::Test {
 protected:
  void SetUp() override { log::set_quiet(true); }
  void commit(std::vector<content::Mutation> mutations) {
    const auto done = store_->commit(planned(*store_, std::move(mutations)));
    ASSERT_TRUE(done.has_value()) << done.error().message();
  }
  void schedule(const std::string& id, std::int64_t embargo, std::optional<Timestamp> expiry = std::nullopt) {
    content::Document waits = document(id);
    waits.embargo = Timestamp{embargo};
    waits.expiry = expiry;
    commit({waits, version(id, "vi", 1, "Secret"), waiting(id, "vi", State::Scheduled)});
  }
  content::Edition edition(const std::string& id) {
    return store_->snapshot().value()->edition(ContentId(id), kVi).value();
  }
  std::size_t release(std::int64_t now) {
    clock_.set({now});
    const Result<std::size_t> released = release_due(*store_, {now});
    EXPECT_TRUE(released.has_value()) << released.error().message();
    return released.value_or(0);
  }
  std::string last_reason() {
    return store_->log().read({store_->log().head().sequence.value - 1}, 1).value().front().reason;
  }

  ManualClock clock_{{10'000}};
  content::Fallbacks fallbacks_;
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
};

TEST_F(SchedulerTest, ReleasesAtTheSetHourAndNotBefore) {
  schedule("a", 50'000);

  EXPECT_EQ(release(49'999), 0U);
  EXPECT_EQ(edition("a").state, State::Scheduled);
  EXPECT_EQ(release(50'000), 1U);

  EXPECT_EQ(edition("a").state, State::Published);
  EXPECT_EQ(edition("a").live, 1U);
  EXPECT_EQ(edition("a").first_published, Timestamp{50'000});
  EXPECT_EQ(last_reason(), "released");
  EXPECT_EQ(release(60'000), 0U);
}

TEST_F(SchedulerTest, CommitsWhatWasMissed) {
  schedule("a", 50'000);
  schedule("b", 60'000);

  EXPECT_EQ(release(1'000'000), 2U);

  EXPECT_EQ(edition("a").first_published, Timestamp{1'000'000});
  EXPECT_FALSE(store_->snapshot().value()->next_due().value().has_value());
}

TEST_F(SchedulerTest, LogsAnExpiryAsWhatItIs) {
  schedule("a", 50'000, Timestamp{70'000});
  log::set_quiet(false);
  testing::internal::CaptureStderr();
  release(50'000);
  const std::string released = testing::internal::GetCapturedStderr();
  testing::internal::CaptureStderr();
  release(70'000);
  const std::string expired = testing::internal::GetCapturedStderr();

  EXPECT_THAT(released, testing::HasSubstr("event=released count=1"));
  EXPECT_THAT(expired, testing::HasSubstr("event=expired count=1"));
  EXPECT_THAT(expired, testing::Not(testing::HasSubstr("released")));
}

TEST_F(SchedulerTest, TakesWhatHasExpiredOutOfSight) {
  schedule("a", 50'000, Timestamp{70'000});
  release(50'000);

  EXPECT_EQ(release(70'000), 1U);

  EXPECT_EQ(edition("a").state, State::Expired);
  EXPECT_EQ(last_reason(), "expired");
  EXPECT_EQ(store_->snapshot().value()->count({}).value(), 0U);
}

TEST_F(SchedulerTest, NeverShowsWhatExpiresBeforeItIsReleased) {
  schedule("a", 50'000, Timestamp{40'000});

  release(90'000);

  EXPECT_EQ(edition("a").state, State::Expired);
  const auto changes = store_->log().read({}, 100);
  for (const content::Change& change : *changes) EXPECT_TRUE(change.touches.empty());
}

content::Review approved(const std::string& id, std::uint32_t number, std::int64_t release) {
  content::Review review;
  review.id = ContentId(id);
  review.locale = kVi;
  review.version = number;
  review.state = State::Scheduled;
  review.release = Timestamp{release};
  return review;
}

TEST_F(SchedulerTest, BringsAnApprovedUpdateOutAtItsHour) {
  commit(test::article("a", "vi", "Old"));
  content::Edition waits = edition("a");
  waits.latest = 2;
  commit({version("a", "vi", 2, "New"), waits, approved("a", 2, 50'000)});

  EXPECT_EQ(release(49'999), 0U);
  EXPECT_EQ(edition("a").live, 1U);
  EXPECT_EQ(release(50'000), 1U);

  EXPECT_EQ(edition("a").live, 2U);
  EXPECT_EQ(edition("a").state, State::Published);
  EXPECT_EQ(store_->snapshot().value()->review(ContentId("a"), kVi)->state, State::Published);
  EXPECT_EQ(release(60'000), 0U);
}

TEST_F(SchedulerTest, WaitsForTheLaterOfEmbargoAndReview) {
  schedule("a", 50'000);
  commit({approved("a", 1, 70'000)});

  EXPECT_EQ(release(60'000), 0U);
  EXPECT_EQ(release(70'000), 1U);
  EXPECT_EQ(edition("a").state, State::Published);
}

TEST_F(SchedulerTest, PutsAnApprovedProposalInTheDocumentsPlace) {
  commit(test::article("a", "vi", "Old"));
  content::Document proposed = document("a", {"culture"});
  proposed.fields = {{"venue", {"Hanoi"}}};
  content::Review review = approved("a", 0, 50'000);
  review.locale = Locale();
  commit({content::Proposal{proposed}, review});

  EXPECT_EQ(release(50'000), 1U);

  const content::Document now = store_->snapshot().value()->document(ContentId("a")).value();
  EXPECT_THAT(now.topics, testing::ElementsAre("culture"));
  EXPECT_THAT(now.locales, testing::ElementsAre(kVi));
  EXPECT_EQ(now.revision, 1U);
  EXPECT_EQ(now.revised, Timestamp{50'000});
}

TEST_F(SchedulerTest, HidesAPictureWhoseRightsHaveEnded) {
  content::Media media;
  media.digest = sha256("port");
  std::vector<content::Mutation> mutations = test::article("a", "vi", "Lotus");
  content::Document& shared = std::get<content::Document>(mutations[0]);
  shared.image = "port.jpg";
  shared.media = {{.digest = media.digest,
                   .file = "port.jpg",
                   .credit = {},
                   .licence = {},
                   .rights_until = Timestamp{70'000},
                   .alt = {},
                   .caption = {}}};
  mutations.emplace_back(media);
  commit(mutations);
  const store::Library library(*store_, fallbacks_);
  ASSERT_TRUE(library.visible_to(store::Audience::Public)->media(media.digest).has_value());

  EXPECT_EQ(release(70'000), 1U);

  const store::VisibleContent visible = library.visible_to(store::Audience::Public).value();
  EXPECT_EQ(visible.media(media.digest).error().code(), ErrorCode::NotFound);
  const store::VisibleEdition shown = visible.find(ContentId("a"), kVi).value();
  EXPECT_TRUE(shown.document.media.empty());
  EXPECT_TRUE(shown.document.image.empty());
  EXPECT_TRUE(library.visible_to(store::Audience::Desk)->media(media.digest).has_value());
  const auto touches = test::names(store_->log().read({1}, 1).value().front().touches);
  EXPECT_THAT(touches,
              testing::IsSupersetOf<std::string>({"document:a", "edition:a/vi", "media:" + to_hex(media.digest)}));
  EXPECT_EQ(release(80'000), 0U);
}

TEST_F(SchedulerTest, AnnouncesAReleaseAtItsSetHourAndNothingBefore) {
  content::Dataset dataset;
  dataset.code = content::DatasetCode("EXPORTS");
  dataset.titles[content::Locale("en")] = "Exports";
  dataset.state = State::Scheduled;
  dataset.embargo = Timestamp{90'000};
  dataset.announce = Timestamp{50'000};
  dataset.releases = {{.number = 1, .published = {1}, .note = {}, .state = State::Scheduled}};
  commit({dataset});
  const store::Library library(*store_, fallbacks_);
  const auto announced = [&] { return *library.visible_to(store::Audience::Public)->announcements(); };

  EXPECT_EQ(release_due(*store_, {49'999}).value(), 0U);
  EXPECT_TRUE(announced().empty());

  EXPECT_EQ(release_due(*store_, {50'000}).value(), 1U);
  ASSERT_EQ(announced().size(), 1U);
  EXPECT_EQ(announced().front().at, Timestamp{90'000});
  EXPECT_EQ(announced().front().titles, dataset.titles);
  EXPECT_TRUE(announced().front().is_new);
  const std::vector<content::Change> log = store_->log().read({}, 10).value();
  EXPECT_EQ(log.back().reason, "announced");
  EXPECT_EQ(log.back().touches, std::vector<content::DependencyKey>{{"announcements"}});
  EXPECT_FALSE(library.visible_to(store::Audience::Public)->dataset(dataset.code).has_value());
  EXPECT_EQ(release_due(*store_, {50'001}).value(), 0U) << "it is announced once";

  EXPECT_EQ(release_due(*store_, {90'000}).value(), 1U);
  EXPECT_TRUE(announced().empty());
  EXPECT_TRUE(library.visible_to(store::Audience::Public)->dataset(dataset.code).has_value());
}

TEST_F(SchedulerTest, TellsNothingAheadOfWhatDoesNotSayThatItMayBeTold) {
  content::Dataset dataset;
  dataset.code = content::DatasetCode("EXPORTS");
  dataset.state = State::Scheduled;
  dataset.embargo = Timestamp{90'000};
  dataset.releases = {{.number = 1, .published = {1}, .note = {}, .state = State::Scheduled}};
  commit({dataset});
  const store::Library library(*store_, fallbacks_);

  EXPECT_EQ(release_due(*store_, {80'000}).value(), 0U);

  EXPECT_TRUE(library.visible_to(store::Audience::Public)->announcements()->empty());
}

TEST_F(SchedulerTest, ReleasesADatasetAndALaterReleaseOfIt) {
  content::Dataset dataset;
  dataset.code = content::DatasetCode("EXPORTS");
  dataset.state = State::Scheduled;
  dataset.embargo = Timestamp{50'000};
  dataset.releases = {{.number = 1, .published = {1}, .note = {}}};
  commit({dataset});
  const store::Library library(*store_, fallbacks_);
  EXPECT_FALSE(library.visible_to(store::Audience::Public)->dataset(dataset.code).has_value());

  EXPECT_EQ(release(50'000), 1U);
  EXPECT_TRUE(library.visible_to(store::Audience::Public)->dataset(dataset.code).has_value());

  dataset.state = State::Published;
  dataset.embargo = Timestamp{80'000};
  dataset.releases.push_back({.number = 2, .published = {80'000}, .note = {}, .state = State::Scheduled});
  commit({dataset, content::Series{dataset.code, {"31"}, 2, {{"2024", "2", {}}}}});
  EXPECT_EQ(library.visible_to(store::Audience::Public)->dataset(dataset.code)->releases.size(), 1U);
  EXPECT_FALSE(library.visible_to(store::Audience::Public)->series(dataset.code, {"31"}).has_value());
  EXPECT_FALSE(library.visible_to(store::Audience::Public)->series(dataset.code, {"31"}, 2).has_value());

  EXPECT_EQ(release(80'000), 1U);
  EXPECT_TRUE(library.visible_to(store::Audience::Public)->series(dataset.code, {"31"}, 2).has_value());
}

TEST_F(SchedulerTest, ReleasesOnItsOwnThreadWhenTheClockIsSetForward) {
  schedule("a", 50'000);
  const Scheduler scheduler(*store_, clock_);

  clock_.set({50'000});

  EXPECT_TRUE(store_->log().wait_behind({1}, std::chrono::seconds(5)));
  EXPECT_EQ(edition("a").state, State::Published);
}

TEST_F(SchedulerTest, DoesNotUndoAReleaseWhenTheClockIsSetBack) {
  schedule("a", 50'000);
  release(50'000);

  EXPECT_EQ(release(20'000), 0U);

  EXPECT_EQ(edition("a").state, State::Published);
}

TEST_F(SchedulerTest, ReleasesAtStartWhatFellDueWhileNothingRanAndSaysHowLate) {
  log::set_quiet(false);
  const test::TemporaryFolder folder;
  {
    const auto store = store::open_rocks_store(folder.path(), clock_).value();
    content::Document waits = document("a");
    waits.embargo = Timestamp{50'000};
    content::Review review = approved("a", 1, 60'000);
    ASSERT_TRUE(store
                    ->commit(planned(
                        *store, {waits, version("a", "vi", 1, "Secret"), waiting("a", "vi", State::Scheduled), review}))
                    .has_value());
  }
  clock_.set({60'000 + 3'600'000});
  const auto store = store::open_rocks_store(folder.path(), clock_).value();
  testing::internal::CaptureStderr();
  {
    const Scheduler scheduler(*store, clock_);
    EXPECT_TRUE(store->log().wait_behind({1}, std::chrono::seconds(30)));
  }

  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, testing::HasSubstr("released late"));
  EXPECT_THAT(log, testing::HasSubstr("due=1970-01-01T00:01:00Z"));
  const content::Edition out = store->snapshot().value()->edition(ContentId("a"), kVi).value();
  EXPECT_EQ(out.state, State::Published);
  EXPECT_EQ(out.first_published, clock_.now());
  EXPECT_EQ(store->snapshot().value()->review(ContentId("a"), kVi)->state, State::Published);
}

TEST_F(SchedulerTest, KeepsTheHourWhenTheClockStepsBackAndForth) {
  schedule("a", 50'000);
  for (const std::int64_t now : {49'000, 10'000, 49'999, 0, 30'000}) EXPECT_EQ(release(now), 0U);

  EXPECT_EQ(release(50'000), 1U);
  const Timestamp first = *edition("a").first_published;
  for (const std::int64_t now : {10'000, 90'000, 0}) EXPECT_EQ(release(now), 0U);

  EXPECT_EQ(edition("a").first_published, first);
}

}  // namespace
}  // namespace sen::workflow
