#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "engine/api/caller.h"
#include "engine/http/body_sink.h"
#include "engine/http/router.h"
#include "ingest/intake/unfinished.h"

namespace sen::api {

/// Packages that come in parts: `/api/v1/uploads` speaks the tus resumable upload protocol 1.0.0 with creation,
/// creation-with-upload, expiration, checksum (sha1, sha256) and termination
/// (https://tus.io/protocols/resumable-upload). Who asks is shown by an API key with the scope `package.upload`, or by
/// a session of the desk; of another person's upload it says that it is not there. A finished upload is a package as
/// any other; `Sen-Job` names its job. Errors are problems (RFC 9457). Thread-safe. References must outlive it.
class UploadApi {
 public:
  UploadApi(const Callers& callers, intake::Intake& intake, intake::Unfinished& unfinished)
      : callers_(callers), intake_(intake), unfinished_(unfinished) {}

  /// Once. `router` must not outlive this.
  void add_routes(http::Router& router);

  /// For ServerOptions::receive: the bytes of an upload go where they stay when the connection breaks.
  http::Reception receive(const http::Request& request);
  /// For ServerOptions::body_limit: what the upload still lacks.
  std::optional<std::uint64_t> body_limit(const http::Request& request) const;

 private:
  using Handler = Result<http::Response> (UploadApi::*)(const Caller&, const http::Request&, const http::Parameters&);

  void add(http::Router& router, http::Method method, std::string_view pattern, Handler handler);
  Result<http::Response> list(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> create(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> tell(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> go_on(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> end(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> overridden(const Caller& caller, const http::Request& request,
                                    const http::Parameters& parameters);

  Result<http::Reception> open(const Caller& caller, const http::Request& request);
  static Result<intake::UnfinishedUpload> read_announcement(const Caller& caller, const http::Request& request);
  Result<intake::UnfinishedUpload> find(const Caller& caller, const intake::UploadId& id) const;
  /// Its bytes once it is a package, if it is one and the caller's.
  std::optional<std::uint64_t> finished_bytes(const Caller& caller, const intake::UploadId& id) const;
  Result<void> hand_over(const Caller& caller, const intake::UploadId& id);
  Result<http::Response> answer_part(const Caller& caller, const intake::UploadId& id, http::BodySink& sink,
                                     http::Response response);

  const Callers& callers_;
  intake::Intake& intake_;
  intake::Unfinished& unfinished_;
};

}  // namespace sen::api
