#include <gmock/gmock.h>

#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr std::int64_t kDay = 86'400'000;

class SearchPriors : public LibraryTest {
 protected:
  void publish_dated(const std::string& id, std::int64_t days_ago, const std::string& title, const std::string& text,
                     const std::string& type = "news") {
    publish(id, "en", title, text, [&](content::Document& document) {
      document.date = {SystemClock().now().milliseconds - days_ago * kDay};
      document.type = type;
    });
  }

  static Ranking with_most(std::uint64_t ranked) {
    Ranking ranking;
    ranking.most_ranked = ranked;
    return ranking;
  }
};

TEST_F(SearchPriors, PutTheNewerOfTextsThatSayTheSameFirst) {
  publish_dated("aaaaaaaaaa", 3'000, "Harbour", "The harbour was deepened.");
  publish_dated("bbbbbbbbbb", 30, "Harbour", "The harbour was deepened.");
  publish_dated("cccccccccc", 1'000, "Harbour", "The harbour was deepened.");

  EXPECT_THAT(found("harbour", "en"), ElementsAre("bbbbbbbbbb", "cccccccccc", "aaaaaaaaaa"));
}

TEST_F(SearchPriors, DoNotOutweighAWordInTheTitle) {
  publish_dated("aaaaaaaaaa", 5'000, "Harbour", "Ships.");
  publish_dated("bbbbbbbbbb", 0, "News", "Of ships, of trains and, last, of a harbour that nobody knows.");

  EXPECT_THAT(found("harbour", "en"), ElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
}

TEST_F(SearchPriors, PutWhatStandsForItselfAbovePartsOfOtherPages) {
  publish_dated("aaaaaaaaaa", 10, "Harbour", "The harbour was deepened.", "quote");
  publish_dated("bbbbbbbbbb", 10, "Harbour", "The harbour was deepened.", "news");

  EXPECT_THAT(found("harbour", "en"), ElementsAre("bbbbbbbbbb", "aaaaaaaaaa"));
}

TEST_F(SearchPriors, OfTooManyMatchesThoseWithAWordInTheTitleAreRanked) {
  open({.ranking = with_most(10)});
  for (char c = 'a'; c < 'z'; ++c)
    publish_dated(std::string(10, c), 400 - c, c < 'v' ? "Harbour" : "Port",
                  c < 'v' ? "The harbour was deepened by a dredger." : "Harbour, harbour, harbour, harbour: dredger.");

  const std::vector<std::string> first = found("harbour", "en", [](Query& query) { query.per_page = 5; });

  EXPECT_EQ(ask("harbour", "en").total, 25U);
  EXPECT_THAT(first, ElementsAre("uuuuuuuuuu", "tttttttttt", "ssssssssss", "rrrrrrrrrr", "qqqqqqqqqq"));
  EXPECT_THAT(found("dredger", "en"), Contains("yyyyyyyyyy")) << "in no title";
  open();
  EXPECT_EQ(found("harbour", "en").at(0), "yyyyyyyyyy") << "what the words alone say";
}

TEST_F(SearchPriors, OfTooManyMatchesNoneIsLostAndNoneComesTwice) {
  constexpr int kHarbours = 60, kOthers = 200;
  open({.ranking = with_most(40)});
  std::vector<content::Mutation> all;
  const auto add = [&](int number, std::int64_t days_ago, const std::string& title, const std::string& text) {
    std::string id = std::to_string(number);
    id.insert(0, 10 - id.size(), 'a');
    for (content::Mutation& mutation : edition(id, "en", title, text, [&](content::Document& document) {
           document.date = {SystemClock().now().milliseconds - days_ago * kDay};
         }))
      all.push_back(std::move(mutation));
  };
  for (int i = 0; i < kHarbours; ++i) add(i, 4'000 - i, "Port", "The harbour was deepened.");
  for (int i = 0; i < kOthers; ++i) add(kHarbours + i, i, "News", "Of trains.");  // All newer.
  commit(std::move(all));

  std::set<std::string> seen;
  for (std::size_t page = 1; page <= 12; ++page)
    for (const std::string& id : found("harbour", "en", [&](Query& query) { query.page = page, query.per_page = 3; }))
      EXPECT_TRUE(seen.insert(id).second) << id << " again on page " << page;

  EXPECT_EQ(seen.size(), 36U) << "the pages are full";
  EXPECT_EQ(found("harbour", "en", [](Query& query) { query.page = 20, query.per_page = 3; }).size(), 3U);
}

TEST_F(SearchPriors, OfFewMatchesAllAreRanked) {
  open({.ranking = with_most(10)});
  publish_dated("aaaaaaaaaa", 900, "Harbour", "Ships.");
  publish_dated("bbbbbbbbbb", 10, "Port", "The harbour was deepened.");

  EXPECT_THAT(found("harbour", "en"), UnorderedElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
}

}  // namespace
}  // namespace sen::search
