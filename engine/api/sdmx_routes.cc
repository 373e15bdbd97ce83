// SDMX REST 1.5 (shared by every client in the field) under /sdmx/v1: structure and data queries.

#include "engine/api/api.h"
#include "engine/api/export_answer.h"
#include "engine/base/text.h"
#include "feeds/data/sdmx_names.h"
#include "feeds/data/series_walk.h"
#include "feeds/data/structure.h"

namespace sen::api {
namespace {

using feeds::DataQuery;
using http::Parameters;
using http::Request;
using http::Response;

/// Codes of SDMX 2.1 section 7, "Error codes".
int sdmx_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::Gone:
      return 100;
    case ErrorCode::InvalidInput:
      return 140;
    case ErrorCode::TooLarge:
      return 130;
    case ErrorCode::PermissionDenied:
      return 110;
    case ErrorCode::Unavailable:
      return 503;
    case ErrorCode::Conflict:
    case ErrorCode::Storage:
      return 500;
  }
  return 500;
}

Response error_response(int status, int code, std::string_view message) {
  return http::make_response(status, "application/xml; charset=utf-8", feeds::write_sdmx_error(code, message));
}

/// What every SDMX answer carries: a browser on another site may read it, errors too.
Response& finish(Response& response) {
  return response.add("Access-Control-Allow-Origin", "*").add("Vary", "Accept");
}

/// Runs `answer`; a failure becomes an SDMX-ML Error with the right status.
http::Handler guarded(Result<Response> (*answer)(const Parts&, const Request&, const Parameters&), const Parts& parts) {
  return [answer, &parts](const Request& request, const Parameters& parameters) -> Result<Response> {
    Result<Response> response = answer(parts, request, parameters);
    if (!response) {
      Response failed = error_response(http::status_of(response.error().code()), sdmx_code(response.error().code()),
                                       response.error().message());
      finish(failed);
      return failed;
    }
    finish(*response);
    return std::move(*response);
  };
}

/// Errors: InvalidInput for a parameter given twice or not in `known`.
Result<void> check_parameters(const Request& request, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : request.query)
    if (std::find(known.begin(), known.end(), name) == known.end())
      return Error(ErrorCode::InvalidInput,
                   "unknown parameter " + name +
                       "; this resource has references, detail, startPeriod, endPeriod, "
                       "firstNObservations, lastNObservations, dimensionAtObservation, format");
  return {};
}

std::string parameter(const Request& request, std::string_view name, std::string_view otherwise) {
  return std::string(request.parameter(name).value_or(otherwise));
}

Result<Response> answer_structure(const Parts& parts, const Request& request, const Parameters& parameters) {
  SEN_TRY(check_parameters(request, {"references", "detail"}));
  const auto type = http::choose_media_type(request.joined_header("accept"),
                                            {std::string(feeds::kStructureType), "application/xml", "text/xml"});
  if (!type) return error_response(406, 406, "structures are served as application/vnd.sdmx.structure+xml;version=2.1");
  feeds::StructureQuery query;
  query.resource = parameters["resource"];
  const auto path_value = [&](std::string_view name, std::string& value) {
    if (!parameters[name].empty()) value = parameters[name];
  };
  path_value("agency", query.agency);
  path_value("id", query.id);
  path_value("version", query.version);
  query.detail = parameter(request, "detail", "full");
  query.references = parameter(request, "references", "none");
  const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
  http::Representation kept;
  std::string xml = SEN_TRY(feeds::write_structure(content, parts.vocabulary, query));
  kept.content_type = *type;
  kept.etag = http::make_etag(xml);
  kept.identity = std::make_shared<const std::string>(std::move(xml));
  http::compress(kept, 4);
  return http::respond(request, kept);
}

/// `ID`, `AGENCY,ID` or `AGENCY,ID,VERSION`.
Result<content::Dataset> find_flow(const store::VisibleContent& content, std::string_view reference) {
  const std::vector<std::string_view> parts = split(reference, ',');
  if (parts.size() > 3) return Error(ErrorCode::InvalidInput, "a dataflow is ID, AGENCY,ID or AGENCY,ID,VERSION");
  const std::string_view id = parts.size() == 1 ? parts[0] : parts[1];
  content::Dataset dataset = SEN_TRY(content.dataset(content::DatasetCode(std::string(id))));
  const Error missing(ErrorCode::NotFound, "there is no dataflow " + std::string(reference));
  if (dataset.structure == content::Structure::Table) return missing;
  if (parts.size() > 1 && parts[0] != "all" && parts[0] != feeds::agency_of(dataset.organisation)) return missing;
  if (parts.size() > 2 && parts[2] != "latest" && parts[2] != "all" && parts[2] != dataset.version) return missing;
  return dataset;
}

Result<std::optional<feeds::PeriodRange>> period_parameter(const Request& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text) return std::optional<feeds::PeriodRange>();
  const auto range = feeds::parse_period(*text);
  if (!range)
    return Error(ErrorCode::InvalidInput, std::string(name) + ": " + std::string(*text) +
                                              " is not a time period such as 2024, 2024-Q1 or 2024-03");
  return range;
}

