#include "content/model/vocabulary.h"

#include <gtest/gtest.h>

#include <map>

namespace sen::content {
namespace {

/// A small country with the files of a vocabulary, each of which a test may change.
class SmallVocabulary : public testing::Test {
 protected:
  Result<Vocabulary> load() const {
    std::vector<EmbeddedFile> vocabulary;
    for (const auto& [name, text] : vocabulary_) vocabulary.push_back({.name = name, .bytes = text});
    std::vector<EmbeddedFile> types;
    for (const auto& [name, text] : types_) types.push_back({.name = name, .bytes = text});
    return load_vocabulary(vocabulary, types);
  }

  std::map<std::string, std::string> vocabulary_ = {
      {"languages.yaml",
       "languages:\n"
       "  - {code: vi, own_name: Tiếng Việt, direction: ltr, script: Latn, fallback: [en], names: {en: Vietnamese}}\n"
       "  - {code: ar, own_name: العربية, direction: rtl, script: Arab, fallback: [en, vi], names: {en: Arabic}}\n"},
      {"provinces.yaml",
       "kinds:\n"
       "  - {code: province, names: {en: Province}, full: {en: \"{name} Province\", vi: \"Tỉnh {name}\"},\n"
       "     committee: {en: \"Committee of {name}\"}}\n"
       "regions:\n"
       "  - {code: north, names: {en: North}}\n"
       "provinces:\n"
       "  - {code: \"25\", kinds: [{kind: province}], region: north, area_km2: \"9361.38\", tile: [2, 1],\n"
       "     predecessors: [\"17\", \"25\"], names: {en: Phu Tho, vi: Phú Thọ}, full_names: {vi: Đất Tổ},\n"
       "     aliases: [Phutho]}\n"},
      {"former-provinces.yaml",
       "instrument: 202/2025/QH15\nuntil: 2025-06-30\nformer_provinces:\n"
       "  - {code: \"17\", iso_3166_2: VN-14, successor: \"25\", names: {en: Hoa Binh}}\n"
       "  - {code: \"25\", iso_3166_2: VN-68, successor: \"25\", names: {en: Phu Tho}}\n"},
      {"archipelagos.yaml",
       "sea: {en: East Sea}\narchipelagos:\n"
       "  - {code: islands, province: \"25\", tile: [6, 7], names: {en: Islands}}\n"},
      {"organisations.yaml",
       "default: mofa\norganisations:\n"
       "  - {code: mofa, kind: ministry, names: {en: Ministry of Foreign Affairs}, aliases: [MOFA]}\n"
       "  - {code: embassy-la, kind: mission, parent: mofa, country: la, names: {en: Embassy}}\n"},
      {"topics.yaml",
       "topics:\n"
       "  - {code: economy, names: {en: Economy}}\n"
       "  - {code: trade, parent: economy, names: {en: Trade}}\n"},
  };
  std::map<std::string, std::string> types_ = {
      {"sections.yaml", "sections:\n  - {code: news, labels: {en: News}}\n"},
      {"news.yaml", "type: news\nsection: news\nschema_org: NewsArticle\nlabels: {en: News}\nplural: {en: News}\n"},
  };
};

TEST_F(SmallVocabulary, FindsByCode) {
  const Vocabulary vocabulary = *load();

  EXPECT_TRUE(vocabulary.language(Locale("ar"))->right_to_left);
  EXPECT_EQ(vocabulary.topic("trade")->parent, "economy");
  EXPECT_EQ(vocabulary.organisation(OrganisationCode("embassy-la"))->country, "la");
  EXPECT_EQ(vocabulary.type("news")->schema_org, "NewsArticle");
  EXPECT_NE(vocabulary.section("news"), nullptr);
  EXPECT_EQ(vocabulary.place("99"), nullptr);
  EXPECT_EQ(vocabulary.language(Locale("xx")), nullptr);
}

TEST_F(SmallVocabulary, FallsBackAlongTheDeclaredChain) {
  const Vocabulary vocabulary = *load();

  EXPECT_EQ(vocabulary.fallbacks().chain(Locale("ar")), (std::vector{Locale("ar"), Locale("en"), Locale("vi")}));
  EXPECT_EQ(vocabulary.fallbacks().chain(Locale("vi")), (std::vector{Locale("vi"), Locale("en")}));
}

TEST_F(SmallVocabulary, MakesFullNamesAndCommitteesFromThePatternOfTheKind) {
  const Vocabulary vocabulary = *load();

  EXPECT_EQ(vocabulary.place("25")->full_names, (Texts{{Locale("en"), "Phu Tho Province"}, {Locale("vi"), "Đất Tổ"}}));
  const Organisation* const committee = vocabulary.organisation(OrganisationCode("province-25"));
  ASSERT_NE(committee, nullptr);
  EXPECT_EQ(committee->names, (Texts{{Locale("en"), "Committee of Phu Tho"}}));
  EXPECT_EQ(committee->place, "25");
  EXPECT_EQ(vocabulary.kind_names("province").at(Locale("en")), "Province");
  EXPECT_TRUE(vocabulary.kind_names("realm").empty());
}

TEST_F(SmallVocabulary, LeadsFormerCodesToTheirSuccessorUnlessTheCodeIsInUse) {
  const Vocabulary vocabulary = *load();

  EXPECT_TRUE(vocabulary.former_place("17")->redirects);
  EXPECT_FALSE(vocabulary.former_place("25")->redirects);
  EXPECT_EQ(vocabulary.place_now("17"), vocabulary.place("25"));
  EXPECT_EQ(vocabulary.former_place("VN-14")->code, "17");
  EXPECT_EQ(vocabulary.former_place("17")->until, "2025-06-30");
}

TEST_F(SmallVocabulary, DoesNotTakeAnIsoCodeForAPlace) {
  const Vocabulary vocabulary = *load();

  EXPECT_EQ(vocabulary.place("VN-68"), nullptr);
  EXPECT_EQ(vocabulary.place_now("VN-14"), nullptr);
}

TEST_F(SmallVocabulary, GroupsNamesThatMeanTheSame) {
  const auto groups = load()->synonyms();

  EXPECT_EQ(groups.front(), (std::vector<std::string>{"Phu Tho", "Phú Thọ", "Phu Tho Province", "Đất Tổ", "Phutho"}));
}

TEST_F(SmallVocabulary, RefusesWhatPointsNowhere) {
  const auto refused = [this](const std::string& file, const std::string& from, const std::string& to) {
    vocabulary_.at(file).replace(vocabulary_.at(file).find(from), from.size(), to);
    const auto loaded = load();
    vocabulary_.at(file).replace(vocabulary_.at(file).find(to), to.size(), from);
    return !loaded.has_value() && loaded.error().message().find(file) != std::string::npos;
  };

  EXPECT_TRUE(refused("topics.yaml", "parent: economy", "parent: wealth"));
  EXPECT_TRUE(refused("former-provinces.yaml", "successor: \"25\"", "successor: \"26\""));
  EXPECT_TRUE(refused("organisations.yaml", "parent: mofa", "parent: mofb"));
  EXPECT_TRUE(refused("organisations.yaml", "default: mofa", "default: mofb"));
  EXPECT_TRUE(refused("provinces.yaml", "region: north", "region: south"));
  EXPECT_TRUE(refused("provinces.yaml", "[\"17\"", "[\"18\""));
  EXPECT_TRUE(refused("archipelagos.yaml", "province: \"25\"", "province: \"26\""));
  EXPECT_TRUE(load().has_value());
}

TEST_F(SmallVocabulary, NamesTheLineOfWhatPointsNowhere) {
  vocabulary_["topics.yaml"] += "  - {code: sport, parent: fun, names: {en: Sport}}\n";

  EXPECT_EQ(load().error().message(), "topics.yaml: line 4: there is no topic \"fun\"");
}

TEST_F(SmallVocabulary, RefusesATypeInASectionThatIsNotThere) {
  types_["sections.yaml"] = "sections:\n  - {code: facts, labels: {en: Facts}}\n";

  EXPECT_EQ(load().error().message(), "news.yaml: there is no section \"news\"");
}

TEST_F(SmallVocabulary, RefusesACodeThatAppearsTwice) {
  vocabulary_["topics.yaml"] += "  - {code: trade, names: {en: Trade}}\n";

  const auto loaded = load();

  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().message(), "topics.yaml: line 4: the topic \"trade\" appears twice");
}

TEST_F(SmallVocabulary, SaysWhichFileIsMissing) {
  vocabulary_.erase("topics.yaml");

  EXPECT_EQ(load().error().message(), "topics.yaml: not there");
}

TEST_F(SmallVocabulary, TakesANewTypeFromANewFileAlone) {
  types_["recipe.yaml"] =
      "type: recipe\nsection: news\nschema_org: Recipe\nlabels: {en: Recipe}\nplural: {en: Recipes}\n";

  EXPECT_NE(load()->type("recipe"), nullptr);
}

}  // namespace
}  // namespace sen::content
