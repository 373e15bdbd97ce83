#include "engine/api/package_api.h"

#include <nlohmann/json.hpp>

#include "embedded/api_description.h"
#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/http/spool.h"
#include "engine/identity/authorise.h"

namespace sen::api {
namespace {

using http::Request;
using http::Response;
using identity::Action;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t kMaxPackageBytes = std::uint64_t{200} * 1024 * 1024;

Response json_response(int status, const Json& json) {
  Response response =
      http::make_response(status, "application/json", json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  response.add("Cache-Control", "no-store");
  return response;
}

Response problem(int status, std::string_view title, std::string_view detail) {
  const Json json = {{"title", title}, {"status", status}, {"detail", detail}};
  Response response = http::make_response(status, "application/problem+json",
                                          json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  response.add("Cache-Control", "no-store");
  return response;
}

/// What is told of `error`: its message where the caller can mend something, else only what kind it is.
Response problem_of(const Error& error) {
  const int status = http::status_of(error.code());
  switch (error.code()) {
    case ErrorCode::InvalidInput:
      return problem(status, "That could not be taken", error.message());
    case ErrorCode::NotFound:
      return problem(status, "There is nothing here", "there is no such job, or the key may not see it");
    case ErrorCode::PermissionDenied:
      return problem(status, "Not allowed", error.message());
    case ErrorCode::Conflict:
      return problem(status, "Not in this state", error.message());
    case ErrorCode::Unavailable:
      return problem(status, "Too busy just now", error.message());
    default:
      log::error("api", {{"error", error.message()}});
      return problem(status, "Something went wrong", "nothing was changed");
  }
}

/// The token of `Authorization: Bearer`; empty if there is none.
std::string_view bearer_token(const Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view header = request.header("Authorization").value_or("");
  if (!equals_ignoring_ascii_case(header.substr(0, kScheme.size()), kScheme)) return {};
  return trim(header.substr(kScheme.size()));
}

identity::Resource owned_by(const content::OrganisationCode& organisation) {
  identity::Resource resource;
  resource.organisation = organisation;
  return resource;
}

std::string job_address(const intake::UploadId& id) {
  return "/api/v1/jobs/" + id.value;
}

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

}  // namespace

/// Who asks: the account behind the key, with no more than the key's scopes.
struct PackageApi::Caller {
  content::Account account;
  identity::Actor actor;
  std::unique_ptr<const identity::OrganisationTree> tree;

  Result<void> authorise(Action action, const content::OrganisationCode& organisation) const {
    return identity::authorise(actor, action, owned_by(organisation), *tree);
  }
  /// `package.upload` of the key stands for what a package may hold; the account's roles must allow that too.
  Result<void> authorise_submission(const intake::Upload& upload) const {
    SEN_TRY(authorise(Action::PackageUpload, upload.organisation));
    const identity::Actor person = identity::make_actor(account, false);
    const identity::Resource resource = owned_by(upload.organisation);
    if (upload.counts.documents > 0) SEN_TRY(identity::authorise(person, Action::DocumentDraft, resource, *tree));
    if (upload.counts.datasets > 0) SEN_TRY(identity::authorise(person, Action::DatasetSubmit, resource, *tree));
    return {};
  }
};

Result<std::optional<PackageApi::Caller>> PackageApi::find_caller(const Request& request) const {
  const std::string_view token = bearer_token(request);
  if (token.empty()) return std::optional<Caller>();
  const auto key = keys_.find(token);
  if (!key && key.error().code() != ErrorCode::NotFound) return key.error();
  if (!key) return std::optional<Caller>();
  const auto snapshot = SEN_TRY(store_.snapshot());
  const auto account = snapshot->account(key->account);
  if (!account && account.error().code() != ErrorCode::NotFound) return account.error();
  if (!account || !account->active) return std::optional<Caller>();
  return std::optional(Caller{*account, identity::make_actor(*account, key->scopes), SEN_TRY(make_tree_(*snapshot))});
}

void PackageApi::add(http::Router& router, http::Method method, std::string_view pattern, Handler handler) {
  router.add(method, pattern,
             [this, handler](const Request& request, const http::Parameters& parameters) -> Result<Response> {
               const auto caller = find_caller(request);
               if (!caller) return problem_of(caller.error());
               if (!*caller) {
                 Response response = problem(401, "Not signed in", "an API key is needed: Authorization: Bearer sen_…");
                 response.add("WWW-Authenticate", "Bearer realm=\"sen\"");
                 return response;
               }
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
  const std::string_view token = bearer_token(request);
  if (token.empty() || !keys_.find(token)) return std::nullopt;
  return kMaxPackageBytes;
}

Result<Response> PackageApi::take(const Caller& caller, const Request& request, const http::Parameters&) {
  const content::OrganisationCode organisation(
      std::string(request.parameter("organisation").value_or(caller.account.organisation.value)));
  SEN_TRY(caller.authorise(Action::PackageUpload, organisation));
  const std::string language(request.parameter("language").value_or(caller.account.desk_language.value));
  if (language != "vi" && language != "en") return Error(ErrorCode::InvalidInput, "language: only vi and en are known");
  http::Spool spool;
  std::string path = request.body_file;
  if (path.empty()) {
    if (request.body.empty()) return Error(ErrorCode::InvalidInput, "the body is empty; send a zip or tar.gz");
    SEN_TRY(spool.append(request.body, 0, spool_folder_));
    path = spool.file();
  }
  intake::Handover handover{organisation, caller.account.name,
                            language == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English};
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

Result<Response> PackageApi::submit(const Caller& caller, const Request&, const http::Parameters& parameters) {
  const intake::Upload upload = SEN_TRY(find_upload(caller, parameters));
  SEN_TRY(caller.authorise_submission(upload));
  SEN_TRY(intake_.submit(upload.id, caller.account.name));
  Response response = json_response(202, job_json(SEN_TRY(intake_.find(upload.id))));
  response.add("Location", job_address(upload.id));
  return response;
}

}  // namespace sen::api
