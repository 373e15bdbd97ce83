#include "engine/portal/views/listing.h"

#include "content/model/address.h"

namespace sen::portal::views {

namespace {
constexpr std::size_t kPerPage = 20;
}

Result<Listing> make_listing(const Scene& scene, ListingFacts facts, const store::Listing& listing, std::size_t page) {
  Listing view;
  std::uint64_t total = 0;
  view.teasers = SEN_TRY(list_teasers(scene, listing, (page - 1) * kPerPage, kPerPage, PictureRole::Row, &total));
  const std::size_t pages = std::max<std::size_t>(1, (total + kPerPage - 1) / kPerPage);
  if (page > pages) return Error(ErrorCode::NotFound, "the listing has no such page");
  view.frame = make_frame(scene, {.title = facts.title,
                                  .description = facts.summary,
                                  .path = with_page(facts.path, page),
                                  .section = facts.section,
                                  .index = !view.teasers.empty(),
                                  .feed = facts.path});
  view.pagination = make_pagination(scene, facts.path, page, pages);
  if (!view.pagination.previous.href.empty())
    view.frame.links.push_back({"prev", {}, {}, {}, view.pagination.previous.href});
  if (!view.pagination.next.href.empty()) view.frame.links.push_back({"next", {}, {}, {}, view.pagination.next.href});
  view.crumbs.links.push_back({scene.t("Home"), content::home_path(scene.locale())});
  for (Link& link : facts.above) view.crumbs.links.push_back(std::move(link));
  view.crumbs.links.push_back({facts.title, {}});
  view.kicker = std::move(facts.kicker);
  view.title = std::move(facts.title);
  view.summary = std::move(facts.summary);
  view.filters = std::move(facts.filters);
  view.empty = scene.t("Nothing has been published here yet.");
  view.feed = {scene.t("Follow by RSS"), facts.path + "/feed.rss"};
  return view;
}

Result<Listing> make_section(const Scene& scene, const content::Section& section, std::size_t page) {
  std::vector<Link> filters;
  if (section.code == "events")
    filters.push_back(
        {scene.t("Calendar of releases and events"), content::home_path(scene.locale()) + "/calendar.ics"});
  return make_listing(scene,
                      {.title = scene.name(section.labels),
                       .path = content::section_path(scene.locale(), section.code),
                       .section = section.code,
                       .filters = std::move(filters)},
                      {store::Listing::By::Section, section.code, {}}, page);
}

Result<Listing> make_topic(const Scene& scene, const content::Topic& topic, std::size_t page) {
  std::vector<Link> above{{scene.t("Topics"), content::home_path(scene.locale()) + "/topics"}};
  std::vector<Link> filters;
  for (const content::Topic& other : scene.vocabulary.topics()) {
    if (other.code == topic.parent)
      above.push_back({scene.name(other.names), content::topic_path(scene.locale(), other.code)});
    if (other.parent == topic.code)
      filters.push_back({scene.name(other.names), content::topic_path(scene.locale(), other.code)});
  }
  return make_listing(scene,
                      {.title = scene.name(topic.names),
                       .path = content::topic_path(scene.locale(), topic.code),
                       .kicker = scene.t("Topic"),
                       .above = std::move(above),
                       .filters = std::move(filters)},
                      {store::Listing::By::Topic, topic.code, {}}, page);
}

}  // namespace sen::portal::views
