#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/portal/charts/tile_map.h"

namespace sen::portal::charts {

/// The provinces' outlines as an operator supplies them: Sen ships none.
struct Outlines {
  struct Unit {
    std::string code;      ///< National two-digit code.
    std::string path;      ///< SVG path data of the land.
    std::string islands;   ///< SVG path data of dots (`M x yh0`), drawn with round ends; may be empty.
    double islands_x = 0;  ///< The middle of the islands, and their top.
    double islands_y = 0;
  };
  double width = 0;
  double height = 0;
  std::vector<Unit> units;
};

/// Reads `{"width", "height", "units": [{"code", "d", "islands"}]}`. Path data may hold numbers and path
/// commands only. Errors: InvalidInput says what is wrong, also where the islands of one of
/// `archipelagos` (codes of the units that they belong to) are missing.
Result<Outlines> read_outlines(std::string_view json, const std::vector<std::string>& archipelagos);

/// The country by its outlines. Colours, names and links as the tiles of `map` have them; archipelagos are
/// named beside their islands.
std::string outline_map(const TileMap& map, const Outlines& outlines, Size size);

}  // namespace sen::portal::charts
