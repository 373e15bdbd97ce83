#include "engine/portal/views/dataset_parts.h"

#include "content/model/address.h"
#include "engine/portal/views/json_ld.h"

namespace sen::portal::views {
namespace {

std::vector<Fact> structure(const Scene& scene, const content::Dataset& dataset) {
  std::vector<Fact> facts;
  for (const content::Column& column : dataset.columns) {
    const std::string title = scene.name(column.titles);
    facts.push_back({column.id, {{title.empty() ? column.name : title, {}}}});
  }
  return facts;
}

std::vector<Fact> releases(const Scene& scene, const content::Dataset& dataset) {
  std::vector<Fact> facts;
  for (auto release = dataset.releases.rbegin(); release != dataset.releases.rend(); ++release) {
    std::string text = release->rows > 0 ? scene.tn("{n} row", "{n} rows", release->rows)
                                         : scene.tn("{n} figure", "{n} figures", release->observations);
    if (!release->note.empty()) text += " · " + release->note;
    facts.push_back({scene.tongue.format.short_date(release->published), {{std::move(text), {}}}});
  }
  return facts;
}

}  // namespace

std::string source_line(const Scene& scene, const content::Dataset& dataset) {
  std::string sources;
  for (const content::Source& source : dataset.sources) sources += (sources.empty() ? "" : "; ") + source.title;
  return sources.empty() ? sources : scene.t("Source: {source}", {{"source", sources}});
}

std::vector<Link> downloads_of(const Scene& scene, const content::Dataset& dataset) {
  const std::string path = content::dataset_path(scene.locale(), dataset.code);
  return {{"CSV", path + ".csv"}, {"Excel", path + ".xlsx"}, {"JSON", path + ".json"}};
}

Time released(const Scene& scene, const content::Dataset& dataset) {
  return dataset.releases.empty() ? Time{} : make_date(scene, dataset.releases.back().published);
}

Dataset make_dataset_head(const Scene& scene, const content::Dataset& dataset, std::size_t page) {
  Dataset view;
  view.title = scene.name(dataset.titles);
  view.summary = scene.name(dataset.descriptions);
  view.organisation = make_badge(scene, dataset.organisation);
  view.updated = released(scene, dataset);
  for (const content::Source& source : dataset.sources) view.sources.push_back({source.title, source.address});
  view.licence = make_licence(dataset.licence);
  view.releases = releases(scene, dataset);
  view.structure = structure(scene, dataset);

  const std::string path = content::dataset_path(scene.locale(), dataset.code);
  view.frame = make_frame(
      scene, {.title = view.title, .description = view.summary, .path = with_page(path, page), .section = "data"});
  for (const Link& link : downloads_of(scene, dataset))
    view.frame.links.push_back({"alternate",
                                link.text == "CSV" ? "text/csv" : (link.text == "JSON" ? "application/json" : ""),
                                {},
                                link.text,
                                link.href});
  view.frame.json_ld =
      dataset_json_ld(scene, view, path, {{"text/csv", path + ".csv"}, {"application/json", path + ".json"}});
  const content::Section* section = scene.vocabulary.section("data");
  view.crumbs = {{{scene.t("Home"), content::home_path(scene.locale())},
                  {scene.name(section->labels), content::section_path(scene.locale(), "data")},
                  {view.title, {}}}};
  return view;
}

}  // namespace sen::portal::views
