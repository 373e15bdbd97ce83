#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "search/index_readers.h"
#include "search/index_writer.h"
#include "search/searcher.h"
#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::SizeIs;

class SearchFiles : public LibraryTest {
 protected:
  /// The folder of the index in use.
  fs::path current() const {
    std::string name;
    std::ifstream(folder_ / "CURRENT") >> name;
    return folder_ / name;
  }

  static void overwrite(const fs::path& file) {
    const auto size = fs::file_size(file);
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    for (std::uintmax_t i = 0; i < size; ++i) bytes.put(static_cast<char>(i * 31));
  }

  void expect_rebuilt() {
    open();
    EXPECT_EQ(index_->position().value().value, 0U);
    follow();
    EXPECT_THAT(found("cảng"), ElementsAre("aaaaaaaaaa"));
  }
};

TEST_F(SearchFiles, StartOverWhenATableIsDamaged) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  index_ = nullptr;

  overwrite(current() / "postlist.glass");

  expect_rebuilt();
}

TEST_F(SearchFiles, StartOverWhenTheVersionFileIsCutShort) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  index_ = nullptr;

  fs::resize_file(current() / "iamglass", 5);

  expect_rebuilt();
}

TEST_F(SearchFiles, StartOverWhenTheFolderInUseIsGone) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  index_ = nullptr;

  fs::remove_all(current());

  expect_rebuilt();
}

TEST_F(SearchFiles, StartOverWhenTheNamesTheyWereMadeWithChange) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  const content::Vocabulary none;

  index_ = nullptr;
  const auto opened = open_index(folder_.string(), none);

  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ((*opened)->position().value().value, 0U);
}

TEST_F(SearchFiles, SweepWhatACrashLeft) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  index_ = nullptr;
  fs::create_directory(folder_ / "index-77");

  open();

  EXPECT_FALSE(fs::exists(folder_ / "index-77"));
  EXPECT_THAT(found("cảng"), ElementsAre("aaaaaaaaaa"));
}

TEST_F(SearchFiles, BelongToOneWriter) {
  const auto second = open_index(folder_.string(), vocabulary());

  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code(), ErrorCode::Unavailable);
}

TEST_F(SearchFiles, AnswerWhileTheyAreRebuilt) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  const auto content = library_.visible_to(store::Audience::Public);
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0, answers = 0;
  std::thread reader([&] {
    while (!stop) {
      wrong += ask("cảng").total == 1 ? 0 : 1;
      ++answers;
    }
  });

  for (int i = 0; i < 10; ++i) EXPECT_TRUE(index_->rebuild(*content).has_value());
  stop = true;
  reader.join();

  EXPECT_EQ(wrong, 0);
  EXPECT_GT(answers, 10);
}

/// An entry of words that no other entry has, so that every one has blocks of its own.
Entry entry(int number) {
  Entry made;
  const std::string name = std::to_string(number);
  made.stored.id = content::ContentId("document" + name);
  made.stored.locale = content::Locale("en");
  made.stored.title = name;
  for (int i = 0; i < 300; ++i) made.stored.text += "word" + std::to_string(number * 7919 + i) + " ";
  made.identity = identity_term(made.stored.id, made.stored.locale);
  made.filters = {made.identity, document_term(made.stored.id)};
  for (int i = 0; i < 60; ++i) made.words["Fword" + std::to_string(number * 60 + i)] = 1;
  made.words["Fall"] = 1;
  return made;
}

TEST_F(SearchFiles, AreAskedAgainWhenCommitsTookAwayWhatWasRead) {
  const fs::path folder = folder_ / "large";
  fs::create_directories(folder);
  auto writer = IndexWriter::open(folder, "names");
  ASSERT_TRUE(writer.has_value());
  constexpr int kEntries = 3'000;
  for (int i = 0; i < kEntries; ++i) ASSERT_TRUE((*writer)->put(entry(i)).has_value());
  ASSERT_TRUE((*writer)->commit({1}).has_value());
  const IndexReaders readers(folder, (*writer)->facets());

  int attempts = 0;
  Answer answer;
  const auto outcome = readers.read([&](const Xapian::Database& index, const FacetColumns& facets) {
    if (++attempts == 1) {
      // Three commits while a reader stands at the first: its blocks are written over.
      for (std::uint64_t commit = 2; commit < 5; ++commit) {
        for (int i = 0; i < kEntries; i += 3) ASSERT_TRUE((*writer)->put(entry(i)).has_value());
        ASSERT_TRUE((*writer)->commit({commit}).has_value());
      }
    }
    Query query;
    query.text = "all";
    query.per_page = 100;
    answer = search::ask(index, facets, query, planner().plan("all", content::Locale("en")));
  });

  ASSERT_TRUE(outcome.has_value()) << outcome.error().message();
  EXPECT_EQ(attempts, 2);
  EXPECT_THAT(answer.hits, SizeIs(100));
}

/// The title of the document that change `number` brings, the same in every process.
std::vector<content::Mutation> nth_document(std::uint64_t number) {
  std::string id = "aaaaaaaaaa";
  for (std::size_t at = id.size(); number > 0; number /= 26) id[--at] = static_cast<char>('a' + number % 26);
  return test::article(id, "vi", "Cảng " + id);
}

class KilledIndex : public LibraryTest {
 protected:
  void SetUp() override {}

  Result<void> bring_to(std::uint64_t count) {
    for (std::uint64_t next = store_->log().head().sequence.value + 1; next <= count; ++next)
      SEN_TRY(store_->commit(test::planned(*store_, nth_document(next))));
    return {};
  }

  /// Indexes one change after the other, saying so in `told` after each, until it is killed.
  [[noreturn]] void index_until_killed(int told) {
    auto opened = open_index(folder_.string(), vocabulary());
    if (!opened) ::_exit(1);
    for (std::uint64_t count = (*opened)->position().value_or({}).value + 1;; ++count) {
      if (!bring_to(count) || !follow::catch_up(*store_, library_, **opened)) ::_exit(2);
      const char done = 1;
      if (::write(told, &done, 1) != 1) ::_exit(3);
    }
  }
};

TEST_F(KilledIndex, StandsAtAWholeChangeNotBelowTheLastOneDone) {
  std::uint64_t done = 0;
  for (int round = 0; round < 8; ++round) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) index_until_killed(pipe[1]);
    ::close(pipe[1]);
    char byte = 0;
    ASSERT_EQ(::read(pipe[0], &byte, 1), 1) << "the child indexed nothing";
    std::this_thread::sleep_for(std::chrono::milliseconds(5 + 13 * round));
    ::kill(child, SIGKILL);
    for (++done; ::read(pipe[0], &byte, 1) == 1;) ++done;
    ::close(pipe[0]);
    ::waitpid(child, nullptr, 0);

    open();
    const std::uint64_t position = index_->position().value().value;
    EXPECT_GE(position, done);
    ASSERT_TRUE(bring_to(position).has_value());
    ASSERT_EQ(store_->log().head().sequence.value, position);
    const auto agreed = index_->verify(*library_.visible_to(store::Audience::Public));
    ASSERT_TRUE(agreed.has_value()) << agreed.error().message();
    EXPECT_EQ(*agreed, position);
    done = position;
    index_ = nullptr;
  }
}

}  // namespace
}  // namespace sen::search
