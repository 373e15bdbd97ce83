#include "search/facets.h"

#include <gtest/gtest.h>

#include "search/stored_edition.h"

namespace sen::search {
namespace {

/// The value slot of an edition.
std::string value(const std::string& id, const std::string& language, const std::string& type,
                  std::vector<std::string> topics) {
  return id + '\0' + FacetCodes{{{language}, {type}, {"mofa"}, std::move(topics), {}, {"2026"}}}.encode();
}

TEST(FacetTally, CountsEditionsByLanguageAndDocumentsByTheRest) {
  FacetTally tally;
  tally.add(value("a", "vi", "news", {"economy", "trade"}));
  tally.add(value("a", "en", "news", {"economy", "trade"}));
  tally.add(value("b", "vi", "event", {"economy"}));

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
  tally.add(value("a", "vi", "news", {}));

  EXPECT_EQ(tally.facets(3).at("type").at(0).count, 3U);
}

TEST(FacetTally, CountsRowsInMemoryAndValuesReadFromTheIndexAlike) {
  FacetColumns columns;
  columns.set(1, value("a", "vi", "news", {"economy"}), 5);
  FacetTally tally;
  tally.add(columns.row(1));
  tally.add(value("a", "en", "news", {"economy"}));
  tally.add(value("b", "vi", "news", {"economy"}));

  const auto facets = tally.facets(1);

  EXPECT_EQ(tally.documents(), 2U);
  ASSERT_EQ(facets.at("language").size(), 2U);
  EXPECT_EQ(facets.at("language").at(0).count, 2U);
  ASSERT_EQ(facets.at("topic").size(), 1U);
  EXPECT_EQ(facets.at("topic").at(0).count, 2U);
}

TEST(FacetColumns, KeepACopyAsItWasWhileTheOriginalChanges) {
  FacetColumns columns;
  columns.set(7, value("a", "vi", "news", {}), 5);
  const FacetColumns copy = columns;

  columns.set(7, value("a", "en", "event", {}), 6);
  columns.erase(8);
  columns.set(5'000, value("b", "en", "event", {}), 7);

  EXPECT_EQ(copy.row(7).language->code, "vi");
  EXPECT_EQ(copy.row(7).date, 5);
  EXPECT_TRUE(copy.row(5'000).empty());
  EXPECT_EQ(columns.row(7).language->code, "en");
  EXPECT_EQ(columns.row(5'000).date, 7);
  EXPECT_TRUE(columns.row(8).empty());
  EXPECT_EQ(columns.end(), 5'001U);
}

TEST(FacetColumns, FindADateWithoutLookingAtAll) {
  FacetColumns columns;
  for (std::uint32_t number = 1; number <= 100'000; ++number)
    columns.set(number, value("a", "vi", "news", {}), 100'000 - number);

  const DateRange newest{.from = 99'000};

  EXPECT_NEAR(columns.estimate(newest), 1'000, 200);
  EXPECT_EQ(columns.next_in(newest, 1), 1U);
  EXPECT_EQ(columns.next_in(newest, 5'000), 100'001U);
  EXPECT_EQ(columns.next_in(DateRange(), 5'000), 5'000U);
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
