#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>

#include "content/model/vocabulary.h"
#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/follow/runner.h"
#include "engine/store/visible_content.h"
#include "search/search.h"
#include "tests/integration/kill/packages.h"
#include "tests/support/arguments.h"
#include "tests/support/temporary_folder.h"

// Rounds of: a child stores packages, is killed without warning, the store is opened again and looked through.
// Options: --rounds=N (200), --seed=N (of the day's time; printed).
namespace sen {
namespace {

using content::ContentId;
using content::Locale;

constexpr int kRoundsPerStore = 21;  // A multiple of 3, so that a store is also made at a named point.

/// Named places that a child dies at.
const std::vector<std::string> kPoints = {"before-write",     "after-write",         "after-witness",
                                          "after-blob-piece", "before-index-commit", "after-index-commit"};
const std::string kPointOfMaking = "before-rename";

/// What a child said until it was killed.
struct Said {
  bool ready = false;
  std::uint64_t packages = 0;  ///< The last that was acknowledged in this round; 0: none.
  std::uint64_t sequence = 0;
  bool at_point = false;  ///< It died at a named point, before it was killed from outside.
};

class Child {
 public:
  Child(const std::string& folder, const std::string& scratch, const std::string& kill_point) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    process_ = fork();
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      close(ends[1]);
      if (!kill_point.empty()) setenv("SEN_KILL_POINT", kill_point.c_str(), 1);
      execl(SEN_KILL_CHILD, "child", folder.c_str(), scratch.c_str(), nullptr);
      _exit(127);
    }
    close(ends[1]);
    output_ = ends[0];
  }
  ~Child() { close(output_); }

  /// Kills it after `patience`, counted from its start or (`from_ready`) from when it is ready, unless it dies first.
  Said kill_after(std::chrono::milliseconds patience, bool from_ready) {
    auto deadline = std::chrono::steady_clock::now() + (from_ready ? std::chrono::seconds(30) : patience);
    for (bool open = true; open;) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      struct pollfd waiting {
        .fd = output_, .events = POLLIN, .revents = 0
      };
      if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) break;
      open = read_some();
      said_.at_point = !open;
      if (said_.ready && from_ready) {
        from_ready = false;
        deadline = std::chrono::steady_clock::now() + patience;
      }
    }
    kill(process_, SIGKILL);
    while (read_some()) {
    }
    int status = 0;
    waitpid(process_, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the child failed by itself: " << status;
    return said_;
  }

 private:
  bool read_some() {
    char bytes[4096];
    const ssize_t size = read(output_, bytes, sizeof bytes);
    if (size <= 0) return false;
    pending_.append(bytes, static_cast<std::size_t>(size));
    for (std::size_t end; (end = pending_.find('\n')) != std::string::npos; pending_.erase(0, end + 1)) {
      const std::string line = pending_.substr(0, end);
      const std::vector<std::string_view> words = split(line, ' ');
      if (words[0] == "ready") said_.ready = true;
      if (words[0] != "stored") continue;
      said_.packages = std::stoull(std::string(words[1]));
      said_.sequence = std::stoull(std::string(words[2]));
    }
    return true;
  }

  pid_t process_ = -1;
  int output_ = -1;
  std::string pending_;
  Said said_;
};

/// Looks through everything that is stored.
class Inspection {
 public:
  Inspection(const std::string& folder, const content::Vocabulary& vocabulary)
      : vocabulary_(vocabulary), folder_(folder) {}

  void expect_whole(std::uint64_t acknowledged, bool from_first) {
    auto opened = store::open_rocks_store(folder_, clock_, {.block_cache_bytes = 1024 * 1024, .ballast_bytes = 0});
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    const store::Store& store = **opened;
    const std::uint64_t head = store.log().head().sequence.value;
    EXPECT_GE(head, acknowledged);
    const auto verified = store.log().verify();
    ASSERT_TRUE(verified.has_value()) << verified.error().message();

    const store::Library library(store, vocabulary_.fallbacks());
    const store::VisibleContent visible = library.visible_to(store::Audience::Public).value();
    const store::VisibleContent desk = library.visible_to(store::Audience::Desk).value();
    const std::uint64_t first = from_first || head <= 30 ? 1 : head - 30;
    for (std::uint64_t number = first; number <= head; ++number)
      expect_package(visible, desk, number, number < head && !test::is_real(number + 1));
    EXPECT_EQ(visible.count({}).value(), head * test::kDocuments);
    EXPECT_FALSE(visible.find(ContentId(test::document_id(head + 1, 0)), Locale("vi")).has_value());
    expect_only_named_bytes(store);
    expect_index(store, library, head);
  }

 private:
  void expect_package(const store::VisibleContent& visible, const store::VisibleContent& desk, std::uint64_t number,
                      bool corrected) {
    for (int i = 0; i < test::kDocuments; ++i)
      for (const char* locale : {"en", "vi"}) {
        const auto found = visible.find_exact(ContentId(test::document_id(number, i)), Locale(locale));
        ASSERT_TRUE(found.has_value()) << "package " << number << " document " << i;
        const bool is_corrected = corrected && i == 0 && std::string(locale) == "vi";
        EXPECT_EQ(found->version.title, test::unique_word(number, i) + " " + (is_corrected ? "corrected" : locale));
        EXPECT_EQ(found->version.number, is_corrected ? 2U : 1U);
      }
    const Digest picture = sha256(test::picture_bytes(number));
    const auto media = visible.media(picture);
    ASSERT_TRUE(media.has_value()) << "package " << number;
    EXPECT_TRUE(read_all(desk, picture, "original") == test::picture_bytes(number)) << "package " << number;
    EXPECT_FALSE(media->renditions.empty());
    for (const content::Rendition& rendition : media->renditions)
      EXPECT_EQ(read_all(visible, picture, content::rendition_name(rendition)).size(), rendition.bytes)
          << "package " << number << " " << content::rendition_name(rendition);
  }

