#include <algorithm>
#include <cmath>

#include "engine/portal/charts/charts.h"
#include "engine/portal/charts/drawing.h"
#include "engine/portal/html/writer.h"

namespace sen::portal::charts {
namespace {

using html::Text;
using html::Writer;

/// Where a value stands on the drawing.
struct Plane {
  double left, right, top, bottom;
  double low, high;
  std::size_t points;

  double x(std::size_t i) const {
    return points < 2 ? (left + right) / 2
                      : left + (right - left) * static_cast<double>(i) / static_cast<double>(points - 1);
  }
  double y(double value) const { return bottom - (bottom - top) * (value - low) / (high - low); }
};

void axis(Writer& w, const LineChart& chart, const Plane& plane, const std::vector<double>& ticks) {
  for (const double tick : ticks) {
    w << "<path class=\"axis\" d=\"M" << plane.left << " " << plane.y(tick) << "H" << plane.right << "\"/><text x=\""
      << plane.left - 8 << "\" y=\"" << plane.y(tick) + 4 << "\" text-anchor=\"end\">" << Text{chart.tick(tick)}
      << "</text>";
  }
}

/// As many labels as fit; always the first and the last.
void labels(Writer& w, const LineChart& chart, const Plane& plane, std::size_t fit) {
  const std::size_t count = chart.labels.size();
  const std::size_t step = std::max<std::size_t>(1, (count + fit - 1) / fit);
  for (std::size_t i = 0; i < count; ++i) {
    const bool last = i + 1 == count;
    if (!last && (i % step != 0 || count - 1 - i < step)) continue;
    const html::Literal anchor = i == 0 && count > 1 ? html::Literal("start")
                                 : last && count > 1 ? html::Literal("end")
                                                     : html::Literal("middle");
    w << "<text x=\"" << plane.x(i) << "\" y=\"" << plane.bottom + 20 << "\" text-anchor=\"" << anchor << "\">"
      << Text{chart.labels[i]} << "</text>";
  }
}

void line(Writer& w, const Line& line, const Plane& plane, std::size_t number) {
  w << "<path class=\"line s" << static_cast<int>(number) << "\" d=\"";
  bool pen_down = false;
  for (std::size_t i = 0; i < line.values.size(); ++i) {
    if (!line.values[i]) {
      pen_down = false;
      continue;
    }
    w << (pen_down ? html::Literal("L") : html::Literal("M")) << plane.x(i) << " " << plane.y(*line.values[i]);
    pen_down = true;
  }
  w << "\"/>";
  for (std::size_t i = line.values.size(); i-- > 0;) {
    if (!line.values[i]) continue;
    w << "<circle class=\"dot s" << static_cast<int>(number) << "\" cx=\"" << plane.x(i) << "\" cy=\""
      << plane.y(*line.values[i]) << "\" r=\"4\"/>";
    break;
  }
}

struct Named {
  std::size_t number;
  double y;
  const std::string* name;
};

/// Names at the ends of their lines, pushed apart where they would cover each other.
void names(Writer& w, const LineChart& chart, const Plane& plane) {
  std::vector<Named> ends;
  for (std::size_t n = 0; n < chart.lines.size(); ++n)
    for (std::size_t i = chart.lines[n].values.size(); i-- > 0;)
      if (chart.lines[n].values[i]) {
        ends.push_back({n + 1, plane.y(*chart.lines[n].values[i]), &chart.lines[n].name});
        break;
      }
  std::sort(ends.begin(), ends.end(), [](const Named& a, const Named& b) { return a.y < b.y; });
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i].y = std::max(ends[i].y, ends[i - 1].y + 18);
  for (const Named& end : ends)
    w << "<text class=\"name s" << static_cast<int>(end.number) << "\" x=\"" << plane.right + 10 << "\" y=\""
      << end.y + 4 << "\">" << Text{*end.name} << "</text>";
}

}  // namespace

std::string line_chart(const LineChart& chart, Size size) {
  double low = 0, high = 0;
  bool any = false;
  for (const Line& entry : chart.lines)
    for (const auto& value : entry.values)
      if (value) {
        low = any ? std::min(low, *value) : *value;
        high = any ? std::max(high, *value) : *value;
        any = true;
      }
  // An axis from zero unless that would flatten what the line says.
  if (low > 0 && low < 0.6 * high) low = 0;
  const std::vector<double> ticks = round_ticks(low, high);

  std::size_t longest_tick = 0;
  for (const double tick : ticks) longest_tick = std::max(longest_tick, shown_width(chart.tick(tick)));
  std::size_t longest_name = 0;
  for (const Line& entry : chart.lines) longest_name = std::max(longest_name, shown_width(entry.name));
  const bool named = chart.lines.size() > 1 && size == Size::Wide;

  const double width = size == Size::Wide ? 760 : 360;
  const double height = size == Size::Wide ? 340 : 250;
  const Plane plane{.left = 14 + 7.5 * static_cast<double>(longest_tick),
                    .right = width - (named ? std::min(220.0, 20 + 7.5 * static_cast<double>(longest_name)) : 14),
                    .top = 14,
                    .bottom = height - 34,
                    .low = ticks.front(),
                    .high = ticks.back(),
                    .points = chart.labels.size()};
  Writer w(8 * 1024);
  open_drawing(w, chart.words, size, width, height);
  axis(w, chart, plane, ticks);
  labels(w, chart, plane, size == Size::Wide ? 10 : 4);
  if (chart.lines.size() == 1) {
    const std::vector<std::optional<double>>& values = chart.lines.front().values;
    if (std::all_of(values.begin(), values.end(), [](const auto& v) { return v.has_value(); }) && values.size() > 1) {
      w << "<path class=\"area\" d=\"M" << plane.x(0) << " " << plane.bottom;
      for (std::size_t i = 0; i < values.size(); ++i) w << "L" << plane.x(i) << " " << plane.y(*values[i]);
      w << "V" << plane.bottom << "z\"/>";
    }
  }
  for (std::size_t i = 0; i < chart.lines.size(); ++i) line(w, chart.lines[i], plane, i + 1);
  if (named) names(w, chart, plane);
  w << "</svg>";
  return w.take();
}

std::string sparkline(const std::vector<std::optional<double>>& values) {
  std::vector<double> known;
  for (const auto& value : values)
    if (value) known.push_back(*value);
  if (known.size() < 2) return {};
  const auto [low, high] = std::minmax_element(known.begin(), known.end());
  const double span = *high > *low ? *high - *low : 1;
  Writer w(512);
  w << "<svg class=\"spark\" viewBox=\"0 0 160 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
       "focusable=\"false\"><path d=\"";
  for (std::size_t i = 0; i < known.size(); ++i)
    w << (i == 0 ? html::Literal("M") : html::Literal("L"))
      << 160.0 * static_cast<double>(i) / static_cast<double>(known.size() - 1) << " "
      << 36 - 32 * (known[i] - *low) / span;
  w << "\"/></svg>";
  return w.take();
}

std::vector<double> round_ticks(double low, double high) {
  if (high <= low) high = low + std::max(1.0, std::abs(low) / 2);
  const double rough = (high - low) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = power * 10;
  for (const double factor : {1.0, 2.0, 2.5, 5.0})
    if (rough <= factor * power) {
      step = factor * power;
      break;
    }
  std::vector<double> ticks;
  for (double at = std::floor(low / step) * step;; at += step) {
    // Steps of tenths are not exact: -0 and 0.30000000000000004 are what they should be.
    ticks.push_back(std::round(at / step) * step + 0.0);
    if (at >= high - step * 1e-9) break;
  }
  return ticks;
}

}  // namespace sen::portal::charts
