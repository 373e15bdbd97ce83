#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/snapshot.h"
#include "engine/store/visible_content.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

using content::DatasetCode;
using content::Role;
using content::State;
using content::Structure;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A package of one table of words, in a store of its own.
class PlainTables : public testing::Test {
 protected:
  PlainTables() {
    package_.write("datapackage.json", R"({"name": "holidays", "licenses": [{"name": "CC0-1.0"}],
      "sen": {"format": 1, "organisation": "mofa"},
      "resources": [{"name": "t", "path": "tables/t.csv", "title": "Public holidays"}]})");
    package_.write("tables/t.csv",
                   "day,name,days off\n1 January,Tết Dương lịch,1\n\"2 September\",\"Quốc khánh, 1945\",2\n");
  }

  Receipt publish(bool at_once = true) {
    Options options;
    options.publish = at_once;
    const auto receipt = publisher_.publish(package_.path(), options);
    EXPECT_TRUE(receipt.has_value()) << receipt.error().message();
    return receipt ? *receipt : Receipt{};
  }
  Report check() const { return *check_package(package_.path(), vocabulary_, {}); }

  std::shared_ptr<const store::Snapshot> now() const { return *store_->snapshot(); }
  store::VisibleContent visible() const { return *library_.visible_to(store::Audience::Public); }
  std::vector<std::string> first_cells(std::optional<std::uint32_t> release = {}) const {
    std::vector<std::string> cells;
    EXPECT_TRUE(visible()
                    .each_row(
                        code_, 0,
                        [&](std::span<const std::string_view> row) {
                          cells.emplace_back(row.front());
                          return true;
                        },
                        release)
                    .has_value());
    return cells;
  }

  TemporaryPackage package_;
  const content::Vocabulary& vocabulary_ = built_in_vocabulary();
  ManualClock clock_{*parse_rfc3339("2026-11-21T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  store::Library library_{*store_, vocabulary_.fallbacks()};
  Publisher publisher_{*store_, vocabulary_, clock_};
  const DatasetCode code_{"HOLIDAYS"};
};

TEST_F(PlainTables, AreKeptAsTextInOrder) {
  const Receipt receipt = publish();

  EXPECT_EQ(receipt.outcome, Outcome::Published) << to_text(receipt.report, MessageLanguage::English, false);
  EXPECT_EQ(receipt.report.counts.tables, 1U);
  EXPECT_EQ(receipt.report.counts.rows, 2U);
  EXPECT_EQ(receipt.report.counts.datasets, 0U);
  const content::Dataset table = *visible().dataset(code_);
  EXPECT_EQ(table.structure, Structure::Table);
  EXPECT_EQ(table.titles.at(content::Locale("en")), "Public holidays");
  ASSERT_THAT(table.columns, SizeIs(3));
  EXPECT_EQ(table.columns[2].name, "days off");
  EXPECT_EQ(table.columns[2].role, Role::Measure);
  EXPECT_EQ(table.columns[1].role, Role::Text);
  EXPECT_EQ(table.releases.at(0).rows, 2U);
  const content::TablePart part = *now()->table_part(code_, 0, 1);
  std::vector<std::string> cells;
  ASSERT_TRUE(content::each_row(part, [&](std::span<const std::string_view> row) {
                cells.insert(cells.end(), row.begin(), row.end());
                return true;
              }).has_value());
  EXPECT_THAT(cells, ElementsAre("1 January", "Tết Dương lịch", "1", "2 September", "Quốc khánh, 1945", "2"));
}

TEST_F(PlainTables, AreToldWithAMappingToPaste) {
  const Report report = check();

  const Finding* finding = find_rule(report, "plain-table");
  ASSERT_NE(finding, nullptr) << to_text(report, MessageLanguage::English, false);
  EXPECT_EQ(finding->severity, Severity::Warning);
  EXPECT_THAT(finding->message, HasSubstr("no column of years"));
  EXPECT_THAT(finding->hint, HasSubstr(R"("sen": {"dataflow": "HOLIDAYS", "columns": {"day": {"role": "dimension"}, )"
                                       R"("name": {"role": "dimension"}, "days off": {"role": "measure"}}})"));
}

TEST_F(PlainTables, BecomeStatisticsWhenTheProposedMappingIsPasted) {
  publish();
  package_.edit("datapackage.json", R"("title": "Public holidays")", R"("sen": {"dataflow": "HOLIDAYS", "columns":
    {"day": {"role": "dimension"}, "name": {"role": "dimension"}, "days off": {"role": "measure"}}})");

  EXPECT_EQ(publish().outcome, Outcome::Published);

  const content::Dataset dataset = *visible().dataset(code_);
  EXPECT_EQ(dataset.structure, Structure::Statistics);
  EXPECT_EQ(dataset.releases.back().series, 2U);
  EXPECT_THAT(first_cells(), IsEmpty());
  EXPECT_THAT(first_cells(1), ElementsAre("1 January", "2 September"));

  package_.edit("datapackage.json", R"(, "columns":
    {"day": {"role": "dimension"}, "name": {"role": "dimension"}, "days off": {"role": "measure"}})",
                "");
  EXPECT_EQ(publish().outcome, Outcome::Published);
  EXPECT_EQ(visible().dataset(code_)->structure, Structure::Table);
  EXPECT_THAT(first_cells(), ElementsAre("1 January", "2 September"));
  int series = 0;
  ASSERT_TRUE(visible().each_series(code_, "", [&](const content::Series&) { return ++series > 0; }).has_value());
  EXPECT_EQ(series, 0);
}

