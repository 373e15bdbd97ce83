#include "engine/api/upload_api.h"

#include <nlohmann/json.hpp>

#include "engine/api/package_api.h"
#include "engine/api/problem.h"
#include "engine/api/tus.h"
#include "engine/base/log.h"

namespace sen::api {
namespace {

using http::Method;
using http::Request;
using http::Response;
using intake::UnfinishedUpload;
using intake::UploadId;

constexpr int kChecksumMismatch = 460;

/// The bytes of one request on their way into an upload.
class UploadSink final : public http::BodySink {
 public:
  UploadSink(UploadId id, std::shared_ptr<intake::UploadPart> part) : id_(std::move(id)), part_(std::move(part)) {}

  const UploadId& id() const { return id_; }
  std::uint64_t missing() const { return part_->missing(); }
  Result<void> append(std::string_view bytes) override { return part_->append(bytes); }
  Result<void> finish() { return part_->finish(); }

 private:
  UploadId id_;
  std::shared_ptr<intake::UploadPart> part_;
};

std::string address_of(const UploadId& id) {
  return "/api/v1/uploads/" + id.value;
}

/// The id in the path, if it is the path of an upload.
std::optional<UploadId> id_in(const std::vector<std::string>& path) {
  if (path.size() != 4 || path[0] != "api" || path[1] != "v1" || path[2] != "uploads") return std::nullopt;
  return UploadId(path[3]);
}

bool is_collection(const std::vector<std::string>& path) {
  return path.size() == 3 && path[0] == "api" && path[1] == "v1" && path[2] == "uploads";
}

Response empty(int status) {
  Response response;
  response.status = status;
  response.add("Cache-Control", "no-store");
  return response;
}

/// As problem_of(). Too many uploads of one person: 429, which clients do not answer by trying again at once, as they
/// do 409.
Response upload_problem(const Request& request, const Error& error) {
  if (error.code() == ErrorCode::Conflict && is_collection(request.path))
    return problem(429, "Too many uploads", error.message());
  return problem_of(error);
}

void tell_expiry(Response& response, const UnfinishedUpload& upload) {
  response.add("Upload-Offset", std::to_string(upload.offset));
  response.add("Upload-Expires", format_http_date(upload.expires));
}

Response seal(Response response) {
  response.add("Tus-Resumable", tus::kVersion);
  return response;
}

/// What this server can do (tus, OPTIONS).
Result<Response> describe(std::uint64_t max_bytes) {
  Response response = empty(204);
  response.add("Tus-Version", tus::kVersion);
  response.add("Tus-Extension", tus::kExtensions);
  response.add("Tus-Checksum-Algorithm", tus::kChecksums);
  response.add("Tus-Max-Size", std::to_string(max_bytes));
  return seal(std::move(response));
}

/// Why a request cannot be answered whatever it asks for.
std::optional<Response> protocol_fault(const Request& request) {
  if (request.header("Tus-Resumable").value_or("") == tus::kVersion) return std::nullopt;
  Response response = problem(412, "Another protocol", "Tus-Resumable: 1.0.0 is needed");
  response.add("Tus-Version", tus::kVersion);
  return response;
}

}  // namespace

void UploadApi::add(http::Router& router, Method method, std::string_view pattern, Handler handler) {
  router.add(method, pattern,
             [this, handler](const Request& request, const http::Parameters& parameters) -> Result<Response> {
               if (auto fault = protocol_fault(request)) return seal(std::move(*fault));
               const auto caller = callers_.by_key_or_session(request);
               if (!caller) return seal(upload_problem(request, caller.error()));
               if (!*caller) return seal(ask_for_key());
               auto answer = (this->*handler)(**caller, request, parameters);
               if (!answer) return seal(upload_problem(request, answer.error()));
               return seal(std::move(*answer));
             });
}

void UploadApi::add_routes(http::Router& router) {
  const auto options = [max = unfinished_.options().max_bytes](const Request&, const http::Parameters&) {
    return describe(max);
  };
  router.add(Method::Options, "/api/v1/uploads", options, http::Run::OnWorker);
  router.add(Method::Options, "/api/v1/uploads/{id}", options, http::Run::OnWorker);
  add(router, Method::Get, "/api/v1/uploads", &UploadApi::list);
  add(router, Method::Post, "/api/v1/uploads", &UploadApi::create);
  add(router, Method::Head, "/api/v1/uploads/{id}", &UploadApi::tell);
  add(router, Method::Patch, "/api/v1/uploads/{id}", &UploadApi::go_on);
  add(router, Method::Delete, "/api/v1/uploads/{id}", &UploadApi::end);
  add(router, Method::Post, "/api/v1/uploads/{id}", &UploadApi::overridden);
}

http::Reception UploadApi::receive(const Request& request) {
  const bool begins = is_collection(request.path) && request.method == Method::Post;
  const bool goes_on = id_in(request.path) && tus::method_of(request) == Method::Patch;
  if (!begins && !goes_on) return {};
  const auto refuse = [](Response response) {
    return http::Reception{.sink = nullptr, .refusal = seal(std::move(response))};
  };
  if (auto fault = protocol_fault(request)) return refuse(std::move(*fault));
  const auto caller = callers_.by_key_or_session(request);
  if (!caller) return refuse(upload_problem(request, caller.error()));
  if (!*caller) return refuse(ask_for_key());
  if (!tus::has_upload_type(request))
    return refuse(problem(415, "Another kind of body", "Content-Type: application/offset+octet-stream is needed"));
  auto reception = open(**caller, request);
  if (!reception) return refuse(upload_problem(request, reception.error()));
  return std::move(*reception);
}

/// Where the bytes of `request` go: to a new upload, or to the one that it names.
Result<http::Reception> UploadApi::open(const Caller& caller, const Request& request) {
  auto checksum = SEN_TRY(tus::checksum_of(request));
  const bool begins = is_collection(request.path);
  UnfinishedUpload upload =
      begins ? SEN_TRY(read_announcement(caller, request)) : SEN_TRY(find(caller, *id_in(request.path)));
  const std::uint64_t offset = begins ? 0 : SEN_TRY(tus::number_in(request, "Upload-Offset"));
  const std::uint64_t coming =
      request.header("Content-Length") ? SEN_TRY(tus::number_in(request, "Content-Length")) : 0;
  if (offset <= upload.length && coming > upload.length - offset)
    return Error(ErrorCode::TooLarge, "there are more bytes than the upload was announced with");
  // Nothing is begun before all that the request says is in order: who is refused is not told of an address.
  if (begins) upload = SEN_TRY(unfinished_.begin(std::move(upload)));
  auto part = unfinished_.write(upload.id, offset, std::move(checksum));
  if (!part && begins) SEN_TRY(unfinished_.remove(upload.id));
  if (!part) return part.error();
  return http::Reception{.sink = std::make_shared<UploadSink>(upload.id, std::move(*part)), .refusal = std::nullopt};
}

std::optional<std::uint64_t> UploadApi::body_limit(const Request& request) const {
  const auto* sink = dynamic_cast<const UploadSink*>(request.body_sink.get());
  if (sink == nullptr) return std::nullopt;
  return sink->missing();
}

/// What the header section says of an upload that is to begin.
Result<UnfinishedUpload> UploadApi::read_announcement(const Caller& caller, const Request& request) {
  if (request.header("Upload-Defer-Length"))
    return Error(ErrorCode::InvalidInput, "Upload-Defer-Length: the length must be known when an upload begins");
  UnfinishedUpload upload;
  upload.length = SEN_TRY(tus::number_in(request, "Upload-Length"));
  upload.metadata = request.joined_header("Upload-Metadata");
  auto metadata = SEN_TRY(tus::parse_metadata(upload.metadata));
  const std::string& organisation = metadata["organisation"];
  upload.handover.organisation =
      organisation.empty() ? caller.account.organisation : content::OrganisationCode(organisation);
  SEN_TRY(caller.authorise(identity::Action::PackageUpload, upload.handover.organisation));
  upload.handover.account = caller.account.name;
  upload.handover.language = SEN_TRY(findings_language(caller, metadata["language"]));
  upload.handover.signature = metadata["signature"];
  if (upload.handover.signature.size() > intake::kMostSignatureBytes)
    return Error(ErrorCode::InvalidInput, "signature: at most 16 KiB");
  upload.name = metadata["filename"].empty() ? "package" : metadata["filename"];
  return upload;
}

Result<UnfinishedUpload> UploadApi::find(const Caller& caller, const UploadId& id) const {
  UnfinishedUpload upload = SEN_TRY(unfinished_.find(id));
  if (upload.handover.account != caller.account.name)
    return Error(ErrorCode::NotFound, "the upload is another person's");
  // Rights may have been taken away since it began.
  SEN_TRY(caller.authorise(identity::Action::PackageUpload, upload.handover.organisation));
  return upload;
}

std::optional<std::uint64_t> UploadApi::finished_bytes(const Caller& caller, const UploadId& id) const {
  const auto upload = intake_.find(id);
  if (!upload || upload->account != caller.account.name) return std::nullopt;
  return upload->bytes;
}

Result<Response> UploadApi::create(const Caller& caller, const Request& request, const http::Parameters&) {
  if (request.body_sink) {
    auto& sink = dynamic_cast<UploadSink&>(*request.body_sink);
    Response response = empty(201);
    response.add("Location", address_of(sink.id()));
    auto answer = answer_part(caller, sink.id(), sink, std::move(response));
    // Who is told of a failure is not told the address: a next try begins another.
    if (!answer || answer->status >= 300)
      if (const auto removed = unfinished_.remove(sink.id()); !removed && removed.error().code() != ErrorCode::NotFound)
        log::error("api", {{"upload", sink.id().value}, {"left", removed.error().message()}});
    return answer;
  }
  UnfinishedUpload upload = SEN_TRY(read_announcement(caller, request));
  upload = SEN_TRY(unfinished_.begin(std::move(upload)));
  Response response = empty(201);
  response.add("Location", address_of(upload.id));
  tell_expiry(response, upload);
  return response;
}

/// The bytes of a request have all come.
Result<Response> UploadApi::answer_part(const Caller& caller, const UploadId& id, http::BodySink& sink,
                                        Response response) {
  const auto kept = dynamic_cast<UploadSink&>(sink).finish();
  if (!kept && kept.error().code() == ErrorCode::InvalidInput)
    return problem(kChecksumMismatch, "Checksum mismatch", kept.error().message());
  if (!kept) return kept.error();
  const UnfinishedUpload upload = SEN_TRY(find(caller, id));
  tell_expiry(response, upload);
  if (upload.offset < upload.length) return response;
  SEN_TRY(hand_over(caller, id));
  response.add("Sen-Job", job_address(id));
  return response;
}

/// All of it is there: it becomes a package, if another request has not made it one already.
Result<void> UploadApi::hand_over(const Caller& caller, const UploadId& id) {
  const auto finished = unfinished_.finish(id);
  if (!finished && finished.error().code() == ErrorCode::NotFound && finished_bytes(caller, id)) return {};
  return finished;
}

/// One's own, so that a client without a memory finds what it began.
Result<Response> UploadApi::list(const Caller& caller, const Request&, const http::Parameters&) {
  nlohmann::ordered_json uploads = nlohmann::ordered_json::array();
  for (const UnfinishedUpload& upload : unfinished_.list(caller.account.name))
    uploads.push_back({{"upload", address_of(upload.id)},
                       {"name", upload.name},
                       {"organisation", upload.handover.organisation.value},
                       {"metadata", upload.metadata},
                       {"length", upload.length},
                       {"offset", upload.offset},
                       {"expires", format_rfc3339(upload.expires)}});
  return json_response(200, {{"uploads", std::move(uploads)}});
}

Result<Response> UploadApi::tell(const Caller& caller, const Request&, const http::Parameters& parameters) {
  const UploadId id{std::string(parameters["id"])};
  const auto told = find(caller, id);
  if (!told && told.error().code() != ErrorCode::NotFound) return told.error();
  Response response = empty(200);
  if (told) {
    // Whoever asks goes on: a connection that is half dead writes no more.
    const UnfinishedUpload upload = SEN_TRY(unfinished_.interrupt(id));
    response.add("Upload-Length", std::to_string(upload.length));
    if (!upload.metadata.empty()) response.add("Upload-Metadata", upload.metadata);
    tell_expiry(response, upload);
    if (upload.offset < upload.length) return response;
    // All of it came, and then the connection broke or the intake was full.
    SEN_TRY(hand_over(caller, id));
    response.add("Sen-Job", job_address(id));
    return response;
  }
  const auto bytes = finished_bytes(caller, id);
  if (!bytes) return told.error();
  response.add("Upload-Length", std::to_string(*bytes));
  response.add("Upload-Offset", std::to_string(*bytes));
  response.add("Sen-Job", job_address(id));
  return response;
}

Result<Response> UploadApi::go_on(const Caller& caller, const Request& request, const http::Parameters& parameters) {
  const UploadId id{std::string(parameters["id"])};
  if (finished_bytes(caller, id)) return Error(ErrorCode::Conflict, "the upload is finished");
  if (request.body_sink) {
    auto& sink = dynamic_cast<UploadSink&>(*request.body_sink);
    return answer_part(caller, sink.id(), sink, empty(204));
  }
  if (!tus::has_upload_type(request))
    return problem(415, "Another kind of body", "Content-Type: application/offset+octet-stream is needed");
  const http::Reception reception = SEN_TRY(open(caller, request));
  return answer_part(caller, id, *reception.sink, empty(204));
}

Result<Response> UploadApi::end(const Caller& caller, const Request&, const http::Parameters& parameters) {
  const UploadId id{std::string(parameters["id"])};
  if (finished_bytes(caller, id)) return Error(ErrorCode::Conflict, "the upload is finished; it is a package now");
  SEN_TRY(find(caller, id));
  SEN_TRY(unfinished_.remove(id));
  return empty(204);
}

/// For clients that cannot send PATCH and DELETE: a POST with X-HTTP-Method-Override.
Result<Response> UploadApi::overridden(const Caller& caller, const Request& request,
                                       const http::Parameters& parameters) {
  const auto method = tus::method_of(request);
  if (method == Method::Patch) return go_on(caller, request, parameters);
  if (method == Method::Delete) return end(caller, request, parameters);
  if (method == Method::Head) return tell(caller, request, parameters);
  return problem(405, "Another method", "X-HTTP-Method-Override: PATCH, DELETE or HEAD is needed");
}

}  // namespace sen::api
