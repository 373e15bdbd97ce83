// What the files of content/vocabulary and content/types must hold, whoever edits them.
#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/base/text.h"

namespace sen::content {
namespace {

const Vocabulary& shipped() {
  static const Result<Vocabulary> loaded = load_built_in_vocabulary();
  if (!loaded) throw std::runtime_error(loaded.error().message());
  return *loaded;
}

std::set<Locale> site_languages() {
  std::set<Locale> codes;
  for (const Language& language : shipped().languages()) codes.insert(language.code);
  return codes;
}

void expect_every_language(const Texts& texts, const std::string& what) {
  for (const Locale& locale : site_languages())
    EXPECT_TRUE(texts.contains(locale)) << what << " has no name in " << locale.value;
  EXPECT_EQ(texts.size(), site_languages().size()) << what;
}

void expect_nfc(const std::string& text) {
  EXPECT_EQ(*to_nfc(text), text);
  EXPECT_EQ(trim(text), text);
}

TEST(ShippedVocabulary, HasTheTwelveLanguages) {
  std::set<Locale> expected;
  for (const char* code : {"vi", "en", "zh", "fr", "es", "ru", "ja", "ko", "lo", "km", "de", "ar"})
    expected.emplace(code);

  EXPECT_EQ(site_languages(), expected);
  for (const Language& language : shipped().languages()) {
    expect_every_language(language.names, language.code.value);
    EXPECT_EQ(language.right_to_left, language.code.value == "ar");
    EXPECT_EQ(language.own_name.empty(), false);
    EXPECT_EQ(shipped().fallbacks().chain(language.code).front(), language.code);
  }
  EXPECT_EQ(shipped().fallbacks().chain(Locale("lo")), (std::vector{Locale("lo"), Locale("en"), Locale("vi")}));
}

/// Whether `code` ends as a document's address does: `-` and ten characters of a-z and 2-7.
bool ends_like_a_document(std::string_view code) {
  return code.size() > 10 && code[code.size() - 11] == '-' &&
         parse_content_id(code.substr(code.size() - 10)).has_value();
}

TEST(ShippedVocabulary, HasNoHubWhoseAddressEndsAsADocumentsDoes) {
  ASSERT_TRUE(ends_like_a_document("some-title-abcdefghij"));
  for (const Organisation& organisation : shipped().organisations())
    EXPECT_FALSE(ends_like_a_document(organisation.code.value)) << organisation.code.value;
  for (const Topic& topic : shipped().topics()) EXPECT_FALSE(ends_like_a_document(topic.code)) << topic.code;
}

TEST(ShippedVocabulary, HasThirtyFourPlacesOfWhichSevenAreCities) {
  EXPECT_EQ(shipped().places().size(), 34U);
  std::set<std::string> cities;
  for (const Place& place : shipped().places()) {
    if (place.kind == "city") cities.insert(place.code);
    expect_every_language(place.names, place.code);
    expect_every_language(place.full_names, place.code);
    expect_every_language(shipped().kind_names(place.kind), place.kind);
    EXPECT_GT(place.area_km2, 2000) << place.code;
  }
  EXPECT_EQ(cities, (std::set<std::string>{"01", "31", "46", "48", "75", "79", "92"}));
}

TEST(ShippedVocabulary, KnowsSinceWhenDongNaiIsACity) {
  const Place& dong_nai = *shipped().place("75");

  ASSERT_EQ(dong_nai.kinds.size(), 2U);
  EXPECT_EQ(dong_nai.kinds[0].kind, "province");
  EXPECT_EQ(dong_nai.kinds[0].until, "2026-04-29");
  EXPECT_EQ(dong_nai.kinds[1].from, "2026-04-30");
  EXPECT_EQ(dong_nai.kinds[1].instrument, "30/2026/QH16");
}

TEST(ShippedVocabulary, JoinsTheKindsOfAPlaceWithoutAGap) {
  for (const Place& place : shipped().places()) {
    EXPECT_TRUE(place.kinds.front().from.empty()) << place.code;
    EXPECT_TRUE(place.kinds.back().until.empty()) << place.code;
    for (std::size_t i = 1; i < place.kinds.size(); ++i) {
      const Timestamp last_day = *parse_rfc3339(place.kinds[i - 1].until);
      EXPECT_EQ(last_day + std::chrono::hours(24), *parse_rfc3339(place.kinds[i].from)) << place.code;
    }
  }
}

TEST(ShippedVocabulary, LeadsAllSixtyThreeFormerPlacesToOneOfToday) {
  EXPECT_EQ(shipped().former_places().size(), 63U);
  std::size_t unchanged = 0;
  std::set<std::string> named;
  for (const Place& place : shipped().places()) named.insert(place.predecessors.begin(), place.predecessors.end());
  for (const FormerPlace& former : shipped().former_places()) {
    const Place* const successor = shipped().place(former.successor);
    ASSERT_NE(successor, nullptr) << former.code;
    const auto& predecessors = successor->predecessors;
    EXPECT_NE(std::find(predecessors.begin(), predecessors.end(), former.code), predecessors.end()) << former.code;
    EXPECT_TRUE(former.iso.starts_with("VN-")) << former.code;
    EXPECT_EQ(former.redirects, shipped().place(former.code) == nullptr) << former.code;
    if (former.unchanged) ++unchanged;
  }
  EXPECT_EQ(unchanged, 11U);
  EXPECT_EQ(named.size(), 63U);
}

TEST(ShippedVocabulary, LeadsKnownMergersRight) {
  EXPECT_EQ(shipped().place_now("36")->names.at(Locale("vi")), "Ninh Bình");
  EXPECT_EQ(shipped().place_now("70")->names.at(Locale("vi")), "Đồng Nai");
  EXPECT_EQ(shipped().place_now("49")->names.at(Locale("vi")), "Đà Nẵng");
  EXPECT_EQ(shipped().place_now("64")->names.at(Locale("vi")), "Gia Lai");
  EXPECT_EQ(shipped().place_now("52")->names.at(Locale("vi")), "Gia Lai");
  EXPECT_EQ(shipped().former_place("52")->names.at(Locale("vi")), "Bình Định");
}

TEST(ShippedVocabulary, PutsEveryPlaceAndBothArchipelagosOnATileOfItsOwn) {
  std::set<std::pair<int, int>> tiles;
  for (const Place& place : shipped().places())
    EXPECT_TRUE(tiles.emplace(place.tile_column, place.tile_row).second) << place.code;
  ASSERT_EQ(shipped().archipelagos().size(), 2U);
  for (const Archipelago& archipelago : shipped().archipelagos()) {
    EXPECT_TRUE(tiles.emplace(archipelago.tile_column, archipelago.tile_row).second) << archipelago.code;
    expect_every_language(archipelago.names, archipelago.code);
  }
  EXPECT_EQ(shipped().archipelagos()[0].place, "48");
  EXPECT_EQ(shipped().archipelagos()[1].place, "56");
  expect_every_language(shipped().sea(), "the sea");
}

TEST(ShippedVocabulary, NamesTopicsSectionsAndTypesInEveryLanguage) {
  for (const Region& region : shipped().regions()) expect_every_language(region.names, region.code);
  for (const Topic& topic : shipped().topics()) expect_every_language(topic.names, topic.code);
  for (const Section& section : shipped().sections()) expect_every_language(section.labels, section.code);
  for (const DocumentType& type : shipped().types()) {
    expect_every_language(type.labels, type.code);
    expect_every_language(type.plural, type.code);
    for (const FieldType& field : type.fields) {
      expect_every_language(field.labels, field.name);
      for (const auto& [code, labels] : field.codes) expect_every_language(labels, code);
    }
  }
  EXPECT_NE(shipped().topic("economy"), nullptr);
}

TEST(ShippedVocabulary, PutsEachTypeIntoItsSection) {
  const std::map<std::string, std::string> expected = {{"news", "news"},
                                                       {"statement", "press"},
                                                       {"press-release", "press"},
                                                       {"briefing", "press"},
                                                       {"incident", "press"},
                                                       {"incident-entry", "press"},
                                                       {"quote", "press"},
                                                       {"spokesperson", "press"},
                                                       {"press-answer", "press"},
                                                       {"fact-check", "facts"},
                                                       {"explainer", "country"},
                                                       {"photo-story", "gallery"},
                                                       {"video", "gallery"},
                                                       {"event", "events"},
                                                       {"profile", "country"},
                                                       {"page", "country"},
                                                       {"legal-document", "publications"}};
  for (const auto& [type, section] : expected) {
    ASSERT_NE(shipped().type(type), nullptr) << type;
    EXPECT_EQ(shipped().type(type)->section, section) << type;
  }
}

TEST(ShippedVocabulary, ListsTheSectionsInTheirOrder) {
  std::vector<std::string> navigation;
  for (const Section& section : shipped().sections())
    if (section.in_navigation) navigation.push_back(section.code);

  EXPECT_EQ(navigation, (std::vector<std::string>{"news", "country", "provinces", "data", "press", "facts", "overseas",
                                                  "gallery"}));
  EXPECT_EQ(shipped().sections().size(), 11U);
}

TEST(ShippedVocabulary, HoldsFactChecksToTwoPiecesOfEvidence) {
  const DocumentType& fact_check = *shipped().type("fact-check");

  EXPECT_TRUE(fact_check.field("claim")->required);
  EXPECT_EQ(fact_check.field("verdict")->codes.size(), 4U);
  EXPECT_EQ(fact_check.field("evidence")->kind, FieldType::Kind::UrlList);
  ASSERT_EQ(fact_check.checks.size(), 1U);
  EXPECT_EQ(fact_check.checks.front().rule, "min_items");
  EXPECT_EQ(fact_check.checks.front().count, 2U);
  EXPECT_EQ(fact_check.approvals, 2U);
}

TEST(ShippedVocabulary, NamesOrganisationsInVietnameseAndEnglishAtLeast) {
  for (const Organisation& organisation : shipped().organisations()) {
    EXPECT_TRUE(organisation.names.contains(Locale("vi"))) << organisation.code.value;
    EXPECT_TRUE(organisation.names.contains(Locale("en"))) << organisation.code.value;
    EXPECT_EQ(organisation.kind == "mission", !organisation.country.empty()) << organisation.code.value;
    EXPECT_EQ(organisation.until.empty(), organisation.successors.empty()) << organisation.code.value;
  }
  for (const Place& place : shipped().places()) {
    const Organisation* const committee = shipped().organisation(OrganisationCode("province-" + place.code));
    ASSERT_NE(committee, nullptr) << place.code;
    expect_every_language(committee->names, committee->code.value);
  }
}

TEST(ShippedVocabulary, KnowsTheContributorsByTheirCodes) {
  for (const char* code : {"gov",
                           "mofa",
                           "mocst",
                           "moit",
                           "mof",
                           "mae",
                           "mst",
                           "moet",
                           "moh",
                           "mond",
                           "mps",
                           "moha",
                           "moj",
                           "moc",
                           "mera",
                           "nso",
                           "govinsp",
                           "sbv",
                           "vnanews",
                           "vov",
                           "vtv",
                           "province-01",
                           "province-96",
                           "embassy-la",
                           "embassy-kh",
                           "embassy-jp",
                           "embassy-de",
                           "embassy-fr",
                           "embassy-us",
                           "embassy-ru",
                           "embassy-cn",
                           "embassy-kr",
                           "embassy-gb",
                           "embassy-es",
                           "embassy-eg",
                           "mission-un-geneva",
                           "mission-un-newyork",
                           "consulate-frankfurt",
                           "consulate-sydney",
                           "consulate-san-francisco",
                           "consulate-savannakhet"})
    EXPECT_NE(shipped().organisation(OrganisationCode(code)), nullptr) << code;
  for (const Organisation& organisation : shipped().organisations())
    for (const OrganisationCode& code : organisation.successors) {
      const auto& predecessors = shipped().organisation(code)->predecessors;
      EXPECT_NE(std::find(predecessors.begin(), predecessors.end(), organisation.code), predecessors.end())
          << code.value << " does not name " << organisation.code.value;
    }
  EXPECT_EQ(shipped().organisation(OrganisationCode("mpi"))->successors, (std::vector{OrganisationCode("mof")}));
  EXPECT_EQ(shipped().organisation(OrganisationCode("province-79"))->names.at(Locale("vi")),
            "Ủy ban nhân dân Thành phố Hồ Chí Minh");
}

TEST(ShippedVocabulary, IsWrittenInNormalFormC) {
  for (const auto& group : shipped().synonyms())
    for (const std::string& name : group) expect_nfc(name);
  for (const DocumentType& type : shipped().types())
    for (const FieldType& field : type.fields)
      for (const auto& [locale, label] : field.labels) expect_nfc(label);
}

TEST(ShippedVocabulary, IsReadQuickly) {
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(load_built_in_vocabulary().has_value());
  const auto took = std::chrono::steady_clock::now() - start;

  EXPECT_LT(took, std::chrono::milliseconds(600)) << "the budget of a quiet machine is 60 ms";
}

}  // namespace
}  // namespace sen::content
