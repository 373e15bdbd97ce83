#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/desk/access.h"
#include "engine/desk/context.h"
#include "engine/desk/visit.h"
#include "engine/http/router.h"

namespace sen::desk {

/// The cookie that holds a session's token (RFC 6265bis, section 4.1.3.2: `__Host-` binds it to this host and `/`).
inline constexpr std::string_view kSessionCookie = "__Host-sen";
/// The field, or header, that holds the CSRF token.
inline constexpr std::string_view kCsrfField = "csrf";
inline constexpr std::string_view kCsrfHeader = "X-CSRF-Token";

/// `Set-Cookie` of a new session; with an empty token, of its end.
std::string session_cookie(const identity::SessionToken& token);
/// The token that a request brings; empty if there is none.
identity::SessionToken session_token(const http::Request& request);

/// Begins a session for `account` and answers with its cookie on a way on: to what was kept of a form, else to `next`.
/// A former session of this browser ends. Errors: as Vault::commit.
Result<http::Response> begin_session(Visit& visit, const content::AccountName& account, bool second_factor,
                                     std::string_view next);
/// The person of `visit` has shown a second factor: a new token from now on, and its cookie for `response`.
/// Errors: as Vault::commit.
Result<std::string> confirm_second_factor(Visit& visit);

/// The one way to add a route to the desk. Before a handler runs: the session is looked up, the account is active,
/// the second factor was shown where the account needs one, a change comes from a page of ours with the token of the
/// session, and the person may do the route's action somewhere. Every answer is `no-store`. Errors of a handler become
/// pages in the person's language. Filled before the server starts.
class Guard {
 public:
  using Handler = std::function<Result<http::Response>(Visit&)>;

  /// `context` and `router` must outlive the guard.
  Guard(const Context& context, http::Router& router) : context_(context), router_(router) {}

  void get(std::string_view pattern, Access access, Handler handler);
  void post(std::string_view pattern, Access access, Handler handler, const FormLimits& limits = {});

  /// What was added, for the test that walks all routes.
  struct Route {
    std::string method;
    std::string pattern;
    Access access;
  };
  const std::vector<Route>& routes() const { return routes_; }

 private:
  void add(http::Method method, std::string_view pattern, Access access, Handler handler, const FormLimits& limits);

  const Context& context_;
  http::Router& router_;
  std::vector<Route> routes_;
};

/// Whom a session shows on addresses outside of the desk, as on its own: the account is active, the second factor was
/// shown where it needs one, and a change comes from a page of ours with the session's token in kCsrfHeader. Else
/// nobody.
Result<std::optional<Person>> let_in(const Context& context, const http::Request& request);

/// The desk's page for an error outside of its routes: no such address, too large a body.
http::Response error_page(const Context& context, const http::Request& request, int status);

}  // namespace sen::desk
