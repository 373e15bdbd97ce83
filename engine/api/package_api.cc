#include "engine/api/package_api.h"

#include <nlohmann/json.hpp>

#include "embedded/api_description.h"
#include "engine/api/problem.h"
#include "engine/base/text.h"
#include "engine/http/spool.h"
#include "engine/identity/secret.h"
#include "engine/workflow/workflow.h"

namespace sen::api {
namespace {

using http::Request;
using http::Response;
using identity::Action;
using Json = nlohmann::ordered_json;

Json job_json(const intake::Upload& upload) {
  Json json = {{"job", job_address(upload.id)},
               {"state", intake::to_string(upload.state)},
               {"done", !upload.busy()},
               {"name", upload.name},
               {"organisation", upload.organisation.value},
               {"bytes", upload.bytes},
               {"received", format_rfc3339(upload.received)}};
  if (upload.busy())
    json["progress"] = {{"stage", upload.progress.stage}, {"done", upload.progress.done}, {"all", upload.progress.all}};
  json["sequence"] = upload.sequence.value > 0 ? Json(upload.sequence.value) : Json(nullptr);
  return json;
}

/// `package.upload` of the key stands for what a package may hold; the account's roles must allow that too.
Result<void> authorise_submission(const Caller& caller, const intake::Upload& upload) {
  SEN_TRY(caller.authorise(Action::PackageUpload, upload.organisation));
  if (upload.counts.documents > 0) SEN_TRY(caller.authorise_person(Action::DocumentDraft, upload.organisation));
  if (upload.counts.datasets > 0) SEN_TRY(caller.authorise_person(Action::DatasetSubmit, upload.organisation));
  return {};
}

/// `hoa,tu`
std::vector<content::AccountName> names_in(std::string_view list) {
  std::vector<content::AccountName> names;
  for (const std::string_view name : split(list, ','))
    if (!trim(name).empty()) names.emplace_back(std::string(trim(name)));
  return names;
}

}  // namespace

std::string job_address(const intake::UploadId& id) {
  return "/api/v1/jobs/" + id.value;
}

Result<ingest::MessageLanguage> findings_language(const Caller& caller, std::string_view asked) {
  const std::string_view language = asked.empty() ? std::string_view(caller.account.desk_language.value) : asked;
  if (language != "vi" && language != "en") return Error(ErrorCode::InvalidInput, "language: only vi and en are known");
  return language == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English;
}

void PackageApi::add(http::Router& router, http::Method method, std::string_view pattern, Handler handler) {
  router.add(method, pattern,
             [this, handler](const Request& request, const http::Parameters& parameters) -> Result<Response> {
               const auto caller = callers_.by_key(request);
               if (!caller) return problem_of(caller.error());
               if (!*caller) return ask_for_key();
               auto answer = (this->*handler)(**caller, request, parameters);
               if (!answer) return problem_of(answer.error());
               return answer;
             });
}

void PackageApi::add_routes(http::Router& router) {
  add(router, http::Method::Post, "/api/v1/packages", &PackageApi::take);
  add(router, http::Method::Get, "/api/v1/jobs/{id}", &PackageApi::job);
  add(router, http::Method::Post, "/api/v1/jobs/{id}/submit", &PackageApi::submit);
  router.add(http::Method::Get, "/api/openapi.json", [](const Request&, const http::Parameters&) -> Result<Response> {
    return http::make_response(200, "application/json", std::string(embedded::api_description().front().bytes));
  });
}

std::optional<std::uint64_t> PackageApi::body_limit(const Request& request) const {
  const std::vector<std::string> packages = {"api", "v1", "packages"};
  if (request.method != http::Method::Post || request.path != packages) return std::nullopt;
  if (!callers_.has_key(request)) return std::nullopt;
  return kMaxPackageBytes;
}

Result<Response> PackageApi::take(const Caller& caller, const Request& request, const http::Parameters&) {
  const content::OrganisationCode organisation(
      std::string(request.parameter("organisation").value_or(caller.account.organisation.value)));
  SEN_TRY(caller.authorise(Action::PackageUpload, organisation));
  const ingest::MessageLanguage language =
      SEN_TRY(findings_language(caller, request.parameter("language").value_or("")));
  const std::string signature =
      SEN_TRY(identity::parse_base64(request.header("Sen-Signature").value_or("")).within("Sen-Signature"));
  http::Spool spool;
  std::string path = request.body_file;
  if (path.empty()) {
    if (request.body.empty()) return Error(ErrorCode::InvalidInput, "the body is empty; send a zip or tar.gz");
    SEN_TRY(spool.append(request.body, 0, spool_folder_));
    path = spool.file();
  }
  const intake::Handover handover{organisation, caller.account.name, language, signature, {}};
  std::string name(request.parameter("name").value_or("package"));
  const intake::UploadId id = SEN_TRY(intake_.take(handover, {{std::move(name), path}}));
  Response response = json_response(202, job_json(SEN_TRY(intake_.find(id))));
  response.add("Location", job_address(id));
  return response;
}

Result<intake::Upload> PackageApi::find_upload(const Caller& caller, const http::Parameters& parameters) const {
  intake::Upload upload = SEN_TRY(intake_.find(intake::UploadId(std::string(parameters["id"]))));
  if (!caller.authorise(Action::PackageUpload, upload.organisation))
    return Error(ErrorCode::NotFound, "there is no such upload");
  return upload;
}

Result<Response> PackageApi::job(const Caller& caller, const Request&, const http::Parameters& parameters) {
  const intake::Upload upload = SEN_TRY(find_upload(caller, parameters));
  Json json = job_json(upload);
  if (!upload.busy() && upload.state != intake::State::Failed)
    json["report"] = Json::parse(ingest::to_json(SEN_TRY(intake_.report(upload.id))));
  return json_response(200, json);
}

Result<Response> PackageApi::submit(const Caller& caller, const Request& request, const http::Parameters& parameters) {
  const intake::Upload upload = SEN_TRY(find_upload(caller, parameters));
  SEN_TRY(authorise_submission(caller, upload));
  content::Document of_package;
  of_package.organisation = upload.organisation;
  of_package.training = caller.account.sandbox;
  auto asked = SEN_TRY(workflow::read_asked(*caller.snapshot, vocabulary_, of_package, caller.account,
                                            names_in(request.parameter("asked").value_or(""))));
  SEN_TRY(intake_.submit(upload.id, caller.account.name, std::move(asked)));
  Response response = json_response(202, job_json(SEN_TRY(intake_.find(upload.id))));
  response.add("Location", job_address(upload.id));
  return response;
}

}  // namespace sen::api
