#include "content/model/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sen::content {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

Result<Lexicon> load(std::string_view name, std::string_view text) {
  const std::vector<EmbeddedFile> files{{.name = name, .bytes = text}};
  return load_lexicon(files);
}

std::string refusal(std::string_view name, std::string_view text) {
  const auto loaded = load(name, text);
  return loaded.has_value() ? "" : loaded.error().message();
}

TEST(Lexicon, ReadsTranslations) {
  const auto lexicon = load("en-vi/a.tsv", "# a comment\n\nport\tcảng; bến cảng\r\nfree trade\tthương mại tự do\n");

  ASSERT_TRUE(lexicon.has_value());
  ASSERT_THAT(lexicon->translations(), SizeIs(2));
  EXPECT_EQ(lexicon->translations()[0].english, "port");
  EXPECT_THAT(lexicon->translations()[0].vietnamese, ElementsAre("cảng", "bến cảng"));
}

TEST(Lexicon, NamesFileAndLineOfWhatIsWrong) {
  EXPECT_EQ(refusal("en-vi/a.tsv", "port\tcảng\nharbour cảng\n"),
            "en-vi/a.tsv: line 2: no tab between English and Vietnamese");
  EXPECT_EQ(refusal("en-vi/a.tsv", "port\tcảng;;bến\n"), "en-vi/a.tsv: line 1: an empty translation");
  EXPECT_EQ(refusal("abbreviations.yaml", "abbreviations:\n  - names: [UBND]\n"),
            "abbreviations.yaml: line 2: \"names\" has not two names that mean the same");
  EXPECT_EQ(refusal("other.txt", ""), "other.txt: not a file of the lexicon");
}

TEST(Lexicon, IsBuiltIn) {
  const auto lexicon = load_built_in_lexicon();

  ASSERT_TRUE(lexicon.has_value()) << lexicon.error().message();
  EXPECT_THAT(lexicon->function_words(), SizeIs(13));
  for (const FunctionWords& words : lexicon->function_words()) {
    EXPECT_GT(words.question.size(), 10U) << words.language.value;
    EXPECT_GT(words.function.size(), 25U) << words.language.value;
  }
}

}  // namespace
}  // namespace sen::content
