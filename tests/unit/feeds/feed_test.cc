#include "feeds/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/store/snapshot.h"
#include "feeds/feed_builder.h"
#include "feeds/release_calendar.h"
#include "tests/support/content.h"
#include "tests/unit/feeds/world.h"

namespace sen::feeds {
namespace {

using content::Locale;
using testing::HasSubstr;
using testing::Not;

class FeedTest : public testing::Test {
 protected:
  BuiltFeed build(const char* locale) {
    const store::Listing listing{store::Listing::By::Section, "news", Locale(locale)};
    return build_feed(world_.content(), world_.vocabulary(), site_, listing, "News", "/en/news").value();
  }

  World world_;
  FeedSite site_{"https://sen.example", {{Locale("en"), "Sen"}}, {Locale("vi"), Locale("en")}, "0.1.0", true};
};

TEST_F(FeedTest, HoldsTheNewestFirstAndNothingUnderEmbargo) {
  const Feed feed = build("en").feed;

  ASSERT_EQ(feed.entries.size(), 2U);
  EXPECT_EQ(feed.entries[0].title, "Later news");
  EXPECT_EQ(feed.entries[1].title, "The port <exports>");
  EXPECT_EQ(feed.updated, feed.entries[0].updated);
}

TEST_F(FeedTest, HoldsOnlyEditionsInItsLanguage) {
  const Feed feed = build("vi").feed;

  ASSERT_EQ(feed.entries.size(), 1U);
  EXPECT_EQ(feed.entries[0].url, "https://sen.example/vi/news/slug-vi-aaaaaaaaaa");
}

TEST_F(FeedTest, MakesAddressesAbsoluteAndNamesTheLargestSuitablePicture) {
  const FeedEntry entry = build("en").feed.entries[1];

  EXPECT_THAT(entry.content, HasSubstr("<a href=\"https://sen.example/en\">"));
  ASSERT_TRUE(entry.image.has_value());
  EXPECT_THAT(entry.image->url, testing::EndsWith("/1200.jpg"));
  EXPECT_EQ(entry.image->bytes, 99U);
  EXPECT_EQ(entry.provenance, "machine");
}

TEST_F(FeedTest, NamesAnOrganisationAsWhenTheTextWasPublishedAndIsMadeAgainAfterARenaming) {
  content::Document old = world_.content().find(World::kBoth, Locale("en"))->document;
  old.organisation_name_vi = "Bộ Ngoại giao";
  content::OrganisationEntry renamed;
  renamed.code = old.organisation;
  renamed.names = {{Locale("vi"), "Bộ Đối ngoại"}, {Locale("en"), "External Ministry"}};
  ASSERT_TRUE(world_.store().commit(test::planned(world_.store(), {old, renamed})).has_value());

  const BuiltFeed built = build("en");

  EXPECT_EQ(built.feed.entries[0].author, "External Ministry") << "it says nothing of its time";
  EXPECT_EQ(built.feed.entries[1].author, "Ministry of Foreign Affairs");
  EXPECT_THAT(built.reads, testing::Contains(content::DependencyKey{"organisation:mofa"}));
  const BuiltFeed data =
      build_catalogue_feed(world_.content(), world_.vocabulary(), site_, Locale("en"), "Data", "/en/data").value();
  EXPECT_THAT(data.reads, testing::Contains(content::DependencyKey{"organisation:nso"}));
}

TEST_F(FeedTest, HoldsTheCataloguesDatasetsAndNoneUnderEmbargo) {
  const BuiltFeed built =
      build_catalogue_feed(world_.content(), world_.vocabulary(), site_, Locale("en"), "Data", "/en/data").value();

  ASSERT_EQ(built.feed.entries.size(), 2U);
  EXPECT_EQ(built.feed.entries[0].url, "https://sen.example/en/data/EXPORTS");
  EXPECT_EQ(built.feed.entries[1].url, "https://sen.example/en/data/HOLIDAYS");
  EXPECT_EQ(built.feed.updated, built.feed.entries[0].updated);
  EXPECT_THAT(built.reads, testing::Contains(content::DependencyKey{"datasets"}));
}

TEST_F(FeedTest, RecordsWhatItRead) {
  EXPECT_THAT(build("en").reads, testing::Contains(content::DependencyKey{"list:en/section/news"}));
  EXPECT_THAT(build("en").reads, testing::Contains(content::DependencyKey{"document:aaaaaaaaaa"}));
}

TEST_F(FeedTest, IsWrittenInThreeFormats) {
  const Feed feed = build("en").feed;

  const std::string rss = write_rss(feed, "https://sen.example/en/news/feed.rss");
  EXPECT_THAT(rss, HasSubstr("<pubDate>Fri, 20 Nov 2026 01:00:00 +0000</pubDate>"));
  EXPECT_THAT(rss, HasSubstr("<title>The port &lt;exports&gt;</title>"));
  const std::string atom = write_atom(feed, "https://sen.example/en/news/feed.atom");
  EXPECT_THAT(atom, HasSubstr("<updated>2026-11-20T01:00:00Z</updated>"));
  EXPECT_THAT(atom, HasSubstr("rel=\"self\""));
  const auto json = nlohmann::json::parse(write_json_feed(feed, "https://sen.example/en/news/feed.json"));
  EXPECT_EQ(json["version"], "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(json["items"][1]["title"], "The port <exports>");
  for (const std::string& text : {rss, atom, json.dump()}) EXPECT_THAT(text, Not(HasSubstr("CANARY")));
}

TEST_F(FeedTest, TellsReadersThatHaveAnEntryThatItWasTakenBack) {
  const std::string id = build("en").feed.entries[1].id;
  content::Edition gone = world_.store().snapshot().value()->edition(World::kBoth, Locale("en")).value();
  gone.state = content::State::Retracted;
  gone.reason = "The figures were <wrong>.";
  gone.notes.push_back({content::ChangeKind::Retraction, 1, {1'795'300'000'000}, gone.reason});
  ASSERT_TRUE(world_.store().commit(test::planned(world_.store(), {gone})).has_value());
  site_.change_words = [](const Locale& locale) { return ChangeWords{.retraction = "Taken back " + locale.value}; };

  const BuiltFeed built = build("en");

  EXPECT_EQ(built.feed.entries.size(), 1U);
  EXPECT_THAT(built.reads, testing::Contains(content::DependencyKey{"list:en/gone-section/news"}));
  const std::string atom = write_atom(built.feed, "x");
  EXPECT_THAT(atom, HasSubstr("<at:deleted-entry ref=\"" + id + "\" when=\"" + format_rfc3339({1'795'300'000'000})));
  EXPECT_THAT(atom, HasSubstr("Taken back en: The figures were &lt;wrong&gt;.</at:comment>"));
  const std::string rss = write_rss(built.feed, "x");
  EXPECT_THAT(rss, HasSubstr("<guid isPermaLink=\"true\">" + id + "</guid>"));
  EXPECT_THAT(rss, HasSubstr("<description>The figures were &lt;wrong&gt;.</description>"));
  const auto json = nlohmann::json::parse(write_json_feed(built.feed, "x"));
  EXPECT_EQ(json["items"][0]["id"], id);
  EXPECT_EQ(json["items"][0]["title"], "Taken back en");
  EXPECT_EQ(json["items"][0]["_sen"]["removed"], "retraction");
  for (const std::string& text : {rss, atom, json.dump()}) EXPECT_THAT(text, Not(HasSubstr("The port")));
  EXPECT_EQ(build("vi").feed.removals.size(), 0U) << "the other language stays";

  const Feed told = build_corrections_feed(world_.content(), world_.vocabulary(), site_, Locale("vi")).value().feed;
  ASSERT_EQ(told.entries.size(), 1U);
  EXPECT_EQ(told.entries[0].url, id);
  EXPECT_EQ(told.entries[0].summary, gone.reason);
}

TEST_F(FeedTest, TellsWhoFollowsAnIncidentWhichEntryWasTakenBack) {
  const content::ContentId incident("iiiiiiiiii");
  std::vector<content::Mutation> mutations = test::article(incident.value, "en", "A storm");
  std::get<content::Document>(mutations[0]).type = "incident";
  for (const auto& [id, at] : {std::pair("eeeeeeeeee", 3'000), std::pair("ffffffffff", 4'000)})
    for (content::Mutation& one : test::article(id, "en", "An entry", at)) {
      if (auto* document = std::get_if<content::Document>(&one)) {
        document->type = "incident-entry";
        document->related = {incident};
      }
      mutations.push_back(std::move(one));
    }
  ASSERT_TRUE(world_.store().commit(test::planned(world_.store(), mutations)).has_value());
  const auto follow = [&] {
    return build_incident_feed(world_.content(), world_.vocabulary(), site_, incident, Locale("en")).value();
  };
  const BuiltFeed before = follow();
  ASSERT_EQ(before.feed.entries.size(), 2U);
  for (const char* key : {"document:eeeeeeeeee", "document:ffffffffff", "list:en/gone-type/incident-entry"})
    EXPECT_THAT(before.reads, testing::Contains(content::DependencyKey{key}));

  content::Edition gone =
      world_.store().snapshot().value()->edition(content::ContentId("ffffffffff"), Locale("en")).value();
  gone.state = content::State::Withdrawn;
  gone.reason = "It was another storm.";
  gone.notes.push_back({content::ChangeKind::Withdrawal, 1, {5'000}, gone.reason});
  ASSERT_TRUE(world_.store().commit(test::planned(world_.store(), {gone})).has_value());

  const Feed after = follow().feed;
  ASSERT_EQ(after.entries.size(), 1U);
  ASSERT_EQ(after.removals.size(), 1U);
  EXPECT_EQ(after.removals[0].id, before.feed.entries[0].id);
  EXPECT_EQ(after.removals[0].reason, gone.reason);
  EXPECT_EQ(after.updated, Timestamp{5'000});
}

TEST_F(FeedTest, TellsACalendarThatABriefingWasMoved) {
  std::vector<content::Mutation> mutations = test::article("gggggggggg", "en", "A briefing", 3'000);
  content::Document& document = std::get<content::Document>(mutations[0]);
  document.type = "briefing";
  document.fields = {{"starts", {"2026-11-26T15:00:00+07:00"}}};
  const content::Document before = document;
  ASSERT_TRUE(world_.store().commit(test::planned(world_.store(), mutations)).has_value());
  const auto event = [&] {
    return build_calendar(world_.content(), world_.vocabulary(), site_, Locale("en"), {"Events", "{title}"})
        .value()
        .calendar.events.at(0);
  };
  EXPECT_EQ(event().change, 0U);

  content::Document moved = before;
  moved.fields = {{"starts", {"2026-11-26T16:00:00+07:00"}}};
  content::count_revision(moved, before, {9'000});
  ASSERT_TRUE(world_.store().commit(test::planned(world_.store(), {moved})).has_value());

  EXPECT_EQ(event().change, 1U);
  EXPECT_EQ(event().updated, Timestamp{9'000});
  EXPECT_EQ(event().uid, "gggggggggg@sen.example");
}

TEST_F(FeedTest, SaysInEveryFormatWhatAMachineTranslated) {
  site_.provenance_line = [](const store::VisibleEdition& edition, const std::string& organisation) {
    return edition.edition.locale.value + ": " + organisation + " & a machine";
  };
  const std::string scheme = "http://cv.iptc.org/newscodes/digitalsourcetype/";

  const Feed machine = build("en").feed;
  const std::string rss = write_rss(machine, "https://sen.example/en/news/feed.rss");
  const std::string atom = write_atom(machine, "https://sen.example/en/news/feed.atom");
  const auto json = nlohmann::json::parse(write_json_feed(machine, "https://sen.example/en/news/feed.json"));
  const Feed human = build("vi").feed;

  EXPECT_THAT(rss, HasSubstr("<category domain=\"" + scheme + "\">trainedAlgorithmicMedia</category>"));
  EXPECT_THAT(atom, HasSubstr("<category scheme=\"" + scheme + "\" term=\"trainedAlgorithmicMedia\"/>"));
  const std::string notice = "<p><em>en: " + machine.entries[1].author + " &amp; a machine</em></p>";
  EXPECT_THAT(json["items"][1]["content_html"].get<std::string>(), testing::StartsWith(notice));
  EXPECT_EQ(json["items"][1]["_sen"]["provenance"], "machine");
  for (const std::string& text : {rss, atom}) EXPECT_THAT(text, HasSubstr(" &amp;amp; a machine&lt;/em&gt;"));
  for (const std::string& text : {write_rss(human, "x"), write_atom(human, "x"), write_json_feed(human, "x")}) {
    EXPECT_THAT(text, Not(HasSubstr("AlgorithmicMedia")));
    EXPECT_THAT(text, Not(HasSubstr("a machine")));
  }
}

}  // namespace
}  // namespace sen::feeds
