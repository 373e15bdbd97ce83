#include <nlohmann/json.hpp>

#include "content/model/address.h"
#include "engine/api/api.h"
#include "engine/api/export_answer.h"

namespace sen::api {
namespace {

using http::Parameters;
using http::Request;
using http::Response;

using Make = std::unique_ptr<feeds::Export> (*)(store::VisibleContent, content::Dataset, feeds::DataQuery);

/// Names the file that a browser saves, and lets pages of other sites read it.
void add_download_fields(Response& response, const content::Dataset& dataset, std::string_view format) {
  response.add("Content-Disposition",
               "attachment; filename=\"" + dataset.code.value + "." + std::string(format) + "\"");
  response.add("Access-Control-Allow-Origin", "*");
}

Result<Response> answer_table(const Parts& parts, const Request& request, const Parameters& parameters,
                              std::string_view format, std::string_view type, Make make) {
  SEN_TRY(parse_language(parts, parameters["lang"]));
  const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
  const content::Dataset dataset = SEN_TRY(content.dataset(content::DatasetCode(std::string(parameters["dataset"]))));
  Response response = answer_export(parts, request, [&] { return make(content, dataset, {}); },
                                    {std::string(type), export_etag(parts, dataset, format), last_published(dataset)});
  add_download_fields(response, dataset, format);
  return response;
}

Result<Response> answer_workbook(const Parts& parts, const Request& request, const Parameters& parameters) {
  const content::Locale locale = SEN_TRY(parse_language(parts, parameters["lang"]));
  const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
  const content::Dataset dataset = SEN_TRY(content.dataset(content::DatasetCode(std::string(parameters["dataset"]))));
  auto workbook = std::make_shared<const std::string>(
      SEN_TRY(feeds::export_xlsx(content, dataset, locale, parts.workbook_words(locale))));
  Response response =
      http::respond_stream(request, http::whole_source(std::move(workbook)),
                           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                           export_etag(parts, dataset, "xlsx/2/" + locale.value), last_published(dataset), "no-cache");
  add_download_fields(response, dataset, "xlsx");
  return response;
}

Result<content::ContentId> id_of(std::string_view slug_and_id) {
  const auto id = content::id_at_end(slug_and_id);
  if (!id) return Error(ErrorCode::NotFound, "there is no such document");
  return *id;
}

nlohmann::ordered_json document_json(const feeds::FeedSite& site, const store::VisibleContent& content,
                                     const store::VisibleEdition& visible, const feeds::FeedEntry& entry) {
  nlohmann::ordered_json out = {
      {"id", visible.document.id.value},
      {"url", entry.url},
      {"permanent", site.address + content::permanent_path(visible.document.id, visible.edition.live)},
      {"type", visible.document.type},
      {"section", visible.document.section},
      {"organisation", visible.document.organisation.value},
      {"language", visible.edition.locale.value},
      {"version", visible.version.number},
      {"title", visible.version.title},
      {"summary", visible.version.summary},
      {"body_markdown", visible.version.body},
      {"body_html", entry.content},
      {"provenance", to_string(visible.version.provenance)},
      {"translates", visible.version.translates.value},
      {"stale", visible.stale},
      {"date", format_rfc3339(visible.document.date)},
      {"published", format_rfc3339(entry.published)},
      {"updated", format_rfc3339(entry.updated)},
      {"licence", visible.document.licence},
      {"topics", visible.document.topics},
      {"places", visible.document.places},
      {"markets", visible.document.markets},
      {"fields", nlohmann::ordered_json::object()},
      {"notes", nlohmann::ordered_json::array()},
      {"translations", nlohmann::ordered_json::array()}};
  for (const content::Field& field : visible.document.fields) out["fields"][field.name] = field.values;
  for (const content::PublicNote& note : visible.edition.notes)
    out["notes"].push_back({{"version", note.version}, {"at", format_rfc3339(note.at)}, {"note", note.note}});
  if (const auto translations = content.translations(visible.document.id))
    for (const store::Translation& translation : *translations)
      out["translations"].push_back(
          {{"language", translation.locale.value},
           {"title", translation.title},
           {"provenance", to_string(translation.provenance)},
           {"url", site.address + content::document_path(translation.locale, visible.document.section, translation.slug,
                                                         visible.document.id)}});
  if (entry.image) out["image"] = {{"url", entry.image->url}, {"alt", entry.image->alt}};
  return out;
}

/// With the label of what no person wrote in front, as the feeds have it.
std::string document_markdown(const feeds::FeedSite& site, const feeds::FeedEntry& entry,
                              const store::VisibleEdition& visible) {
  std::string out = "# " + visible.version.title + "\n\n";
  if (!entry.provenance.empty() && site.provenance_line)
    out += "*" + site.provenance_line(visible, entry.author) + "*\n\n";
  if (!visible.version.summary.empty()) out += "> " + visible.version.summary + "\n\n";
  out += visible.version.body;
  if (!out.ends_with('\n')) out += '\n';
  return out + "\n---\n" + entry.author + " · " + format_rfc3339(entry.published).substr(0, 10) + " · " +
         visible.document.licence + " · <" + entry.url + ">\n";
}

Result<Response> answer_document(const Parts& parts, const Request& request, const Parameters& parameters, bool json) {
  const content::Locale locale = SEN_TRY(parse_language(parts, parameters["lang"]));
  const content::ContentId id = SEN_TRY(id_of(parameters["name"]));
  const feeds::FeedSite site = site_for(parts, request);
  const std::string key = site.address + "/" + locale.value + "/" + id.value + (json ? ".json" : ".md");
  return parts.keep(request, key, [&]() -> Result<Made> {
    const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
    const store::VisibleEdition visible = SEN_TRY(content.find_exact(id, locale));
    const feeds::FeedEntry entry = SEN_TRY(feeds::make_entry(content, parts.vocabulary, site, visible));
    Made made;
    std::string bytes =
        json
            ? document_json(site, content, visible, entry).dump(1, ' ', false, nlohmann::json::error_handler_t::replace)
            : document_markdown(site, entry, visible);
    made.representation.content_type = json ? "application/json; charset=utf-8" : "text/markdown; charset=utf-8";
    made.representation.etag = http::make_etag(bytes);
    made.representation.last_modified = entry.updated;
    made.representation.identity = std::make_shared<const std::string>(std::move(bytes));
    made.representation.headers = {{"Content-Language", locale.value},
                                   {"Link", "<" + entry.url + ">; rel=\"canonical\""}};
    feeds::add_reads(visible, made.reads);
    made.made_from = content.sequence();
    http::compress(made.representation, 5);
    return made;
  });
}

}  // namespace

void add_data_routes(http::Router& router, const Parts& parts) {
  router.add(http::Method::Get, "/{lang}/data/{dataset}.csv",
             [&parts](const Request& request, const Parameters& parameters) {
               return answer_table(parts, request, parameters, "csv", "text/csv; charset=utf-8; header=present",
                                   feeds::export_csv);
             });
  router.add(
      http::Method::Get, "/{lang}/data/{dataset}.json", [&parts](const Request& request, const Parameters& parameters) {
        return answer_table(parts, request, parameters, "json", "application/json; charset=utf-8", feeds::export_json);
      });
  router.add(http::Method::Get, "/{lang}/data/{dataset}.xlsx",
             [&parts](const Request& request, const Parameters& parameters) {
               return answer_workbook(parts, request, parameters);
             });
  router.add(http::Method::Get, "/{lang}/{section}/{name}.json",
             [&parts](const Request& request, const Parameters& parameters) {
               return answer_document(parts, request, parameters, true);
             });
  router.add(http::Method::Get, "/{lang}/{section}/{name}.md",
             [&parts](const Request& request, const Parameters& parameters) {
               return answer_document(parts, request, parameters, false);
             });
}

}  // namespace sen::api
