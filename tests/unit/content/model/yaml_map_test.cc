#include "content/model/yaml_map.h"

#include <gtest/gtest.h>

namespace sen::content {
namespace {

Result<YamlMap> parse(std::string_view text) {
  return YamlMap::parse({.name = "test.yaml", .bytes = text});
}

TEST(YamlMap, NamesFileAndLineOfWhatIsMissing) {
  YamlMap map = *parse("# a comment\nentries:\n  - code: a\n  - name: b\n");

  const auto entries = read_each(map, "entries", [](YamlMap& entry) { return entry.text("code"); });

  ASSERT_FALSE(entries.has_value());
  EXPECT_EQ(entries.error().message(), "test.yaml: line 4: missing \"code\"");
  EXPECT_EQ(entries.error().code(), ErrorCode::InvalidInput);
}

TEST(YamlMap, NamesTheLineOfBrokenYaml) {
  const auto map = parse("code: a\nnames: [vi, en\n");

  ASSERT_FALSE(map.has_value());
  EXPECT_TRUE(map.error().message().starts_with("test.yaml: line 3: ")) << map.error().message();
}

TEST(YamlMap, RefusesWhatIsNotAMapping) {
  EXPECT_FALSE(parse("- a\n- b\n").has_value());
  EXPECT_FALSE(parse("").has_value());
}

TEST(YamlMap, RefusesAKeyThatNobodyAskedFor) {
  YamlMap map = *parse("code: a\nlabel: b\n");
  ASSERT_TRUE(map.text("code").has_value());

  const auto finished = map.finish();

  ASSERT_FALSE(finished.has_value());
  EXPECT_EQ(finished.error().message(), "test.yaml: line 2: unknown key \"label\"");
}

TEST(YamlMap, ReadsTextPerLanguage) {
  YamlMap map = *parse("names:\n  vi: Sen\n  en: Lotus\n");

  EXPECT_EQ(*map.texts("names"), (Texts{{Locale("en"), "Lotus"}, {Locale("vi"), "Sen"}}));
  EXPECT_TRUE(map.texts_or_none("other")->empty());
  EXPECT_FALSE(map.texts("other").has_value());
}

TEST(YamlMap, RefusesALanguageThatAppearsTwice) {
  YamlMap map = *parse("names:\n  vi: Sen\n  vi: Súng\n");

  const auto names = map.texts("names");

  ASSERT_FALSE(names.has_value());
  EXPECT_EQ(names.error().message(), "test.yaml: line 3: \"vi\" appears twice");
}

TEST(YamlMap, ReadsFlagsAndNumbersStrictly) {
  YamlMap map = *parse("yes: true\nmaybe: yes\nthree: 3\nnegative: -3\nword: 3x\n");

  EXPECT_TRUE(*map.flag("yes"));
  EXPECT_FALSE(*map.flag("absent"));
  EXPECT_FALSE(map.flag("maybe").has_value());
  EXPECT_EQ(*map.number_or("three", 1), 3);
  EXPECT_EQ(*map.number_or("absent", 1), 1);
  EXPECT_FALSE(map.number_or("negative", 1).has_value());
  EXPECT_FALSE(map.number_or("word", 1).has_value());
}

TEST(YamlMap, ReadsLists) {
  YamlMap map = *parse("codes: [\"01\", \"04\"]\nscalar: a\nempty: [\"\"]\n");

  EXPECT_EQ(*map.list("codes"), (std::vector<std::string>{"01", "04"}));
  EXPECT_TRUE(map.list("absent")->empty());
  EXPECT_FALSE(map.list("scalar").has_value());
  EXPECT_FALSE(map.list("empty").has_value());
}

}  // namespace
}  // namespace sen::content
