#include "content/compare/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "content/compare/figures.h"
#include "tests/unit/content/compare/examples.h"

namespace sen::compare {
namespace {

using content::Locale;
using testing::ElementsAre;
using testing::IsEmpty;

const ProtectedNames& names() {
  static const content::Vocabulary kVocabulary = content::load_built_in_vocabulary().value();
  static const ProtectedNames kNames(kVocabulary);
  return kNames;
}

/// What differs, as `kind value` with `<` for the source and `>` for the translation.
std::vector<std::string> differing(const std::string& source_locale, const std::string& source,
                                   const std::string& locale, const std::string& translation) {
  static constexpr std::string_view kKinds[] = {"number ", "date ", "document ", "name "};
  const auto all = differing_facts({Locale(source_locale), source}, {Locale(locale), translation}, names());
  std::vector<std::string> out;
  const auto add = [&](const std::vector<Fact>& facts, std::string_view sign) {
    for (const Fact& fact : facts)
      out.push_back(std::string(sign) + std::string(kKinds[static_cast<int>(fact.kind)]) + fact.value);
  };
  add(all.only_in_source, "<");
  add(all.only_in_translation, ">");
  return out;
}

std::vector<std::string> figures(const std::string& locale, const std::string& text) {
  std::vector<std::string> out;
  for (const Figure& figure : read_figures(make_readable(text), Locale(locale)))
    out.push_back(figure.document.empty() ? figure.readings.front().to_string() : figure.document);
  return out;
}

TEST(ReadFigures, ReadsNumbersAsEachLanguageWritesThem) {
  EXPECT_THAT(figures("vi", "1.234.567,8 và 12,5%"), ElementsAre("1234567.8", "12.5"));
  EXPECT_THAT(figures("en", "1,234,567.8 and 12.5%"), ElementsAre("1234567.8", "12.5"));
  EXPECT_THAT(figures("fr", "1\u202F234\u202F567,8 et 12,5 %"), ElementsAre("1234567.8", "12.5"));
  EXPECT_THAT(figures("es", "1 234 567,8 y 12,5 %"), ElementsAre("1234567.8", "12.5"));
  EXPECT_THAT(figures("de", "1.234.567,8 und 0,50"), ElementsAre("1234567.8", "0.5"));
  EXPECT_THAT(figures("ru", "1 234 567,8 и 12,5%"), ElementsAre("1234567.8", "12.5"));
  EXPECT_THAT(figures("ar", "١٬٢٣٤٬٥٦٧٫٨ و ١٢٫٥٪"), ElementsAre("1234567.8", "12.5"));
  EXPECT_THAT(figures("lo", "໑.໒໓໔.໕໖໗,໘"), ElementsAre("1234567.8"));
  EXPECT_THAT(figures("km", "១.២៣៤.៥៦៧,៨"), ElementsAre("1234567.8"));
  EXPECT_THAT(figures("zh", "１，２３４，５６７．８"), ElementsAre("1234567.8"));
}

TEST(ReadFigures, MultipliesByWords) {
  EXPECT_THAT(figures("vi", "12,5 triệu, 3 tỷ, 2 nghìn tỷ, 5 tỉnh"),
              ElementsAre("12500000", "3000000000", "2000000000000", "5"));
  EXPECT_THAT(figures("en", "12.5 million, 3bn, 3.5-million"), ElementsAre("12500000", "3000000000", "3500000"));
  EXPECT_THAT(figures("es", "3 mil millones"), ElementsAre("3000000000"));
  EXPECT_THAT(figures("fr", "3 milliards"), ElementsAre("3000000000"));
  EXPECT_THAT(figures("de", "3,5 Milliarden und 2 Mio."), ElementsAre("3500000000", "2000000"));
  EXPECT_THAT(figures("ru", "3,5 млрд и 12 тысяч"), ElementsAre("3500000000", "12000"));
  EXPECT_THAT(figures("ar", "12 مليون"), ElementsAre("12000000"));
  EXPECT_THAT(figures("zh", "3亿5000万，1250万，1400多万"), ElementsAre("350000000", "12500000", "14000000"));
  EXPECT_THAT(figures("ja", "1 億 4 千万、3億"), ElementsAre("140000000", "300000000"));
  EXPECT_THAT(figures("ko", "1억 4천 2백만 명, 37만"), ElementsAre("142000000", "370000"));
  EXPECT_THAT(figures("lo", "3 ພັນລ້ານ"), ElementsAre("3000000000"));
  EXPECT_THAT(figures("km", "៣ ពាន់លាន"), ElementsAre("3000000000"));
}

TEST(DifferingFacts, SaysNothingOfFaithfulTranslations) {
  const std::string vi =
      "Ngày 20 tháng 11 năm 2026, Nghị quyết 47/NQ-CP dành 1,25 triệu đồng cho 12 xã; họp lúc 18.30 tại Đà Nẵng.";
  EXPECT_THAT(differing("vi", vi, "en",
                        "On November 20, 2026, Resolution 47/NQ-CP gave 1.25 million dong to twelve "
                        "communes; the meeting is at 6.30 p.m. in Da Nang."),
              IsEmpty());
  EXPECT_THAT(differing("vi", vi, "fr",
                        "Le 20 novembre 2026, la résolution 47/NQ-CP a accordé 1 250 000 dôngs à douze "
                        "communes ; réunion à 18 h 30 à Dà Nang."),
              IsEmpty());
  EXPECT_THAT(differing("vi", vi, "ru",
                        "20 ноября 2026 года постановление 47/NQ-CP выделило 1,25 млн донгов 12 "
                        "общинам; встреча в 18:30 в Дананге."),
              IsEmpty());
  EXPECT_THAT(differing("vi", vi, "zh", "2026年11月20日，第47/NQ-CP号决议向12个乡拨款125万越盾；18:30在岘港开会。"),
              IsEmpty());
  EXPECT_THAT(differing("vi", vi, "ko",
                        "2026년 11월 20일, 결의 47/NQ-CP는 12개 면에 125만 동을 배정했다. 18:30 다낭에서 열린다."),
              IsEmpty());
  EXPECT_THAT(differing("vi", vi, "ar",
                        "في 20 نوفمبر 2026 خصص القرار 47/NQ-CP مبلغ 1.25 مليون دونغ لـ 12 بلدية؛ الاجتماع "
                        "الساعة 18:30 في دا نانغ."),
              IsEmpty());
}

TEST(DifferingFacts, FindsFiguresDatesDocumentsAndNames) {
  EXPECT_THAT(differing("vi", "gồm 12 cửa khẩu", "en", "covers 14 gates"), ElementsAre("<number 12", ">number 14"));
  EXPECT_THAT(differing("vi", "3 tỷ đồng", "en", "3 million dong"),
              ElementsAre("<number 3000000000", ">number 3000000"));
  EXPECT_THAT(differing("vi", "ngày 20/11/2026", "de", "am 21. November 2026"),
              ElementsAre("<date 2026-11-20", ">date 2026-11-21"));
  EXPECT_THAT(differing("vi", "theo 202/2025/QH15", "en", "under 202/2025/QH14"),
              ElementsAre("<document 202/2025/QH15", ">document 202/2025/QH14"));
  EXPECT_THAT(differing("vi", "quần đảo Hoàng Sa và Trường Sa ở Biển Đông", "en",
                        "the Paracel Islands and Truong Sa in the South China Sea"),
              ElementsAre("<name Hoang Sa Archipelago", "<name East Sea"));
  EXPECT_THAT(differing("vi", "ở Thái Bình Dương", "en", "in the Pacific"), IsEmpty());
  EXPECT_THAT(differing("vi", "Bộ Ngoại giao cho biết", "fr", "le Ministère des Affaires étrangères"), IsEmpty());
}

TEST(DifferingFacts, SaysWhere) {
  const std::string source = "# Tiêu đề\n\nCó 1.250 xã.\n";
  const FactDifferences all = differing_facts({Locale("vi"), source}, {Locale("en"), "# Title\n"}, names());

  ASSERT_EQ(all.only_in_source.size(), 1U);
  EXPECT_EQ(all.only_in_source[0].text, "1.250");
  EXPECT_EQ(all.only_in_source[0].line, 3U);
  EXPECT_EQ(source.substr(all.only_in_source[0].offset, 5), "1.250");
}

TEST(DifferingFacts, ReadsNoFiguresInAddressesCodeAndNumbering) {
  EXPECT_THAT(
      differing("vi", "1. Xem [đây](https://example.org/123)\n2. `456` G20\n3. www.example.org/789", "en", "See here"),
      IsEmpty());
}

TEST(DifferingFacts, LivesWithAnything) {
  std::mt19937 random(9);
  const std::vector<std::string> parts = {"1",  "9999999999999999999999",
                                          ".",  ",",
                                          " ",  "/",
                                          "-",  ":",
                                          "月", "年",
                                          "万", "tháng ",
                                          "tỷ", "million",
                                          "](", "`",
                                          "<a", "\xFF",
                                          "٣",  "Huế",
                                          "NQ", "\n",
                                          "20"};
  for (int round = 0; round < 500; ++round) {
    std::string a, b;
    for (int i = 0; i < 60; ++i) a += parts[random() % parts.size()], b += parts[random() % parts.size()];
    for (const std::string locale : {"vi", "en", "zh", "ar", "ko", "tlh"}) {
      EXPECT_THAT(differing(locale, a, locale, a), IsEmpty()) << a;
      differing("vi", a, locale, b);
    }
  }
  std::string numbers, dates;
  for (int i = 3; i < 60'000; ++i)
    numbers += std::to_string(i * 7) + " ",
        dates += std::to_string(i % 28) + "/11/" + std::to_string(1000 + i % 2000) + " ";
  differing("vi", std::string(3'000'000, '7'), "en", std::string(3'000'000, '['));
  differing("vi", numbers, "en", dates);  // The suite's time limit is the test.
}

/// `text` with one of its figures of two digits or more changed; empty if it has none.
std::string with_another_figure(const std::string& text, const std::string& locale, std::mt19937& random) {
  const Readable readable = make_readable(text);
  std::vector<Figure> all = read_figures(readable, Locale(locale));
  std::erase_if(all, [](const Figure& one) {
    return one.in_word || one.numbering || one.time || one.end - one.begin < 2 || !one.document.empty();
  });
  if (all.empty()) return {};
  const Figure& figure = all[random() % all.size()];
  std::string out = text;
  char& digit = out[readable.offsets[figure.begin]];
  if (digit < '1' || digit > '9') return {};
  digit = digit == '9' ? '3' : static_cast<char>(digit + 1);
  return out;
}

struct Measured {
  int editions = 0, alarms = 0, changed = 0, caught = 0;
};

Measured measure(const std::map<std::string, std::map<std::string, std::string>>& documents,
                 const std::string& source) {
  Measured out;
  std::mt19937 random(23);
  for (const auto& [document, editions] : documents) {
    if (!editions.contains(source)) continue;
    for (const auto& [locale, text] : editions) {
      if (locale == source) continue;
      const auto before = differing(source, editions.at(source), locale, text);
      ++out.editions;
      out.alarms += static_cast<int>(before.size());
      for (int round = 0; round < 3; ++round) {
        const std::string wrong = with_another_figure(text, locale, random);
        if (wrong.empty()) continue;
        ++out.changed;
        out.caught += differing(source, editions.at(source), locale, wrong) != before ? 1 : 0;
      }
    }
  }
  std::printf("%d editions, %d alarms; %d of %d changed figures found\n", out.editions, out.alarms, out.caught,
              out.changed);
  return out;
}

TEST(DifferingFacts, RaisesFewFalseAlarmsOverTheSamplesAndFindsChangedFigures) {
  const Measured measured = measure(sample_editions(), "vi");

  ASSERT_GT(measured.editions, 150);
  EXPECT_LE(measured.alarms, measured.editions) << "a translation that leaves out a list of provinces counts for six";
  EXPECT_GE(measured.caught * 100, measured.changed * 85);
}

TEST(DifferingFacts, RaisesFewFalseAlarmsOverTranslatedNews) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(SEN_SOURCE_DIR).parent_path() / "shared/data/articles/ntrex";
  if (!fs::exists(folder)) GTEST_SKIP() << "no translated news here";
  std::map<std::string, std::map<std::string, std::string>> documents;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    const std::string name = file.path().stem().string(), locale = name == "zh-CN" ? "zh" : name;
    if (file.path().extension() != ".txt" || locale.size() != 2 || locale == "th" || locale == "id") continue;
    std::ifstream in(file.path());
    documents[file.path().parent_path().filename().string()][locale] = {std::istreambuf_iterator<char>(in), {}};
  }

  const Measured measured = measure(documents, "en");

  EXPECT_LE(measured.alarms * 100, measured.editions * 40) << "units that were converted count, and real faults";
  EXPECT_GE(measured.caught * 100, measured.changed * 85);
}

}  // namespace
}  // namespace sen::compare
