#include "content/compare/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/base/text.h"

namespace sen::compare {
namespace {

using testing::ElementsAre;

std::string side(const Diff& diff, Fate dropped) {
  std::string text;
  for (const Paragraph& paragraph : diff.paragraphs)
    for (const Run& run : paragraph.runs)
      if (run.fate != dropped) text += run.text;
  return text;
}

void expect_sides(const Diff& diff, const std::string& before, const std::string& after) {
  EXPECT_EQ(side(diff, Fate::Inserted), before);
  EXPECT_EQ(side(diff, Fate::Deleted), after);
  for (const Paragraph& paragraph : diff.paragraphs)
    for (const Run& run : paragraph.runs) EXPECT_FALSE(run.text.empty());
}

Diff of(const std::string& before, const std::string& after, Form form = Form::Text) {
  Diff result = diff(before, after, form);
  expect_sides(result, before, after);
  return result;
}

/// The runs of the only paragraph, written `[-deleted-]{+inserted+}`.
std::string marked(const std::string& before, const std::string& after) {
  std::string out;
  for (const Paragraph& paragraph : of(before, after).paragraphs)
    for (const Run& run : paragraph.runs)
      out += run.fate == Fate::Deleted    ? "[-" + run.text + "-]"
             : run.fate == Fate::Inserted ? "{+" + run.text + "+}"
                                          : run.text;
  return out;
}

TEST(Diff, MarksWordsInEveryScript) {
  EXPECT_EQ(marked("gồm 12 cửa khẩu quốc tế", "gồm 14 cửa khẩu quốc gia"),
            "gồm [-12-]{+14+} cửa khẩu quốc [-tế-]{+gia+}");
  EXPECT_EQ(marked("越南出口咖啡", "越南进口咖啡"), "越南[-出口-]{+进口+}咖啡");
  EXPECT_EQ(marked("ベトナムは輸出を増やした", "ベトナムは輸入を増やした"), "ベトナムは[-輸出-]{+輸入+}を増やした");
  EXPECT_EQ(marked("ປະເທດລາວສົ່ງອອກກາເຟ", "ປະເທດຫວຽດນາມສົ່ງອອກກາເຟ"), "ປະເທດ[-ລາວ-]{+ຫວຽດນາມ+}ສົ່ງອອກກາເຟ");
  EXPECT_EQ(marked("ប្រទេសកម្ពុជានាំចេញអង្ករ", "ប្រទេសវៀតណាមនាំចេញអង្ករ"), "ប្រទេស[-កម្ពុជា-]{+វៀតណាម+}នាំចេញអង្ករ");
  EXPECT_EQ(marked("صادرات فيتنام من البن", "صادرات فيتنام من الأرز"), "صادرات فيتنام من [-البن-]{+الأرز+}");
  EXPECT_EQ(marked("экспорт кофе вырос", "экспорт риса вырос"), "экспорт [-кофе-]{+риса+} вырос");
}

TEST(Diff, JoinsChangesThatOnlyABlankOrCommaParts) {
  EXPECT_EQ(marked("the old, tired road home", "the new, paved road home"),
            "the [-old, tired-]{+new, paved+} road home");
  EXPECT_EQ(marked("one two", "one  two"), "one[- -]{+  +}two");
}

TEST(Diff, AlignsParagraphsBeforeWords) {
  const Diff result = of("First paragraph about coffee.\nSecond paragraph about the port of Hai Phong.\nLast.\n",
                         "First paragraph about coffee.\nQuite another thing.\nSecond paragraph about the port of "
                         "Da Nang.\nLast.\n");

  ASSERT_EQ(result.paragraphs.size(), 4U);
  EXPECT_TRUE(result.paragraphs[0].unchanged());
  EXPECT_EQ(result.paragraphs[1].fate, Fate::Inserted);
  EXPECT_EQ(result.paragraphs[2].fate, Fate::Same);
  EXPECT_THAT(result.paragraphs[2].runs,
              ElementsAre(compare::Run{Fate::Same, "Second paragraph about the port of "},
                          compare::Run{Fate::Deleted, "Hai Phong"}, compare::Run{Fate::Inserted, "Da Nang"},
                          compare::Run{Fate::Same, ".\n"}));
  EXPECT_TRUE(result.paragraphs[3].unchanged());
  EXPECT_FALSE(result.coarse);
}

TEST(Diff, TakesAMarkdownParagraphAsAWholeAndAnAddressAsAWord) {
  const Diff result = of("One line\nand its next.\n\nSee [it](https://example.org/a/b).\n",
                         "One line\nand its next.\n\nSee [it](https://example.org/a/c).\n", Form::Markdown);

  ASSERT_EQ(result.paragraphs.size(), 2U);
  EXPECT_TRUE(result.paragraphs[0].unchanged());
  EXPECT_THAT(
      result.paragraphs[1].runs,
      ElementsAre(compare::Run{Fate::Same, "See [it"}, compare::Run{Fate::Deleted, "](https://example.org/a/b)"},
                  compare::Run{Fate::Inserted, "](https://example.org/a/c)"}, compare::Run{Fate::Same, ".\n"}));
}

TEST(Diff, SaysWhenNothingChanged) {
  EXPECT_TRUE(of("", "").unchanged());
  EXPECT_TRUE(of("a\n\nb\n", "a\n\nb\n").unchanged());
  EXPECT_FALSE(of("a", "a\n").unchanged());
}

/// A text of `words` words of `alphabet`, with breaks, blanks and signs.
std::string made_text(std::mt19937& random, const std::vector<std::string>& alphabet, std::size_t words) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += alphabet[random() % alphabet.size()];
    const auto sign = random() % 12;
    text += sign == 0 ? "\n" : sign == 1 ? "\n\n" : sign == 2 ? ", " : sign == 3 ? "" : " ";
  }
  return text;
}

