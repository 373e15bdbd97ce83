#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/snapshot.h"
#include "tests/support/content.h"
#include "tests/unit/engine/portal/world.h"

namespace sen::portal::test {
namespace {

using testing::Not;

/// Like HasSubstr, but a failure does not print whole pages.
MATCHER_P(Shows, text, "shows " + testing::PrintToString(text)) {
  *result_listener << "a page of " << arg.size() << " bytes";
  return arg.find(text) != std::string::npos;
}

class Pages : public testing::Test {
 protected:
  void SetUp() override {
    world_.add_exports();
    world_.add_article();
    world_.add_fact_check();
  }
  World world_;
};

const std::string kEnglishPath = std::string("/en/news/exports-rise-") + kArticle;

TEST_F(Pages, FrontPageSendsReadersToTheirLanguage) {
  EXPECT_EQ(world_.get("/", {{"Accept-Language", "lo,en;q=0.8"}}).header("Location"), "/lo");
  EXPECT_EQ(world_.get("/", {{"Accept-Language", "zh-Hant-TW, en;q=0.5"}}).header("Location"), "/zh");
  EXPECT_EQ(world_.get("/", {{"Accept-Language", "th"}}).header("Location"), "/en");

  const auto answer = world_.get("/");
  EXPECT_EQ(answer.status, 302);
  EXPECT_EQ(answer.header("Vary"), "Accept-Language");
}

TEST_F(Pages, ShowADocumentWithItsLanguagesAndItsSource) {
  const auto answer = world_.get(kEnglishPath);

  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Language"), "en");
  EXPECT_THAT(answer.body, Shows("<html lang=\"en\" dir=\"ltr\">"));
  EXPECT_THAT(answer.body, Shows("<h1>Exports through Hai Phong &lt;rise&gt; &amp; \"grow\"</h1>"));
  EXPECT_THAT(answer.body, Shows("Ministry of Foreign Affairs"));
  EXPECT_THAT(answer.body, Shows("hreflang=\"x-default\""));
  EXPECT_THAT(answer.body, Shows("<link rel=\"canonical\" href=\"https://sen.example" + kEnglishPath + "\">"));
  EXPECT_THAT(answer.body, Shows("\"@type\":\"NewsArticle\""));
  EXPECT_THAT(answer.body, Shows("alt=\"A sea port\""));
  EXPECT_THAT(answer.body, Shows("type=\"image/webp\""));
  EXPECT_THAT(answer.body, Shows("405.53 billion US dollars"));
  EXPECT_THAT(answer.body, Shows("by machine"));
}

TEST_F(Pages, TurnForArabicAndSayThatAMachineTranslated) {
  const auto answer = world_.get("/ar/news/%D8%A7%D8%B1%D8%AA%D9%81%D8%A7%D8%B9-" + std::string(kArticle));

  ASSERT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, Shows("<html lang=\"ar\" dir=\"rtl\">"));
  EXPECT_THAT(answer.body, Shows("class=\"note info\""));
}

TEST_F(Pages, ShowTheNextLanguageWhereTheReadersIsMissing) {
  const auto answer = world_.get("/lo/news/exports-rise-" + std::string(kArticle));

  ASSERT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, Shows("<html lang=\"lo\""));
  EXPECT_THAT(answer.body, Shows("<h1 lang=\"en\" dir=\"ltr\">"));
  EXPECT_THAT(answer.body, Shows("<link rel=\"canonical\" href=\"https://sen.example" + kEnglishPath + "\">"));
}

