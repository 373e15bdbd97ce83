#include "content/markup/markup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "content/markup/address.h"

namespace sen::markup {
namespace {

using content::BodyPart;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Target by_folder(std::string_view path) {
  if (path.starts_with("images/")) return Target::Image;
  return path.starts_with("tables/") ? Target::Table : Target::Unknown;
}

Rendered rendered(std::string_view markdown) {
  auto result = render(markdown, by_folder);
  EXPECT_TRUE(result.has_value()) << result.error().message();
  return result ? *result : Rendered{};
}

std::string html_of(std::string_view markdown) {
  std::string html;
  for (const BodyPart& part : rendered(markdown).parts)
    if (part.kind == BodyPart::Kind::Html) html += part.value;
  return html;
}

TEST(Markup, WritesParagraphsListsAndEmphasis) {
  EXPECT_EQ(html_of("Hạ *Long*\n\n1. một\n2. **hai**\n"),
            "<p>Hạ <em>Long</em></p>\n<ol><li>một</li>\n<li><strong>hai</strong></li>\n</ol>\n");
}

TEST(Markup, MovesHeadingsSoThatTheLargestIsTheSecondLevelAndGivesEachAnIdOfItsOwn) {
  EXPECT_EQ(html_of("# Đất nước\n\n### Sâu\n\n# Đất nước\n"),
            "<h2 id=\"s-dat-nuoc\">Đất nước</h2>\n<h4 id=\"s-sau\">Sâu</h4>\n<h2 id=\"s-dat-nuoc--2\">Đất nước</h2>\n");
  EXPECT_EQ(html_of("#### Deep\n"), "<h2 id=\"s-deep\">Deep</h2>\n");
}

TEST(Markup, MakesAFigureOfAnImageThatStandsAlone) {
  const Rendered out =
      rendered("Before\n\n![Cảng](images/port.jpg \"Cảng Cát Lái\")\n\nAfter\n\n![](tables/exports.csv)\n");

  ASSERT_EQ(out.parts.size(), 4U);
  EXPECT_EQ(out.parts[1].kind, BodyPart::Kind::Figure);
  EXPECT_EQ(out.parts[1].value, "images/port.jpg");
  EXPECT_EQ(out.parts[3].kind, BodyPart::Kind::Chart);
  EXPECT_EQ(out.parts[3].value, "tables/exports.csv");
  EXPECT_EQ(out.image_words[0].alt, "Cảng");
  EXPECT_EQ(out.image_words[0].title, "Cảng Cát Lái");
  EXPECT_EQ(out.text, "Before\nAfter");
}

TEST(Markup, DropsAnImageWithinTextAndSaysSo) {
  const Rendered out = rendered("See ![a](images/a.png) here, and\n\n- ![b](images/b.png)\n");

  EXPECT_THAT(out.dropped_images, ElementsAre("images/a.png", "images/b.png"));
  for (const BodyPart& part : out.parts) EXPECT_THAT(part.value, Not(HasSubstr("img")));
}

TEST(Markup, TellsOfAPathWithASpaceThatIsNoPictureInCommonMark) {
  EXPECT_THAT(rendered("![Cảng](images/my port.jpg \"Cảng\")\n\nSee ![](a b.csv) too\n").spaced_images,
              ElementsAre("images/my port.jpg", "a b.csv"));
  EXPECT_THAT(rendered("![Cảng](<images/my port.jpg>)\n").spaced_images, testing::IsEmpty());
  EXPECT_THAT(rendered("`![x](a b.jpg)` and ![x] (a\nb c.jpg)\n").spaced_images, testing::IsEmpty());
}

TEST(Markup, DropsRawHtml) {
  const Rendered out = rendered("<script>alert(1)</script>\n\nA <b onclick=x>b</b>\n");

  EXPECT_TRUE(out.dropped_html);
  EXPECT_EQ(html_of("A <b onclick=x>b</b>\n"), "<p>A b</p>\n");
}

TEST(Markup, EscapesTextAndAttributes) {
  EXPECT_EQ(html_of("`<i>` & \"q\"\n"), "<p><code>&lt;i&gt;</code> &amp; &quot;q&quot;</p>\n");
  EXPECT_THAT(html_of("[x](https://a.vn/?a=1&b=\"2\" 'ti\"tle')\n"), Not(HasSubstr("\"2\"")));
}

TEST(Markup, LinksOnlyToWebMailAndRelativeAddresses) {
  EXPECT_EQ(safe_address("//evil.example/x"), "https://evil.example/x");
  EXPECT_EQ(safe_address("/vi/news"), "/vi/news");
  EXPECT_EQ(safe_address("mailto:a@b.vn"), "mailto:a@b.vn");
  EXPECT_EQ(safe_address("https://vi.wikipedia.org/wiki/Hạ"), "https://vi.wikipedia.org/wiki/H%E1%BA%A1");
  for (const char* refused : {"javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///etc",
                              "/\\evil.example", "\\\\evil", ""})
    EXPECT_EQ(safe_address(refused), std::nullopt) << refused;

  const Rendered out = rendered("[bad](javascript:alert(1)) and [good](https://sen.vn)\n");
  EXPECT_THAT(out.dropped_links, ElementsAre("javascript:alert(1)"));
  EXPECT_THAT(out.links, ElementsAre("https://sen.vn"));
  EXPECT_THAT(html_of("[bad](javascript:x)\n"), "<p>bad</p>\n");
}

TEST(Markup, WritesPipeTablesWithMarkupInTheirCells) {
  const std::string html = html_of("Năm:\n\n| Năm | Giá *trị* |\n|:--|--:|\n| 2024 | 1\\|0 |\n| - x |\n\nSau\n");

  EXPECT_EQ(
      html,
      "<p>Năm:</p>\n<div class=\"table\" role=\"region\" tabindex=\"0\"><table><thead><tr>"
      "<th scope=\"col\" class=\"start\">Năm</th><th scope=\"col\" class=\"end\">Giá <em>trị</em></th></tr></thead>"
      "<tbody><tr><td class=\"start\">2024</td><td class=\"end\">1|0</td></tr>"
      "<tr><td class=\"start\">- x</td><td class=\"end\"></td></tr></tbody></table></div>\n<p>Sau</p>\n");
}

TEST(Markup, LeavesATableInFencedCodeAlone) {
  EXPECT_THAT(html_of("```\n\na | b\n--|--\n```\n"), Not(HasSubstr("<table")));
}

TEST(Markup, GivesPlainTextForSearch) {
  EXPECT_EQ(rendered("# Tựa\n\nMột *hai*\nba\n\n- bốn\n- năm\n").text, "Tựa\nMột hai ba\nbốn\nnăm");
}

TEST(Markup, RefusesWhatCmarkTakesTooLongFor) {
  const auto code_of = [](const std::string& markdown) {
    const auto result = render(markdown, by_folder);
    return result ? std::optional<ErrorCode>() : result.error().code();
  };
  std::string brackets, quotes(4000, '>'), deep;
  for (int i = 0; i < 40'000; ++i) brackets += "![[]()";
  for (int i = 0; i < 300; ++i) deep += std::string(static_cast<std::size_t>(i) * 2, ' ') + "- a\n";

  EXPECT_EQ(code_of(std::string(300'000, 'a')), ErrorCode::TooLarge);
  EXPECT_EQ(code_of(brackets), ErrorCode::TooLarge);
  EXPECT_EQ(code_of(quotes), ErrorCode::TooLarge);
  EXPECT_EQ(code_of(deep), ErrorCode::TooLarge);
  EXPECT_EQ(code_of("a\x01"), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of("\xFF"), ErrorCode::InvalidInput);
}

TEST(Markup, NestedMarksEndAtTheLimit) {
  std::string nested;
  for (int i = 0; i < 200; ++i) nested += "*a **b ";
  for (int i = 0; i < 200; ++i) nested += "b** a*";
  const auto result = render(nested, by_folder);
  ASSERT_FALSE(result.has_value());
  EXPECT_THAT(result.error().message(), HasSubstr("line 1"));
}

}  // namespace
}  // namespace sen::markup
