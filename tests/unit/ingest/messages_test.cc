#include "ingest/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "content/markup/markup.h"
#include "ingest/phrases.h"
#include "tests/support/vietnamese.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

constexpr MessageLanguage kVietnamese = MessageLanguage::Vietnamese;

/// The numbers of the marks in a text.
std::set<char> marks(std::string_view text) {
  std::set<char> found;
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '{' && (text[i + 2] == '}' || text[i + 2] == ' ') && text[i + 1] >= '0' && text[i + 1] <= '9')
      found.insert(text[i + 1]);
  return found;
}

TEST(Rules, StandInTheOrderOfTheirEnumeration) {
  std::set<std::string_view> codes;
  ASSERT_EQ(rules().size(), static_cast<std::size_t>(Rule::Count));
  for (std::size_t i = 0; i < rules().size(); ++i) {
    const RuleText& rule = rules()[i];
    EXPECT_EQ(static_cast<std::size_t>(rule.rule), i) << rule.code;
    EXPECT_TRUE(codes.insert(rule.code).second) << rule.code;
    EXPECT_EQ(rule.code.starts_with("repaired-") && rule.severity == Severity::Error, false) << rule.code;
  }
}

TEST(Rules, HaveAMessageAndAHintInBothLanguages) {
  for (const RuleText& rule : rules()) {
    EXPECT_FALSE(rule.english.empty()) << rule.code;
    EXPECT_FALSE(rule.vietnamese.empty()) << rule.code;
    EXPECT_FALSE(rule.english_hint.empty()) << rule.code;
    EXPECT_FALSE(rule.vietnamese_hint.empty()) << rule.code;
    EXPECT_EQ(marks(rule.english), marks(rule.vietnamese)) << rule.code;
    EXPECT_EQ(marks(rule.english_hint), marks(rule.vietnamese_hint)) << rule.code;
    EXPECT_EQ(test::english_in(rule.vietnamese), "") << rule.code << ": " << rule.vietnamese;
    EXPECT_EQ(test::english_in(rule.vietnamese_hint), "") << rule.code << ": " << rule.vietnamese_hint;
  }
}

TEST(Rules, SayWhyInBothLanguages) {
  ASSERT_EQ(reasons().size(), rules().size());
  for (std::size_t i = 0; i < reasons().size(); ++i) {
    const WhyText& why = reasons()[i];
    EXPECT_EQ(static_cast<std::size_t>(why.rule), i) << why.english;
    EXPECT_GT(why.english.size(), 10U) << rules()[i].code;
    EXPECT_GT(why.vietnamese.size(), 10U) << rules()[i].code;
    EXPECT_NE(why.english, rules()[i].english_hint) << rules()[i].code;
    EXPECT_EQ(test::english_in(why.vietnamese), "") << rules()[i].code << ": " << why.vietnamese;
  }
}

TEST(Phrases, StandInTheOrderOfTheirEnumerationInBothLanguages) {
  ASSERT_EQ(phrases().size(), static_cast<std::size_t>(Phrase::Count));
  for (std::size_t i = 0; i < phrases().size(); ++i) {
    const PhraseText& phrase = phrases()[i];
    EXPECT_EQ(static_cast<std::size_t>(phrase.phrase), i) << phrase.english;
    EXPECT_FALSE(phrase.english.empty());
    EXPECT_FALSE(phrase.vietnamese.empty()) << phrase.english;
    EXPECT_EQ(test::english_in(phrase.vietnamese), "") << phrase.vietnamese;
    // A library's English may be left out, nothing else added.
    for (const char mark : marks(phrase.vietnamese))
      EXPECT_TRUE(marks(phrase.english).contains(mark)) << phrase.english;
  }
}

TEST(Reasons, AreReadBackFromTheEnglishOfOtherRooms) {
  const auto vietnamese = [](std::string_view english) {
    return text_of(reason_for(english, Phrase::PictureData), kVietnamese);
  };

  EXPECT_EQ(vietnamese("more than 2000 `[` in one paragraph"), "nhiều hơn 2000 dấu `[` trong một đoạn");
  EXPECT_EQ(vietnamese("16001 × 2 pixels"), "16001 × 2 điểm ảnh");
  EXPECT_EQ(vietnamese("the worker died (SEGV), at most 2 s of CPU and 512 MB are allowed"),
            "tiến trình xử lý bị dừng (SEGV); chỉ được dùng tối đa 2 giây CPU và 512 MB bộ nhớ");
  EXPECT_EQ(vietnamese("VipsJpeg: Premature end of JPEG file"), "dữ liệu ảnh bị hỏng hoặc bị cắt cụt");
  EXPECT_EQ(text_of(reason_for("VipsJpeg: Premature end of JPEG file", Phrase::PictureData), MessageLanguage::English),
            "its data is damaged or cut off (VipsJpeg: Premature end of JPEG file)");
}

