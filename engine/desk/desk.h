#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/desk/context.h"
#include "engine/desk/guard.h"
#include "engine/http/response.h"
#include "engine/http/router.h"

namespace sen::desk {

/// The back office at `/desk`, where officers, editors and approvers work. Thread-safe.
class Desk {
 public:
  /// Errors: Storage if a built-in catalogue cannot be read.
  static Result<std::unique_ptr<Desk>> make(const Parts& parts);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  /// Once. `router` must outlive the desk.
  void add_routes(http::Router& router);
  /// What add_routes() added, with who may come.
  const std::vector<Guard::Route>& routes() const;

  /// For ServerOptions::body_limit: how many bytes `request` may bring, where that is more than usual. Only somebody
  /// who is signed in may send a package.
  std::optional<std::uint64_t> body_limit(const http::Request& request) const;

  /// Forgets sessions, links, questions and kept forms whose time is over; to be called now and then. What cannot be
  /// forgotten now is logged and tried the next time.
  void sweep();

  /// Whom a session shows on an address outside of the desk: as let_in() of the guard. Errors: Storage.
  Result<std::optional<Person>> let_in(const http::Request& request) const;

  /// For ServerOptions::error_page, of addresses under `/desk`.
  http::Response error_page(const http::Request& request, int status) const;

 private:
  class Impl;
  explicit Desk(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::desk
