#include "content/compare/differences.h"

#include <gtest/gtest.h>

#include "content/compare/sentences.h"

namespace sen::compare {
namespace {

using content::Locale;

const ProtectedNames& names() {
  static const content::Vocabulary kVocabulary = content::load_built_in_vocabulary().value();
  static const ProtectedNames kNames(kVocabulary);
  return kNames;
}

std::string meant(const Passage& passage) {
  return passage.text.substr(passage.begin, passage.end - passage.begin);
}

constexpr std::string_view kVietnamese =
    "Khung hợp tác được công bố hôm nay.\n\n"
    "## Phạm vi\n\n"
    "Giai đoạn đầu gồm **12** cửa khẩu quốc tế. Hai nước sẽ mở rộng sau năm 2027.\n";
constexpr std::string_view kEnglish =
    "The framework was made public today.\n\n"
    "## Scope\n\n"
    "The first phase covers [14](https://example.org/99) international gates. Both countries will go further after "
    "2027.\n";

TEST(Differences, ShowBothSentencesOfAFigureThatDiffers) {
  const auto found = differences({Locale("vi"), "Khung hợp tác", "", kVietnamese},
                                 {Locale("en"), "A framework", "", kEnglish}, names());

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].key(), "number:12:14");
  EXPECT_EQ(found[0].source.text, "Giai đoạn đầu gồm 12 cửa khẩu quốc tế.");
  EXPECT_EQ(found[0].translation.text, "The first phase covers 14 international gates.");
  EXPECT_EQ(meant(found[0].source), "12");
  EXPECT_EQ(meant(found[0].translation), "14");
  EXPECT_EQ(found[0].source.line, 5U);
  EXPECT_EQ(found[0].translation.line, 5U);
  EXPECT_EQ(found[0].translation.part, Passage::Part::Body);
}

TEST(Differences, KeepTheirKeyWhenWordsAroundThemChange) {
  const std::string before = "Lines above.\n\n" + std::string(kEnglish) + "\nMore.\n";

  const auto found = differences({Locale("vi"), "Khung hợp tác", "", kVietnamese},
                                 {Locale("en"), "Another title", "And a summary.", before}, names());

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].key(), "number:12:14");
  EXPECT_EQ(found[0].translation.line, 7U);
}

TEST(Differences, OfOneSideShowTheSentenceWhereTheOtherShouldBe) {
  const auto found = differences(
      {Locale("vi"), "Lễ ký", "Có 25 nước tham gia.", "Lễ ký VNeID diễn ra tại Hà Nội."},
      {Locale("en"), "The signing", "Many countries take part.", "The signing of VNeID took place in the capital."},
      names());

  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].key(), "number:25:");
  EXPECT_EQ(found[0].translation.part, Passage::Part::Summary);
  EXPECT_EQ(found[0].translation.text, "Many countries take part.");
  EXPECT_EQ(meant(found[0].translation), "");
  EXPECT_EQ(found[1].kind, FactKind::Name);
  EXPECT_EQ(found[1].key(), "name:Hà Nội:");
  EXPECT_EQ(found[1].expected, "Hanoi");
  EXPECT_EQ(found[1].translation.text, "The signing of VNeID took place in the capital.");
}

TEST(Differences, AreNoneForNamesOfASentenceThatWasLeftOut) {
  EXPECT_TRUE(
      differences({Locale("vi"), "", "", "Có nhiều dân tộc. Đài Tiếng nói Việt Nam phát sóng bằng nhiều tiếng."},
                  {Locale("en"), "", "", "There are many ethnic groups."}, names())
          .empty());
}

TEST(Differences, AreNoneBetweenTextsThatSayTheSame) {
  EXPECT_TRUE(differences({Locale("vi"), "Xuất khẩu đạt 12,5 tỷ", "", "Ngày 20/11/2026, Hà Nội."},
                          {Locale("en"), "Exports reach 12.5 billion", "", "Hanoi, 20 November 2026."}, names())
                  .empty());
  EXPECT_TRUE(differences({Locale("vi"), "", "", "Phát thải CO2 713."}, {Locale("en"), "", "", "CO2 emissions at 713."},
                          names())
                  .empty());
  EXPECT_TRUE(differences({Locale("vi"), "", "", ""}, {Locale("en"), "", "", ""}, names()).empty());
}

/// Comparing every sentence with every other for each figure takes many minutes here.
TEST(Differences, OfALongTextFullOfThemAreFoundInTheSentencesThatShareAFigure) {
  constexpr int kSentences = 12'000, kEach = 30;
  std::string before, after;
  for (int i = 0; i < kSentences; ++i) {
    const bool counts = i % kEach == 0;
    before += counts ? "Tỉnh " + std::to_string(100'000 + i) + " có " + std::to_string(1'000'000 + i) + " người.\n\n"
                     : "Sông dài.\n\n";
    after += counts
                 ? "Province " + std::to_string(100'000 + i) + " has " + std::to_string(3'000'000 + i) + " people.\n\n"
                 : "Rivers are long.\n\n";
  }

  const auto found =
      differences({Locale("vi"), "Dân số", "", before}, {Locale("en"), "Population", "", after}, names());

  ASSERT_EQ(found.size(), static_cast<std::size_t>(kSentences / kEach));
  EXPECT_EQ(found[0].key(), "number:1000000:3000000");
  EXPECT_EQ(found[59].key(), "number:1001770:3001770");
  EXPECT_EQ(found[59].source.line, 3'541U);
  EXPECT_EQ(found[59].translation.line, 3'541U);
  EXPECT_EQ(found.back().key(), "number:1011970:3011970");
  EXPECT_TRUE(found.back().translation.text.empty()) << "it is told, and not quoted";
}

TEST(Differences, QuoteSentencesOfEveryKindHoweverManyFiguresComeBefore) {
  std::string before, after;
  for (int i = 0; i < 100; ++i) {
    before += "Tỉnh " + std::to_string(100'000 + i) + " có " + std::to_string(1'000'000 + i) + " người.\n\n";
    after += "Province " + std::to_string(100'000 + i) + " has " + std::to_string(3'000'000 + i) + " people.\n\n";
  }

  const auto found = differences({Locale("vi"), "Dân số", "", before + "Ngày 20/11/2026."},
                                 {Locale("en"), "Population", "", after + "On 21 November 2026."}, names());

  ASSERT_EQ(found.size(), 101U);
  EXPECT_EQ(found.back().kind, FactKind::Date);
  EXPECT_EQ(found.back().translation.text, "On 21 November 2026.");
}

TEST(Sentences, AreCutInParagraphsAndLines) {
  const std::string text = "# Title\nOne. Two!\n- item a\n- item b\n\nLast one";
  const auto cut = cut_sentences(text, Locale("en"));

  std::vector<std::string> found;
  for (const Sentence& one : cut)
    found.push_back(std::to_string(one.paragraph) + "/" + std::to_string(one.line) + " " +
                    text.substr(one.begin, one.end - one.begin));
  EXPECT_EQ(found, (std::vector<std::string>{"0/1 # Title", "1/2 One.", "1/2 Two!", "2/3 - item a", "3/4 - item b",
                                             "4/6 Last one"}));
}

TEST(Sentences, LoseTheirMarksAndAddresses) {
  const PlainSentence plain = plain_sentence("- **Ba** [cửa khẩu](https://example.org/12) và `hai`", 10, 22);

  EXPECT_EQ(plain.text, "Ba cửa khẩu và hai");
  EXPECT_EQ(plain.text.substr(plain.begin, plain.end - plain.begin), "cửa khẩu");
}

}  // namespace
}  // namespace sen::compare
