#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/api/caller.h"
#include "engine/http/router.h"
#include "ingest/intake/intake.h"

namespace sen::api {

/// Packages from programs: `/api/v1/packages`, `/api/v1/jobs/{id}`, `/api/openapi.json` (docs/formats/package-api.md).
/// Who asks is shown by an API key with the scope `package.upload`; cookies count for nothing. Errors are problems
/// (RFC 9457). Thread-safe. References must outlive it.
class PackageApi {
 public:
  PackageApi(const Callers& callers, const content::Vocabulary& vocabulary, intake::Intake& intake,
             std::string spool_folder)
      : callers_(callers), vocabulary_(vocabulary), intake_(intake), spool_folder_(std::move(spool_folder)) {}

  /// Once. `router` must not outlive this.
  void add_routes(http::Router& router);

  /// For ServerOptions::body_limit: 200 MB for a package with a key that is good.
  std::optional<std::uint64_t> body_limit(const http::Request& request) const;

 private:
  using Handler = Result<http::Response> (PackageApi::*)(const Caller&, const http::Request&, const http::Parameters&);

  void add(http::Router& router, http::Method method, std::string_view pattern, Handler handler);
  Result<http::Response> take(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> job(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> submit(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<intake::Upload> find_upload(const Caller& caller, const http::Parameters& parameters) const;

  const Callers& callers_;
  const content::Vocabulary& vocabulary_;
  intake::Intake& intake_;
  std::string spool_folder_;
};

/// What a package may have, packed.
inline constexpr std::uint64_t kMaxPackageBytes = std::uint64_t{200} * 1024 * 1024;

/// Where a package that was handed in is looked after: `/api/v1/jobs/ID`.
std::string job_address(const intake::UploadId& id);

/// In what language findings are written: `asked`, or the account's if it is empty.
/// Errors: InvalidInput if it is neither vi nor en.
Result<ingest::MessageLanguage> findings_language(const Caller& caller, std::string_view asked);

}  // namespace sen::api
