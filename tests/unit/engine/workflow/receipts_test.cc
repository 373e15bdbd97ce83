#include "engine/workflow/receipts.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/support/content.h"
#include "tests/support/temporary_folder.h"

namespace sen::workflow {
namespace {

ChannelReceipt receipt(const ReceiptBook& book, std::uint64_t change, Channel channel) {
  for (const ChannelReceipt& one : book.receipts({change}, {500}))
    if (one.channel == channel) return one;
  ADD_FAILURE() << "no receipt of " << channel_name(channel);
  return {};
}

TEST(ReceiptBook, SaysWhenEachChannelWasSeenToHaveTakenAChangeIn) {
  ReceiptBook book;
  book.note({{"search", {5}}, {"page-cache", {5}}, {"answer-cache", {5}}}, {400});
  EXPECT_FALSE(receipt(book, 6, Channel::Page).taken);

  book.note({{"search", {5}}, {"page-cache", {6}}, {"answer-cache", {5}}}, {600});
  EXPECT_FALSE(receipt(book, 6, Channel::Page).taken) << "one cache may still hold it";
  book.note({{"search", {5}}, {"page-cache", {6}}, {"answer-cache", {7}}}, {700});
  EXPECT_EQ(receipt(book, 6, Channel::Page).seen, Timestamp{700});
  EXPECT_FALSE(receipt(book, 6, Channel::Search).taken);
  book.note({{"search", {8}}, {"page-cache", {8}}, {"answer-cache", {8}}}, {900});

  for (const Channel channel : kChannels) {
    const bool by_index = channel == Channel::Search || channel == Channel::Suggestions;
    EXPECT_TRUE(receipt(book, 6, channel).taken) << channel_name(channel);
    EXPECT_EQ(receipt(book, 6, channel).seen, Timestamp{by_index ? 900 : 700}) << channel_name(channel);
  }
}

TEST(ReceiptBook, SaysNoTimeForWhatWasSoBeforeAnybodyLooked) {
  ReceiptBook book;
  EXPECT_FALSE(receipt(book, 6, Channel::Search).taken);
  book.note({{"search", {9}}}, {900});

  EXPECT_TRUE(receipt(book, 6, Channel::Search).taken);
  EXPECT_FALSE(receipt(book, 6, Channel::Search).seen.has_value());
}

TEST(ReceiptBook, StartsAgainWithAFollowerThatIsRebuilt) {
  ReceiptBook book;
  book.note({{"search", {5}}}, {100});
  book.note({{"search", {6}}}, {200});
  book.note({{"search", {0}}}, {300});
  EXPECT_FALSE(receipt(book, 6, Channel::Search).taken);

  book.note({{"search", {7}}}, {400});

  EXPECT_EQ(receipt(book, 6, Channel::Search).seen, Timestamp{400});
}

TEST(ReceiptBook, ForgetsTheOldestTimesAndNotThatTheyWereReached) {
  ReceiptBook book;
  for (std::uint64_t i = 1; i <= 10'000; ++i) book.note({{"search", {i}}}, {static_cast<std::int64_t>(i)});

  EXPECT_TRUE(receipt(book, 3, Channel::Search).taken);
  EXPECT_FALSE(receipt(book, 3, Channel::Search).seen.has_value());
  EXPECT_EQ(receipt(book, 9'999, Channel::Search).seen, Timestamp{9'999});
}

TEST(ReceiptBook, RemembersAfterARestartAlsoIfItsFileWasCutOff) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path() + "/receipts";
  {
    ReceiptBook book;
    ASSERT_TRUE(book.keep_in(path).has_value());
    book.note({{"search", {5}}, {"page-cache", {5}}}, {400});
    book.note({{"search", {6}}, {"page-cache", {6}}}, {600});
  }
  std::ofstream(path, std::ios::app) << "search 99 12345";

  ReceiptBook book;
  ASSERT_TRUE(book.keep_in(path).has_value());

  EXPECT_EQ(receipt(book, 6, Channel::Search).seen, Timestamp{600});
  EXPECT_EQ(receipt(book, 6, Channel::Page).seen, Timestamp{600});
  EXPECT_FALSE(receipt(book, 7, Channel::Search).taken);
  book.note({{"search", {7}}, {"page-cache", {7}}}, {700});
  EXPECT_EQ(receipt(book, 7, Channel::Search).seen, Timestamp{700});
}

TEST(ReceiptBook, KeepsItsFileSmall) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path() + "/receipts";
  ReceiptBook book;
  ASSERT_TRUE(book.keep_in(path).has_value());

  for (std::uint64_t i = 1; i <= 70'000; ++i) book.note({{"search", {i}}}, {static_cast<std::int64_t>(i)});

  EXPECT_LT(std::filesystem::file_size(path), 2U * 1024 * 1024);
  EXPECT_EQ(receipt(book, 69'999, Channel::Search).seen, Timestamp{69'999});
}

/// While it lives no file grows: as on a full disk.
class FullDisk {
 public:
  FullDisk() {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit none = before_;
    none.rlim_cur = 0;
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
};

TEST(ReceiptBook, WritesWhatAFullDiskRefusedWhenThereIsRoomAgain) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path() + "/receipts";
  {
    ReceiptBook book;
    ASSERT_TRUE(book.keep_in(path).has_value());
    book.note({{"search", {5}}}, {400});
    {
      const FullDisk full;
      book.note({{"search", {6}}}, {600});
      book.note({{"search", {7}}}, {700});
    }
    book.note({{"search", {7}}}, {800});
    book.note({{"search", {8}}}, {900});
  }

  ReceiptBook book;
  ASSERT_TRUE(book.keep_in(path).has_value());

  EXPECT_EQ(receipt(book, 6, Channel::Search).seen, Timestamp{600});
  EXPECT_EQ(receipt(book, 7, Channel::Search).seen, Timestamp{700});
  EXPECT_EQ(receipt(book, 8, Channel::Search).seen, Timestamp{900});
}

TEST(ReceiptWatch, NotesWhereFollowersStandOnceTheyHaveMoved) {
  const SystemClock clock;
  const auto store = store::open_memory_store(clock);
  std::atomic<std::uint64_t> position{0};
  ReceiptBook book;
  const ReceiptWatch watch(
      store->log(),
      [&] {
        return Positions{{"search", {position.load()}}};
      },
      book, clock);
  const auto taken = [&](std::uint64_t change) {
    for (int tries = 0; tries < 600; ++tries) {
      if (receipt(book, change, Channel::Search).taken) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  };

  ASSERT_TRUE(store->commit(test::planned(*store, test::article("a", "vi", "Lotus"))).has_value());
  EXPECT_FALSE(receipt(book, 1, Channel::Search).taken);
  position = 1;

  EXPECT_TRUE(taken(1));
}

TEST(ReceiptWatch, TakesACacheThatBeginsEmptyForNoStepBack) {
  const SystemClock clock;
  const auto store = store::open_memory_store(clock);
  ReceiptBook book;
  book.note({{"page-cache", {4}}}, {100});
  book.note({{"page-cache", {6}}}, {700});
  std::atomic<int> looks{0};
  const ReceiptWatch watch(
      store->log(),
      [&] {
        ++looks;
        return Positions{{"page-cache", {0}}};
      },
      book, clock);
  ASSERT_TRUE(store->commit(test::planned(*store, test::article("a", "vi", "Lotus"))).has_value());

  while (looks < 3) std::this_thread::sleep_for(std::chrono::milliseconds(5));

  EXPECT_EQ(receipt(book, 6, Channel::Page).seen, Timestamp{700});
}

}  // namespace
}  // namespace sen::workflow
