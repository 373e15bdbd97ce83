#include <algorithm>
#include <iterator>

#include "content/model/address.h"
#include "engine/portal/views/make.h"

namespace sen::portal::views {
namespace {

store::Listing by_section(const char* code) {
  return {store::Listing::By::Section, code, {}};
}

/// A section's newest documents that the page does not show yet.
Result<Block> section_block(const Scene& scene, const char* code, std::size_t limit, std::vector<std::string>& shown) {
  Block block;
  const content::Section* section = scene.vocabulary.section(code);
  if (!section) return block;
  block.title = scene.name(section->labels);
  block.more = {scene.t("See all"), content::section_path(scene.locale(), code)};
  for (Teaser& teaser : SEN_TRY(own_language_first(scene, by_section(code), limit + shown.size(), PictureRole::Card))) {
    if (block.teasers.size() == limit) break;
    if (std::find(shown.begin(), shown.end(), teaser.href) != shown.end()) continue;
    shown.push_back(teaser.href);
    block.teasers.push_back(std::move(teaser));
  }
  return block;
}

}  // namespace

std::vector<Link> make_guides(const Scene& scene) {
  const std::string home = content::home_path(scene.locale());
  return {{scene.t("A province or city"), home + "/provinces"},
          {scene.t("A figure"), home + "/data"},
          {scene.t("Statements and press releases"), home + "/press"},
          {scene.t("An embassy or consulate"), home + "/posts"},
          {scene.t("Events to come"), home + "/events"},
          {scene.t("Everything on one subject"), home + "/topics"}};
}

Result<Home> make_home(const Scene& scene) {
  Home view;
  const std::string home = content::home_path(scene.locale());
  view.frame = make_frame(scene, {.title = scene.t("Home"),
                                  .description = scene.name(scene.site.tagline),
                                  .path = home,
                                  .section = "home",
                                  .feed = home});

  std::vector<Teaser> newest =
      SEN_TRY(own_language_first(scene, {store::Listing::By::All, {}, {}}, 10, PictureRole::Lead));
  // The lead has a picture; the newest with one comes first.
  const auto pictured =
      std::find_if(newest.begin(), newest.end(), [](const Teaser& teaser) { return !teaser.picture.src.empty(); });
  if (pictured != newest.end()) std::rotate(newest.begin(), pictured, pictured + 1);
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < newest.size() && i < 5; ++i) {
    newest[i].picture.first = i == 0;
    if (i > 0) {
      newest[i].summary.text.clear();
      newest[i].picture.sizes = "8rem";
    }
    shown.push_back(newest[i].href);
    view.lead.push_back(std::move(newest[i]));
  }

  for (const char* code : {"news", "country", "press", "overseas"})
    view.blocks.push_back(SEN_TRY(section_block(scene, code, 3, shown)));
  view.gallery = SEN_TRY(section_block(scene, "gallery", 3, shown));
  view.facts = SEN_TRY(section_block(scene, "facts", 2, shown));
  view.guides = make_guides(scene);
  view.provinces = {scene.t("See the map"), home + "/provinces"};

  const Catalogue catalogue = SEN_TRY(make_catalogue(scene));
  for (const DatasetCard& card : catalogue.datasets) {
    if (view.figures.size() == 4) break;
    if (!card.latest.empty() && !card.spark.empty())
      view.figures.push_back({card.title, card.latest, card.latest_period, card.href, card.spark});
  }
  view.all_figures = {scene.t("All datasets"), home + "/data"};
  return view;
}

}  // namespace sen::portal::views
