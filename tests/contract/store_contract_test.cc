#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "engine/store/visible_content.h"
#include "tests/contract/stores.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

using content::ContentId;
using content::Locale;
using content::State;
using test::article;
using test::document;
using test::planned;
using test::published;
using test::version;
using test::waiting;
using testing::ElementsAre;

const Locale kVi("vi");
const Locale kEn("en");

class StoreContract : public testing::TestWithParam<test::StoreKind> {
 protected:
  content::Sequence commit(std::vector<content::Mutation> mutations) {
    const Result<content::Sequence> done = store().commit(planned(store(), std::move(mutations)));
    EXPECT_TRUE(done.has_value()) << done.error().message();
    return done.value_or({});
  }
  std::vector<std::string> touches_of_last() {
    const auto changes = store().log().read({store().log().head().sequence.value - 1}, 1);
    return test::names(changes.value().front().touches);
  }
  std::shared_ptr<const Snapshot> now() { return store().snapshot({}).value(); }
  VisibleContent visible(Audience audience = Audience::Public) {
    return VisibleContent(now(), store().blobs(), audience, fallbacks_);
  }
  std::vector<std::string> listed(const Listing& listing) {
    std::vector<std::string> ids;
    const Result<std::vector<Listed>> found = now()->list(listing, 0, 1'000);
    for (const Listed& one : found.value()) ids.push_back(one.id.value);
    return ids;
  }
  Store& store() { return place_.store(); }

  ManualClock clock_{{10'000}};
  content::Fallbacks fallbacks_;
  test::StorePlace place_{GetParam(), clock_};
};

TEST_P(StoreContract, NumbersChangesFromOneWithoutGaps) {
  EXPECT_EQ(store().log().head(), Head());

  EXPECT_EQ(commit(article("a", "vi", "Sen")).value, 1U);
  EXPECT_EQ(commit(article("b", "vi", "Súng")).value, 2U);

  const auto changes = store().log().read({}, 10).value();
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].sequence.value, 1U);
  EXPECT_EQ(changes[1].sequence.value, 2U);
  EXPECT_EQ(changes[1].mutations.size(), 3U);
  EXPECT_TRUE(store().log().read({2}, 10).value().empty());
}

TEST_P(StoreContract, ChainsEveryEntryToTheOneBefore) {
  commit(article("a", "vi", "Sen"));
  const Head first = store().log().head();
  commit(article("b", "vi", "Súng"));

  const Result<Head> verified = store().log().verify();

  ASSERT_TRUE(verified.has_value()) << verified.error().message();
  EXPECT_EQ(*verified, store().log().head());
  EXPECT_NE(verified->hash, first.hash);
}

TEST_P(StoreContract, RejectsAChangePlannedBeforeAnotherEditOfTheSameDocument) {
  const content::Change first = planned(store(), article("a", "vi", "Lotus"));
  const content::Change second = planned(store(), article("a", "en", "Water lily"));  // from the same snapshot
  ASSERT_TRUE(store().commit(first).has_value());

  const Result<content::Sequence> outcome = store().commit(second);

  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code(), ErrorCode::Conflict);
  EXPECT_EQ(store().log().head().sequence.value, 1U);
}

TEST_P(StoreContract, TakesChangesOfDifferentDocumentsPlannedTogether) {
  const content::Change first = planned(store(), article("a", "vi", "Lotus"));
  const content::Change second = planned(store(), article("b", "vi", "Water lily"));

  EXPECT_TRUE(store().commit(first).has_value());
  EXPECT_TRUE(store().commit(second).has_value());
}

TEST_P(StoreContract, LeavesNothingOfARefusedChange) {
  std::vector<content::Mutation> mutations = article("a", "vi", "Lotus");
  mutations.emplace_back(waiting("nobody", "vi", State::Submitted));  // an edition of no document

  const Result<content::Sequence> outcome = store().commit(planned(store(), mutations));

  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(now()->document(ContentId("a")).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(store().log().head(), Head());
}

TEST_P(StoreContract, NeverChangesTheWordsOfAStoredVersion) {
  commit(article("a", "vi", "Lotus"));

  const auto again = store().commit(planned(store(), {version("a", "vi", 1, "Lotus")}));
  const auto other = store().commit(planned(store(), {version("a", "vi", 1, "Rose")}));

  EXPECT_TRUE(again.has_value());
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code(), ErrorCode::InvalidInput);
}