TEST_F(PlainTables, WithoutColumnsInTheirMappingAreMeantToBePlain) {
  package_.edit(
      "datapackage.json", R"("title": "Public holidays")",
      R"("sen": {"dataflow": "DAYS_OFF", "title": {"vi": "Ngày nghỉ lễ", "en": "Holidays"}, "topics": ["culture"]})");

  EXPECT_THAT(check().findings, IsEmpty()) << to_text(check(), MessageLanguage::English, false);
  publish();

  const content::Dataset table = *visible().dataset(DatasetCode("DAYS_OFF"));
  EXPECT_EQ(table.titles.at(content::Locale("vi")), "Ngày nghỉ lễ");
  EXPECT_EQ(table.structure, Structure::Table);
}

TEST_F(PlainTables, MakeANewReleaseWhenRowsDiffer) {
  publish();
  package_.write("tables/t.csv", "day,name,days off\n1 January,Tết Dương lịch,1\n");

  EXPECT_EQ(publish().outcome, Outcome::Published);

  EXPECT_THAT(visible().dataset(code_)->releases, SizeIs(2));
  EXPECT_THAT(first_cells(), ElementsAre("1 January"));
  EXPECT_THAT(first_cells(1), ElementsAre("1 January", "2 September"));
  EXPECT_EQ(publish().outcome, Outcome::AlreadyStored);
}

TEST_F(PlainTables, StoreOnlyThePartsThatDiffer) {
  std::string csv = "n,word\n";
  for (int i = 0; i < 700; ++i) csv += std::to_string(i) + ",word\n";
  package_.write("tables/t.csv", csv);
  publish();
  package_.write("tables/t.csv", csv.substr(0, csv.rfind("word")) + "another\n");

  publish();

  EXPECT_EQ(now()->table_part(code_, 0, 2)->release, 1U);
  EXPECT_EQ(now()->table_part(code_, 2, 2)->release, 2U);
  EXPECT_EQ(now()->table_part(code_, 3, 2).error().code(), ErrorCode::NotFound);
  std::vector<std::string> cells;
  ASSERT_TRUE(visible()
                  .each_row(code_, 510,
                            [&](std::span<const std::string_view> row) {
                              cells.emplace_back(row.front());
                              return cells.size() < 4;
                            })
                  .has_value());
  EXPECT_THAT(cells, ElementsAre("510", "511", "512", "513"));
}

TEST_F(PlainTables, OfAReleaseThatWaitsAreNotSeen) {
  publish();
  package_.write("tables/t.csv", "day,name,days off\n30 April,Ngày Giải phóng,1\n");

  EXPECT_EQ(publish(false).outcome, Outcome::Submitted);

  EXPECT_THAT(first_cells(), ElementsAre("1 January", "2 September"));
  EXPECT_FALSE(visible()
                   .each_row(
                       code_, 0, [](std::span<const std::string_view>) { return true; }, 2)
                   .has_value());
}

TEST_F(PlainTables, KeepTheirPublicColumnsWhileOthersWait) {
  publish();
  package_.write("tables/t.csv", "day,name\n30 April,Ngày Giải phóng\n");

  const Receipt receipt = publish(false);

  EXPECT_EQ(receipt.outcome, Outcome::Refused);
  EXPECT_NE(find_rule(receipt.report, "structure-waits"), nullptr)
      << to_text(receipt.report, MessageLanguage::English, false);
}

TEST_F(PlainTables, WaitForTheirEmbargo) {
  package_.edit("datapackage.json", R"("title": "Public holidays")",
                R"("sen": {"dataflow": "HOLIDAYS", "embargo": "2026-12-01T00:00:00Z"})");

  publish();

  EXPECT_EQ(visible().dataset(code_).error().code(), ErrorCode::NotFound);
  EXPECT_FALSE(visible().each_row(code_, 0, [](std::span<const std::string_view>) { return true; }).has_value());
  EXPECT_EQ(now()->dataset(code_)->state, State::Scheduled);
}

TEST_F(PlainTables, StandInADocumentThatNamesThem) {
  package_.write("articles/a/vi.md", "---\ntype: news\ntitle: Nghỉ lễ\n---\n\nLịch:\n\n![](tables/t.csv)\n");

  EXPECT_EQ(publish().outcome, Outcome::Published);

  const auto id = content::make_content_id(content::OrganisationCode("mofa"), "a");
  const content::Version version = *now()->version(id, content::Locale("vi"), 1);
  ASSERT_THAT(version.parts, SizeIs(2));
  EXPECT_EQ(version.parts[1].kind, content::BodyPart::Kind::Chart);
  EXPECT_EQ(version.parts[1].value, "HOLIDAYS");
}

TEST_F(PlainTables, TakeTwoRowsOfOneKeyThatSpoilAProposal) {
  package_.write("tables/t.csv", "year,area,value\n2024,01,1\n2024,01,2\n");

  const Receipt receipt = publish();

  const Finding* finding = find_rule(receipt.report, "plain-table");
  ASSERT_NE(finding, nullptr) << to_text(receipt.report, MessageLanguage::English, false);
  EXPECT_EQ(finding->row, 3U);
  EXPECT_EQ(find_rule(receipt.report, "proposed-mapping"), nullptr);
  EXPECT_THAT(first_cells(), SizeIs(2));
}

TEST_F(PlainTables, GiveColumnsOfOneNameIdsThatDiffer) {
  package_.write("tables/t.csv", "name,name,\na,b,007\n");

  publish();

  const content::Dataset table = *visible().dataset(code_);
  EXPECT_EQ(table.columns[0].id, "name");
  EXPECT_EQ(table.columns[1].id, "name_2");
  EXPECT_EQ(table.columns[2].id, "column_3");
  EXPECT_EQ(table.columns[2].role, Role::Text) << "007 is a name";
}

}  // namespace
}  // namespace sen::ingest
