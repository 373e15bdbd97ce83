#include "engine/api/caller.h"

#include "engine/api/problem.h"
#include "engine/base/text.h"
#include "engine/store/snapshot.h"

namespace sen::api {
namespace {

/// The token of `Authorization: Bearer`; empty if there is none.
std::string_view bearer_token(const http::Request& request) {
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

}  // namespace

Result<void> Caller::authorise(identity::Action action, const content::OrganisationCode& organisation) const {
  return identity::authorise(actor, action, owned_by(organisation), *SEN_TRY(make_tree(*snapshot)));
}

Result<void> Caller::authorise_person(identity::Action action, const content::OrganisationCode& organisation) const {
  const identity::Actor person = identity::make_actor(account, false);
  return identity::authorise(person, action, owned_by(organisation), *SEN_TRY(make_tree(*snapshot)));
}

Result<std::optional<Caller>> Callers::by_key(const http::Request& request) const {
  const std::string_view token = bearer_token(request);
  if (token.empty()) return std::optional<Caller>();
  const auto key = keys_.find(token);
  if (!key && key.error().code() != ErrorCode::NotFound) return key.error();
  if (!key) return std::optional<Caller>();
  auto snapshot = SEN_TRY(store_.snapshot());
  const auto account = snapshot->account(key->account);
  if (!account && account.error().code() != ErrorCode::NotFound) return account.error();
  if (!account || !account->active) return std::optional<Caller>();
  identity::Actor actor = identity::make_actor(*account, key->scopes);
  return std::optional(Caller{*account, std::move(actor), std::move(snapshot), make_tree_});
}

Result<std::optional<Caller>> Callers::by_key_or_session(const http::Request& request) const {
  if (request.header("Authorization")) return by_key(request);
  auto person = SEN_TRY(find_signed_in_(request));
  if (!person) return std::optional<Caller>();
  return std::optional(
      Caller{std::move(person->account), std::move(person->actor), SEN_TRY(store_.snapshot()), make_tree_});
}

bool Callers::has_key(const http::Request& request) const {
  const std::string_view token = bearer_token(request);
  return !token.empty() && keys_.find(token).has_value();
}

http::Response ask_for_key() {
  http::Response response = problem(401, "Not signed in", "an API key is needed: Authorization: Bearer sen_…");
  response.add("WWW-Authenticate", "Bearer realm=\"sen\"");
  return response;
}

}  // namespace sen::api
