// The press room: what journalists find, and that nothing is there before its hour.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "engine/base/text.h"
#include "engine/http/response.h"
#include "tests/support/content.h"
#include "tests/unit/engine/portal/world.h"

namespace sen::portal::test {
namespace {

using content::ContentId;
using content::Locale;
using testing::Not;

MATCHER_P(Shows, text, "shows " + testing::PrintToString(text)) {
  *result_listener << "a page of " << arg.size() << " bytes";
  return arg.find(text) != std::string::npos;
}

constexpr const char* kIncident = "iiiiiiiiii";
constexpr const char* kFirst = "eeeeeeeeee";
constexpr const char* kSecond = "ffffffffff";
constexpr const char* kQuote = "qqqqqqqqqq";

Timestamp at(const char* text) {
  return parse_rfc3339(text).value();
}

class PressRoom : public testing::Test {
 protected:
  static content::Document document(const char* id, const char* type, const char* date,
                                    std::vector<content::Field> fields) {
    content::Document document = sen::test::document(id);
    document.type = type;
    document.section = "press";
    document.date = at(date);
    document.fields = std::move(fields);
    document.locales = {Locale("en")};
    return document;
  }

  void publish(content::Document document, const std::string& title, const std::string& summary = "") {
    content::Version version = sen::test::version(document.id.value, "en", 1, title);
    if (!summary.empty()) version.summary = summary;
    const std::int64_t when = document.date.milliseconds;
    world_.commit({std::move(document), version, sen::test::published(version, when)});
  }

  void add_incident() {
    publish(document(kIncident, "incident", "2026-11-10T01:00:00Z",
                     {{"opened", {"2026-11-10T08:00:00+07:00"}}, {"update_minutes", {"90"}}}),
            "Storm at sea");
  }
  void add_entry(const char* id, const char* date, const std::string& title, const char* standing = "confirmed") {
    content::Document entry = document(id, "incident-entry", date, {{"standing", {standing}}});
    entry.related = {ContentId(kIncident)};
    publish(std::move(entry), title);
  }

  void add_quote(const char* id, const char* speaker, const std::string& title) {
    publish(document(id, "quote", "2026-11-01T02:00:00Z", {{"speaker", {speaker}}}), title);
  }
  /// The titles of quotes on the page of `speaker`, each with a `;`, by title.
  std::string quoted(std::string_view speaker) {
    const std::string page = world_.get("/en/press/quotes?speaker=" + http::encode_query(speaker)).body;
    std::set<std::string> titles;
    constexpr std::string_view kMark = "<figcaption><strong>";
    for (std::size_t at = page.find(kMark); at != std::string::npos; at = page.find(kMark, at + 1)) {
      const std::size_t start = page.find("Of ", at);
      titles.insert(page.substr(start, page.find('<', start) - start));
    }
    std::string all;
    for (const std::string& title : titles) all += title + ";";
    return all;
  }

