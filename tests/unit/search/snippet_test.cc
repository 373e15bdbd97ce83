#include "search/snippet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/text.h"
#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string snippet(const std::string& text, const std::string& language, const std::string& question) {
  const content::Locale locale(language);
  return make_snippet(text, locale, planner().plan(question, locale));
}

/// Whether every `<` of it belongs to a `<mark>` that is closed in its turn.
bool is_sound(const std::string& html) {
  bool open = false;
  for (std::size_t at = html.find_first_of("<>"); at != std::string::npos; at = html.find_first_of("<>", at)) {
    const std::string tag = open ? "</mark>" : "<mark>";
    if (html.compare(at, tag.size(), tag) != 0) return false;
    open = !open;
    at += tag.size();
  }
  return !open && is_utf8(html);
}

struct Marked {
  const char* language;
  const char* text;
  const char* question;
  const char* html;
};

class EveryScript : public testing::TestWithParam<Marked> {};

TEST_P(EveryScript, MarksWhatMatches) {
  EXPECT_EQ(snippet(GetParam().text, GetParam().language, GetParam().question), GetParam().html);
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, EveryScript,
    testing::Values(
        Marked{"vi", "Tỉnh ủy họp.", "tỉnh uỷ", "<mark>Tỉnh ủy</mark> họp."},
        Marked{"vi", "Đường phố và dương cầm.", "đường", "<mark>Đường</mark> phố và dương cầm."},
        Marked{"vi", "Đường phố và dương cầm.", "duong", "<mark>Đường</mark> phố và <mark>dương</mark> cầm."},
        Marked{"vi", "Dương sắt hay đường sắt.", "đường sắt", "Dương <mark>sắt</mark> hay <mark>đường sắt</mark>."},
        Marked{"en", "It runs & runs.", "running", "It <mark>runs</mark> &amp; <mark>runs</mark>."},
        Marked{"fr", "Les marchés d'Asie.", "marché", "Les <mark>marchés</mark> d&#39;Asie."},
        Marked{"zh", "今天公布出口数据。", "出口数据", "今天公布<mark>出口数据</mark>。"},
        Marked{"ru", "Новые данные.", "данных", "Новые <mark>данные</mark>."},
        Marked{"ar", "بيانات جديدة", "بيانات", "<mark>بيانات</mark> جديدة"}),
    [](const auto& param) { return param.param.language + std::to_string(param.index); });

TEST(Snippet, MarksLaoAndKhmerWithoutSpaces) {
  EXPECT_THAT(snippet("ປະກາດຂໍ້ມູນການສົ່ງອອກໃໝ່", "lo", "ການສົ່ງອອກ"), HasSubstr("<mark>ການສົ່ງອອກ</mark>"));
  EXPECT_THAT(snippet("ផ្សព្វផ្សាយទិន្នន័យនាំចេញ", "km", "ទិន្នន័យ"), HasSubstr("<mark>ទិន្នន័យ</mark>"));
}

TEST(Snippet, MarksASingleCharacter) {
  EXPECT_EQ(snippet("人口和经济", "zh", "人"), "<mark>人</mark>口和经济");
  EXPECT_THAT(snippet("ຂ່າວ", "lo", "ຂ່າ"), HasSubstr("<mark>ຂ່າ</mark>"));
}

TEST(Snippet, ShowsThePlaceThatMatchesMost) {
  std::string text = "harbour ";
  for (int i = 0; i < 200; ++i) text += "filler words ";
  text += "the new harbour of the province";

  const std::string html = snippet(text, "en", "new harbour province");

  EXPECT_THAT(html, HasSubstr("<mark>new harbour</mark>"));
  EXPECT_EQ(html.rfind("… ", 0), 0U);
  EXPECT_LT(html.size(), 400U);
}

TEST(Snippet, CutsBetweenWords) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "abcdefg ";

  const std::string html = snippet(text, "en", "nothing");

  EXPECT_THAT(html, Not(HasSubstr("<mark>")));
  EXPECT_THAT(html, testing::EndsWith("abcdefg …"));
}

TEST(Snippet, EscapesWhatLooksLikeHtml) {
  const std::string html = snippet("<script>alert(\"port\")</script>", "en", "port script");

  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("<mark>port</mark>"));
  EXPECT_TRUE(is_sound(html)) << html;
}

TEST(Snippet, IsSoundForAnyBytes) {
  std::uint32_t state = 7;
  const auto next = [&] { return state = state * 1'664'525 + 1'013'904'223; };
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const std::size_t size = (next() >> 8) % 600;
    for (std::size_t i = 0; i < size; ++i)
      text += (next() >> 16) % 3 == 0 ? static_cast<char>((next() >> 16) % 256) : "ab <>&\"'ệ"[(next() >> 16) % 11];
    const std::string question = text.substr(0, 40) + " ab";

    EXPECT_TRUE(is_sound(snippet(text, round % 2 == 0 ? "vi" : "en", question)));
  }
}

}  // namespace
}  // namespace sen::search
