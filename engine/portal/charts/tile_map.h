#pragma once

#include <string>
#include <vector>

#include "engine/portal/charts/charts.h"

namespace sen::portal::charts {

/// A unit of the schematic map: a square where the unit roughly is.
struct Tile {
  std::string code{};  ///< Of the unit; an archipelago has that of the unit it belongs to.
  std::string name{};
  std::string href{};   ///< Or empty.
  std::string shown{};  ///< What is counted there, in words; or empty.
  int column = 0;
  int row = 0;
  int step = 0;          ///< 1 … 5: lightest to darkest; 0: nothing is counted.
  bool islands = false;  ///< An archipelago: drawn as a ring of dots with its name below.
  bool current = false;  ///< The unit the page is about.
};

struct TileMap {
  Words words;
  std::vector<Tile> tiles;
  std::string sea;  ///< The sea's name, written beside the coast.
};

/// The country as tiles. Every map holds both archipelagos: a call without them is a bug.
std::string tile_map(const TileMap& map, Size size);

/// Five classes of equal count: the class (1 … 5) of each value, and the smallest value of each class.
struct Classes {
  std::vector<int> steps;
  std::vector<double> from;
};
Classes classify(const std::vector<std::optional<double>>& values);

}  // namespace sen::portal::charts
