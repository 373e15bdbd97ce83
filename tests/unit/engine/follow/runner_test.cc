#include "engine/follow/runner.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>

#include "engine/base/log.h"
#include "engine/base/mutex.h"
#include "tests/support/content.h"

namespace sen::follow {
namespace {

using content::Locale;
using content::Sequence;

/// What a follower keeps on disk: its effects and its position, and what survives when it dies in between.
struct Kept {
  Mutex mutex;
  std::set<std::string> titles SEN_GUARDED_BY(mutex);
  Sequence position SEN_GUARDED_BY(mutex);

  std::set<std::string> all_titles() {
    const MutexLock lock(mutex);
    return titles;
  }
};

/// Collects the titles of Vietnamese editions.
class Titles final : public Follower {
 public:
  explicit Titles(Kept& kept) : kept_(kept) {}

  std::string_view name() const override { return "titles"; }
  Result<Sequence> position() const override {
    const MutexLock lock(kept_.mutex);
    return kept_.position;
  }
  Result<void> apply(std::span<const content::Change> changes, const store::VisibleContent& after) override {
    ++applied;
    largest = std::max<std::size_t>(largest, changes.size());
    EXPECT_EQ(changes.back().sequence, after.sequence());
    if (failures > 0) {
      --failures;
      return Error(ErrorCode::Unavailable, "not now");
    }
    for (const content::Change& change : changes)
      for (const content::DependencyKey& key : change.touches)
        if (key.value.starts_with("edition:")) SEN_TRY(take(key.value.substr(8, key.value.find('/') - 8), after));
    if (dies_before_position) return Error(ErrorCode::Storage, "died");
    return stand_at(after.sequence());
  }
  Result<void> rebuild(const store::VisibleContent& from) override {
    ++rebuilt;
    {
      const MutexLock lock(kept_.mutex);
      kept_.titles.clear();
    }
    const store::ListedPage page = SEN_TRY(from.list({}, 0, 10'000));
    for (const store::Listed& one : page.entries) SEN_TRY(take(one.id.value, from));
    return stand_at(from.sequence());
  }

  std::atomic<int> applied = 0;
  std::atomic<int> rebuilt = 0;
  std::atomic<int> failures = 0;
  std::atomic<std::size_t> largest = 0;
  std::atomic<bool> dies_before_position = false;

 private:
  Result<void> take(const std::string& id, const store::VisibleContent& content) {
    const auto found = content.find_exact(content::ContentId(id), Locale("vi"));
    if (!found.has_value()) return {};
    const MutexLock lock(kept_.mutex);
    kept_.titles.insert(found->version.title);
    return {};
  }
  Result<void> stand_at(Sequence sequence) {
    const MutexLock lock(kept_.mutex);
    kept_.position = sequence;
    return {};
  }

  Kept& kept_;
};

class RunnerTest : public testing::Test {
 protected:
  void SetUp() override { log::set_quiet(true); }
  Sequence commit(const std::string& title) {
    return store_->commit(test::planned(*store_, test::article(title, "vi", title))).value();
  }

  ManualClock clock_{{10'000}};
  content::Fallbacks fallbacks_;
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  store::Library library_{*store_, fallbacks_};
  Kept kept_;
  Titles titles_{kept_};
};

/// Works until it is told to end, and fails then.
class Slow final : public Follower {
 public:
  std::string_view name() const override { return "slow"; }
  Result<Sequence> position() const override { return Sequence{}; }
  Result<void> apply(std::span<const content::Change>, const store::VisibleContent&) override { return work(); }
  Result<void> rebuild(const store::VisibleContent&) override { return work(); }
  void stop() override { stopped_ = true; }

  std::atomic<bool> working = false;

 private:
  Result<void> work() {
    working = true;
    while (!stopped_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return Error(ErrorCode::Unavailable, "it is being stopped");
  }
  std::atomic<bool> stopped_ = false;
};

TEST_F(RunnerTest, TellsItsFollowersToEndAndLogsNoFailureThen) {
  commit("a");
  Slow slow;
  testing::internal::CaptureStderr();
  {
    Runner runner(*store_, library_, {&slow}, {});
    while (!slow.working) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    runner.stop();
  }

  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(RunnerTest, RebuildsOnTheFirstRunAndFollowsFromThere) {
  commit("a");
  commit("b");
  const Runner runner(*store_, library_, {&titles_}, {});
  ASSERT_TRUE(runner.wait_for({2}, std::chrono::seconds(5)));
  EXPECT_EQ(titles_.rebuilt, 1);

  const Sequence third = commit("c");

  ASSERT_TRUE(runner.wait_for(third, std::chrono::seconds(5)));
  EXPECT_EQ(titles_.rebuilt, 1);
  EXPECT_EQ(titles_.applied, 1);
  EXPECT_EQ(kept_.all_titles(), (std::set<std::string>{"a", "b", "c"}));
  EXPECT_EQ(runner.slowest(), third);
}

TEST_F(RunnerTest, GivesALongLogInBatches) {
  commit("a");
  ASSERT_TRUE(catch_up(*store_, library_, titles_).has_value());
  for (int i = 0; i < 600; ++i) commit("n" + std::to_string(i));

  ASSERT_TRUE(catch_up(*store_, library_, titles_).has_value());

  EXPECT_EQ(titles_.applied, 3);
  EXPECT_EQ(titles_.largest, 256U);
  EXPECT_EQ(kept_.all_titles().size(), 601U);
}

TEST_F(RunnerTest, RepeatsWhatWasDoneBeforeACrashWithTheSameResult) {
  commit("a");
  ASSERT_TRUE(catch_up(*store_, library_, titles_).has_value());
  commit("b");
  titles_.dies_before_position = true;
  EXPECT_FALSE(catch_up(*store_, library_, titles_).has_value());
  EXPECT_EQ(kept_.all_titles().size(), 2U);  // The effect is there, the position is not.

  Titles after_restart(kept_);
  ASSERT_TRUE(catch_up(*store_, library_, after_restart).has_value());

  EXPECT_EQ(after_restart.applied, 1);
  EXPECT_EQ(after_restart.rebuilt, 0);
  EXPECT_EQ(kept_.all_titles(), (std::set<std::string>{"a", "b"}));
}

TEST_F(RunnerTest, TriesAgainWhenAFollowerFails) {
  commit("a");
  ASSERT_TRUE(catch_up(*store_, library_, titles_).has_value());
  titles_.failures = 2;
  const Runner runner(*store_, library_, {&titles_}, {.max_pause = std::chrono::milliseconds(60)});

  const Sequence second = commit("b");

  EXPECT_TRUE(runner.wait_for(second, std::chrono::seconds(5)));
  EXPECT_EQ(titles_.applied, 3);
}

TEST_F(RunnerTest, DoesNotHoldUpTheOthersForOneThatFails) {
  Kept other_kept;
  Titles other(other_kept);
  commit("a");
  ASSERT_TRUE(catch_up(*store_, library_, titles_).has_value());
  titles_.failures = 1'000'000;
  const Runner runner(*store_, library_, {&titles_, &other}, {});
  commit("b");

  for (int i = 0; i < 500 && other_kept.all_titles().size() < 2; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));

  EXPECT_EQ(other_kept.all_titles().size(), 2U);
  EXPECT_FALSE(runner.wait_for({2}, std::chrono::milliseconds(1)));
  EXPECT_LT(runner.slowest().value, 2U);
}

TEST_F(RunnerTest, RebuildsAFollowerThatIsAheadOfARestoredLog) {
  commit("a");
  {
    const MutexLock lock(kept_.mutex);
    kept_.position = {9};
    kept_.titles = {"of another history"};
  }

  ASSERT_TRUE(catch_up(*store_, library_, titles_).has_value());

  EXPECT_EQ(titles_.rebuilt, 1);
  EXPECT_EQ(kept_.all_titles(), std::set<std::string>{"a"});
}

TEST_F(RunnerTest, StopsAtOnceWhileItWaits) {
  commit("a");
  const auto start = std::chrono::steady_clock::now();
  {
    const Runner runner(*store_, library_, {&titles_}, {});
    ASSERT_TRUE(runner.wait_for({1}, std::chrono::seconds(5)));
  }

  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

}  // namespace
}  // namespace sen::follow
