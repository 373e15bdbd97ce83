#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "search/index_builder.h"
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

  /// Why a question is not answered; none if it is.
  std::optional<ErrorCode> refusal(const std::string& text) const {
    Query query;
    query.text = text;
    query.reader = content::Locale("vi");
    const auto answer = index_->search(query);
    if (answer) return std::nullopt;
    return answer.error().code();
  }

  void expect_rebuilt() {
    open();
    EXPECT_EQ(index_->position().value().value, 0U);
    EXPECT_EQ(refusal("cảng"), ErrorCode::Unavailable) << "an emptied index must not say that there is nothing";
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

TEST_F(SearchFiles, AreMadeAgainWhenAQuestionFindsThemDamaged) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  follow::Runner runner(*store_, library_, {index_.get()}, {});
  ASSERT_TRUE(runner.wait_for(store_->log().head().sequence, std::chrono::seconds(5)));

  overwrite(current() / "postlist.glass");
  overwrite(current() / "docdata.glass");

  EXPECT_EQ(refusal("cảng"), ErrorCode::Unavailable);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (refusal("cảng") == ErrorCode::Unavailable && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_THAT(found("cảng"), ElementsAre("aaaaaaaaaa"));
}

TEST_F(SearchFiles, AreTheSameHoweverManyThreadsMakeThem) {
  std::vector<content::Mutation> many;
  for (int i = 0; i < 300; ++i) {
    std::string id = "aaaaaaa" + std::to_string(i);
    id.resize(10, 'b');
    std::replace_if(
        id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; }, 'c');
    id[8] = static_cast<char>('a' + i / 26), id[9] = static_cast<char>('a' + i % 26);
    for (auto& mutation : edition(id, i % 3 == 0 ? "en" : "vi", "Cảng " + std::to_string(i), "tàu thuyền số " + id))
      many.push_back(std::move(mutation));
  }
  commit(std::move(many));
  const auto content = library_.visible_to(store::Audience::Public);
  const auto ask_made_by = [&](std::size_t threads) {
    const fs::path folder = folder_ / ("made-by-" + std::to_string(threads));
    fs::create_directories(folder);
    const auto writer = build_index(folder, *content, vocabulary(), "names", {threads, 64});
    EXPECT_TRUE(writer.has_value()) << writer.error().message();
    EXPECT_EQ((*writer)->position(), content->sequence());
    EXPECT_FALSE(fs::exists(folder.string() + "-parts"));
    const IndexReaders readers(folder, (*writer)->facets());
    Query query;
    query.per_page = 100;
    Answer answer;
    const auto asked = readers.read([&](const Xapian::Database& index, const FacetColumns& facets) {
      answer = search::ask(index, facets, query, planner().plan("tàu", content::Locale("vi")));
    });
    EXPECT_TRUE(asked.has_value());
    std::vector<std::string> ids;
    for (const Hit& hit : answer.hits) ids.push_back(hit.id.value);
    EXPECT_EQ(answer.total, 300U);
    EXPECT_TRUE(answer.total_is_exact);
    return ids;
  };

  const std::vector<std::string> by_one = ask_made_by(1);

  EXPECT_THAT(by_one, SizeIs(100));
  EXPECT_EQ(ask_made_by(3), by_one);
}

TEST_F(SearchFiles, SweepWhatACrashLeft) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  index_ = nullptr;
  fs::create_directory(folder_ / "index-77");
  fs::create_directory(folder_ / "index-2-parts");

  open();

  EXPECT_FALSE(fs::exists(folder_ / "index-77"));
  EXPECT_FALSE(fs::exists(folder_ / "index-2-parts"));
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
