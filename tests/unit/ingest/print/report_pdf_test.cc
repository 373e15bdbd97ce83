#include "ingest/print/report_pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace sen::print {
namespace {

using ingest::Finding;
using ingest::MessageLanguage;
using ingest::Report;
using ingest::Severity;
using testing::HasSubstr;
using testing::Not;

const Timestamp kChecked = parse_rfc3339("2026-11-22T02:30:00Z").value();

Finding finding(Severity severity, const std::string& file, const std::string& message, const std::string& hint = {}) {
  Finding out;
  out.severity = severity;
  out.file = file;
  out.line = 42;
  out.rule = "some-rule";
  out.message = message;
  out.hint = hint;
  return out;
}

Report report() {
  Report out;
  out.package = "mofa-2026-11-20-01";
  out.counts = {.files = 18, .documents = 3, .editions = 12, .images = 2, .datasets = 1, .observations = 340};
  out.findings = {
      finding(Severity::Warning, "articles/cang/ar.md", "العنوان طويل: «ميناء هاي فونغ»", "اختصر العنوان"),
      finding(Severity::Warning, "articles/cang/km.md", "ចំណងជើងវែងពេក៖ កំពង់ផែ", "សូមកាត់ឱ្យខ្លី"),
      finding(Severity::Warning, "articles/cang/lo.md", "ຫົວຂໍ້ຍາວເກີນໄປ: ທ່າເຮືອ", "ກະລຸນາຫຍໍ້"),
      finding(Severity::Warning, "articles/cang/vi.md", "tiêu đề dài hơn 200 ký tự", "hãy rút gọn tiêu đề"),
      finding(Severity::Error, "articles/cang/vi.md", "số cửa khẩu khác với bản tiếng Anh: 12 và 14",
              "hãy sửa số cho khớp"),
      finding(Severity::Warning, "articles/cang/zh.md", "标题过长：海防港", "请缩短标题"),
      finding(Severity::Error, "images.csv", "ảnh chưa ghi tác giả", "hãy điền cột credit"),
  };
  return out;
}

std::filesystem::path written(const std::string& pdf, const std::string& name) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / name;
  std::ofstream(file, std::ios::binary) << pdf;
  return file;
}

std::string output_of(const std::string& command) {
  const std::filesystem::path out = std::filesystem::path(testing::TempDir()) / "output.txt";
  EXPECT_EQ(std::system((command + " > '" + out.string() + "'").c_str()), 0) << command;
  std::ifstream in(out);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string text_of(const std::string& pdf) {
  return output_of("pdftotext -layout '" + written(pdf, "report.pdf").string() + "' -");
}

TEST(ReportPdf, SaysWhatWhereAndHowByFileErrorsFirst) {
  const std::string text = text_of(report_pdf(report(), MessageLanguage::Vietnamese, kChecked).value());

  EXPECT_THAT(text, HasSubstr("Báo cáo kiểm tra"));
  EXPECT_THAT(text, HasSubstr("mofa-2026-11-20-01"));
  EXPECT_THAT(text, HasSubstr("Kiểm tra lúc 2026-11-22 09:30 (giờ Hà Nội)"));
  EXPECT_THAT(text, HasSubstr("2 lỗi, 5 cảnh báo"));
  EXPECT_THAT(text, HasSubstr("Vấn đề: số cửa khẩu khác với bản tiếng Anh: 12 và 14"));
  EXPECT_THAT(text, HasSubstr("Vị trí: dòng 42"));
  EXPECT_THAT(text, HasSubstr("Cách sửa: hãy sửa số cho khớp"));
  EXPECT_THAT(text, HasSubstr("Trang 1/2"));
  EXPECT_LT(text.find("số cửa khẩu"), text.find("tiêu đề dài"));
  EXPECT_LT(text.find("images.csv"), text.find("articles/cang/ar.md"));
}

TEST(ReportPdf, SetsEveryScript) {
  const std::string pdf = report_pdf(report(), MessageLanguage::English, kChecked).value();
  const std::string text = text_of(pdf), fonts = output_of("pdffonts '" + written(pdf, "fonts.pdf").string() + "'");

  for (const char* words : {"标题过长", "海防港", "ຫົວຂໍ້", "ចំណង"}) EXPECT_THAT(text, HasSubstr(words));
  std::string joined = text;  // pdftotext parts some Arabic letters by blanks.
  std::erase(joined, ' ');
  EXPECT_THAT(joined, HasSubstr("فونغ"));
  for (const char* font : {"NotoSans-", "NotoSansLao", "NotoSansKhmer", "CJK"}) EXPECT_THAT(fonts, HasSubstr(font));
  EXPECT_THAT(fonts, HasSubstr("Arab"));
}

TEST(ReportPdf, IsTaggedAndNamed) {
  const std::string pdf = report_pdf(report(), MessageLanguage::English, kChecked).value();
  const std::string file = "'" + written(pdf, "named.pdf").string() + "'", info = output_of("pdfinfo " + file);

  EXPECT_THAT(info, HasSubstr("Check report: mofa-2026-11-20-01"));
  EXPECT_THAT(info, HasSubstr("Tagged:          yes"));
  EXPECT_THAT(info, HasSubstr("Pages:           2"));
  EXPECT_THAT(output_of("pdfinfo -struct " + file), HasSubstr("H2"));
}

TEST(ReportPdf, GivesTheSameBytesForTheSameReport) {
  EXPECT_EQ(report_pdf(report(), MessageLanguage::English, kChecked).value(),
            report_pdf(report(), MessageLanguage::English, kChecked).value());
}

TEST(ReportPdf, PrintsAThousandFindingsAndCountsTheRest) {
  Report large = report();
  large.package = std::string("bad \xFF\x01 name ") + std::string(500, 'x');
  for (int i = 0; i < 1200; ++i)
    large.findings.push_back(
        finding(Severity::Warning, "tables/" + std::to_string(i / 100) + ".csv",
                "row " + std::to_string(i) + std::string(i == 5 ? 9000 : 5, 'y') + "\x1B[31m\u202E"));

  const std::string text = text_of(report_pdf(large, MessageLanguage::English, kChecked).value());

  EXPECT_THAT(text, HasSubstr("207 further findings are in the JSON report."));
  EXPECT_THAT(text, Not(HasSubstr("\x1B")));
  EXPECT_THAT(text, HasSubstr("2 errors, 1205 warnings"));
}

TEST(ReportPdf, SaysWhenThereIsNothingToMend) {
  Report good;
  good.package = "good";

  const std::string text = text_of(report_pdf(good, MessageLanguage::English, kChecked).value());

  EXPECT_THAT(text, HasSubstr("Nothing stands in the way of this package"));
  EXPECT_THAT(text, HasSubstr("No findings."));
  EXPECT_THAT(text, HasSubstr("Page 1 of 1"));
}

}  // namespace
}  // namespace sen::print
