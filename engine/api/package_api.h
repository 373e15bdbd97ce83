#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/clock.h"
#include "engine/http/router.h"
#include "engine/identity/api_key.h"
#include "engine/identity/organisations.h"
#include "engine/store/store.h"
#include "ingest/intake/intake.h"

namespace sen::api {

/// Organisations as they stand in one snapshot. The program gives the desk's.
using MakeTree = std::function<Result<std::unique_ptr<const identity::OrganisationTree>>(const store::Snapshot&)>;

/// Packages from programs: `/api/v1/packages`, `/api/v1/jobs/{id}`, `/api/openapi.json` (docs/formats/package-api.md).
/// Who asks is shown by an API key in `Authorization: Bearer` (RFC 6750, section 2.1) with the scope `package.upload`;
/// cookies count for nothing. Errors are problems (RFC 9457). Thread-safe. References must outlive it.
class PackageApi {
 public:
  PackageApi(store::Store& store, identity::ApiKeys& keys, intake::Intake& intake, MakeTree make_tree,
             std::string spool_folder)
      : store_(store),
        keys_(keys),
        intake_(intake),
        make_tree_(std::move(make_tree)),
        spool_folder_(std::move(spool_folder)) {}

  /// Once. `router` must not outlive this.
  void add_routes(http::Router& router);

  /// For ServerOptions::body_limit: 200 MB for a package with a key that is good.
  std::optional<std::uint64_t> body_limit(const http::Request& request) const;

 private:
  struct Caller;
  using Handler = Result<http::Response> (PackageApi::*)(const Caller&, const http::Request&, const http::Parameters&);

  void add(http::Router& router, http::Method method, std::string_view pattern, Handler handler);
  Result<std::optional<Caller>> find_caller(const http::Request& request) const;
  Result<http::Response> take(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> job(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<http::Response> submit(const Caller& caller, const http::Request& request, const http::Parameters& parameters);
  Result<intake::Upload> find_upload(const Caller& caller, const http::Parameters& parameters) const;

  store::Store& store_;
  identity::ApiKeys& keys_;
  intake::Intake& intake_;
  MakeTree make_tree_;
  std::string spool_folder_;
};

}  // namespace sen::api