TEST_F(Pages, RedirectOtherAddressesForEver) {
  const std::string id = kArticle;
  const auto location = [&](const std::string& path) {
    const auto answer = world_.get(path);
    EXPECT_EQ(answer.status, 301) << path;
    return answer.header("Location");
  };
  EXPECT_EQ(location("/en/news/old-slug-" + id), kEnglishPath);
  EXPECT_EQ(location("/en/press/exports-rise-" + id), kEnglishPath);
  EXPECT_EQ(location("/en/news/exports-rise-AAAAAAAAAA"), kEnglishPath);
  EXPECT_EQ(location("/EN/news/exports-rise-" + id), kEnglishPath);
  EXPECT_EQ(location("/en/news/"), "/en/news");
  EXPECT_EQ(location("/en/News"), "/en/news");
  EXPECT_EQ(location("/en/news?page=1"), "/en/news");
  EXPECT_EQ(location("/en/data/exports"), "/en/data/EXPORTS");
  EXPECT_EQ(location("/en/provinces/VN-02"), "/en/provinces/15");
}

TEST_F(Pages, KnowPermanentAddressesAndVersions) {
  const auto answer = world_.get("/" + std::string(kArticle), {{"Accept-Language", "en"}});
  EXPECT_EQ(answer.status, 302);
  EXPECT_EQ(answer.header("Location"), kEnglishPath);

  const auto version = world_.get("/" + std::string(kArticle) + "/v1?language=en");
  EXPECT_EQ(version.status, 200);
  EXPECT_THAT(version.body, Shows("Exports through Hai Phong"));
  EXPECT_EQ(world_.get("/" + std::string(kArticle) + "/v9?language=en").status, 404);
}

TEST_F(Pages, ShowAFactCheckWithVerdictAndHarmlessEvidence) {
  const auto answer = world_.get("/en/facts/63-provinces-" + std::string(kFactCheck));

  ASSERT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, Shows("class=\"verdict wrong\""));
  EXPECT_THAT(answer.body, Shows("\"@type\":\"ClaimReview\""));
  EXPECT_THAT(answer.body, Shows("href=\"https://quochoi.vn/\""));
  EXPECT_THAT(answer.body, Not(Shows("href=\"javascript")));
}

TEST_F(Pages, AnswerEveryListingInEveryLanguage) {
  world_.add_by_province();
  for (const content::Language& language : world_.vocabulary().languages()) {
    const std::string home = "/" + language.code.value;
    for (const char* path :
         {"", "/news", "/facts", "/provinces", "/provinces/01", "/data", "/data/EXPORTS", "/data/POPULATION", "/topics",
          "/topics/economy", "/organisations", "/organisations/mofa", "/posts", "/events"}) {
      const auto answer = world_.get(home + path);
      EXPECT_EQ(answer.status, 200) << home << path;
      EXPECT_THAT(answer.body, Shows("</html>"));
      EXPECT_THAT(answer.body, Not(Shows(" style="))) << home << path;
      EXPECT_THAT(answer.body, Shows("class=\"sample\"")) << home << path;
      EXPECT_THAT(answer.body, Shows("<meta name=\"robots\" content=\"noindex\">")) << home << path;
    }
  }
}

TEST_F(Pages, DrawBothArchipelagosOnEveryMap) {
  world_.add_by_province();
  for (const char* path : {"/en/provinces", "/en/provinces/31", "/en/data/POPULATION"}) {
    const std::string body = world_.get(path).body;
    EXPECT_THAT(body, Shows("Hoang Sa")) << path;
    EXPECT_THAT(body, Shows("Truong Sa")) << path;
  }
}

