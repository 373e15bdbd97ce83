#include <algorithm>

#include "engine/portal/charts/charts.h"
#include "engine/portal/charts/drawing.h"
#include "engine/portal/html/writer.h"

namespace sen::portal::charts {

std::string bar_chart(const BarChart& chart, Size size) {
  constexpr double kRow = 46;
  const double width = size == Size::Wide ? 760 : 360;
  double high = 0;
  for (const Bar& bar : chart.bars)
    if (bar.value) high = std::max(high, *bar.value);
  if (high <= 0) high = 1;

  html::Writer w(8 * 1024);
  open_drawing(w, chart.words, size, width, kRow * static_cast<double>(chart.bars.size()) + 4);
  double y = 2;
  for (const Bar& bar : chart.bars) {
    const double length = bar.value ? std::max(2.0, width * std::max(0.0, *bar.value) / high) : 0;
    const double start = chart.right_to_left ? width : 0;
    const double end = chart.right_to_left ? 0 : width;
    w << "<text class=\"label\" x=\"" << start << "\" y=\"" << y + 15 << "\">" << html::Text{bar.name} << "</text>"
      << "<text class=\"value\" x=\"" << end << "\" y=\"" << y + 15 << "\" text-anchor=\"end\">"
      << html::Text{bar.shown} << "</text><rect class=\"track\" x=\"0\" y=\"" << y + 22 << "\" width=\"" << width
      << "\" height=\"12\" rx=\"6\"/>"
      << "<rect class=\"bar\" x=\"" << (chart.right_to_left ? width - length : 0) << "\" y=\"" << y + 22
      << "\" width=\"" << length << "\" height=\"12\" rx=\"6\"/>";
    y += kRow;
  }
  w << "</svg>";
  return w.take();
}

}  // namespace sen::portal::charts
