#include "engine/portal/site.h"

#include <gtest/gtest.h>

namespace sen::portal {
namespace {

class SiteFile : public testing::Test {
 protected:
  Result<Site> read(std::string_view toml) { return read_site(toml, "site.toml", vocabulary_); }
  content::Vocabulary vocabulary_ = content::load_built_in_vocabulary().value();
};

TEST_F(SiteFile, IsASampleThatAsksNotToBeIndexedWithoutAnyWord) {
  const Site site = read("").value();

  EXPECT_TRUE(site.sample);
  EXPECT_FALSE(site.indexing);
  EXPECT_EQ(site.languages.size(), 12U);
}

TEST_F(SiteFile, TakesWhatTheOperatorSays) {
  const Site site = read(R"([site]
name = {vi = "Cổng", en = "Portal"}
address = "https://portal.example/"
languages = ["en", "vi"]
sections = ["news", "data"]
sample = false
indexing = true
)")
                        .value();

  EXPECT_EQ(content::text_in(site.name, content::Locale("vi")), "Cổng");
  EXPECT_EQ(site.address, "https://portal.example");
  EXPECT_EQ(site.languages.front().value, "en");
  EXPECT_EQ(site.sections.size(), 2U);
  EXPECT_FALSE(site.sample);
  EXPECT_TRUE(site.indexing);
  EXPECT_TRUE(site.official_line.empty());
}

TEST_F(SiteFile, TakesAnOrganisationForItsOwner) {
  const Site site = read("[site]\nowner = \"mofa\"\n").value();

  EXPECT_EQ(site.organisation.value, "mofa");
  EXPECT_EQ(content::text_in(site.owner, content::Locale("vi")), "Bộ Ngoại giao");
  EXPECT_TRUE(read("[site]\nowner = {en = \"A society\"}\n").value().organisation.empty());
  EXPECT_EQ(read("[site]\nowner = \"nobody\"\n").error().message(),
            "site.toml: line 2: `owner` names no organisation: nobody");
}

TEST_F(SiteFile, NamesTheLineOfAnUnknownKey) {
  const auto site = read("[site]\nsample = true\ncolour = \"red\"\n");

  ASSERT_FALSE(site.has_value());
  EXPECT_EQ(site.error().message(), "site.toml: line 3: unknown key `colour`");
}

TEST_F(SiteFile, NamesTheLineOfAWrongValue) {
  EXPECT_EQ(read("[site]\nsample = \"yes\"\n").error().message(), "site.toml: line 2: `sample` must be true or false");
  EXPECT_EQ(read("[site]\nlanguages = [\"vi\", \"xx\"]\n").error().message(),
            "site.toml: line 2: `languages` names something unknown: xx");
  EXPECT_EQ(read("[site\n").error().code(), ErrorCode::InvalidInput);
}

}  // namespace
}  // namespace sen::portal
