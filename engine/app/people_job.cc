// Accounts, organisations and keys at the command line, in this process or in the server.

#include "engine/app/people_job.h"

#include <nlohmann/json.hpp>

#include "engine/app/organisation_job.h"
#include "engine/desk/accounts.h"
#include "engine/identity/api_key.h"
#include "engine/identity/roles.h"

namespace sen::app {
namespace {

using content::AccountName;
using content::OrganisationCode;
using nlohmann::json;

const content::Actor kOperator{"operator", {}};

Error invalid(const std::string& message) {
  return Error(ErrorCode::InvalidInput, message);
}

desk::Accounts accounts_of(Engine& engine) {
  return {engine.store(), engine.vault(), engine.vocabulary(), engine.clock()};
}

/// `editor` at the account's own organisation, `editor@mofa` at another, `administrator@` on the whole site.
Result<content::RoleGrant> parse_grant(const std::string& text, const OrganisationCode& own) {
  const std::size_t at = text.find('@');
  content::RoleGrant grant;
  grant.role = SEN_TRY(identity::parse_role(text.substr(0, at)).within("--role"));
  grant.organisation = at == std::string::npos ? own : OrganisationCode(text.substr(at + 1));
  return grant;
}

Result<content::Duty> parse_duty(const std::string& text) {
  if (text.empty()) return content::Duty::None;
  if (text == "officer") return content::Duty::Officer;
  if (text == "deputy") return content::Duty::Deputy;
  return invalid("--duty: officer or deputy, not " + text);
}

std::string link_text(const json& request, const std::string& token, bool as_json) {
  const std::string link = request.value("address", "") + "/desk/link/" + token;
  if (as_json) return json{{"name", request.value("name", "")}, {"link", link}}.dump() + "\n";
  return link + "\n";
}

Result<std::string> add_user(Engine& engine, const json& request) {
  content::Account account;
  account.name = AccountName(request.value("name", ""));
  account.organisation = OrganisationCode(request.value("organisation", ""));
  account.display_name = request.value("display_name", "");
  if (account.display_name.empty()) account.display_name = account.name.value;
  account.email = request.value("email", "");
  account.duty = SEN_TRY(parse_duty(request.value("duty", "")));
  account.desk_language = content::Locale(request.value("language", "vi"));
  if (account.desk_language.value != "vi" && account.desk_language.value != "en")
    return invalid("--language: vi or en, not " + account.desk_language.value);
  account.sandbox = request.value("sandbox", false);
  for (const json& role : request.value("roles", json::array()))
    account.grants.push_back(SEN_TRY(parse_grant(role.get<std::string>(), account.organisation)));
  for (const json& language : request.value("languages", json::array()))
    account.languages.emplace_back(language.get<std::string>());
  const std::string token = SEN_TRY(accounts_of(engine).add(std::move(account), kOperator));
  return link_text(request, token, request.value("json", false));
}

json to_json(const content::Account& account) {
  json roles = json::array();
  for (const content::RoleGrant& grant : account.grants)
    roles.push_back(std::string(identity::role_name(grant.role)) + "@" + grant.organisation.value);
  return {{"name", account.name.value},
          {"display_name", account.display_name},
          {"organisation", account.organisation.value},
          {"roles", std::move(roles)},
          {"active", account.active},
          {"sandbox", account.sandbox},
          {"created", format_rfc3339(account.created)}};
}

Result<std::string> list_users(Engine& engine, bool as_json) {
  const auto snapshot = SEN_TRY(engine.store().snapshot());
  const auto accounts = SEN_TRY(snapshot->accounts());
  json all = json::array();
  std::string text;
  for (const content::Account& account : accounts) {
    const json one = to_json(account);
    std::string roles;
    for (const json& role : one["roles"]) roles += " " + role.get<std::string>();
    text += account.name.value + "  " + account.organisation.value + "  " + (account.active ? "active" : "disabled") +
            (account.sandbox ? "  sandbox" : "") + (roles.empty() ? "  no role" : " " + roles) + "\n";
    all.push_back(one);
  }
  return as_json ? all.dump(2) + "\n" : text;
}

Result<std::string> user_job(Engine& engine, const json& request) {
  const std::string verb = request.value("verb", "");
  const AccountName name(request.value("name", ""));
  const bool as_json = request.value("json", false);
  if (verb == "add") return add_user(engine, request);
  if (verb == "list") return list_users(engine, as_json);
  if (verb == "link") return link_text(request, SEN_TRY(accounts_of(engine).reset(name, kOperator)), as_json);
  if (verb == "disable") {
    SEN_TRY(accounts_of(engine).disable(name, kOperator));
    return "disabled " + name.value + "\n";
  }
  if (verb == "enable") {
    SEN_TRY(accounts_of(engine).enable(name, kOperator));
    return "enabled " + name.value + "\n";
  }
  return invalid("no such command: user " + verb);
}

Result<std::string> add_key(Engine& engine, const json& request) {
  const AccountName account(request.value("account", ""));
  const auto snapshot = SEN_TRY(engine.store().snapshot());
  if (!SEN_TRY(snapshot->account(account)).active) return invalid("--account: " + account.value + " is disabled");
  identity::ActionSet scopes;
  for (const json& scope : request.value("scopes", json::array()))
    scopes.add(SEN_TRY(identity::parse_action(scope.get<std::string>()).within("--scope")));
  const std::chrono::hours lifetime(24 * request.value("days", 365));
  const identity::NewApiKey made = SEN_TRY(
      identity::ApiKeys(engine.vault(), engine.clock()).make(account, request.value("label", ""), scopes, lifetime));
  if (request.value("json", false)) return json{{"id", made.key.id}, {"key", made.token}}.dump() + "\n";
  return made.token + "\n";
}

Result<std::string> list_keys(Engine& engine, const json& request) {
  const identity::ApiKeys keys(engine.vault(), engine.clock());
  const auto found = SEN_TRY(keys.list(AccountName(request.value("account", ""))));
  json all = json::array();
  std::string text;
  for (const identity::ApiKey& key : found) {
    const std::string used = key.last_used ? format_rfc3339(*key.last_used) : "never";
    text += key.id + "  " + key.label + "  until " + format_rfc3339(key.expires) + "  used " + used + "\n";
    all.push_back({{"id", key.id}, {"label", key.label}, {"expires", format_rfc3339(key.expires)}, {"used", used}});
  }
  return request.value("json", false) ? all.dump(2) + "\n" : text;
}

Result<std::string> key_job(Engine& engine, const json& request) {
  const std::string verb = request.value("verb", "");
  if (verb == "add") return add_key(engine, request);
  if (verb == "list") return list_keys(engine, request);
  if (verb != "revoke") return invalid("no such command: key " + verb);
  const std::string id = request.value("id", "");
  SEN_TRY(identity::ApiKeys(engine.vault(), engine.clock()).revoke(AccountName(request.value("account", "")), id));
  return "revoked " + id + "\n";
}

}  // namespace

Result<std::string> people_job(Engine& engine, const std::string& request) {
  const json asked = json::parse(request, nullptr, false);
  if (!asked.is_object()) return invalid("the request cannot be read");
  try {
    const std::string command = asked.value("command", "");
    if (command == "user") return user_job(engine, asked);
    if (command == "key") return key_job(engine, asked);
    return organisation_job(engine, asked);
  } catch (const json::exception& malformed) {
    return invalid(std::string("the request cannot be read: ") + malformed.what());
  }
}

}  // namespace sen::app