TEST_F(Pages, SayWhatIsMissingInTheReadersLanguage) {
  for (const char* path : {"/en/nothing", "/en/news/unknown-zzzzzzzzzz", "/en/topics/none", "/en/data/NONE",
                           "/en/news?page=99", "/en/news?page=x", "/zzzzzzzzzz", "/en/provinces/99"}) {
    const auto answer = world_.get(path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_THAT(answer.body, Shows("This page is not here")) << path;
  }
  EXPECT_THAT(world_.get("/vi/news/khong-co-zzzzzzzzzz").body, Shows("<html lang=\"vi\""));
  EXPECT_EQ(world_.get("/api/none").status, 404);
}

TEST_F(Pages, GiveTheReasonOfAWithdrawal) {
  content::Edition gone = sen::test::waiting(kFactCheck, "en", content::State::Withdrawn);
  gone.live = 1;
  gone.first_published = Timestamp{1000};
  gone.reason = "The evidence was <withdrawn>.";
  content::Edition gone_vi = gone;
  gone_vi.locale = content::Locale("vi");
  world_.commit({gone, gone_vi});

  const auto answer = world_.get("/en/facts/63-provinces-" + std::string(kFactCheck));

  EXPECT_EQ(answer.status, 410);
  EXPECT_THAT(answer.body, Shows("The evidence was &lt;withdrawn&gt;."));
}

TEST_F(Pages, ShowAChangeAtOnceAndNothingElseChanges) {
  const std::string before = world_.get("/en/facts").body;
  EXPECT_THAT(world_.get(kEnglishPath).body, Shows("Exports through Hai Phong"));
  ASSERT_TRUE(world_.portal().cached(World::request(kEnglishPath)).has_value());

  content::Version second = sen::test::version(kArticle, "en", 2, "Exports fall");
  second.slug = "exports-rise";
  second.kind = content::ChangeKind::Correction;
  second.note = "The figure was wrong.";
  content::Version first = second;
  first.number = 1;
  content::Edition edition = sen::test::published(first, parse_rfc3339("2026-11-20T08:30:00+07:00")->milliseconds);
  edition.latest = 2;
  content::publish(edition, second, parse_rfc3339("2026-11-21T08:30:00+07:00").value());
  world_.commit({second, edition});

  EXPECT_FALSE(world_.portal().cached(World::request(kEnglishPath)).has_value());
  const std::string after = world_.get(kEnglishPath).body;
  EXPECT_THAT(after, Shows("Exports fall"));
  EXPECT_THAT(after, Shows("class=\"note correction\""));
  EXPECT_THAT(after, Shows("The figure was wrong."));
  EXPECT_EQ(world_.get("/en/facts").body, before);
}

TEST_F(Pages, AnswerConditionalRequestsFromTheCache) {
  const auto first = world_.get("/en/news");
  const auto second = world_.get("/en/news", {{"If-None-Match", first.header("ETag")}});

  EXPECT_EQ(second.status, 304);
  EXPECT_TRUE(second.body.empty());
  EXPECT_EQ(world_.portal().count().renders, 1U);
}

TEST_F(Pages, StreamPicturesAndRefuseOtherSizes) {
  const std::string prefix = "/media/" + to_hex(sha256("picture")).substr(0, 32);
  const auto answer = world_.get(prefix + "/320.webp");

  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "data");
  EXPECT_EQ(answer.header("Content-Type"), "image/webp");
  EXPECT_EQ(world_.get(prefix + "/original").status, 404);
  EXPECT_EQ(world_.get(prefix + "/321.webp").status, 404);
}

TEST_F(Pages, ShowAPlainTablePageByPage) {
  world_.add_table();

  const auto first = world_.get("/en/data/HOLIDAYS");
  const auto second = world_.get("/en/data/HOLIDAYS?page=2");

  ASSERT_EQ(first.status, 200);
  EXPECT_THAT(first.body,
              Shows("<th scope=\"col\"><bdi>Name of the day</bdi></th><th scope=\"col\" class=\"n\">days</th>"));
  EXPECT_THAT(first.body, Shows("<tr><th scope=\"row\"><bdi>day 1</bdi></th><td><bdi>Tết &lt;b&gt;</bdi></td>"));
  EXPECT_THAT(first.body, Shows("<td class=\"n\">-1.50</td>"));
  EXPECT_THAT(first.body, Shows("Rows 1 to 100 of 130"));
  EXPECT_THAT(first.body, Shows("href=\"/en/data/HOLIDAYS.csv\""));
  EXPECT_THAT(first.body, Shows("Statistics Office"));
  EXPECT_THAT(first.body, Shows("CC BY 4.0"));
  EXPECT_THAT(first.body, Not(Shows("class=\"drawing")));
  EXPECT_THAT(first.body, Not(Shows("/sdmx/v1/data/HOLIDAYS")));
  ASSERT_EQ(second.status, 200);
  EXPECT_THAT(second.body, Shows("day 101"));
  EXPECT_THAT(second.body, Not(Shows("day 100<")));
  EXPECT_EQ(world_.get("/en/data/HOLIDAYS?page=3").status, 404);
  EXPECT_EQ(world_.get("/en/data/EXPORTS?page=2").status, 404);
  EXPECT_THAT(world_.get("/ar/data/HOLIDAYS").body, Shows("<html lang=\"ar\" dir=\"rtl\">"));
}