TEST(Diff, GivesBothVersionsBackWhateverTheyAre) {
  const std::vector<std::string> alphabet = {"phở",   "bún", "越南", "コーヒー", "ກາເຟ", "កាហ្វេ", "قهوة",      "кофе",
                                             "1.234", "*a*", "](x)", "\r",       "\xC3", "😀",     "e\xCC\x81", "<b>"};
  std::mt19937 random(3);
  for (int round = 0; round < 400; ++round) {
    const std::string before = made_text(random, alphabet, random() % 60);
    std::string after = made_text(random, alphabet, random() % 60);
    if (round % 2 == 0) after = before.substr(0, before.size() / 2) + after + before.substr(before.size() / 2);
    DiffLimits limits;
    if (round % 5 == 0) limits.max_steps = random() % 200;
    if (round % 7 == 0) limits.max_bytes = 100;

    for (const Form form : {Form::Text, Form::Markdown}) expect_sides(diff(before, after, form, limits), before, after);
  }
}

TEST(Diff, IsCoarserRatherThanSlowOnHostileTexts) {
  std::mt19937 random(5);
  const std::string words_only = made_text(random, {"a ", "b "}, 150'000);
  const std::string others = made_text(random, {"b ", "a ", "c "}, 150'000);
  std::string lines, other_lines;
  for (int i = 0; i < 40'000; ++i) {
    lines += "same words " + std::to_string(i) + "\n";
    other_lines += "words same " + std::to_string(i) + "\n";
  }
  for (const auto& [before, after] : {std::pair(words_only, others), std::pair(lines, other_lines),
                                      std::pair(std::string(1'000'000, 'x'), std::string(900'000, 'y')),
                                      std::pair(std::string(3'000'000, '\n'), std::string(2'000'000, '\n'))}) {
    const Diff result = diff(before, after, Form::Text);  // The suite's time limit is the test.
    expect_sides(result, before, after);
  }
  EXPECT_TRUE(diff(words_only, others, Form::Text).coarse);
}

TEST(DiffHtml, MarksChangesAndEscapesEverything) {
  const Diff result = diff("Tom & <b>Jerry</b>\nGone \"now\"\n", "Tom & <i>Jerry</i>\n", Form::Text);

  EXPECT_EQ(to_html(result),
            "<p dir=\"auto\">Tom &amp; &lt;<del>b</del><ins>i</ins>&gt;Jerry&lt;/<del>b</del><ins>i</ins>&gt;</p>\n"
            "<p dir=\"auto\" class=\"deleted\"><del>Gone &quot;now&quot;</del></p>\n");
}

}  // namespace
}  // namespace sen::compare
