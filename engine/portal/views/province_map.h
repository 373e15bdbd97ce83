#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/portal/charts/tile_map.h"
#include "engine/portal/views/scene.h"

namespace sen::portal::views {

/// What a map of the provinces shows.
struct MapFacts {
  std::string id{};
  std::string title{};
  std::string description{};
  std::string current{};                                  ///< Code of the province the page is about; or empty.
  bool links = false;                                     ///< Each tile leads to its province.
  std::map<std::string, std::optional<double>> values{};  ///< By code; empty: nothing is counted.
  std::map<std::string, std::string> shown{};             ///< The values in words.
};

/// The country with both archipelagos, named in the reader's language: by the operator's outlines, or as tiles.
std::string province_map(const Scene& scene, const MapFacts& facts, charts::Size size);

}  // namespace sen::portal::views
