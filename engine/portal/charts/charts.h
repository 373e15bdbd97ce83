#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Drawings of figures as SVG: pure functions, colours by CSS classes (light, dark, print), no inline style,
/// no script. Each says in words what it shows.
namespace sen::portal::charts {

enum class Size {
  Wide,   ///< 760 pixels: beside or above its table.
  Narrow  ///< 360 pixels: a phone; fewer labels, text as large.
};

/// What a drawing says to those who do not see it.
struct Words {
  std::string id;  ///< Unique on the page.
  std::string title;
  std::string description;
};

struct Line {
  std::string name;
  std::vector<std::optional<double>> values;  ///< One for each label; missing ones break the line.
};

struct LineChart {
  Words words;
  std::vector<std::string> labels;          ///< Along the horizontal axis.
  std::vector<Line> lines;                  ///< At most five.
  std::function<std::string(double)> tick;  ///< A value of the axis in the reader's language.
};
std::string line_chart(const LineChart& chart, Size size);

struct Bar {
  std::string name;
  std::optional<double> value;
  std::string shown;  ///< The value in words.
};
struct BarChart {
  Words words;
  std::vector<Bar> bars;  ///< In the order drawn.
  bool right_to_left = false;
};
/// Horizontal bars, named above each.
std::string bar_chart(const BarChart& chart, Size size);

/// A line without axes, as tall as a word; hidden from assistive technology. Empty for fewer than two values.
std::string sparkline(const std::vector<std::optional<double>>& values);

/// Values of an axis from at or below `low` to at or above `high`: 3 to 6 round numbers.
std::vector<double> round_ticks(double low, double high);

}  // namespace sen::portal::charts
