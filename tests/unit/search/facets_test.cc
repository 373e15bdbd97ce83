#include "search/facets.h"

#include <gtest/gtest.h>

#include "search/stored_edition.h"

namespace sen::search {
namespace {

std::string codes(const std::string& language, const std::string& type, std::vector<std::string> topics) {
  return FacetCodes{{{language}, {type}, {"mofa"}, std::move(topics), {}, {"2026"}}}.encode();
}

TEST(FacetTally, CountsEditionsByLanguageAndDocumentsByTheRest) {
  FacetTally tally;
  tally.add("a", codes("vi", "news", {"economy", "trade"}));
  tally.add("a", codes("en", "news", {"economy", "trade"}));
  tally.add("b", codes("vi", "event", {"economy"}));

  const auto facets = tally.facets(1);

  EXPECT_EQ(tally.documents(), 2U);
  EXPECT_EQ(tally.editions(), 3U);
  EXPECT_EQ(facets.at("language").at(0).code, "vi");
  EXPECT_EQ(facets.at("language").at(0).count, 2U);
  EXPECT_EQ(facets.at("type").at(0).count, 1U);
  EXPECT_EQ(facets.at("topic").at(0).code, "economy");
  EXPECT_EQ(facets.at("topic").at(0).count, 2U);
  EXPECT_TRUE(facets.at("place").empty());
}

TEST(FacetTally, LetsCountedDocumentsStandForMore) {
  FacetTally tally;
  tally.add("a", codes("vi", "news", {}));

  EXPECT_EQ(tally.facets(3).at("type").at(0).count, 3U);
}

TEST(StoredEdition, ComesBackAsItWasStored) {
  const StoredEdition edition{.id = content::ContentId("abcdefghij"),
                              .locale = content::Locale("lo"),
                              .title = "ຂ່າວ",
                              .slug = "khao",
                              .section = "news",
                              .type = "news",
                              .organisation = content::OrganisationCode("mofa"),
                              .published = {-5},
                              .text = "one\ntwo"};

  const StoredEdition back = StoredEdition::decode(edition.encode());

  EXPECT_EQ(back.id, edition.id);
  EXPECT_EQ(back.locale, edition.locale);
  EXPECT_EQ(back.title, edition.title);
  EXPECT_EQ(back.published, edition.published);
  EXPECT_EQ(back.text, edition.text);
  EXPECT_EQ(StoredEdition::decode("x").text, "");
}

}  // namespace
}  // namespace sen::search
