#include "engine/portal/views/json_ld.h"

#include <nlohmann/json.hpp>

#include "content/model/address.h"

namespace sen::portal::views {
namespace {

using nlohmann::ordered_json;

ordered_json organisation(const Scene& scene, const Badge& badge) {
  ordered_json json = {{"@type", "GovernmentOrganization"}, {"name", badge.name}};
  if (!badge.href.empty()) json["url"] = absolute(scene.site, badge.href);
  return json;
}

/// How a text that no person wrote came about (https://schema.org/digitalSourceType, the IPTC's vocabulary).
void add_provenance(ordered_json& json, content::Provenance provenance) {
  if (provenance == content::Provenance::Machine)
    json["digitalSourceType"] = "https://schema.org/TrainedAlgorithmicMediaDigitalSource";
  if (provenance == content::Provenance::MachineReviewed)
    json["digitalSourceType"] = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource";
}

/// What schema.org wants of a review of a claim (ClaimReview, https://schema.org/ClaimReview).
void add_claim(ordered_json& json, const content::Document& document, const Document& view) {
  for (const content::Field& field : document.fields)
    if (field.name == "claim" && !field.values.empty()) json["claimReviewed"] = field.values.front();
  json["reviewRating"] = {{"@type", "Rating"},
                          {"alternateName", view.verdict},
                          {"ratingValue", view.verdict_tone == "right" ? 5 : (view.verdict_tone == "wrong" ? 1 : 3)},
                          {"bestRating", 5},
                          {"worstRating", 1}};
}

void add_event(ordered_json& json, const content::Document& document) {
  for (const content::Field& field : document.fields) {
    if (field.values.empty()) continue;
    if (field.name == "starts") json["startDate"] = field.values.front();
    if (field.name == "ends") json["endDate"] = field.values.front();
    if (field.name == "venue") json["location"] = {{"@type", "Place"}, {"name", field.values.front()}};
  }
}

}  // namespace

std::string document_json_ld(const Scene& scene, const store::VisibleEdition& edition, const Document& view) {
  const content::Document& document = edition.document;
  const content::DocumentType* type = scene.vocabulary.type(document.type);
  const std::string kind = type && !type->schema_org.empty() ? type->schema_org : "Article";
  ordered_json json = {{"@context", "https://schema.org"},
                       {"@type", kind},
                       {kind == "Event" ? "name" : "headline", edition.version.title},
                       {"inLanguage", edition.edition.locale.value},
                       {"url", absolute(scene.site, view.frame.links.front().href.substr(scene.site.address.size()))},
                       {"identifier", document.id.value},
                       {"datePublished", view.published.machine}};
  if (!edition.version.summary.empty()) json["description"] = edition.version.summary;
  if (edition.edition.updated) json["dateModified"] = machine_time(*edition.edition.updated);
  if (!view.picture.src.empty())
    json["image"] = {{"@type", "ImageObject"},
                     {"url", absolute(scene.site, view.picture.src)},
                     {"width", view.picture.width},
                     {"height", view.picture.height}};
  json["author"] = organisation(scene, view.organisation);
  json["publisher"] = {{"@type", "Organization"}, {"name", view.frame.site_name}};
  if (!view.licence.href.empty()) json["license"] = view.licence.href;
  if (!edition.version.translates.empty())
    json["translationOfWork"] = {{"@type", "CreativeWork"}, {"inLanguage", edition.version.translates.value}};
  add_provenance(json, edition.version.provenance);
  ordered_json about = ordered_json::array();
  for (const Link& topic : view.topics) about.push_back({{"@type", "Thing"}, {"name", topic.text}});
  for (const Link& place : view.places) about.push_back({{"@type", "Place"}, {"name", place.text}});
  if (!about.empty()) json["about"] = std::move(about);
  if (kind == "ClaimReview") add_claim(json, document, view);
  if (kind == "Event") add_event(json, document);
  return json.dump();
}

std::string dataset_json_ld(const Scene& scene, const Dataset& view, const std::string& path,
                            const std::vector<std::pair<std::string, std::string>>& downloads) {
  ordered_json files = ordered_json::array();
  for (const auto& [type, href] : downloads)
    files.push_back({{"@type", "DataDownload"}, {"encodingFormat", type}, {"contentUrl", absolute(scene.site, href)}});
  ordered_json json = {{"@context", "https://schema.org"},
                       {"@type", "Dataset"},
                       {"name", view.title},
                       {"description", view.summary.empty() ? view.title : view.summary},
                       {"url", absolute(scene.site, path)},
                       {"creator", organisation(scene, view.organisation)},
                       {"distribution", std::move(files)}};
  if (!view.updated.machine.empty()) json["dateModified"] = view.updated.machine;
  if (!view.licence.href.empty()) json["license"] = view.licence.href;
  return json.dump();
}

std::string site_json_ld(const Scene& scene, const Frame& frame) {
  const ordered_json json = {{"@context", "https://schema.org"},
                             {"@type", "WebSite"},
                             {"name", frame.site_name},
                             {"url", absolute(scene.site, frame.home)},
                             {"inLanguage", frame.locale.value},
                             {"potentialAction",
                              {{"@type", "SearchAction"},
                               {"target", absolute(scene.site, frame.search) + "?q={search_term_string}"},
                               {"query-input", "required name=search_term_string"}}}};
  return json.dump();
}

}  // namespace sen::portal::views
