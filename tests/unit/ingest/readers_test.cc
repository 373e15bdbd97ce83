#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/csv.h"
#include "ingest/dataset_mapping.h"
#include "ingest/entry_names.h"
#include "ingest/findings.h"
#include "ingest/front_matter.h"
#include "ingest/licences.h"
#include "ingest/table_schema.h"
#include "ingest/value.h"

namespace sen::ingest {
namespace {

using testing::ElementsAre;

template <typename Read>
std::string fault_of(const Read& read) {
  const auto* error = std::get_if<SyntaxError>(&read);
  return error == nullptr ? "" : std::to_string(error->line) + ": " + text_of(error->what, MessageLanguage::English);
}

TEST(JsonReader, KeepsTextLinesAndOrder) {
  const auto read = read_json("\xEF\xBB\xBF{\"b\": 1.10,\n \"a\": [true, null, \"\\u0061\\ud83c\\udf38\"]}");

  ASSERT_TRUE(std::holds_alternative<Value>(read)) << fault_of(read);
  const Value& value = std::get<Value>(read);
  EXPECT_EQ(value.members[0].name, "b");
  EXPECT_EQ(value.find("b")->text, "1.10");
  EXPECT_EQ(value.find("a")->line, 2U);
  EXPECT_EQ(value.find("a")->items[2].text, "a🌸");
  EXPECT_EQ(value.find("a")->items[1].kind, Value::Kind::Null);
}

TEST(JsonReader, RefusesWhatTheStandardDoesNotHave) {
  for (const char* text : {"",
                           "{",
                           "[1,]",
                           "{\"a\":1,}",
                           "{a:1}",
                           "'a'",
                           "01",
                           "1.",
                           "+1",
                           ".5",
                           "nan",
                           "tru",
                           "[1] 2",
                           "\"\t\"",
                           "\"\\x\"",
                           "\"\\ud800\"",
                           "\"\\udc00a\"",
                           "\"a",
                           "{\"a\":1,\"a\":2}",
                           "\"\xFF\"",
                           "[1 2]",
                           "-"})
    EXPECT_NE(fault_of(read_json(text)), "") << text;
  EXPECT_THAT(fault_of(read_json("{\n\"a\": x}")), testing::StartsWith("2: "));
  EXPECT_NE(fault_of(read_json(std::string(40, '[') + std::string(40, ']'))), "");
}

TEST(YamlReader, KeepsScalarsAsTheyAreWritten) {
  const auto read = read_yaml("places: [01, \"31\"]\ndate: 2026-11-20\nnone: ~\nquoted: \"~\"\n", 5);

  ASSERT_TRUE(std::holds_alternative<Value>(read)) << fault_of(read);
  const Value& value = std::get<Value>(read);
  EXPECT_EQ(value.find("places")->items[0].text, "01");
  EXPECT_EQ(value.find("date")->text, "2026-11-20");
  EXPECT_EQ(value.find("date")->line, 6U);
  EXPECT_EQ(value.find("none")->kind, Value::Kind::Null);
  EXPECT_EQ(value.find("quoted")->text, "~");
}

TEST(YamlReader, RefusesWhatCouldGrowOrHide) {
  EXPECT_THAT(fault_of(read_yaml("a: &x 1")), testing::HasSubstr("anchors"));
  EXPECT_THAT(fault_of(read_yaml("a: 1\nb: *x")), testing::Not(""));
  EXPECT_THAT(fault_of(read_yaml("a: !!binary x")), testing::HasSubstr("tags"));
  EXPECT_THAT(fault_of(read_yaml("a: 1\na: 2")), testing::HasSubstr("twice"));
  EXPECT_THAT(fault_of(read_yaml("a: " + std::string(100, '[') + std::string(100, ']'))), testing::HasSubstr("nested"));
  EXPECT_THAT(fault_of(read_yaml("a: 1\n b: 2")), testing::StartsWith("2: "));
}

TEST(FrontMatter, IsTakenApartWithItsLines) {
  const FrontMatter parts = split_front_matter("\xEF\xBB\xBF---\ntitle: a\nx: y\n---\n\nbody\n");

  EXPECT_EQ(parts.yaml, "title: a\nx: y\n");
  EXPECT_EQ(parts.body, "\nbody\n");
  EXPECT_EQ(parts.body_line, 5U);
  EXPECT_EQ(split_front_matter("no\n---\n").yaml, "");
  EXPECT_EQ(split_front_matter("---\r\na: b\r\n---\r\nc").body, "c");
  EXPECT_TRUE(split_front_matter("---\na: b\n").unclosed);
}

TEST(EntryNames, AreRelativeAndPlain) {
  for (const char* good : {"a", "articles/xuất-khẩu/vi.md", "tables/CO2 (2014).csv", "a..b"})
    EXPECT_EQ(name_fault(good), std::nullopt) << good;
  for (const char* bad :
       {"", "/a", "a/../b", "..", "./a", "a//b", "C:a", "a\\b", "a\nb", "a\x7F", "\xFF", "a/", "x\xE2\x80\xAEgpj"})
    EXPECT_NE(name_fault(bad), std::nullopt) << bad;
  EXPECT_NE(name_fault(std::string(201, 'a')), std::nullopt);
}

TEST(EntryNames, MustDifferByMoreThanCaseAndNormalForm) {
  Findings findings(MessageLanguage::English);
  EntryNames names;

  EXPECT_EQ(names.accept("./Tie\xCC\x82\xCC\x81ng.md", findings), "Tiếng.md");
  EXPECT_EQ(names.accept("tiếng.MD", findings), std::nullopt);

  const auto found = findings.finish();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "entry-duplicate");
}

std::vector<std::vector<std::string>> rows_of(std::string_view text, CsvDialect dialect = {}) {
  CsvReader reader(text, dialect);
  std::vector<std::vector<std::string>> rows;
  while (reader.next()) rows.push_back(reader.cells());
  return rows;
}

TEST(Csv, ReadsQuotesAndAllLineEnds) {
  EXPECT_THAT(rows_of("a,\"b,\"\"c\"\"\",\r\n\r\n\"x\ny\",z\rlast"),
              ElementsAre(ElementsAre("a", "b,\"c\"", ""), ElementsAre("x\ny", "z"), ElementsAre("last")));
  EXPECT_THAT(rows_of("a\tb\n", {.delimiter = '\t'}), ElementsAre(ElementsAre("a", "b")));
}

TEST(Csv, TellsQuotesThatAreNotClosedAndTextBehindThem) {
  for (const char* text : {"\"a", "\"a\"b,c"}) {
    CsvReader reader(text, {});
    EXPECT_TRUE(reader.next());
    EXPECT_TRUE(reader.bad_quotes()) << text;
  }
}

TEST(Csv, CountsRowsWithTheHeaderAsTheFirst) {
  CsvReader reader("h\n\n1\n", {});
  reader.next();
  EXPECT_EQ(reader.row(), 1U);
  reader.next();
  EXPECT_EQ(reader.row(), 3U);
}

TEST(Csv, FindsTheDelimiterAndTheEncoding) {
  EXPECT_EQ(find_delimiter("a;b;c\n1;2;3\n", ','), ';');
  EXPECT_EQ(find_delimiter("a,b;c\n", ','), ',');
  EXPECT_EQ(find_delimiter("a\n", ','), ',');
  Findings findings(MessageLanguage::English);
  // windows-1258 writes the tone behind its vowel.
  EXPECT_EQ(*decode_table("T\xEA\xEC"
                          "n",
                          "", "t.csv", findings),
            "Tê\xCC\x81n");
  EXPECT_EQ(findings.finish().at(0).rule, "repaired-encoding");
}

TEST(Numbers, KeepTheirDigits) {
  EXPECT_EQ(plain_number("1.10", {}), "1.10");
  EXPECT_EQ(plain_number(" -0.50 ", {}), "-0.50");
  EXPECT_EQ(plain_number("1.234.567,80", {.decimal = ',', .group = '.'}), "1234567.80");
  EXPECT_EQ(plain_number("12345678901234567890.123456789012345678901", {}),
            "12345678901234567890.123456789012345678901");
  EXPECT_EQ(plain_number("€ 5%", {.bare = false}), "5");
  EXPECT_EQ(plain_number("1e-9", {}), "1e-9");
  for (const char* bad : {"", "-", "1.", "1,5", "a", "1 2", "1e", "--1", "0x1"})
    EXPECT_EQ(plain_number(bad, {}), std::nullopt) << bad;
}

TEST(Periods, AreThoseOfSdmx) {
  for (const char* good :
       {"2024", "2024-Q1", "2024-S2", "2024-11", "2024-M11", "2024-W53", "2024-02-29", "2024-02-29T10:00:00Z"})
    EXPECT_TRUE(is_period(good)) << good;
  for (const char* bad : {"", "24", "2024-Q5", "2024-13", "2023-02-29", "2024-", "Q1-2024", "2024/11"})
    EXPECT_FALSE(is_period(bad)) << bad;
}

TEST(Licences, AreKnownByTheirSpdxName) {
  EXPECT_TRUE(is_spdx_licence("CC-BY-4.0"));
  EXPECT_TRUE(is_spdx_licence("LicenseRef-own"));
  EXPECT_FALSE(is_spdx_licence("cc-by-4.0"));
  EXPECT_EQ(spdx_licence_for("cc-by-4.0"), "CC-BY-4.0");
  EXPECT_EQ(spdx_licence_for("ODC-PDDL-1.0"), "PDDL-1.0");
  EXPECT_EQ(spdx_licence_for("mine"), "");
}

TEST(Codes, AreMadeOfWhatSdmxAccepts) {
  EXPECT_EQ(make_code("31"), "31");
  EXPECT_EQ(make_code("Viet Nam"), "VIET_NAM");
  EXPECT_EQ(make_code("Cà phê 3.1"), "CA_PHE_3_1");
  EXPECT_EQ(make_code("…").substr(0, 2), "X_");
}

TEST(Nearest, IsGivenOnlyIfItIsNear) {
  EXPECT_EQ(nearest("embrago", {"date", "embargo"}), "embargo");
  EXPECT_EQ(nearest("colour", {"date", "embargo"}), "");
}

TEST(Findings, ThatRepeatAreCounted) {
  Findings findings(MessageLanguage::English);
  for (int row = 2; row < 102; ++row)
    findings.add(Rule::CellRequired, {.file = "t.csv", .row = static_cast<std::uint64_t>(row), .column = "a"});

  const auto found = findings.finish();
  ASSERT_EQ(found.size(), Findings::kKept);
  EXPECT_EQ(found.back().message, "a value is missing (and 80 more like it)");
}

}  // namespace
}  // namespace sen::ingest