Result<std::optional<std::uint64_t>> count_parameter(const Request& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text) return std::optional<std::uint64_t>();
  if (text->empty() || text->size() > 9 || text->find_first_not_of("0123456789") != std::string_view::npos ||
      text->front() == '0')
    return Error(ErrorCode::InvalidInput, std::string(name) + " is a number from 1 on");
  return std::optional<std::uint64_t>(std::stoull(std::string(*text)));
}

Result<DataQuery> read_query(const Request& request, std::string_view key, const content::Dataset& dataset) {
  DataQuery query;
  query.key = SEN_TRY(feeds::parse_key(key, feeds::columns_of(dataset, content::Role::Dimension).size()));
  query.start = SEN_TRY(period_parameter(request, "startPeriod"));
  query.end = SEN_TRY(period_parameter(request, "endPeriod"));
  query.first = SEN_TRY(count_parameter(request, "firstNObservations"));
  query.last = SEN_TRY(count_parameter(request, "lastNObservations"));
  const std::string detail = parameter(request, "detail", "full");
  if (detail == "full")
    query.detail = DataQuery::Detail::Full;
  else if (detail == "dataonly")
    query.detail = DataQuery::Detail::DataOnly;
  else if (detail == "serieskeysonly")
    query.detail = DataQuery::Detail::SeriesKeysOnly;
  else if (detail == "nodata")
    query.detail = DataQuery::Detail::NoData;
  else
    return Error(ErrorCode::InvalidInput, "detail is full, dataonly, serieskeysonly or nodata");
  const std::string at = parameter(request, "dimensionAtObservation", "TIME_PERIOD");
  if (at != "TIME_PERIOD" && at != "AllDimensions")
    return Error(ErrorCode::InvalidInput, "dimensionAtObservation is TIME_PERIOD");
  return query;
}

/// Whether any series is asked for; an answer without one is 404 in this version of the standard.
Result<bool> has_results(const store::VisibleContent& content, const content::Dataset& dataset,
                         const DataQuery& query) {
  bool found = false;
  SEN_TRY(feeds::each_series(content, dataset.code, query, "", [&](const content::Series& series) {
    const bool keys_only =
        query.detail == DataQuery::Detail::SeriesKeysOnly || query.detail == DataQuery::Detail::NoData;
    found = keys_only || !feeds::select(query, series).empty();
    return !found;
  }));
  return found;
}

Result<Response> answer_data(const Parts& parts, const Request& request, const Parameters& parameters) {
  SEN_TRY(check_parameters(request, {"startPeriod", "endPeriod", "firstNObservations", "lastNObservations", "detail",
                                     "dimensionAtObservation", "updatedAfter", "includeHistory", "format"}));
  if (request.parameter("updatedAfter"))
    return error_response(501, 501,
                          "updatedAfter is not implemented; ask without it and compare the ETag of the answer");
  if (const auto history = request.parameter("includeHistory");
      history && !equals_ignoring_ascii_case(*history, "false"))
    return error_response(501, 501, "includeHistory is not implemented; ask without it for the newest release");
  const std::vector<std::string> offers = {std::string(feeds::kGenericDataType), "application/xml", "text/xml",
                                           std::string(feeds::kSdmxCsvType), "text/csv"};
  auto type = http::choose_media_type(request.joined_header("accept"), offers);
  if (const auto format = request.parameter("format")) {
    if (*format == "csv" || *format == "sdmx-csv")
      type = feeds::kSdmxCsvType;
    else if (*format == "genericdata" || *format == "sdmx-generic-2.1")
      type = feeds::kGenericDataType;
    else
      type.reset();
  }
  if (!type)
    return error_response(406, 406,
                          "data is served as application/vnd.sdmx.genericdata+xml;version=2.1 and "
                          "application/vnd.sdmx.data+csv;version=1.0.0");
  const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
  const content::Dataset dataset = SEN_TRY(find_flow(content, parameters["flow"]));
  const DataQuery query = SEN_TRY(read_query(request, parameters["key"], dataset));
  if (!SEN_TRY(has_results(content, dataset, query)))
    return Error(ErrorCode::NotFound, "no data fits the key and the period");
  const std::optional<Timestamp> published = last_published(dataset);
  const bool csv = type->find("csv") != std::string::npos;
  const MakeExport make = [&] {
    return csv ? feeds::export_sdmx_csv(content, dataset, query)
               : feeds::export_generic(content, dataset, query, published.value_or(Timestamp{}));
  };
  return answer_export(parts, request, make,
                       {*type, export_etag(parts, dataset, request.target + "|" + *type), published});
}

}  // namespace

void add_sdmx_routes(http::Router& router, const Parts& parts) {
  for (const std::string base :
       {"/sdmx/v1/data/{flow}", "/sdmx/v1/data/{flow}/{key}", "/sdmx/v1/data/{flow}/{key}/{provider}"})
    router.add(http::Method::Get, base, guarded(answer_data, parts));
  for (const std::string base : {"/sdmx/v1/{resource}", "/sdmx/v1/{resource}/{agency}",
                                 "/sdmx/v1/{resource}/{agency}/{id}", "/sdmx/v1/{resource}/{agency}/{id}/{version}"})
    router.add(http::Method::Get, base, guarded(answer_structure, parts));
}

}  // namespace sen::api
