#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "content/model/account.h"
#include "engine/http/request.h"
#include "engine/http/response.h"
#include "engine/identity/api_key.h"
#include "engine/identity/authorise.h"
#include "engine/identity/organisations.h"
#include "engine/store/store.h"

namespace sen::api {

/// Organisations as they stand in one snapshot. The program gives the desk's.
using MakeTree = std::function<Result<std::unique_ptr<const identity::OrganisationTree>>(const store::Snapshot&)>;

/// Who asks: an account, with no more than the key or session of this request lets it do.
struct Caller {
  content::Account account;
  identity::Actor actor;
  std::shared_ptr<const store::Snapshot> snapshot;
  const MakeTree& make_tree;

  /// Whether the caller may do `action` to what is of `organisation`. Errors: PermissionDenied; Storage.
  Result<void> authorise(identity::Action action, const content::OrganisationCode& organisation) const;
  /// Whether the caller's roles alone allow it, whatever the key was made for. Errors: as authorise().
  Result<void> authorise_person(identity::Action action, const content::OrganisationCode& organisation) const;
};

/// Whom a session of the desk shows, for addresses outside of it. The program gives the desk's answer.
struct SignedIn {
  content::Account account;
  identity::Actor actor;
};
using FindSignedIn = std::function<Result<std::optional<SignedIn>>(const http::Request&)>;

/// Finds out who asks. Thread-safe. References must outlive it.
class Callers {
 public:
  Callers(store::Store& store, identity::ApiKeys& keys, MakeTree make_tree, FindSignedIn find_signed_in)
      : store_(store), keys_(keys), make_tree_(std::move(make_tree)), find_signed_in_(std::move(find_signed_in)) {}

  /// By the API key in `Authorization: Bearer` (RFC 6750, section 2.1); nobody without one that is good.
  Result<std::optional<Caller>> by_key(const http::Request& request) const;
  /// By the API key if there is one, else by the session of the desk.
  Result<std::optional<Caller>> by_key_or_session(const http::Request& request) const;
  /// Whether the request brings a key that is good: cheap.
  bool has_key(const http::Request& request) const;

 private:
  store::Store& store_;
  identity::ApiKeys& keys_;
  MakeTree make_tree_;
  FindSignedIn find_signed_in_;
};

/// 401, and how to do better (RFC 6750, section 3).
http::Response ask_for_key();

}  // namespace sen::api
