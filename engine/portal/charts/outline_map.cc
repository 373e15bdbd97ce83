#include "engine/portal/charts/outline_map.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "engine/portal/charts/drawing.h"
#include "engine/portal/html/writer.h"

namespace sen::portal::charts {
namespace {

using html::Attr;
using html::Text;
using html::Url;
using html::Writer;

bool is_path_data(std::string_view data) {
  return data.find_first_not_of("0123456789 .,-MmLlHhVvZzCcSsQqTt\n") == std::string_view::npos;
}

/// The middle of the dots and the top one, from the numbers behind each `M`.
void place_islands(Outlines::Unit& unit) {
  double sum = 0, top = 1e9;
  int dots = 0;
  for (std::size_t at = unit.islands.find('M'); at != std::string::npos; at = unit.islands.find('M', at + 1)) {
    double x = 0, y = 0;
    const char* end = unit.islands.data() + unit.islands.size();
    const auto first = std::from_chars(unit.islands.data() + at + 1, end, x);
    if (first.ec != std::errc() || first.ptr == end) continue;
    if (std::from_chars(first.ptr + 1, end, y).ec != std::errc()) continue;
    sum += x;
    top = std::min(top, y);
    ++dots;
  }
  if (dots == 0) return;
  unit.islands_x = sum / dots;
  unit.islands_y = top;
}

Error wrong(const std::string& what) {
  return {ErrorCode::InvalidInput, "outlines: " + what};
}

void unit(Writer& w, const Outlines::Unit& shape, const Tile& tile) {
  w << "<g class=\"unit q" << tile.step << (tile.current ? html::Literal(" current") : html::Literal("")) << "\">";
  if (!tile.href.empty()) w << "<a href=\"" << Url{tile.href} << "\">";
  w << "<title>" << Text{tile.name};
  if (!tile.shown.empty()) w << ": " << Text{tile.shown};
  w << "</title><path d=\"" << Attr{shape.path} << "\"/>";
  if (!shape.islands.empty()) w << "<path class=\"isles\" d=\"" << Attr{shape.islands} << "\"/>";
  if (!tile.href.empty()) w << "</a>";
  w << "</g>";
}

}  // namespace

Result<Outlines> read_outlines(std::string_view json, const std::vector<std::string>& archipelagos) {
  const nlohmann::json file = nlohmann::json::parse(json, nullptr, false);
  if (!file.is_object() || !file.contains("units") || !file["units"].is_array()) return wrong("no list `units`");
  Outlines outlines;
  outlines.width = file.value("width", 0.0);
  outlines.height = file.value("height", 0.0);
  if (outlines.width <= 0 || outlines.height <= 0) return wrong("`width` and `height` must be numbers above zero");
  for (const nlohmann::json& entry : file["units"]) {
    if (!entry.is_object()) return wrong("a unit is no object");
    Outlines::Unit unit;
    for (const auto& [key, out] : {std::pair{"code", &unit.code}, {"d", &unit.path}, {"islands", &unit.islands}}) {
      const auto found = entry.find(key);
      if (found != entry.end() && found->is_string()) *out = found->get<std::string>();
    }
    if (unit.code.empty() || unit.path.empty()) return wrong("a unit without `code` or `d`");
    if (!is_path_data(unit.path) || !is_path_data(unit.islands))
      return wrong("unit " + unit.code + " holds no path data");
    place_islands(unit);
    outlines.units.push_back(std::move(unit));
  }
  for (const std::string& code : archipelagos) {
    const bool drawn = std::any_of(outlines.units.begin(), outlines.units.end(), [&](const Outlines::Unit& unit) {
      return unit.code == code && !unit.islands.empty();
    });
    if (!drawn) return wrong("the archipelago of unit " + code + " is missing");
  }
  return outlines;
}

std::string outline_map(const TileMap& map, const Outlines& outlines, Size size) {
  const bool has_links =
      std::any_of(map.tiles.begin(), map.tiles.end(), [](const Tile& tile) { return !tile.href.empty(); });
  Writer w(32 * 1024);
  open_drawing(w, map.words, size, outlines.width, outlines.height, has_links);
  w << "<g class=\"outlines " << (size == Size::Wide ? html::Literal("fine") : html::Literal("coarse")) << "\">";
  double sea_x = 0, sea_y = 0;
  int seas = 0;
  for (const Outlines::Unit& shape : outlines.units)
    for (const Tile& tile : map.tiles)
      if (!tile.islands && tile.code == shape.code) unit(w, shape, tile);
  for (const Tile& tile : map.tiles) {
    if (!tile.islands) continue;
    for (const Outlines::Unit& shape : outlines.units) {
      if (shape.code != tile.code) continue;
      w << "<text class=\"name\" x=\"" << shape.islands_x << "\" y=\"" << shape.islands_y - 10
        << "\" text-anchor=\"middle\">" << Text{tile.name} << "</text>";
      sea_x += shape.islands_x;
      sea_y += shape.islands_y;
      ++seas;
    }
  }
  if (seas > 0 && !map.sea.empty())
    w << "<text class=\"sea\" x=\"" << sea_x / seas << "\" y=\"" << sea_y / seas << "\" text-anchor=\"middle\">"
      << Text{map.sea} << "</text>";
  w << "</g></svg>";
  return w.take();
}

}  // namespace sen::portal::charts
