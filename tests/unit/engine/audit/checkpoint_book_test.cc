#include "engine/audit/checkpoint_book.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "engine/audit/checkpointer.h"
#include "tests/support/temporary_folder.h"

namespace sen::audit {
namespace {

class CheckpointBookTest : public ::testing::Test {
 protected:
  static void commit(store::Store& store, const std::string& code) {
    content::OrganisationEntry entry;
    entry.code = content::OrganisationCode(code);
    content::Change change;
    change.based_on = store.log().head().sequence;
    change.actor.name = "operator";
    change.reason = "add " + code;
    change.mutations.emplace_back(entry);
    ASSERT_TRUE(store.commit(std::move(change)).has_value());
  }
  std::unique_ptr<CheckpointBook> open() {
    auto book = CheckpointBook::open(folder_.path() + "/checkpoints");
    EXPECT_TRUE(book.has_value()) << book.error().message();
    EXPECT_TRUE((*book)->want_key("sen.example/log").has_value());
    return std::move(*book);
  }
  static Checkpoint read(const CheckpointBook& book, content::Sequence sequence) {
    return open_checkpoint(book.note(sequence).value(), parse_note_keys(book.keys()).value()).value();
  }

  test::TemporaryFolder folder_;
  ManualClock clock_{{1'790'000'000'123}};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
};

TEST_F(CheckpointBookTest, SignsTheHeadOfTheLogOnce) {
  commit(*store_, "one");
  const auto book = open();

  EXPECT_TRUE(book->add(*store_, clock_.now()).value());
  EXPECT_FALSE(book->add(*store_, clock_.now()).value()) << "nothing happened since";

  const Checkpoint checkpoint = read(*book, book->newest());
  EXPECT_EQ(checkpoint.origin, "sen.example/log");
  EXPECT_EQ(checkpoint.head, store_->log().head());
  EXPECT_EQ(format_rfc3339(checkpoint.at), format_rfc3339({1'790'000'000'000}));
  EXPECT_TRUE(find_in_log(checkpoint, *store_->snapshot().value()).has_value());
  struct stat status {};
  ASSERT_EQ(::stat((folder_.path() + "/checkpoints/key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(CheckpointBookTest, WritesNothingUntilItIsToSign) {
  commit(*store_, "one");
  const std::string place = folder_.path() + "/checkpoints";
  const auto book = CheckpointBook::open(place).value();

  EXPECT_EQ(book->keys(), "");
  EXPECT_TRUE(book->list(10).empty());
  EXPECT_EQ(book->add(*store_, clock_.now()).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(book->change_key(*store_, clock_.now()).error().code(), ErrorCode::NotFound);
  EXPECT_FALSE(std::filesystem::exists(place));

  ASSERT_TRUE(book->want_key("sen.example/log").has_value());
  ASSERT_TRUE(book->want_key("another.example/log").has_value()) << "the first key stays";
  EXPECT_EQ(parse_note_keys(book->keys()).value().at(0).name, "sen.example/log");
}

TEST_F(CheckpointBookTest, ListsTheNewestFirst) {
  const auto book = open();
  for (const char* code : {"one", "two", "three"}) {
    commit(*store_, code);
    ASSERT_TRUE(book->add(*store_, clock_.now()).value());
  }
  ASSERT_TRUE(book->change_key(*store_, clock_.now()).has_value()) << "it signs the same head once more";

  EXPECT_EQ(book->list(2), (std::vector<content::Sequence>{{3}, {2}}));
  EXPECT_EQ(book->list(9), (std::vector<content::Sequence>{{3}, {2}, {1}}));
  EXPECT_EQ(open()->list(9), book->list(9));
}

TEST_F(CheckpointBookTest, KeepsKeyAndCheckpointsOverARestart) {
  commit(*store_, "one");
  const std::string keys = [&] {
    const auto book = open();
    EXPECT_TRUE(book->add(*store_, clock_.now()).value());
    return book->keys();
  }();

  const auto again = open();

  EXPECT_EQ(again->keys(), keys);
  EXPECT_EQ(again->newest(), store_->log().head().sequence);
}

TEST_F(CheckpointBookTest, NeverSignsALogThatContradictsTheOneBefore) {
  commit(*store_, "one");
  commit(*store_, "two");
  const auto book = open();
  ASSERT_TRUE(book->add(*store_, clock_.now()).value());
  const Checkpoint signed_before = read(*book, book->newest());

  const auto cut_off = store::open_memory_store(clock_);
  commit(*cut_off, "one");
  const auto rewritten = store::open_memory_store(clock_);
  for (const char* code : {"one", "other", "three"}) commit(*rewritten, code);

  const Result<bool> of_cut_off = book->add(*cut_off, clock_.now());
  ASSERT_FALSE(of_cut_off.has_value());
  EXPECT_NE(of_cut_off.error().message().find("cut off"), std::string::npos) << of_cut_off.error().message();
  const Result<bool> of_rewritten = book->add(*rewritten, clock_.now());
  ASSERT_FALSE(of_rewritten.has_value());
  EXPECT_NE(of_rewritten.error().message().find("entry 2 is another"), std::string::npos);
  EXPECT_EQ(read(*book, book->newest()), signed_before);
}

TEST_F(CheckpointBookTest, ChangesItsKeySoThatHoldersOfTheFormerOneCanFollow) {
  commit(*store_, "one");
  const auto book = open();
  const std::vector<NoteKey> former = parse_note_keys(book->keys()).value();

  const NoteKey next = book->change_key(*store_, clock_.now()).value();

  const Checkpoint last = open_checkpoint(book->note(book->newest()).value(), former).value();
  EXPECT_EQ(last.next_key, next);
  EXPECT_TRUE(open_checkpoint(book->note(book->newest()).value(), {next}).has_value());
  commit(*store_, "two");
  ASSERT_TRUE(book->add(*store_, clock_.now()).value());
  EXPECT_FALSE(open_checkpoint(book->note(book->newest()).value(), former).has_value());
  EXPECT_TRUE(open_checkpoint(book->note(book->newest()).value(), {*last.next_key}).has_value());
  EXPECT_EQ(open()->keys(), book->keys());
}

TEST_F(CheckpointBookTest, RefusesADamagedKeyWithoutShowingIt) {
  open();
  std::ofstream(folder_.path() + "/checkpoints/key") << "PRIVATE+KEY+sen.example/log+00000000+c2VjcmV0\n";

  const auto book = CheckpointBook::open(folder_.path() + "/checkpoints");

  ASSERT_FALSE(book.has_value());
  EXPECT_EQ(book.error().code(), ErrorCode::Storage);
  EXPECT_EQ(book.error().message().find("c2VjcmV0"), std::string::npos);
}

TEST_F(CheckpointBookTest, IsKeptByItsThreadAfterSomeChangesAndAtTheEnd) {
  const auto book = open();
  {
    const Checkpointer thread(*store_, clock_, *book, {.every = std::chrono::hours(1), .changes = 2});
    commit(*store_, "one");
    commit(*store_, "two");
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (book->newest().value < 2 && std::chrono::steady_clock::now() < patience)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(book->newest().value, 2U);
    commit(*store_, "three");
  }
  EXPECT_EQ(book->newest().value, 3U);
}

TEST(Checkpoint, SaysWhichLineIsWrong) {
  const auto message = [](const char* text) { return parse_checkpoint(text).error().message(); };
  EXPECT_EQ(message(""), "checkpoint: line 1: it is missing: origin, number of entries, hash");
  EXPECT_NE(message("a\n01\n").find("line 2"), std::string::npos);
  EXPECT_NE(message("a\n1\nshort\n").find("line 3"), std::string::npos);
  EXPECT_NE(message("a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n").find("chain sha256"), std::string::npos);
}

}  // namespace
}  // namespace sen::audit
