#include "search/expansions.h"

#include <gmock/gmock.h>

#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

using testing::Contains;
using testing::IsEmpty;

const content::Lexicon& lexicon() {
  static const content::Lexicon kLexicon = [] {
    static constexpr std::string_view kWords =
        "port\tcảng; bến cảng\nforeign trade\tngoại thương\ntrade\tbuôn bán\nbake\tnướng bánh\n";
    static constexpr std::string_view kNames =
        "abbreviations:\n  - names: [UBND, Ủy ban nhân dân, People's Committee]\n  - names: [AI, trí tuệ nhân tạo]\n";
    const std::vector<EmbeddedFile> files{{.name = "en-vi/a.tsv", .bytes = kWords},
                                          {.name = "abbreviations.yaml", .bytes = kNames}};
    auto loaded = content::load_lexicon(files);
    EXPECT_TRUE(loaded.has_value());
    return loaded.value_or({});
  }();
  return kLexicon;
}

/// `typed = first terms of each other name`, for each part of the question that has some.
std::vector<std::string> expanded(const std::string& text, const std::string& reader,
                                  const std::string& language = "") {
  static const Expander kExpander(lexicon(), vocabulary());
  std::vector<std::string> parts;
  const FunctionWordFinder::Marking marking{.words = {}, .language = content::Locale(language)};
  for (const Expansion& expansion : kExpander.find(text, marking, content::Locale(reader))) {
    std::string part = text.substr(expansion.span.begin, expansion.span.end - expansion.span.begin) + " =";
    for (const std::vector<std::string>& name : expansion.names) part += " " + name.front();
    parts.push_back(part);
  }
  return parts;
}

TEST(Expansions, AreTheLongestPhrasesByTheirStems) {
  EXPECT_THAT(expanded("foreign trade", "en"), testing::ElementsAre("foreign trade = Gngoai thuong"));
  EXPECT_THAT(expanded("ports traded", "en"),
              testing::ElementsAre("ports = Acang\u0309 Gben cang", "traded = Gbuon ban"));
}

TEST(Expansions, GoFromVietnameseToEnglishToo) {
  EXPECT_THAT(expanded("bến cảng", "vi"), Contains("bến cảng = Sport"));
  EXPECT_THAT(expanded("ben cang", "vi"), Contains("ben cang = Sport"));
  EXPECT_THAT(expanded("cang", "vi"), IsEmpty());
}

TEST(Expansions, FollowTheLanguageOfTheQuestionNotOfThePage) {
  EXPECT_THAT(expanded("port", "vi"), Contains("port = Acang\u0309 Gben cang"));
  EXPECT_THAT(expanded("bến cảng", "de"), Contains("bến cảng = Sport"));
  EXPECT_THAT(expanded("port", "fr", "fr"), IsEmpty());
}

TEST(Expansions, NameOfficesAndPlacesInEveryLanguage) {
  EXPECT_THAT(expanded("ubnd", "vi"), Contains(testing::HasSubstr("Guy ban")));
  EXPECT_THAT(expanded("Ханой", "ru"), Contains(testing::HasSubstr("Gha noi")));
  EXPECT_THAT(expanded("河内", "zh"), Contains(testing::HasSubstr("Gha noi")));
}

TEST(Expansions, TakeAWordForAnAbbreviationInCapitalsOnly) {
  EXPECT_THAT(expanded("AI", "vi"), Contains("AI = Gtri tue"));
  EXPECT_THAT(expanded("ai", "vi"), IsEmpty());
}

}  // namespace
}  // namespace sen::search
