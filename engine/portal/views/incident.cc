#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "content/model/address.h"
#include "engine/portal/views/make.h"
#include "engine/portal/views/press.h"

namespace sen::portal::views {
namespace {

using nlohmann::ordered_json;
using store::VisibleEdition;

constexpr std::size_t kPerPage = 50;

Timestamp published(const VisibleEdition& edition) {
  return edition.edition.first_published.value_or(edition.document.date);
}

Timestamp updated(const VisibleEdition& edition) {
  return edition.edition.updated.value_or(published(edition));
}

/// The label of an entry's standing.
std::string standing_of(const Scene& scene, const content::Document& document) {
  const std::string value = document.field("standing");
  const content::DocumentType* type = scene.vocabulary.type(document.type);
  if (const content::FieldType* field = type ? type->field("standing") : nullptr)
    for (const auto& [code, labels] : field->codes)
      if (code == value) return scene.name(labels);
  return value;
}

Result<IncidentEntry> make_entry(const Scene& scene, const VisibleEdition& edition) {
  Document words = SEN_TRY(make_document(scene, edition));
  IncidentEntry entry;
  entry.anchor = "e-" + edition.document.id.value;
  entry.title = std::move(words.title);
  entry.when = make_both_clocks(scene, published(edition));
  entry.standing = standing_of(scene, edition.document);
  entry.certain = edition.document.field("standing") == "confirmed";
  entry.language = std::move(words.body_language);
  entry.body = std::move(words.body);
  // A drawing's parts have names that are unique on the page of one document only; its table says the same.
  for (BodyPart& part : entry.body)
    if (auto* chart = std::get_if<Chart>(&part)) {
      chart->wide.clear();
      chart->narrow.clear();
    }
  entry.notes = std::move(words.notes);
  entry.history = std::move(words.history);
  entry.permanent = std::move(words.permanent);
  return entry;
}

/// https://schema.org/LiveBlogPosting: what the generic description of a document says, and its entries.
std::string live_blog(const Scene& scene, const VisibleEdition& incident, const std::string& page,
                      std::span<const VisibleEdition> entries, Timestamp newest, const Incident& view) {
  ordered_json json = ordered_json::parse(view.page.frame.json_ld, nullptr, false);
  if (!json.is_object()) return view.page.frame.json_ld;
  json["coverageStartTime"] = view.opened.machine;
  if (!view.closed.machine.empty()) json["coverageEndTime"] = view.closed.machine;
  ordered_json posts = ordered_json::array();
  for (const VisibleEdition& entry : entries) {
    posts.push_back({{"@type", "BlogPosting"},
                     {"headline", entry.version.title},
                     {"articleBody", entry.version.text},
                     {"inLanguage", entry.edition.locale.value},
                     {"url", absolute(scene.site, page + "#e-" + entry.document.id.value)},
                     {"datePublished", machine_time(published(entry))},
                     {"dateModified", machine_time(updated(entry))}});
  }
  json["dateModified"] = machine_time(std::max(newest, updated(incident)));
  if (!posts.empty()) json["liveBlogUpdate"] = std::move(posts);
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string promise_of(const Scene& scene, const content::Document& document) {
  const std::string minutes = document.field("update_minutes");
  if (minutes.empty() || minutes.size() > 6 || minutes.find_first_not_of("0123456789") != std::string::npos) return {};
  return scene.tn("While it is under way, something new is said here at least every {n} minute.",
                  "While it is under way, something new is said here at least every {n} minutes.", std::stoul(minutes));
}

}  // namespace

Result<Incident> make_incident(const Scene& scene, const VisibleEdition& edition, std::size_t number) {
  const content::Document& document = edition.document;
  const std::string page = content::document_path(scene.locale(), document.section, edition.version.slug, document.id);
  Incident view;
  view.page = SEN_TRY(make_document(scene, edition));
  view.page.related = {};
  view.opened = make_both_clocks(scene, parse_rfc3339(document.field("opened")).value_or(document.date));
  if (const auto closed = parse_rfc3339(document.field("closed"))) view.closed = make_both_clocks(scene, *closed);
  view.open = view.closed.text.empty();
  view.state = view.open ? scene.tc("incident", "Under way") : scene.tc("incident", "Closed");
  if (view.open) view.promise = promise_of(scene, document);

  std::vector<VisibleEdition> entries = SEN_TRY(scene.reading.relating(document.id, "incident-entry", scene.locale()));
  std::stable_sort(entries.begin(), entries.end(), [](const VisibleEdition& a, const VisibleEdition& b) {
    return std::pair(published(b), b.document.id) < std::pair(published(a), a.document.id);
  });
  const std::size_t pages = std::max<std::size_t>(1, (entries.size() + kPerPage - 1) / kPerPage);
  if (number > pages) return Error(ErrorCode::NotFound, "the incident has not so many entries");
  Timestamp newest;
  for (const VisibleEdition& entry : entries) newest = std::max(newest, updated(entry));
  const std::size_t first = (number - 1) * kPerPage;
  const std::span shown =
      std::span<const VisibleEdition>(entries).subspan(first).first(std::min(kPerPage, entries.size() - first));
  for (const VisibleEdition& entry : shown) view.entries.push_back(SEN_TRY(make_entry(scene, entry)));
  view.pagination = make_pagination(scene, page, number, pages);
  if (!entries.empty()) view.updated = make_both_clocks(scene, newest);
  view.count = scene.tn("{n} entry", "{n} entries", entries.size());
  view.empty = scene.t("No entry has been published yet.");
  for (const auto& [name, kind] :
       {std::pair("RSS", "rss"), std::pair("Atom", "atom"), std::pair("JSON Feed", "json")}) {
    const std::string href = page + "/feed." + kind;
    view.feeds.push_back({name, href});
    const std::string type =
        std::string(kind) == "json" ? "application/feed+json" : "application/" + std::string(kind) + "+xml";
    view.page.frame.links.push_back({"alternate", type, {}, edition.version.title + " (" + name + ")", href});
  }
  view.contacts = SEN_TRY(make_contacts(scene, document.organisation));
  view.page.frame.json_ld = live_blog(scene, edition, with_page(page, number), shown, newest, view);
  for (Alternate& link : view.page.frame.links)
    if (link.rel == "canonical") link.href = with_page(link.href, number);
  return view;
}

}  // namespace sen::portal::views
