#include "engine/portal/charts/charts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/portal/charts/outline_map.h"
#include "engine/portal/charts/tile_map.h"
#include "tests/support/golden.h"

namespace sen::portal::charts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

LineChart exports() {
  LineChart chart;
  chart.words = {"chart", "Exports & imports", "Exports rose."};
  chart.labels = {"2022", "2023", "2024"};
  chart.lines = {{"Exports", {371.3, std::nullopt, 405.5}}, {"Imports", {358.9, 326.4, 380.8}}};
  chart.tick = [](double value) { return std::to_string(static_cast<int>(value)); };
  return chart;
}

TEST(Charts, ChooseRoundNumbersForAnAxis) {
  EXPECT_THAT(round_ticks(0, 405), ElementsAre(0, 200, 400, 600));
  EXPECT_THAT(round_ticks(0, 1), ElementsAre(0, 0.25, 0.5, 0.75, 1));
  EXPECT_THAT(round_ticks(-3, 5), ElementsAre(-4, -2, 0, 2, 4, 6));
  EXPECT_EQ(round_ticks(7, 7).front(), 7);
}

TEST(Charts, DrawLines) {
  sen::test::expect_golden("portal/line-wide.svg", line_chart(exports(), Size::Wide));
  sen::test::expect_golden("portal/line-narrow.svg", line_chart(exports(), Size::Narrow));
}

TEST(Charts, BreakALineWhereAValueIsMissing) {
  const std::string svg = line_chart(exports(), Size::Wide);
  // The first line has two pens down and no stroke between them.
  const std::size_t start = svg.find("line s1");
  const std::string path = svg.substr(start, svg.find("/>", start) - start);
  EXPECT_EQ(std::count(path.begin(), path.end(), 'M'), 2);
  EXPECT_EQ(std::count(path.begin(), path.end(), 'L'), 0);
}

TEST(Charts, DrawBarsFromTheReadersSide) {
  BarChart chart{{"bars", "Guests", ""}, {{"Hà Nội", 12, "12"}, {"Huế", 3, "3"}}, false};
  sen::test::expect_golden("portal/bars.svg", bar_chart(chart, Size::Wide));
  chart.right_to_left = true;
  EXPECT_NE(bar_chart(chart, Size::Wide), bar_chart({chart.words, chart.bars, false}, Size::Wide));
}

TEST(Charts, SayInWordsWhatTheyShowWithoutInlineStyle) {
  const std::string svg = line_chart(exports(), Size::Wide);
  EXPECT_THAT(svg, HasSubstr("role=\"img\""));
  EXPECT_THAT(svg, HasSubstr("Exports &amp; imports</title>"));
  EXPECT_THAT(svg, HasSubstr("Exports rose.</desc>"));
  EXPECT_THAT(svg, Not(HasSubstr("style=")));
}

TEST(Charts, ClassifyValuesIntoFiveOfEqualCount) {
  const Classes classes = classify({1.0, 2.0, 3.0, 4.0, 5.0, std::nullopt, 5.0});
  EXPECT_THAT(classes.steps, ElementsAre(1, 2, 3, 4, 5, 0, 5));
  EXPECT_THAT(classes.from, ElementsAre(1, 2, 3, 4, 5));
}

TEST(Outlines, MustHoldBothArchipelagosAndPathDataOnly) {
  const auto file = [](const char* islands, const char* path) {
    return std::string(R"({"width": 100, "height": 100, "units": [{"code": "48", "d": ")") + path +
           R"(", "islands": ")" + islands + R"("}]})";
  };
  EXPECT_TRUE(read_outlines(file("M10 20h0M30 10h0", "M0 0l5 5z"), {"48"}).has_value());
  EXPECT_EQ(read_outlines(file("", "M0 0l5 5z"), {"48"}).error().message(),
            "outlines: the archipelago of unit 48 is missing");
  EXPECT_EQ(read_outlines(file("M1 1h0", "M0 0 url(x)"), {"48"}).error().message(),
            "outlines: unit 48 holds no path data");
  EXPECT_EQ(read_outlines("[]", {}).error().code(), ErrorCode::InvalidInput);
}

TEST(Outlines, AreDrawnWithTheNamesOfTheArchipelagos) {
  const Outlines outlines =
      read_outlines(
          R"({"width": 100, "height": 100, "units": [{"code": "48", "d": "M0 0l5 5z", "islands": "M10 20h0M30 10h0"}]})",
          {"48"})
          .value();
  TileMap map{{"map", "A map", ""}, {}, "East Sea"};
  map.tiles.push_back({.code = "48", .name = "Da Nang", .step = 3});
  map.tiles.push_back({.code = "48", .name = "Hoang Sa Archipelago", .islands = true});

  const std::string svg = outline_map(map, outlines, Size::Wide);

  EXPECT_THAT(svg, HasSubstr("class=\"unit q3\"><title>Da Nang</title>"));
  EXPECT_THAT(svg, HasSubstr("x=\"20\" y=\"0\" text-anchor=\"middle\">Hoang Sa Archipelago</text>"));
  EXPECT_THAT(svg, HasSubstr(">East Sea</text>"));
}

TEST(Charts, NothingToDrawGivesNoSparkline) {
  EXPECT_EQ(sparkline({1.0, std::nullopt}), "");
  EXPECT_THAT(sparkline({1.0, 3.0, 2.0}), HasSubstr("M0 36L80 4L160 20"));
}

}  // namespace
}  // namespace sen::portal::charts
