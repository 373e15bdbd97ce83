#include "search/function_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sen::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const FunctionWordFinder& finder() {
  static const FunctionWordFinder kFinder = [] {
    const auto lexicon = content::load_built_in_lexicon();
    EXPECT_TRUE(lexicon.has_value());
    return FunctionWordFinder(lexicon.value_or({}));
  }();
  return kFinder;
}

/// The words found, interrogatives with a question mark.
std::vector<std::string> found(const std::string& text, const std::string& reader) {
  std::vector<std::string> words;
  for (const FunctionWordFinder::Found& word : finder().find(text, content::Locale(reader)).words)
    words.push_back(text.substr(word.span.begin, word.span.end - word.span.begin) + (word.question ? "?" : ""));
  return words;
}

std::string language_of(const std::string& text, const std::string& reader) {
  return finder().find(text, content::Locale(reader)).language.value;
}

TEST(FunctionWords, AreFoundWithAndWithoutMarks) {
  EXPECT_THAT(found("Cầu Mỹ Thuận dài bao nhiêu mét và ở đâu", "vi"), ElementsAre("bao nhiêu?", "và", "ở đâu?"));
  EXPECT_THAT(found("cau My Thuan dai bao nhieu met va o dau", "vi"), ElementsAre("bao nhieu?", "va", "o dau?"));
}

TEST(FunctionWords, WithMarksAreNotTakenForOthers) {
  EXPECT_THAT(found("chợ nổi", "vi"), IsEmpty());
}

TEST(FunctionWords, AreOfTheLanguageThatExplainsMostOfAQuestion) {
  EXPECT_EQ(language_of("what was the price of rice in 2020", "vi"), "en");
  EXPECT_EQ(language_of("was kostet das Visum in Hanoi", "vi"), "de");
  EXPECT_EQ(language_of("combien d'habitants a la province", "vi"), "fr");
  EXPECT_EQ(language_of("cuántos habitantes tiene la provincia", "en"), "es");
  EXPECT_EQ(language_of("dân số của tỉnh là bao nhiêu", "en"), "vi");
  EXPECT_EQ(language_of("Ha Long", "en"), "");
}

TEST(FunctionWords, AreFoundWhereNoBlanksPartWords) {
  EXPECT_THAT(found("越南的首都在哪里", "zh"), ElementsAre("的", "在", "哪里?"));
  EXPECT_THAT(found("首都はどこですか", "ja"), ElementsAre("は", "どこ?", "ですか?"));
  EXPECT_THAT(found("เมืองหลวงอยู่ที่ไหน", "en"), ElementsAre("อยู่", "ที่ไหน?"));
  EXPECT_THAT(found("ນະຄອນຫຼວງຢູ່ໃສ", "en"), ElementsAre("ຢູ່ໃສ?"));
}

}  // namespace
}  // namespace sen::search