  World world_;
  const std::string incident_ = std::string("/en/press/slug-") + kIncident;
};

TEST_F(PressRoom, ShowsAnIncidentWithItsNewestEntryFirstOnBothClocks) {
  add_incident();
  add_entry(kFirst, "2026-11-10T02:00:00Z", "Ships are called back");
  add_entry(kSecond, "2026-11-09T20:30:00Z", "A warning is out", "developing");

  const auto answer = world_.get(incident_);
  ASSERT_EQ(answer.status, 200);
  EXPECT_LT(answer.body.find("Ships are called back</h3>"), answer.body.find("A warning is out</h3>"));
  EXPECT_THAT(answer.body, Shows("10 November 2026, 09:00 Hanoi · 02:00 UTC"));
  EXPECT_THAT(answer.body, Shows("10 November 2026, 03:30 Hanoi · 9 Nov 2026, 20:30 UTC"));
  EXPECT_THAT(answer.body, Shows("id=\"e-" + std::string(kFirst) + "\""));
  EXPECT_THAT(answer.body, Shows("Being verified"));
  EXPECT_THAT(answer.body, Shows("at least every 90 minutes"));
  EXPECT_THAT(answer.body, Shows("\"@type\":\"LiveBlogPosting\""));
  EXPECT_THAT(answer.body, Shows("\"coverageStartTime\":\"2026-11-10T08:00:00+07:00\""));
  EXPECT_THAT(answer.body, Shows("\"@type\":\"BlogPosting\""));
  EXPECT_THAT(answer.body, Shows(incident_ + "/feed.atom"));
}

TEST_F(PressRoom, ShowsTheNewestFiftyEntriesAndPagesTheRest) {
  add_incident();
  std::vector<content::Mutation> entries;
  for (int i = 0; i < 51; ++i) {
    const std::string id = "entry" + std::to_string(10'000 + i);
    content::Document entry = document(id.c_str(), "incident-entry", "2026-11-10T02:00:00Z", {});
    entry.related = {ContentId(kIncident)};
    const content::Version version = sen::test::version(id, "en", 1, "Ships " + std::to_string(i));
    entries.emplace_back(std::move(entry));
    entries.emplace_back(version);
    entries.emplace_back(sen::test::published(version, at("2026-11-10T02:00:00Z").milliseconds + i * 60'000));
  }
  world_.commit(std::move(entries));

  const std::string newest = world_.get(incident_).body;
  EXPECT_THAT(newest, Shows("Ships 50</h3>"));
  EXPECT_THAT(newest, Not(Shows("Ships 0</h3>")));
  EXPECT_THAT(newest, Shows("51 entries"));
  EXPECT_THAT(newest, Shows("href=\"" + incident_ + "?page=2\""));
  const std::string oldest = world_.get(incident_ + "?page=2").body;
  EXPECT_THAT(oldest, Shows("Ships 0</h3>"));
  EXPECT_THAT(oldest, Not(Shows("Ships 1</h3>")));
  EXPECT_THAT(oldest, Shows("rel=\"canonical\" href=\"https://sen.example" + incident_ + "?page=2\""));
  EXPECT_THAT(oldest, Shows(incident_ + "?page=2#e-entry10000"));
  EXPECT_EQ(world_.get(incident_ + "?page=3").status, 404);
}

TEST_F(PressRoom, LeadsFromAPageThatADocumentHasNotToItsOnlyOne) {
  publish(document("ssssssssss", "statement", "2026-11-01T01:00:00Z", {}), "Position");

  const auto answer = world_.get("/en/press/slug-ssssssssss?page=2");
  EXPECT_EQ(answer.status, 301);
  EXPECT_EQ(answer.header("Location"), "/en/press/slug-ssssssssss");
}

TEST_F(PressRoom, TakesInAnEntryAtOnceAndShowsItsCorrection) {
  add_incident();
  EXPECT_THAT(world_.get(incident_).body, Shows("No entry has been published yet."));

  add_entry(kFirst, "2026-11-10T02:00:00Z", "Twelve ships");
  EXPECT_THAT(world_.get(incident_).body, Shows("Twelve ships</h3>"));

  content::Version corrected = sen::test::version(kFirst, "en", 2, "Thirteen ships");
  corrected.kind = content::ChangeKind::Correction;
  corrected.note = "The number was wrong.";
  const std::int64_t when = at("2026-11-10T02:00:00Z").milliseconds;
  content::Edition edition = sen::test::published(sen::test::version(kFirst, "en", 1, "Twelve ships"), when);
  edition.latest = 2;
  content::publish(edition, corrected, at("2026-11-10T05:00:00Z"));
  world_.commit({corrected, edition});

  const std::string page = world_.get(incident_).body;
  EXPECT_THAT(page, Shows("Thirteen ships</h3>"));
  EXPECT_THAT(page, Shows("The number was wrong."));
  EXPECT_THAT(page, Shows("10 November 2026, 12:00 Hanoi · 05:00 UTC"));  // Last updated.
  EXPECT_THAT(page, Shows("/" + std::string(kFirst) + "/v1"));
}

TEST_F(PressRoom, HoldsAnEntryBackUntilItsHour) {
  add_incident();
  content::Document entry = document(kFirst, "incident-entry", "2026-11-10T02:00:00Z", {{"standing", {"confirmed"}}});
  entry.related = {ContentId(kIncident)};
  entry.embargo = at("2027-01-01T00:00:00Z");
  world_.commit({entry, sen::test::version(kFirst, "en", 1, "Secret"),
                 sen::test::waiting(kFirst, "en", content::State::Scheduled)});

  EXPECT_THAT(world_.get(incident_).body, Not(Shows("Secret")));
  EXPECT_THAT(world_.get("/en/press").body, Not(Shows("Secret")));
}

TEST_F(PressRoom, ShowsWhatIsUnderWayHoweverManyNewerIncidentsAreClosed) {
  add_incident();
  for (const char c : std::string("abcdef"))
    publish(document(std::string(10, c).c_str(), "incident", "2026-11-12T01:00:00Z",
                     {{"opened", {"2026-11-12T08:00:00+07:00"}}, {"closed", {"2026-11-12T09:00:00+07:00"}}}),
            std::string("Fog ") + c);

  const std::string page = world_.get("/en/press").body;
  const std::size_t incidents = page.find("Under way");
  ASSERT_NE(incidents, std::string::npos);
  EXPECT_LT(page.find("Storm at sea"), page.find("Fog "));
}

TEST_F(PressRoom, FindsTheContactsOfAnOrganisationAmongVeryMany) {
  content::Document own = document("cccccccccc", "spokesperson", "2026-01-01T01:00:00Z", {{"languages", {"en"}}});
  own.organisation = content::OrganisationCode("moit");
  publish(std::move(own), "The ministry's own office");
  content::Document incident = document(kIncident, "incident", "2026-11-10T01:00:00Z", {});
  incident.organisation = content::OrganisationCode("moit");
  publish(std::move(incident), "Storm at sea");
  std::vector<content::Mutation> others;
  for (int i = 0; i < 201; ++i) {
    const std::string id = "other" + std::to_string(10'000 + i);
    const content::Version version = sen::test::version(id, "en", 1, "Another office");
    others.emplace_back(document(id.c_str(), "spokesperson", "2026-02-01T01:00:00Z", {{"languages", {"en"}}}));
    others.emplace_back(version);
    others.emplace_back(sen::test::published(version, at("2026-02-01T01:00:00Z").milliseconds));
  }
  world_.commit(std::move(others));

  const std::string page = world_.get(incident_).body;
  EXPECT_THAT(page, Shows("The ministry's own office"));
  EXPECT_THAT(page, Not(Shows("Another office")));
}

TEST_F(PressRoom, KeepsThePartsOfOtherPagesOffTheHomePage) {
  add_incident();
  publish(document("ssssssssss", "statement", "2026-11-01T01:00:00Z", {}), "Position on fishing");
  for (char c = 'a'; c <= 'z'; ++c)
    add_entry(std::string(10, c == 'i' || c == 's' ? '2' : c).c_str(), "2026-11-12T02:00:00Z", "Ships are called back");
  publish(document("3333333333", "quote", "2026-11-13T02:00:00Z", {{"speaker", {"Hoa"}}}), "Hoa, spokesperson");
  publish(document("4444444444", "spokesperson", "2026-11-14T02:00:00Z", {}), "Office of the spokesperson");

  const std::string home = world_.get("/en").body;
  EXPECT_THAT(home, Shows("Storm at sea"));
  EXPECT_THAT(home, Shows("Position on fishing"));
  EXPECT_THAT(home, Not(Shows("Ships are called back")));
  EXPECT_THAT(home, Not(Shows("Hoa, spokesperson")));
  EXPECT_THAT(home, Not(Shows("Office of the spokesperson")));
  EXPECT_THAT(world_.get("/en/press?page=2").body, Shows("Position on fishing"));
}

TEST_F(PressRoom, LeadsToEverythingThatJournalistsCome) {
  add_incident();
  publish(document("bbbbbbbbbb", "briefing", "2026-11-01T01:00:00Z",
                   {{"starts", {"2026-11-26T15:00:00+07:00"}}, {"venue", {"2 Le Thach"}}}),
          "Regular briefing");
  publish(document("cccccccccc", "spokesperson", "2026-01-01T01:00:00Z",
                   {{"duty", {"speaks"}}, {"languages", {"en", "vi"}}, {"telephone", {"+84 24 000 000"}}}),
          "Office of the spokesperson", "Ministry");

  const std::string page = world_.get("/en/press").body;
  EXPECT_THAT(page, Shows("26 November 2026, 15:00 Hanoi · 08:00 UTC"));
  EXPECT_THAT(page, Shows("2 Le Thach"));
  EXPECT_THAT(page, Shows("Answering in English"));
  EXPECT_THAT(page, Shows("href=\"tel:+8424000000\""));
  EXPECT_THAT(page, Shows("Under way"));
  EXPECT_THAT(page, Shows("href=\"/en/press/quotes\""));
  EXPECT_THAT(world_.get("/vi/press").body, Shows("giờ Hà Nội"));
}

TEST_F(PressRoom, QuotesWithTheVersionTheSpeakerAndTheSource) {
  publish(document("ssssssssss", "statement", "2026-11-01T01:00:00Z", {}), "Position");
  publish(document(kQuote, "quote", "2026-11-01T02:00:00Z",
                   {{"speaker", {"Nguyễn Thị Hoa"}}, {"said", {"2026-11-01"}}, {"source", {"ssssssssss/v1"}}}),
          "Nguyễn Thị Hoa, spokesperson", "Regular briefing");

  const std::string page = world_.get("/en/press/quotes").body;
  EXPECT_THAT(page, Shows("<blockquote><p>Nguyễn Thị Hoa, spokesperson.</p></blockquote>"));
  EXPECT_THAT(page, Shows("href=\"https://sen.example/qqqqqqqqqq/v1?language=en\""));
  EXPECT_THAT(page, Shows("href=\"/ssssssssss/v1\""));
  EXPECT_THAT(world_.get("/en/press/quotes?speaker=nguyen+thi").body, Shows("<blockquote>"));
  EXPECT_THAT(world_.get("/en/press/quotes?speaker=Tran").body, Shows("Nobody of that name was quoted here."));
  EXPECT_EQ(world_.get("/en/press/quotes?speaker=%3Cb%3E").status, 200);
}

TEST_F(PressRoom, FindsTheOldestQuoteOfASpeakerAndPagesThem) {
  std::vector<content::Mutation> quotes;
  for (int i = 0; i < 51; ++i) {
    const std::string id = "quote" + std::to_string(10'000 + i);
    const content::Version version = sen::test::version(id, "en", 1, "Words " + std::to_string(i));
    quotes.emplace_back(
        document(id.c_str(), "quote", "2026-11-01T02:00:00Z", {{"speaker", {i == 0 ? "Lê An" : "Hoa"}}}));
    quotes.emplace_back(version);
    quotes.emplace_back(sen::test::published(version, at("2026-11-01T02:00:00Z").milliseconds + i * 60'000));
  }
  world_.commit(std::move(quotes));

  const std::string all = world_.get("/en/press/quotes").body;
  EXPECT_THAT(all, Not(Shows("Words 0.")));
  EXPECT_THAT(all, Shows("href=\"/en/press/quotes?page=2\""));
  EXPECT_THAT(world_.get("/en/press/quotes?page=2").body, Shows("Words 0."));
  EXPECT_EQ(world_.get("/en/press/quotes?page=3").status, 404);
  EXPECT_THAT(world_.get("/en/press/quotes?speaker=le+an").body, Shows("Words 0."));

  const std::string whole = "/en/press/quotes?speaker=L%C3%AA%20An";
  EXPECT_THAT(all, Shows("href=\"" + whole + "\""));
  EXPECT_THAT(world_.get(whole).body, Shows("Words 0."));
  EXPECT_TRUE(world_.portal().cached(World::request(whole)).has_value()) << "a speaker's own page is kept";
}

TEST_F(PressRoom, ShowsOnASpeakersPageHisOwnWordsAlone) {
  add_quote("q111111111", "Hoa", "Of Hoa");
  add_quote("q222222222", "Hoàng", "Of Hoang");
  add_quote("q333333333", "ບຸນມີ ສີສຸກ", "Of Bounmy");
  add_quote("q444444444", "ທອງລຸນ", "Of Thonglun");

  EXPECT_EQ(quoted("Hoa"), "Of Hoa;");
  EXPECT_EQ(quoted("hoa"), "Of Hoa;Of Hoang;") << "what is nobody's name is looked for in all";
  EXPECT_EQ(quoted("ບຸນມີ ສີສຸກ"), "Of Bounmy;");
  EXPECT_EQ(quoted("ບຸນມີ"), "Of Bounmy;") << "a word in a script that has no Latin slug";
  EXPECT_EQ(quoted("សុខា"), "") << "and a name that nobody has";
  EXPECT_EQ(quoted("?"), "");
}

TEST_F(PressRoom, MakesAPageOfTypedWordsOnceAndDoesNotKeepIt) {
  add_quote("q111111111", "Hoa", "Of Hoa");
  const auto before = world_.portal().count();

  EXPECT_EQ(quoted("ho"), "Of Hoa;");
  EXPECT_EQ(quoted("ho"), "Of Hoa;");
  EXPECT_EQ(quoted("Hoa"), "Of Hoa;");
  EXPECT_EQ(quoted("Hoa"), "Of Hoa;");

  const auto after = world_.portal().count();
  EXPECT_EQ(after.renders - before.renders, 3U) << "the typed words twice, the speaker's page once";
  EXPECT_EQ(after.pages - before.pages, 1U);
}

TEST_F(PressRoom, CutsALongNameBetweenLetters) {
  std::string name;
  for (int i = 0; i < 121; ++i) name += "%E1%BB%85";

  const std::string page = world_.get("/en/press/quotes?speaker=" + name).body;
  EXPECT_TRUE(is_utf8(page));
}

TEST_F(PressRoom, ListsAnswers) {
  EXPECT_THAT(world_.get("/en/press/answers").body, Shows("No answer has been published yet."));
  publish(document("rrrrrrrrrr", "press-answer", "2026-11-01T01:00:00Z", {{"asked", {"2026-10-31"}}}), "How many?");
  EXPECT_THAT(world_.get("/en/press/answers").body, Shows("How many?"));
}

}  // namespace
}  // namespace sen::portal::test