TEST_F(Pages, MarkAPlainTableInTheCatalogueAndShowItsFirstRowsInADocument) {
  world_.add_table();
  EXPECT_THAT(world_.get("/en/data").body, Shows("<span class=\"tag\">Table</span> <span>130 rows</span>"));

  content::Version words =
      world_.store().snapshot().value()->version(content::ContentId(kArticle), content::Locale("vi"), 1).value();
  words.number = 2;
  words.parts.push_back({content::BodyPart::Kind::Chart, "HOLIDAYS"});
  content::Edition edition =
      world_.store().snapshot().value()->edition(content::ContentId(kArticle), content::Locale("vi")).value();
  edition.latest = edition.live = 2;
  world_.commit({words, edition});

  const auto answer = world_.get(std::string("/vi/news/xuat-khau-") + kArticle);
  ASSERT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, Shows("day 20<"));
  EXPECT_THAT(answer.body, Not(Shows("day 21<")));
  EXPECT_THAT(answer.body, Shows("Toàn bộ bảng"));
}

TEST_F(Pages, SayToProgramsWhatAMachineTranslated) {
  EXPECT_THAT(world_.get(kEnglishPath).body, Not(Shows("digitalSourceType")));
  const std::string arabic = world_.get("/aaaaaaaaaa?language=ar").header("Location");
  EXPECT_THAT(world_.get(arabic).body, Shows(R"("digitalSourceType":"https://schema.org/TrainedAlgorithmic)"));
}

TEST(PagesWithoutAnAddress, LeaveOutWhatOnlyAnAbsoluteAddressCanSay) {
  World world("");
  world.add_article();

  const std::string page = world.get(kEnglishPath).body;
  const std::string search = world.get("/opensearch.xml", {{"Host", "sen.test:8080"}}).body;

  for (const char* absent : {"og:image", "og:url", "href=\"mailto:", "facebook"}) EXPECT_THAT(page, Not(Shows(absent)));
  EXPECT_THAT(page, Shows("<link rel=\"canonical\" href=\"" + kEnglishPath + "\">"));
  EXPECT_THAT(search, Shows("template=\"http://sen.test:8080/vi/search?q={searchTerms}\""));
  EXPECT_THAT(search, Shows("http://sen.test:8080/favicon.svg"));
  EXPECT_THAT(world.get("/llms.txt", {{"Host", "sen.test"}}).body, Shows("(http://sen.test/sdmx/v1/dataflow)"));
}

TEST_F(Pages, ServeTheSmallFilesOfASite) {
  EXPECT_THAT(world_.get("/manifest.webmanifest").body, Shows("\"start_url\": \"/\""));
  EXPECT_THAT(world_.get("/opensearch.xml").body, Shows("https://sen.example/vi/search?q={searchTerms}"));
  EXPECT_THAT(world_.get("/.well-known/security.txt").body, Shows("Contact: mailto:security@sen.example"));
  EXPECT_THAT(world_.get("/llms.txt").body, Shows("This is a sample site"));
  EXPECT_EQ(world_.get("/favicon.svg").header("Content-Type"), "image/svg+xml");
}

}  // namespace
}  // namespace sen::portal::test
