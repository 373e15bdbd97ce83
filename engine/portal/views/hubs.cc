#include <algorithm>
#include <map>

#include "content/model/address.h"
#include "engine/portal/charts/tile_map.h"
#include "engine/portal/views/listing.h"
#include "engine/portal/views/province_map.h"

namespace sen::portal::views {
namespace {

using content::Organisation;
using content::OrganisationCode;

Frame directory_frame(const Scene& scene, const std::string& title, const std::string& summary, const std::string& path,
                      const std::string& section) {
  return make_frame(scene, {.title = title, .description = summary, .path = path, .section = section});
}

Crumbs crumbs_of(const Scene& scene, const std::string& title) {
  return {{{scene.t("Home"), content::home_path(scene.locale())}, {title, {}}}};
}

Link organisation_link(const Scene& scene, const Organisation& organisation) {
  return {scene.name(organisation.names), content::organisation_path(scene.locale(), organisation.code)};
}

/// The organisations of `codes` that there are.
std::vector<Link> organisation_links(const Scene& scene, const std::vector<OrganisationCode>& codes) {
  std::vector<Link> links;
  for (const OrganisationCode& code : codes)
    if (const auto organisation = scene.reading.organisation(code, scene.vocabulary))
      links.push_back(organisation_link(scene, *organisation));
  return links;
}

/// The names of former provinces that now are `place`.
std::vector<Link> former_names(const Scene& scene, const content::Place& place) {
  std::vector<Link> names;
  for (const content::FormerPlace& former : scene.vocabulary.former_places())
    if (former.successor == place.code && !former.unchanged) names.push_back({scene.name(former.names), {}});
  return names;
}

std::vector<Group> provinces_by_region(const Scene& scene) {
  std::vector<Group> groups;
  for (const content::Region& region : scene.vocabulary.regions()) {
    Group group{scene.name(region.names), {}};
    for (const content::Place& place : scene.vocabulary.places())
      if (place.region == region.code)
        group.links.push_back({scene.name(place.names), content::place_path(scene.locale(), place.code)});
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

Result<Hub> make_province(const Scene& scene, const content::Place& place, std::size_t page) {
  Hub view;
  const std::string provinces = scene.name(scene.vocabulary.section("provinces")->labels);
  view.listing = SEN_TRY(make_listing(scene,
                                      {.title = scene.name(place.names),
                                       .path = content::place_path(scene.locale(), place.code),
                                       .section = "provinces",
                                       .kicker = scene.name(scene.vocabulary.kind_names(place.kind)),
                                       .above = {{provinces, content::section_path(scene.locale(), "provinces")}}},
                                      {store::Listing::By::Place, place.code, {}}, page));

  if (const content::Region* region = scene.vocabulary.region(place.region))
    view.facts.push_back({scene.t("Region"), {{scene.name(region->names), {}}}});
  if (place.area_km2 > 0)
    view.facts.push_back(
        {scene.t("Area"),
         {{scene.t("{n} km²", {{"n", scene.tongue.format.number(static_cast<std::uint64_t>(place.area_km2))}}), {}}}});
  if (std::vector<Link> former = former_names(scene, place); !former.empty())
    view.facts.push_back({scene.t("Formed on 1 July 2025 from"), std::move(former)});
  for (const content::Archipelago& islands : scene.vocabulary.archipelagos())
    if (islands.place == place.code) view.facts.push_back({scene.t("Includes"), {{scene.name(islands.names), {}}}});
  view.facts.push_back({scene.t("National code"), {{place.code, {}}}});
  const OrganisationCode committee("province-" + place.code);
  if (std::vector<Link> authority = organisation_links(scene, {committee}); !authority.empty())
    view.facts.push_back({scene.t("Authority"), std::move(authority)});

  view.map =
      province_map(scene, {.id = "map", .title = scene.t("Where it is"), .current = place.code}, charts::Size::Narrow);
  Group neighbours{scene.t("In the same region"), {}};
  for (const content::Place& other : scene.vocabulary.places())
    if (other.region == place.region && other.code != place.code)
      neighbours.links.push_back({scene.name(other.names), content::place_path(scene.locale(), other.code)});
  view.groups.push_back(std::move(neighbours));
  return view;
}

Result<Directory> make_provinces(const Scene& scene, std::size_t page) {
  const content::Section* section = scene.vocabulary.section("provinces");
  Directory view;
  view.title = scene.name(section->labels);
  view.summary = scene.t("Since 1 July 2025 Viet Nam has 34 provinces and cities under central authority.");
  const std::string path = content::section_path(scene.locale(), "provinces");
  view.listing = SEN_TRY(make_section(scene, *section, page));
  view.listing.title = scene.t("From the provinces");
  view.frame = view.listing.frame;
  view.frame.description = view.summary;
  view.crumbs = crumbs_of(scene, view.title);
  const MapFacts facts{
      .id = "map",
      .title = scene.t("Schematic map of the provinces"),
      .description = scene.t("One tile for each province or city, and both archipelagos, Hoang Sa and Truong Sa."),
      .links = true};
  view.map.id = "map";
  view.map.title = facts.title;
  view.map.subtitle = facts.description;
  view.map.wide = province_map(scene, facts, charts::Size::Wide);
  view.map.narrow = province_map(scene, facts, charts::Size::Narrow);
  view.groups = provinces_by_region(scene);
  return view;
}

Result<Hub> make_organisation(const Scene& scene, const OrganisationCode& code, std::size_t page) {
  const Organisation organisation = SEN_TRY(scene.reading.organisation(code, scene.vocabulary));
  Hub view;
  view.listing = SEN_TRY(
      make_listing(scene,
                   {.title = scene.name(organisation.names),
                    .path = content::organisation_path(scene.locale(), organisation.code),
                    .kicker = scene.t("Organisation"),
                    .above = {{scene.t("Organisations"), content::home_path(scene.locale()) + "/organisations"}}},
                   {store::Listing::By::Organisation, organisation.code.value, {}}, page));

  if (!organisation.until.empty())
    view.facts.push_back(
        {scene.t("Until {date}; its duties went to", {{"date", scene.tongue.format.period(organisation.until)}}),
         organisation_links(scene, organisation.successors)});
  if (std::vector<Link> parent = organisation_links(scene, {organisation.parent}); !parent.empty())
    view.facts.push_back({scene.t("Belongs to"), std::move(parent)});
  if (!organisation.cities.empty()) view.facts.push_back({scene.t("Seat"), {{scene.name(organisation.cities), {}}}});
  if (const content::Place* place = scene.vocabulary.place(organisation.place))
    view.facts.push_back(
        {scene.t("Place"), {{scene.name(place->names), content::place_path(scene.locale(), place->code)}}});
  if (!organisation.address.empty())
    view.facts.push_back({scene.t("Web site"), {{organisation.address, organisation.address}}});
  Group former{scene.t("Predecessors"), organisation_links(scene, organisation.predecessors)};
  Group below{scene.t("Part of it"), {}};
  for (const Organisation& other : SEN_TRY(scene.reading.organisations(scene.vocabulary)))
    if (other.parent == organisation.code && other.kind != "mission" && other.until.empty())
      below.links.push_back(organisation_link(scene, other));
  view.groups = {std::move(former), std::move(below)};
  return view;
}

Result<Directory> make_organisations(const Scene& scene) {
  Directory view;
  view.title = scene.t("Organisations");
  view.summary = scene.t("Who contributes, and who answers for what is published here.");
  view.frame =
      directory_frame(scene, view.title, view.summary, content::home_path(scene.locale()) + "/organisations", {});
  view.crumbs = crumbs_of(scene, view.title);
  Group ministries{scene.t("Ministries"), {}}, agencies{scene.t("Agencies"), {}},
      provinces{scene.t("Provinces and cities"), {}};
  for (const Organisation& organisation : SEN_TRY(scene.reading.organisations(scene.vocabulary))) {
    // A department stands on the page of what it belongs to.
    const bool is_unit = organisation.kind == "department" && !organisation.parent.empty();
    if (!organisation.until.empty() || organisation.kind == "mission" || is_unit) continue;
    Group& group =
        organisation.kind == "ministry" ? ministries : (organisation.kind == "province" ? provinces : agencies);
    group.links.push_back(organisation_link(scene, organisation));
  }
  view.groups = {std::move(ministries), std::move(agencies), std::move(provinces)};
  return view;
}

Result<Directory> make_posts(const Scene& scene, const content::Section& section, std::size_t page) {
  Directory view;
  view.title = scene.name(section.labels);
  view.summary = scene.t("Embassies, consulates and other missions of Viet Nam abroad.");
  view.listing = SEN_TRY(make_section(scene, section, page));
  view.frame = view.listing.frame;
  view.frame.description = view.summary;
  view.crumbs = crumbs_of(scene, view.title);
  Group all{scene.t("Missions"), {}};
  for (const Organisation& organisation : SEN_TRY(scene.reading.organisations(scene.vocabulary)))
    if (organisation.kind == "mission" && organisation.until.empty())
      all.links.push_back(organisation_link(scene, organisation));
  view.groups.push_back(std::move(all));
  return view;
}

Result<Directory> make_topics(const Scene& scene) {
  Directory view;
  view.title = scene.t("Topics");
  view.summary = scene.t("Everything on one subject, whoever published it.");
  view.frame = directory_frame(scene, view.title, view.summary, content::home_path(scene.locale()) + "/topics", {});
  view.crumbs = crumbs_of(scene, view.title);
  Group alone{scene.t("All topics"), {}};
  for (const content::Topic& topic : scene.vocabulary.topics()) {
    if (!topic.parent.empty()) continue;
    Group group{scene.name(topic.names), {{scene.name(topic.names), content::topic_path(scene.locale(), topic.code)}}};
    for (const content::Topic& child : scene.vocabulary.topics())
      if (child.parent == topic.code)
        group.links.push_back({scene.name(child.names), content::topic_path(scene.locale(), child.code)});
    if (group.links.size() == 1) {
      alone.links.push_back(std::move(group.links.front()));
    } else {
      view.groups.push_back(std::move(group));
    }
  }
  view.groups.push_back(std::move(alone));
  return view;
}

}  // namespace sen::portal::views
