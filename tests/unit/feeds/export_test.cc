#include "feeds/data/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/feeds/world.h"

namespace sen::feeds {
namespace {

using testing::HasSubstr;

std::string whole(std::unique_ptr<Export> source) {
  std::string all;
  for (;;) {
    const std::string piece = source->read().value();
    if (piece.empty()) return all;
    all += piece;
  }
}

const WorkbookWords kWords{.data_sheet = "Số liệu",
                           .about_sheet = "Giới thiệu",
                           .dataset = "Bộ dữ liệu",
                           .title = "Tiêu đề",
                           .description = "Mô tả",
                           .licence = "Giấy phép",
                           .source = "Nguồn",
                           .unit = "Đơn vị"};

class ExportTest : public testing::Test {
 protected:
  content::Dataset dataset() { return world_.content().dataset(content::DatasetCode("EXPORTS")).value(); }
  World world_;
};

TEST_F(ExportTest, CsvKeepsFiguresAsTheyWereSubmitted) {
  EXPECT_EQ(whole(export_csv(world_.content(), dataset(), {})),
            "REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n01,2023,1.10,A\n01,2024,2.50,E\n31,2024,3,\n");
}

TEST_F(ExportTest, SdmxCsvNamesTheDataflow) {
  DataQuery query;
  query.key = *parse_key("31", 1);

  EXPECT_EQ(whole(export_sdmx_csv(world_.content(), dataset(), query)),
            "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nNSO:EXPORTS(1.0),31,2024,3,\n");
}

TEST_F(ExportTest, JsonHoldsStructureAndData) {
  const auto json = nlohmann::json::parse(whole(export_json(world_.content(), dataset(), {})));

  EXPECT_EQ(json["data"].size(), 3U);
  EXPECT_EQ(json["data"][0]["OBS_VALUE"], "1.10");
  EXPECT_EQ(json["codelists"]["CL_PROVINCE"]["31"]["en"], "Hai Phong");
}

TEST_F(ExportTest, GenericDataHasASeriesForEachKey) {
  const std::string xml = whole(export_generic(world_.content(), dataset(), {}, Timestamp{0}));

  EXPECT_THAT(xml, HasSubstr("<generic:SeriesKey><generic:Value id=\"REF_AREA\" value=\"01\"/></generic:SeriesKey>"));
  EXPECT_THAT(xml, HasSubstr("<generic:ObsDimension value=\"2023\"/><generic:ObsValue value=\"1.10\"/>"));
  EXPECT_TRUE(xml.ends_with("</message:GenericData>\n"));
}

TEST_F(ExportTest, PlainTableLeavesAsItCameIn) {
  const content::Dataset table = world_.content().dataset(content::DatasetCode("HOLIDAYS")).value();

  EXPECT_EQ(whole(export_csv(world_.content(), table, {})),
            "day,name,days\n1 January,\"Tết, \"\"Dương\"\" lịch\",01.50\n,,\n");
  const auto json = nlohmann::json::parse(whole(export_json(world_.content(), table, {})));
  EXPECT_EQ(json["release"]["rows"], 2);
  EXPECT_EQ(json["columns"][1]["role"], "text");
  ASSERT_EQ(json["data"].size(), 2U);
  EXPECT_EQ(json["data"][0]["name_2"], "Tết, \"Dương\" lịch");
  EXPECT_EQ(json["data"][0]["days"], "01.50");
  EXPECT_TRUE(export_xlsx(world_.content(), table, content::Locale("en"), kWords).value().starts_with("PK\x03\x04"));
}

TEST_F(ExportTest, WorkbookIsAZip) {
  const std::string bytes = export_xlsx(world_.content(), dataset(), content::Locale("vi"), kWords).value();

  EXPECT_TRUE(bytes.starts_with("PK\x03\x04"));
}

}  // namespace
}  // namespace sen::feeds
