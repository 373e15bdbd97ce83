#include "engine/portal/charts/tile_map.h"

#include <algorithm>
#include <cassert>

#include "engine/base/text.h"
#include "engine/portal/charts/drawing.h"
#include "engine/portal/html/writer.h"

namespace sen::portal::charts {
namespace {

using html::Text;
using html::Url;
using html::Writer;

constexpr double kWidth = 78;
constexpr double kHeight = 62;
constexpr double kGap = 4;

/// `name` in lines of at most `columns` letters, broken at spaces; at most three lines.
std::vector<std::string> lines_of(const std::string& name, std::size_t columns) {
  std::vector<std::string> lines;
  for (const std::string_view word : split(name, ' ')) {
    if (!lines.empty() && (shown_width(lines.back()) + 1 + shown_width(word) <= columns || lines.size() == 3)) {
      lines.back() += ' ';
      lines.back() += word;
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

/// Lines of text, the middle of the first at `y`.
void lines_from(Writer& w, const std::vector<std::string>& lines, double x, double y, double letter) {
  for (const std::string& line : lines) {
    w << "<text x=\"" << x << "\" y=\"" << y + letter * 0.35 << "\" text-anchor=\"middle\">" << Text{line} << "</text>";
    y += letter * 1.15;
  }
}

double letter_of(Size size) {
  return size == Size::Wide ? 12.5 : 17;
}

void label(Writer& w, const Tile& tile, double x, double y, Size size) {
  const double letter = letter_of(size);
  const std::vector<std::string> lines = lines_of(tile.name, size == Size::Wide ? 10 : 7);
  lines_from(w, lines, x, y - letter * 1.15 * static_cast<double>(lines.size() - 1) / 2, letter);
}

void land(Writer& w, const Tile& tile, double x, double y, Size size) {
  w << "<rect x=\"" << x << "\" y=\"" << y << "\" width=\"" << kWidth - kGap << "\" height=\"" << kHeight - kGap
    << "\" rx=\"7\"/>";
  label(w, tile, x + (kWidth - kGap) / 2, y + (kHeight - kGap) / 2, size);
}

/// Islands: dots in a loose ring, the name under them.
void islands(Writer& w, const Tile& tile, double x, double y, Size size) {
  constexpr std::array<std::array<double, 2>, 9> kDots = {
      {{24, 12}, {37, 6}, {50, 13}, {30, 22}, {44, 24}, {57, 22}, {20, 27}, {38, 33}, {52, 32}}};
  for (const auto& dot : kDots) w << "<circle cx=\"" << x + dot[0] << "\" cy=\"" << y + dot[1] << "\" r=\"2.6\"/>";
  lines_from(w, lines_of(tile.name, 12), x + (kWidth - kGap) / 2, y + 50, letter_of(size));
}

}  // namespace

std::string tile_map(const TileMap& map, Size size) {
  assert(std::count_if(map.tiles.begin(), map.tiles.end(), [](const Tile& t) { return t.islands; }) >= 2 &&
         "a map of the country holds both archipelagos");
  int coast = 0;
  for (const Tile& tile : map.tiles)
    if (!tile.islands) coast = std::max(coast, tile.column);
  // On a phone the archipelagos stand nearer, so that names can be larger.
  const auto column_of = [&](const Tile& tile) -> double {
    return tile.islands && size == Size::Narrow ? coast + 1.35 : tile.column;
  };
  double columns = 0;
  int rows = 0, first_column = 99, first_row = 99;
  for (const Tile& tile : map.tiles) {
    columns = std::max(columns, column_of(tile) + 1);
    rows = std::max(rows, tile.row + 1);
    first_column = std::min(first_column, tile.column);
    first_row = std::min(first_row, tile.row);
  }
  const double width = (columns - first_column) * kWidth + 24;
  const double height = (rows - first_row) * kHeight + 22;
  Writer w(16 * 1024);
  const bool has_links = std::any_of(map.tiles.begin(), map.tiles.end(), [](const Tile& t) { return !t.href.empty(); });
  open_drawing(w, map.words, size, width, height, has_links);
  w << "<g class=\"tiles " << (size == Size::Wide ? html::Literal("fine") : html::Literal("coarse")) << "\">";
  double sea_x = 0, sea_y = 0;
  int seas = 0;
  for (const Tile& tile : map.tiles) {
    const double x = 12 + (column_of(tile) - first_column) * kWidth;
    const double y = 8 + (tile.row - first_row) * kHeight;
    if (tile.islands) {
      sea_x += x;
      sea_y += y;
      ++seas;
    }
    w << "<g class=\"tile q" << tile.step << (tile.islands ? html::Literal(" islands") : html::Literal(""))
      << (tile.current ? html::Literal(" current") : html::Literal("")) << "\">";
    if (!tile.href.empty()) w << "<a href=\"" << Url{tile.href} << "\">";
    w << "<title>" << Text{tile.name};
    if (!tile.shown.empty()) w << ": " << Text{tile.shown};
    w << "</title>";
    if (tile.islands) {
      islands(w, tile, x, y, size);
    } else {
      land(w, tile, x, y, size);
    }
    if (!tile.href.empty()) w << "</a>";
    w << "</g>";
  }
  if (seas > 0 && !map.sea.empty())
    w << "<text class=\"sea\" x=\"" << sea_x / seas + kWidth / 2 - 4 << "\" y=\"" << sea_y / seas + kHeight / 2
      << "\" text-anchor=\"middle\">" << Text{map.sea} << "</text>";
  w << "</g></svg>";
  return w.take();
}

Classes classify(const std::vector<std::optional<double>>& values) {
  std::vector<double> known;
  for (const auto& value : values)
    if (value) known.push_back(*value);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  Classes classes;
  const std::size_t count = std::min<std::size_t>(5, known.size());
  for (std::size_t i = 0; i < count; ++i) classes.from.push_back(known[i * known.size() / count]);
  for (const auto& value : values) {
    int step = 0;
    if (value)
      step =
          static_cast<int>(std::upper_bound(classes.from.begin(), classes.from.end(), *value) - classes.from.begin());
    classes.steps.push_back(step);
  }
  return classes;
}

}  // namespace sen::portal::charts
