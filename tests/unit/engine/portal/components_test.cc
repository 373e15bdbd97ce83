// One golden file a kind of page and language: what a component writes changes only where that was meant.
#include <gtest/gtest.h>

#include <regex>

#include "tests/support/golden.h"
#include "tests/unit/engine/portal/world.h"

namespace sen::portal::test {
namespace {

/// `html` with a line for each block, so that a difference can be read, and without the hashes of assets.
std::string readable(const std::string& html) {
  static const std::regex kBlocks(
      "(<(?:/"
      "?(?:head|body|main|header|footer|article|section|nav|aside|div|ul|ol|dl|figure|form|table|tbody|tr)|li|p|h[1-6]|"
      "meta|link|script)\\b)");
  static const std::regex kHashes("(/assets/[a-z0-9-]+)-[0-9a-f]{10}\\.");
  return std::regex_replace(std::regex_replace(html, kHashes, "$1-HASH."), kBlocks, "\n$1") + "\n";
}

class Components : public testing::Test {
 protected:
  void expect(const std::string& name, const std::string& path) {
    const World::Answer answer = world_.get(path);
    sen::test::expect_golden("portal/" + name + ".html", readable(answer.body));
  }
  void SetUp() override {
    world_.add_exports();
    world_.add_by_province();
    world_.add_article();
    world_.add_fact_check();
  }
  World world_;
};

TEST_F(Components, WriteTheHomePage) {
  expect("home-en", "/en");
}
TEST_F(Components, WriteADocument) {
  expect("document-en", "/en/news/exports-rise-aaaaaaaaaa");
}
TEST_F(Components, WriteAFactCheck) {
  expect("fact-check-en", "/en/facts/63-provinces-bbbbbbbbbb");
}
TEST_F(Components, WriteASection) {
  expect("section-en", "/en/news");
}
TEST_F(Components, WriteAProvince) {
  expect("province-en", "/en/provinces/31");
}
TEST_F(Components, WriteTheDirectoryOfProvinces) {
  expect("provinces-en", "/en/provinces");
}
TEST_F(Components, WriteAnOrganisation) {
  expect("organisation-en", "/en/organisations/mofa");
}
TEST_F(Components, WriteTheCatalogue) {
  expect("catalogue-en", "/en/data");
}
TEST_F(Components, WriteADatasetWithAMap) {
  expect("dataset-map-en", "/en/data/POPULATION");
}
TEST_F(Components, WriteAnErrorPage) {
  expect("not-found-en", "/en/nothing-here");
}

}  // namespace
}  // namespace sen::portal::test