TEST(Reasons, OfMarkupAreAllKnown) {
  const std::vector<std::string> bodies = {"a\x01", "\xFF", std::string(300'000, 'a'), std::string(3'000, '['),
                                           std::string(100, '>')};
  for (const std::string& body : bodies) {
    const auto rendered = markup::render(body, [](std::string_view) { return markup::Target::Unknown; });
    ASSERT_FALSE(rendered.has_value());
    std::string_view message = rendered.error().message();
    if (message.starts_with("line ")) message.remove_prefix(message.find(": ") + 2);
    EXPECT_NE(reason_for(message, Phrase::MarkdownOther).phrase, Phrase::MarkdownOther) << message;
  }
}

TEST(Findings, InVietnameseHaveNoEnglishWords) {
  std::size_t seen = 0;
  for (const auto& folder : std::filesystem::directory_iterator(repository_file("tests/data/packages/broken"))) {
    Options options;
    options.language = kVietnamese;
    const auto report = check_package(folder.path().string(), built_in_vocabulary(), options);
    ASSERT_TRUE(report.has_value()) << folder.path();
    seen += report->findings.size();
    for (const Finding& finding : report->findings) {
      EXPECT_EQ(test::english_in(finding.message), "") << folder.path() << ": " << finding.message;
      EXPECT_EQ(test::english_in(finding.hint), "") << folder.path() << ": " << finding.hint;
      EXPECT_FALSE(finding.hint.empty()) << finding.rule;
    }
  }
  EXPECT_GT(seen, 60U);
}

TEST(Findings, OfBadYamlAreToldInVietnamese) {
  for (const char* yaml : {"a: b: c", "a:\n\t- b", "a: {b", "a: [b", "a: \"b", "a: '\\q", "a: \"\\q\"", "- a\nb: c",
                           "{a", "a: *b", "a: &b c", "a: !b c", "[a]: b", "a: 1\na: 2", "a: @b", "%", "a: |x\n b"}) {
    const TemporaryPackage package;
    TemporaryPackage::copy_good(package);
    package.write("articles/export-port/document.yaml", std::string(yaml) + "\n");
    Options options;
    options.language = kVietnamese;
    const auto report = check_package(package.path(), built_in_vocabulary(), options);
    ASSERT_TRUE(report.has_value()) << yaml;
    for (const Finding& finding : report->findings) EXPECT_EQ(test::english_in(finding.message), "") << finding.message;
  }
}

TEST(ReportText, CountsInTheSingularAndThePlural) {
  Report report;
  report.package = "p";
  report.counts = {.files = 2, .documents = 1, .editions = 0, .images = 1, .datasets = 2, .observations = 1};
  report.counts.tables = 1;
  report.counts.rows = 1;

  EXPECT_THAT(to_text(report, MessageLanguage::English, false),
              testing::HasSubstr("0 errors, 0 warnings; 2 files, 1 document, 0 editions, 1 picture, 2 datasets, 1 "
                                 "observation, 1 plain table, 1 row"));
  EXPECT_THAT(to_text(report, kVietnamese, false), testing::HasSubstr("2 tệp, 1 tài liệu"));
}

TEST(ReportText, IsInTheLanguageThatWasAskedFor) {
  Options options;
  options.language = kVietnamese;
  const auto report =
      check_package(repository_file("tests/data/packages/broken/table-cells"), built_in_vocabulary(), options);
  ASSERT_TRUE(report.has_value());

  const std::string text = to_text(*report, kVietnamese, false);

  EXPECT_THAT(text, testing::HasSubstr("  lỗi  hàng 3, cột "));
  EXPECT_THAT(text, testing::HasSubstr("không phải số"));
  EXPECT_THAT(text, testing::HasSubstr("bị từ chối"));
  for (const char* english : {"error", "row ", "column ", "refused", "warnings"})
    EXPECT_THAT(text, testing::Not(testing::HasSubstr(english)));
}

}  // namespace
}  // namespace sen::ingest
