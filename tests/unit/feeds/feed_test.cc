#include "feeds/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "feeds/feed_builder.h"
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
