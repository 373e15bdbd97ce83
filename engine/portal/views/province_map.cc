#include "engine/portal/views/province_map.h"

#include "content/model/address.h"
#include "engine/portal/charts/outline_map.h"

namespace sen::portal::views {

std::string province_map(const Scene& scene, const MapFacts& facts, charts::Size size) {
  std::vector<std::optional<double>> values;
  for (const content::Place& place : scene.vocabulary.places()) {
    const auto found = facts.values.find(place.code);
    values.push_back(found == facts.values.end() ? std::nullopt : found->second);
  }
  const charts::Classes classes = charts::classify(values);

  charts::TileMap map;
  map.words = {facts.id, facts.title, facts.description};
  map.sea = scene.name(scene.vocabulary.sea());
  std::map<std::string, charts::Tile> by_code;
  for (std::size_t i = 0; i < scene.vocabulary.places().size(); ++i) {
    const content::Place& place = scene.vocabulary.places()[i];
    charts::Tile tile;
    tile.code = place.code;
    tile.name = scene.name(place.names);
    if (facts.links) tile.href = content::place_path(scene.locale(), place.code);
    if (const auto shown = facts.shown.find(place.code); shown != facts.shown.end()) tile.shown = shown->second;
    tile.column = place.tile_column;
    tile.row = place.tile_row;
    tile.step = classes.steps[i];
    tile.current = place.code == facts.current;
    map.tiles.push_back(tile);
    by_code.emplace(place.code, std::move(tile));
  }
  for (const content::Archipelago& islands : scene.vocabulary.archipelagos()) {
    // An archipelago counts as the province that it belongs to.
    charts::Tile tile = by_code[islands.place];
    tile.name = scene.name(islands.names);
    tile.column = islands.tile_column;
    tile.row = islands.tile_row;
    tile.islands = true;
    map.tiles.push_back(std::move(tile));
  }
  return scene.outlines ? charts::outline_map(map, *scene.outlines, size) : charts::tile_map(map, size);
}

}  // namespace sen::portal::views
