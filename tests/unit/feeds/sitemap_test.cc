#include "feeds/sitemap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/feeds/world.h"

namespace sen::feeds {
namespace {

using content::Locale;
using testing::HasSubstr;
using testing::Not;

class SitemapTest : public testing::Test {
 protected:
  World world_;
  FeedSite site_{"https://sen.example", {}, {Locale("vi"), Locale("en")}, "0.1.0", true};
};

TEST_F(SitemapTest, NamesEachEditionWithItsAlternates) {
  const std::string xml = write_sitemap(world_.content(), world_.vocabulary(), site_, 1).value();

  EXPECT_THAT(xml, HasSubstr("<loc>https://sen.example/vi/news/slug-vi-aaaaaaaaaa</loc>"));
  EXPECT_THAT(xml, HasSubstr("hreflang=\"en\" href=\"https://sen.example/en/news/slug-en-aaaaaaaaaa\""));
  EXPECT_THAT(xml, HasSubstr("hreflang=\"x-default\""));
  EXPECT_THAT(xml, Not(HasSubstr("cccccccccc")));
}

TEST_F(SitemapTest, NamesNoEditionInALanguageThatTheSiteDoesNotHave) {
  site_.languages = {Locale("en")};
  const std::string xml = write_sitemap(world_.content(), world_.vocabulary(), site_, 1).value();

  EXPECT_THAT(xml, HasSubstr("<loc>https://sen.example/en/news/slug-en-aaaaaaaaaa</loc>"));
  EXPECT_THAT(xml, Not(HasSubstr("https://sen.example/vi/")));
}

TEST_F(SitemapTest, ListsItsFilesAndNoMore) {
  EXPECT_THAT(write_sitemap_index(world_.content(), site_).value(), HasSubstr("/sitemap-1.xml"));
  EXPECT_FALSE(write_sitemap(world_.content(), world_.vocabulary(), site_, 2).has_value());
  EXPECT_THAT(write_sitemap(world_.content(), world_.vocabulary(), site_, 0).value(), Not(HasSubstr("CANARY")));
}

TEST_F(SitemapTest, AsksNotToBeIndexedWhereTheSiteSaysSo) {
  site_.indexed = false;
  EXPECT_THAT(write_robots(site_), HasSubstr("Disallow: /\n"));
  site_.indexed = true;
  EXPECT_THAT(write_robots(site_), HasSubstr("Sitemap: https://sen.example/sitemap.xml"));
}

}  // namespace
}  // namespace sen::feeds