TEST_P(StoreContract, KeepsASnapshotAsItWas) {
  commit(article("a", "vi", "Lotus"));
  const auto before = now();

  commit(article("b", "vi", "Rose"));
  content::Document changed = document("a", {"culture"});
  commit({changed});

  EXPECT_EQ(before->sequence().value, 1U);
  EXPECT_EQ(before->document(ContentId("a"))->topics, std::vector<std::string>{"economy"});
  EXPECT_FALSE(before->document(ContentId("b")).has_value());
  EXPECT_EQ(before->count({}).value(), 1U);
  EXPECT_EQ(now()->document(ContentId("a"))->topics, std::vector<std::string>{"culture"});
}

TEST_P(StoreContract, NeverLetsTimeGoBack) {
  commit(article("a", "vi", "Lotus"));
  clock_.set({500});
  commit(article("b", "vi", "Rose"));

  const auto changes = store().log().read({}, 10).value();

  EXPECT_EQ(changes[0].committed_at.milliseconds, 10'000);
  EXPECT_EQ(changes[1].committed_at.milliseconds, 10'000);
}

TEST_P(StoreContract, ListsThePublishedNewestFirst) {
  commit(article("old", "vi", "Old", 1'000));
  commit(article("new", "vi", "New", 3'000));
  commit(article("mid", "en", "Mid", 2'000));
  std::vector<content::Mutation> hidden = {document("hid"), version("hid", "vi", 1, "Hidden"),
                                           waiting("hid", "vi", State::Submitted)};
  commit(hidden);

  EXPECT_THAT(listed({.by = Listing::By::All, .code = {}, .locale = kVi}), ElementsAre("new", "old"));
  EXPECT_THAT(listed({.by = Listing::By::All, .code = {}, .locale = {}}), ElementsAre("new", "mid", "old"));
  EXPECT_THAT(listed({.by = Listing::By::Section, .code = "news", .locale = kEn}), ElementsAre("mid"));
  EXPECT_THAT(listed({.by = Listing::By::Topic, .code = "economy", .locale = kVi}), ElementsAre("new", "old"));
  EXPECT_THAT(listed({.by = Listing::By::Place, .code = "31", .locale = kVi}), ElementsAre("new", "old"));
  EXPECT_EQ(now()->count({.by = Listing::By::Organisation, .code = "mofa", .locale = kVi}).value(), 2U);
  EXPECT_THAT(now()->list({}, 1, 1).value(), testing::SizeIs(1));
}

TEST_P(StoreContract, TouchesWhatLooksDifferentAndNothingElse) {
  commit(article("a", "vi", "Lotus"));

  EXPECT_THAT(touches_of_last(),
              ElementsAre("document:a", "edition:a/vi", "list:*/all", "list:*/organisation/mofa", "list:*/place/31",
                          "list:*/section/news", "list:*/topic/economy", "list:*/type/news", "list:vi/all",
                          "list:vi/organisation/mofa", "list:vi/place/31", "list:vi/section/news",
                          "list:vi/topic/economy", "list:vi/type/news"));
}

TEST_P(StoreContract, TouchesNothingForWhatThePublicCannotSee) {
  content::Document waits = document("a");
  waits.embargo = Timestamp{50'000};
  commit({waits, version("a", "vi", 1, "Secret"), waiting("a", "vi", State::Scheduled)});
  EXPECT_THAT(touches_of_last(), testing::IsEmpty());

  commit({version("a", "vi", 2, "Secret, again"), waiting("a", "vi", State::Scheduled, 2)});
  EXPECT_THAT(touches_of_last(), testing::IsEmpty());
}

TEST_P(StoreContract, LeavesTheOtherLanguagesAloneWhenOneIsUpdated) {
  commit(article("a", "vi", "Sen"));
  const content::Version english = version("a", "en", 1, "Lotus");
  commit({english, published(english, 2'500)});
  const content::Version corrected = version("a", "en", 2, "The lotus");
  content::Edition edition = now()->edition(ContentId("a"), kEn).value();
  edition.latest = 2;
  content::publish(edition, corrected, {3'000});

  commit({corrected, edition});

  EXPECT_THAT(touches_of_last(), testing::Not(testing::Contains("edition:a/vi")));
  EXPECT_THAT(touches_of_last(), testing::Not(testing::Contains("list:vi/all")));
  EXPECT_THAT(touches_of_last(), testing::IsSupersetOf({"document:a", "edition:a/en", "list:en/all", "list:*/all"}));
}

TEST_P(StoreContract, TellsWhatFallsDue) {
  content::Document waits = document("a");
  waits.embargo = Timestamp{50'000};
  waits.expiry = Timestamp{90'000};
  commit({waits, version("a", "vi", 1, "Secret"), waiting("a", "vi", State::Scheduled)});

  EXPECT_TRUE(now()->due({49'999}).value().empty());
  ASSERT_EQ(now()->due({50'000}).value().size(), 1U);
  EXPECT_EQ(now()->due({50'000}).value().front().document.value, "a");
  EXPECT_EQ(now()->next_due().value(), Timestamp{50'000});
}

TEST_P(StoreContract, KeepsWhatEachReleaseOfASeriesSaid) {
  content::Dataset dataset;
  dataset.code = content::DatasetCode("EXPORTS");
  dataset.state = State::Published;
  dataset.releases = {{.number = 1, .published = {1}, .note = {}}, {.number = 2, .published = {2}, .note = {}}};
  const auto series = [](const std::string& key, std::uint32_t release, const std::string& value) {
    return content::Series{content::DatasetCode("EXPORTS"), {key, "USD"}, release, {{"2024", value, {}}}};
  };
  commit({dataset, series("01", 1, "10.0"), series("04", 1, "5"), series("01", 2, "10.50"),
          content::SeriesEnd{content::DatasetCode("EXPORTS"), {"04", "USD"}, 2}});
  const content::DatasetCode code("EXPORTS");

  EXPECT_EQ(now()->series(code, {"01", "USD"}, 1)->observations[0].value, "10.0");
  EXPECT_EQ(now()->series(code, {"01", "USD"}, 2)->observations[0].value, "10.50");
  EXPECT_EQ(now()->series(code, {"01", "USD"}, 9)->observations[0].value, "10.50");
  EXPECT_TRUE(now()->series(code, {"04", "USD"}, 1).has_value());
  EXPECT_EQ(now()->series(code, {"04", "USD"}, 2).error().code(), ErrorCode::NotFound);
  std::vector<std::string> of_first, of_second;
  const auto collect = [](std::vector<std::string>& into) {
    return [&into](const content::Series& one) {
      into.push_back(content::series_key(one.key) + "=" + one.observations[0].value);
      return true;
    };
  };
  ASSERT_TRUE(now()->each_series(code, 1, {}, collect(of_first)).has_value());
  ASSERT_TRUE(now()->each_series(code, 2, {}, collect(of_second)).has_value());
  EXPECT_THAT(of_first, ElementsAre("01.USD=10.0", "04.USD=5"));
  EXPECT_THAT(of_second, ElementsAre("01.USD=10.50"));
}

TEST_P(StoreContract, KeepsWhatEachReleaseOfATableSaid) {
  const content::DatasetCode code("HOLIDAYS");
  content::Dataset table;
  table.code = code;
  table.structure = content::Structure::Table;
  table.columns = {{.id = "day", .name = "day", .role = content::Role::Text, .codelist = {}, .titles = {}, .unit = {}}};
  table.state = State::Published;
  table.releases = {{.number = 1, .published = {1}, .note = {}, .rows = 2}};
  const auto part = [&](std::uint32_t release, std::initializer_list<const char*> cells) {
    content::TablePart made{.dataset = code, .release = release, .columns = 1, .cells = {}};
    for (const char* cell : cells) content::append_cell(made.cells, cell);
    return made;
  };
  commit({table, part(1, {"Tết", "1 May"})});
  EXPECT_THAT(touches_of_last(), ElementsAre("dataset:HOLIDAYS", "datasets"));
  table.releases.push_back({.number = 2, .published = {2}, .note = {}, .state = State::Submitted, .rows = 1});
  commit({table, part(2, {"2 September"})});
  EXPECT_THAT(touches_of_last(), testing::IsEmpty());

  EXPECT_EQ(now()->table_part(code, 0, 1)->cells, part(1, {"Tết", "1 May"}).cells);
  EXPECT_EQ(now()->table_part(code, 0, 9)->cells, part(2, {"2 September"}).cells);
  EXPECT_EQ(now()->table_part(code, 1, 1).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(now()->table_part(code, 0, 0).error().code(), ErrorCode::NotFound);
}

TEST_P(StoreContract, ReadsBlobsPieceByPieceOnceTheyAreFinished) {
  const BlobName name{sha256("picture"), "original"};
  std::string bytes;
  for (int i = 0; i < 300'000; ++i) bytes += static_cast<char>(i * 7 % 251);
  auto writer = store().blobs().create(name).value();
  ASSERT_TRUE(writer->append(std::string_view(bytes).substr(0, 100'001)).has_value());
  ASSERT_TRUE(writer->append(std::string_view(bytes).substr(100'001)).has_value());
  EXPECT_EQ(store().blobs().open(name).error().code(), ErrorCode::NotFound);

  ASSERT_TRUE(writer->finish().has_value());

  const auto reader = store().blobs().open(name).value();
  EXPECT_EQ(reader->size(), bytes.size());
  EXPECT_EQ(reader->read(0, bytes.size()).value(), bytes);
  EXPECT_EQ(reader->read(65'530, 20).value(), bytes.substr(65'530, 20));
  EXPECT_EQ(reader->read(299'990, 100).value(), bytes.substr(299'990));
  EXPECT_TRUE(reader->read(300'000, 10).value().empty());
  EXPECT_THAT(store().blobs().list().value(), ElementsAre(name));
  ASSERT_TRUE(store().blobs().remove(name).has_value());
  EXPECT_FALSE(store().blobs().open(name).has_value());
}

TEST_P(StoreContract, WaitsForTheHeadToMove) {
  EXPECT_FALSE(store().log().wait_behind({}, std::chrono::milliseconds(1)));

  commit(article("a", "vi", "Lotus"));

  EXPECT_TRUE(store().log().wait_behind({}, std::chrono::milliseconds(1)));
  EXPECT_EQ(store().snapshot({2}).error().code(), ErrorCode::Unavailable);
}

TEST_P(StoreContract, FindsAPictureByTheStartOfItsDigest) {
  content::Media media;
  media.digest = sha256("picture");
  commit({media});
  const std::string hex = to_hex(media.digest);

  EXPECT_EQ(now()->media_by_prefix(hex.substr(0, 16))->digest, media.digest);
  EXPECT_EQ(now()->media_by_prefix(hex.substr(0, 17))->digest, media.digest);
  EXPECT_FALSE(now()->media_by_prefix(hex.substr(0, 15)).has_value());
  EXPECT_FALSE(now()->media_by_prefix(to_hex(sha256("other")).substr(0, 16)).has_value());
}

TEST_P(StoreContract, ServesReadersAndWritersBesideEachOther) {
  constexpr int kWriters = 3, kEach = 8;
  std::atomic<bool> done = false;
  std::atomic<int> torn = 0;
  const std::jthread reader([&] {
    while (!done) {
      const auto snapshot = now();
      const std::uint64_t count = snapshot->count({}).value();
      // Each commit adds one document, whole.
      if (count != snapshot->sequence().value || snapshot->list({}, 0, 1'000)->size() != count) ++torn;
    }
  });
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer)
      writers.emplace_back([this, writer] {
        for (int i = 0; i < kEach; ++i) {
          const std::string id = "w" + std::to_string(writer) + "-" + std::to_string(i);
          EXPECT_TRUE(store().commit(planned(store(), article(id, "vi", id))).has_value());
        }
      });
  }
  done = true;

  EXPECT_EQ(torn, 0);
  EXPECT_EQ(store().log().verify()->sequence.value, static_cast<std::uint64_t>(kWriters * kEach));
}

TEST_P(StoreContract, LetsOneOfTwoWinWhoChangeTheSameDocument) {
  commit(article("a", "vi", "Lotus"));
  std::vector<content::Change> changes;
  for (int writer = 0; writer < 4; ++writer)
    changes.push_back(planned(store(), {document("a", {"topic" + std::to_string(writer)})}));
  std::atomic<int> won = 0, conflicts = 0;
  {
    std::vector<std::jthread> writers;
    for (const content::Change& change : changes)
      writers.emplace_back([&] {
        const auto outcome = store().commit(change);
        if (outcome.has_value())
          ++won;
        else if (outcome.error().code() == ErrorCode::Conflict)
          ++conflicts;
      });
  }

  EXPECT_EQ(won, 1);
  EXPECT_EQ(conflicts, 3);
}

TEST_P(StoreContract, ShowsTheDeskWhatThePublicDoesNotSee) {
  content::Document waits = document("a");
  waits.embargo = Timestamp{50'000};
  commit({waits, version("a", "vi", 1, "Secret"), waiting("a", "vi", State::Scheduled)});

  const Result<VisibleEdition> public_sight = visible().find(ContentId("a"), kVi);
  const Result<VisibleEdition> desk_sight = visible(Audience::Desk).find(ContentId("a"), kVi);

  ASSERT_FALSE(public_sight.has_value());
  const Result<VisibleEdition> of_nothing = visible().find(ContentId("nothing"), kVi);
  EXPECT_EQ(public_sight.error().code(), ErrorCode::NotFound);
  EXPECT_EQ(public_sight.error().message(), of_nothing.error().message());  // The same answer as for nothing.
  ASSERT_TRUE(desk_sight.has_value());
  EXPECT_EQ(desk_sight->version.title, "Secret");
  EXPECT_EQ(desk_sight->document.embargo, Timestamp{50'000});
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, testing::ValuesIn(test::store_kinds()), test::name_of);

}  // namespace
}  // namespace sen::store
