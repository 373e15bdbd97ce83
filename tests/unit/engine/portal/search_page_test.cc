#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/follow/runner.h"
#include "search/past_queries.h"
#include "tests/support/content.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/engine/portal/world.h"

namespace sen::portal {
namespace {

using test::kArticle;
using testing::HasSubstr;
using testing::Not;

/// The world's content in a portal that can search.
class SearchPage : public testing::Test {
 protected:
  void SetUp() override {
    world_.add_article();
    world_.add_fact_check();
    world_.add_exports();
    ASSERT_TRUE(follow::catch_up(world_.store(), library_, *index_).has_value());
    portal_ = Portal::make(library_, world_.vocabulary(), index_.get(), sample_site(world_.vocabulary()),
                           {.past_queries = past_.get()})
                  .value();
    portal_->add_routes(router_);
  }

  std::string get(const std::string& target, const std::string& client = "203.0.113.1") {
    http::Request request = test::World::request(target);
    request.client = client;
    const http::Router::Match match = router_.find(http::Method::Get, request.path);
    const auto answer = (*match.handler)(request, match.parameters);
    EXPECT_TRUE(answer.has_value()) << target << ": " << answer.error().message();
    return answer && answer->body ? *answer->body : std::string();
  }

  test::World world_;
  ManualClock clock_{{1'795'000'000'000}};
  sen::test::TemporaryFolder folder_;
  store::Library library_{world_.store(), world_.vocabulary().fallbacks()};
  std::unique_ptr<search::PastQueries> past_ = search::PastQueries::open({}, clock_).value();
  std::unique_ptr<search::Index> index_ =
      search::open_index(folder_.path() + "/index", world_.vocabulary(), {.past = past_.get()}).value();
  std::unique_ptr<Portal> portal_;
  http::Router router_;
};

TEST_F(SearchPage, AnswersWithTheStatisticsThatAQueryNames) {
  const std::string page = get("/en/search?q=exports+of+viet+nam+2024");

  EXPECT_THAT(page, HasSubstr("class=\"answers\""));
  EXPECT_THAT(page, HasSubstr("<a href=\"/en/data/EXPORTS\">Exports of goods</a>"));
  EXPECT_THAT(page, HasSubstr("405.53"));
}

TEST_F(SearchPage, AnswersWithThePageOfAPlaceUnderAnyOfItsNames) {
  for (const char* target : {"/en/search?q=hue", "/vi/search?q=Thua+Thien+Hue", "/zh/search?q=%E9%A1%BA%E5%8C%96"})
    EXPECT_THAT(get(target), HasSubstr("/provinces/46\">")) << target;
}

TEST_F(SearchPage, AnswersNothingAtOnceWhereANameOnlyOccurs) {
  EXPECT_THAT(get("/en/search?q=where+to+buy+old+silk+lamps+in+hue"), Not(HasSubstr("class=\"answers\"")));
}

TEST_F(SearchPage, GivesAWayBackFromAnotherSpelling) {
  const std::string page = get("/en/search?q=provincess");

  EXPECT_THAT(page, HasSubstr("These are results for"));
  EXPECT_THAT(page, HasSubstr("/en/search?q=provincess&amp;verbatim=1"));
  const std::string as_typed = get("/en/search?q=provincess&verbatim=1");
  EXPECT_THAT(as_typed, HasSubstr("Nothing was found for"));
  EXPECT_THAT(as_typed, HasSubstr("Did you mean"));
  EXPECT_THAT(as_typed, HasSubstr("/en/search?q=provinces\""));
}

TEST_F(SearchPage, SaysWhatOtherLanguagesHave) {
  EXPECT_THAT(get("/en/search?q=provinces&language=ar"), HasSubstr("/en/search?q=provinces&amp;language=en"));
}

TEST_F(SearchPage, LeadsFromAnsweredFiltersToEachWithoutTheOthers) {
  const std::string page = get("/en/search?q=place:hue+type:fact-check+from:2024");
  EXPECT_THAT(page, HasSubstr("/en/search?q=&amp;type=fact-check&amp;from="));
  EXPECT_THAT(page, HasSubstr("from this year or day on: "));

  const std::string without = get("/en/search?q=&type=fact-check&from=2024-01-01");
  EXPECT_THAT(without, HasSubstr("Does Viet Nam have 63 provinces?"));
  EXPECT_THAT(without, HasSubstr("<input type=\"hidden\" name=\"from\""));
  EXPECT_THAT(get("/en/search?q=&type=fact-check&from=2099-01-01"), HasSubstr("Nothing fits these filters."));
}

TEST_F(SearchPage, KeepsTheTypedFiltersWithAnotherSpelling) {
  EXPECT_THAT(get("/en/search?verbatim=1&q=type:fact-check+provincess"),
              HasSubstr("/en/search?q=provinces&amp;type=fact-check\""));
}

TEST_F(SearchPage, TakesMarksThatWereTypedForWhatTheyAre) {
  EXPECT_THAT(get("/vi/search?q=hang+hoa"), HasSubstr("/vi/data/EXPORTS"));
  EXPECT_THAT(get("/vi/search?q=h%C3%A0ng+ho%C3%A1"), HasSubstr("/vi/data/EXPORTS"));
  EXPECT_THAT(get("/vi/search?q=h%E1%BA%A1ng+h%E1%BB%8Da"), Not(HasSubstr("/vi/data/EXPORTS")));  // hạng họa
}

TEST_F(SearchPage, LabelsWhatAMachineTranslated) {
  EXPECT_THAT(get("/en/search?q=provinces"), Not(HasSubstr("by machine")));
  EXPECT_THAT(get("/en/search?q=%D8%A7%D9%84%D8%B5%D8%A7%D8%AF%D8%B1%D8%A7%D8%AA"), HasSubstr("العربية, by machine"));
}

TEST_F(SearchPage, TellsTheQueryLanguageInTheReadersOwn) {
  EXPECT_THAT(get("/vi/search"), HasSubstr("<code>cơ quan:…</code>"));
  EXPECT_THAT(get("/de/search"), HasSubstr("<code>behörde:…</code>"));
}

TEST_F(SearchPage, SuggestsAsOpenSearchWhatManyAskedAndNobodyAlone) {
  for (int i = 0; i < 4; ++i) get("/en/search?q=have+63+provinces", "203.0.113." + std::to_string(i));
  EXPECT_EQ(get("/en/suggest?q=have+6"), R"(["have 6",["Does Viet Nam have 63 provinces?"]])");
  get("/en/search?q=have+63+provinces", "198.51.100.1");

  EXPECT_EQ(get("/en/suggest?q=have+6"), R"(["have 6",["have 63 provinces","Does Viet Nam have 63 provinces?"]])");
}

TEST_F(SearchPage, DoesNotCountQueriesThatFindNothing) {
  for (int i = 0; i < 9; ++i) get("/en/search?q=qzqz&verbatim=1", "203.0.113." + std::to_string(i));

  EXPECT_EQ(past_->find("qzqz", content::Locale("en"), 5).size(), 0U);
}

}  // namespace
}  // namespace sen::portal
