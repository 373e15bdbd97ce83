#include "ingest/xliff/xliff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "ingest/xliff/document.h"

namespace sen::xliff {
namespace {

using content::Locale;
using ingest::MessageLanguage;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Order order() {
  return {"aaaaaaaaaa/v3",
          Locale("vi"),
          Locale("en"),
          {"Cảng & biển", "Tóm tắt \"ngắn\"",
           "## Mở đầu\n\nCảng **Lạch Huyện** nhận\ntàu [lớn](https://example.org/a?b=1&c=2).\n\n- một\n- hai *ba*\n\n"
           "| Năm | TEU |\n|---|--:|\n| 2025 | 7 triệu |\n\n```\nmã\n```\n"},
          {"Giữ tên riêng."}};
}

/// The order's file with a target for the units named: what stands in their source, changed by `edit`.
std::string answered(const Order& asked, const std::function<std::string(std::string id, std::string source)>& edit) {
  std::string xml = write_xliff(asked).value();
  for (std::size_t at = xml.find("<unit id=\""); at != std::string::npos; at = xml.find("<unit id=\"", at + 1)) {
    const std::string id = xml.substr(at + 10, xml.find('"', at + 10) - at - 10);
    const std::size_t begin = xml.find("<source>", at) + 8, end = xml.find("</source>", at);
    const std::string target = edit(id, xml.substr(begin, end - begin));
    if (!target.empty()) xml.insert(end + 9, "<target>" + target + "</target>");
  }
  return xml;
}

std::vector<std::string> rules(const Translation& translation) {
  std::vector<std::string> out;
  for (const ingest::Finding& finding : translation.findings) out.push_back(finding.field + " " + finding.rule);
  return out;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

TEST(Xliff, HoldsAUnitForEachParagraphAndCodesForMarks) {
  const std::string xml = write_xliff(order()).value();

  EXPECT_THAT(xml, HasSubstr(R"(version="2.1" srcLang="vi" trgLang="en")"));
  EXPECT_THAT(xml, HasSubstr(R"(<file id="f1" original="aaaaaaaaaa/v3" xml:space="preserve">)"));
  EXPECT_THAT(xml, HasSubstr(R"(<note id="n1">Giữ tên riêng.</note>)"));
  EXPECT_THAT(
      xml,
      HasSubstr(
          R"(<source>Cảng <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1s" dataRefEnd="d1e">Lạch Huyện</pc> nhận tàu <pc id="2" type="link" dataRefStart="d2s" dataRefEnd="d2e">lớn</pc>.</source>)"));
  EXPECT_THAT(xml, HasSubstr("<data id=\"d2e\">](https://example.org/a?b=1&amp;c=2)</data>"));
  EXPECT_EQ(parse_document(xml)->units.size(), 2U + 8U);
}

TEST(Xliff, GivesUntouchedUnitsBackByteForByte) {
  const std::string same = answered(order(), [](const std::string&, std::string source) { return source; });

  const Result<Translation> back = read_xliff("a.xlf", same, order(), MessageLanguage::English);

  ASSERT_TRUE(back.has_value()) << back.error().message();
  EXPECT_EQ(back->words, order().words);
  EXPECT_THAT(back->findings, IsEmpty());
  EXPECT_EQ(back->translated, back->units);
}

TEST(Xliff, BringsATranslationBackWithItsMarks) {
  const std::string xml = answered(order(), [](const std::string& id, std::string source) -> std::string {
    if (id == "title") return "Port &amp; sea";
    if (id == "b1") return "Opening";
    if (id == "b2") return R"(<pc id="2">Large</pc> ships call at <sc id="1"/>Lạch Huyện*<ec startRef="1"/>.)";
    return source;
  });

  const Translation back = read_xliff("a.xlf", xml, order(), MessageLanguage::English).value();

  EXPECT_TRUE(back.accepted());
  EXPECT_EQ(back.words.title, "Port & sea");
  EXPECT_EQ(back.words.body,
            "## Opening\n\n[Large](https://example.org/a?b=1&c=2) ships call at **Lạch Huyện\\***.\n\n- một\n- hai "
            "*ba*\n\n| Năm | TEU |\n|---|--:|\n| 2025 | 7 triệu |\n\n```\nmã\n```\n");
}

TEST(Xliff, FindsMissingUnknownAndCrossedCodes) {
  const std::string xml = answered(order(), [](const std::string& id, std::string source) -> std::string {
    if (id == "b2") return R"(Ships call at <pc id="1">Lạch Huyện</pc>.)";
    if (id == "b4") return R"(two <pc id="1">three</pc><ph id="7"/>)";
    if (id == "b3") return "";
    return source;
  });

  const Translation back = read_xliff("bản.xlf", xml, order(), MessageLanguage::Vietnamese).value();

  EXPECT_THAT(rules(back), ElementsAre("b2 xliff-missing-code", "b3 xliff-untranslated", "b4 xliff-unknown-code"));
  EXPECT_FALSE(back.accepted());
  EXPECT_EQ(back.state, State::Initial);
  EXPECT_EQ(back.findings[0].file, "bản.xlf");
  EXPECT_GT(back.findings[0].line.value_or(0), 10U);
  EXPECT_EQ(back.findings[0].message, "bản dịch thiếu dấu định dạng […](https://example.org/a?b=1&c=2)");
  const std::string crossed = answered(order(), [](const std::string& id, std::string source) {
    return id == "b2" ? R"(<sc id="1"/>a<sc id="2"/>b<ec startRef="1"/>c<ec startRef="2"/>)" : source;
  });
  EXPECT_THAT(rules(read_xliff("a", crossed, order(), MessageLanguage::English).value()),
              ElementsAre("b2 xliff-crossed-codes"));
}

TEST(Xliff, FindsWhatBelongsToAnotherTextOrWouldNotBeShown) {
  Order other = order();
  other.original = "aaaaaaaaaa/v4";
  const std::string same = answered(order(), [](const std::string&, std::string source) { return source; });
  EXPECT_THAT(rules(read_xliff("a", same, other, MessageLanguage::English).value()),
              ElementsAre(" xliff-other-document"));
  other = order();
  other.target = Locale("zh");
  EXPECT_THAT(rules(read_xliff("a", same, other, MessageLanguage::English).value()),
              ElementsAre(" xliff-other-languages"));
  other = order();
  other.words.title = "Khác";
  EXPECT_THAT(rules(read_xliff("a", same, other, MessageLanguage::English).value()),
              ElementsAre("title xliff-source-changed"));
  const std::string lost = answered(order(), [](const std::string& id, std::string source) {
    return id == "b4" ? std::string("二<pc id=\"1\">「三」</pc>四") : source;
  });
  EXPECT_THAT(rules(read_xliff("a", lost, order(), MessageLanguage::English).value()),
              ElementsAre("b4 xliff-lost-mark"));
}

TEST(Xliff, JoinsTheSegmentsThatAToolHasSplit) {
  std::string xml = answered(order(), [](const std::string&, std::string source) { return source; });
  const std::size_t begin = xml.find("<segment", xml.find("<unit id=\"b1\"")), end = xml.find("</segment>", begin) + 10;
  xml.replace(
      begin, end - begin,
      "<segment id=\"s1\" state=\"final\"><source>Mở</source><target order=\"3\">ing</target></segment><ignorable>"
      "<source> </source><target order=\"2\">en</target></ignorable><segment id=\"s2\" state=\"reviewed\"><source>đầu"
      "</source><target order=\"1\"><mrk id=\"m1\" type=\"term\">Op</mrk></target></segment>");

  const Translation back = read_xliff("a", xml, order(), MessageLanguage::English).value();

  EXPECT_TRUE(back.words.body.starts_with("## Opening\n")) << back.words.body;
  EXPECT_THAT(back.findings, IsEmpty());
}

TEST(Xliff, RefusesWhatIsNoXliff) {
  const auto refused = [](const std::string& xml) {
    const Result<Translation> result = read_xliff("a.xlf", xml, order(), MessageLanguage::English);
    return result.has_value() ? std::string("accepted") : result.error().message();
  };
  const std::string good = write_xliff(order()).value();
  EXPECT_THAT(refused(""), HasSubstr("a.xlf: line 1: the file is empty"));
  EXPECT_THAT(refused("<xliff"), HasSubstr("not well-formed"));
  EXPECT_THAT(refused("<html/>"), HasSubstr("not <xliff>"));
  EXPECT_THAT(refused("<!DOCTYPE xliff [<!ENTITY a 'b'>]>" + good.substr(good.find("<xliff"))),
              HasSubstr("document type declaration is refused"));
  EXPECT_THAT(refused(replaced(good, "version=\"2.1\"", "version=\"1.2\"")),
              HasSubstr("line 2: <xliff>: version is neither"));
  EXPECT_THAT(refused(replaced(good, "id=\"b1\"", "id=\"b2\"")), HasSubstr("id b2 stands twice"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_THAT(refused(deep), HasSubstr("nested deeper"));
}

TEST(Xliff, TakesAHostileFileInItsStride) {
  std::string many =
      "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"vi\" trgLang=\"en\"><file "
      "id=\"f\"><unit "
      "id=\"b1\"><segment><source>";
  while (many.size() < 3'900'000) many += "<ph id=\"" + std::to_string(many.size()) + "\"/>";
  many += "</source></segment></unit></file></xliff>";

  EXPECT_TRUE(parse_document(many).has_value());  // The suite's time limit is the test.
  EXPECT_EQ(parse_document(many + std::string(1'000'000, ' ')).error().code(), ErrorCode::TooLarge);
  const std::string hostile =
      std::string(100'000, '*') + "a" + std::string(50'000, '[') + std::string(50'000, '`') + "_b_";
  Order asked = order();
  asked.words.body = hostile;
  EXPECT_FALSE(write_xliff(asked).has_value());  // More brackets than a body may have.
  asked.words.body = std::string(100'000, '*') + "a " + std::string(40'000, '_') + " `b`` " + std::string(20'000, '&');
  EXPECT_TRUE(write_xliff(asked).has_value());
}

TEST(Xliff, LivesWithDamagedFiles) {
  const std::string good = answered(order(), [](const std::string&, std::string source) { return source; });
  std::mt19937 random(4);
  for (int round = 0; round < 2000; ++round) {
    std::string bad = good;
    for (int i = 0; i < 3; ++i) bad[random() % bad.size()] = static_cast<char>(random() % 256);
    if (round % 3 == 0) bad.resize(random() % bad.size());
    const Result<Translation> result = read_xliff("a", bad, order(), MessageLanguage::English);
    EXPECT_TRUE(result.has_value() || !result.error().message().empty());
  }
}

}  // namespace
}  // namespace sen::xliff