  static std::string read_all(const store::VisibleContent& visible, const Digest& picture, const std::string& name) {
    const auto reader = visible.open_media(picture, name);
    if (!reader.has_value()) return {};
    return (*reader)->read(0, 10'000'000).value_or({});
  }

  /// What a crash left without a record is swept.
  static void expect_only_named_bytes(const store::Store& store) {
    const auto snapshot = store.snapshot({}).value();
    const auto names = store.blobs().list();
    std::size_t originals = 0;
    for (const store::BlobName& blob : *names) {
      const auto media = snapshot->media(blob.digest);
      ASSERT_TRUE(media.has_value()) << blob.name << " belongs to nobody";
      originals += blob.name == "original" ? 1 : 0;
    }
    EXPECT_EQ(originals, snapshot->sequence().value);
  }

  void expect_index(const store::Store& store, const store::Library& library, std::uint64_t head) {
    auto index = search::open_index(folder_ + "/search", vocabulary_);
    ASSERT_TRUE(index.has_value()) << index.error().message();
    EXPECT_LE((*index)->position()->value, head) << "the index knows what the store does not";
    const auto caught_up = follow::catch_up(store, library, **index);
    ASSERT_TRUE(caught_up.has_value()) << caught_up.error().message();
    EXPECT_EQ((*index)->position()->value, head);
    if (head == 0) return;
    const auto agrees = (*index)->verify(library.visible_to(store::Audience::Public).value());
    EXPECT_TRUE(agrees.has_value()) << agrees.error().message();
    search::Query query;
    query.text = test::unique_word(head, 1);
    query.reader = Locale("vi");
    const auto answer = (*index)->search(query);
    ASSERT_TRUE(answer.has_value()) << answer.error().message();
    ASSERT_GE(answer->hits.size(), 1U);
    EXPECT_EQ(answer->hits[0].id.value, test::document_id(head, 1));
  }

  const SystemClock clock_;
  const content::Vocabulary& vocabulary_;
  const std::string folder_;
};

/// When and where a child dies.
struct Death {
  std::string point;  ///< As in SEN_KILL_POINT; empty: from outside.
  std::chrono::milliseconds patience{0};
  bool from_ready = true;  ///< Whether patience counts from when it is ready.
};

/// Of three rounds one dies at a named point, one soon after its start (opening, recovery), one in full work.
Death plan_death(long round, bool fresh, bool next_is_real, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return random() % limit; };
  if (round % 3 == 1) return {.point = {}, .patience = std::chrono::milliseconds(below(200)), .from_ready = false};
  if (round % 3 == 2) return {.point = {}, .patience = std::chrono::milliseconds(below(next_is_real ? 600 : 150))};
  const std::chrono::milliseconds long_enough(1'500);
  if (fresh && below(2) == 0) return {.point = kPointOfMaking, .patience = long_enough};
  return {.point = kPoints[below(kPoints.size())] + ":" + std::to_string(1 + below(4)), .patience = long_enough};
}

TEST(Kill, LosesNothingThatWasAcknowledgedAndKeepsNothingInPart) {
  log::set_quiet(true);
  const content::Vocabulary vocabulary = content::load_built_in_vocabulary().value();
  const long rounds = test::argument("rounds", 200);
  const long seed = test::argument("seed", SystemClock().now().milliseconds % 1'000'000);
  std::mt19937 random(static_cast<std::uint32_t>(seed));
  std::unique_ptr<test::TemporaryFolder> folder;
  std::uint64_t acknowledged = 0, all_acknowledged = 0, at_points = 0, before_ready = 0;

  for (long round = 0; round < rounds && !testing::Test::HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed " + std::to_string(seed));
    const bool fresh = round % kRoundsPerStore == 0;
    if (fresh) {
      folder = std::make_unique<test::TemporaryFolder>();
      acknowledged = 0;
    }
    const Death death = plan_death(round, fresh, test::is_real(acknowledged + 1), random);
    Child child(folder->file("data"), folder->path(), death.point);
    const Said said = child.kill_after(death.patience, death.from_ready);

    if (said.sequence > 0) {
      EXPECT_GT(said.sequence, acknowledged);
      all_acknowledged += said.sequence - acknowledged;
      acknowledged = said.sequence;
    }
    at_points += said.at_point ? 1 : 0;
    before_ready += said.ready ? 0 : 1;
    Inspection(folder->file("data"), vocabulary)
        .expect_whole(acknowledged, round % kRoundsPerStore == kRoundsPerStore - 1);
  }
  std::printf("seed %ld: %ld kills (%lu at named points, %lu before the store was open), %lu packages acknowledged\n",
              seed, rounds, at_points, before_ready, all_acknowledged);
}

}  // namespace
}  // namespace sen
