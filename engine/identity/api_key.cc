#include "engine/identity/api_key.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/base/bytes.h"
#include "engine/base/text.h"
#include "engine/identity/secret.h"

namespace sen::identity {
namespace {

using nlohmann::json;

constexpr std::string_view kVaultPrefix = "api-key/";
constexpr std::string_view kTokenPrefix = "sen_";
constexpr std::size_t kTokenCharacters = 43;
constexpr std::size_t kMostLabelBytes = 200;
constexpr std::size_t kIdCharacters = 10;
constexpr std::chrono::minutes kTouchEvery(1);

std::string key_of(std::string_view token) {
  return std::string(kVaultPrefix) + hash_token(token);
}

std::string encode(const ApiKey& key) {
  json scopes = json::array();
  for (const Action action : all_actions())
    if (key.scopes.contains(action)) scopes.push_back(action_name(action));
  json fields = {{"account", key.account.value},
                 {"label", key.label},
                 {"scopes", std::move(scopes)},
                 {"created", key.created.milliseconds},
                 {"expires", key.expires.milliseconds}};
  if (key.last_used) fields["last_used"] = key.last_used->milliseconds;
  return fields.dump();
}

/// A scope that is not known any more allows nothing.
ActionSet decode_scopes(const json& fields) {
  ActionSet scopes;
  const auto named = fields.find("scopes");
  if (named == fields.end()) return scopes;
  for (const json& name : *named)
    if (name.is_string())
      if (const auto action = parse_action(name.get<std::string>())) scopes.add(*action);
  return scopes;
}

ApiKey decode(const VaultEntry& entry) {
  const json fields = json::parse(*entry.value, nullptr, false);
  ApiKey key;
  key.id = to_base32(entry.key.substr(kVaultPrefix.size())).substr(0, kIdCharacters);
  // What cannot be read is a key without scopes that expired long ago.
  if (!fields.is_object()) return key;
  key.account = content::AccountName(fields.value("account", ""));
  key.label = fields.value("label", "");
  key.scopes = decode_scopes(fields);
  key.created.milliseconds = fields.value("created", std::int64_t{0});
  key.expires.milliseconds = fields.value("expires", std::int64_t{0});
  if (fields.contains("last_used")) key.last_used = Timestamp{fields.value("last_used", std::int64_t{0})};
  return key;
}

Error unknown() {
  return Error(ErrorCode::NotFound, "there is no such key");
}

}  // namespace

Result<NewApiKey> ApiKeys::make(const content::AccountName& account, std::string_view label, const ActionSet& scopes,
                                std::chrono::hours lifetime) {
  if (scopes == ActionSet()) return Error(ErrorCode::InvalidInput, "a key needs at least one scope");
  if (lifetime <= std::chrono::hours(0) || lifetime > kLongest)
    return Error(ErrorCode::InvalidInput, "a key lives between an hour and 366 days");
  if (label.size() > kMostLabelBytes || !is_utf8(label))
    return Error(ErrorCode::InvalidInput, "the label of a key has at most 200 bytes of UTF-8");
  NewApiKey made;
  made.token = std::string(kTokenPrefix) + make_token();
  made.key.account = account;
  made.key.label = label;
  made.key.scopes = scopes;
  made.key.created = clock_.now();
  made.key.expires = made.key.created + lifetime;
  const VaultEntry entry{key_of(made.token), encode(made.key)};
  SEN_TRY(vault_.commit({&entry, 1}));
  made.key = decode(entry);
  return made;
}

Result<ApiKey> ApiKeys::find(std::string_view token) {
  if (token.size() != kTokenPrefix.size() + kTokenCharacters || !token.starts_with(kTokenPrefix)) return unknown();
  VaultEntry entry{key_of(token), std::nullopt};
  entry.value = SEN_TRY(vault_.get(entry.key));
  if (!entry.value) return unknown();
  ApiKey key = decode(entry);
  const Timestamp now = clock_.now();
  if (key.expires <= now) return unknown();
  if (key.last_used && now < *key.last_used + kTouchEvery) return key;
  key.last_used = now;
  const VaultEntry touched{entry.key, encode(key)};
  const auto written = vault_.commit({&touched, 1}, {&entry, 1});
  if (written || written.error().code() != ErrorCode::Conflict) {
    if (!written) return written.error();
    return key;
  }
  // Another request touched it, or it was revoked meanwhile.
  if (SEN_TRY(vault_.get(entry.key))) return key;
  return unknown();
}

Result<std::vector<ApiKey>> ApiKeys::list(const content::AccountName& account) const {
  std::vector<ApiKey> keys;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(kVaultPrefix))) {
    ApiKey key = decode(entry);
    if (key.account == account) keys.push_back(std::move(key));
  }
  std::stable_sort(keys.begin(), keys.end(), [](const ApiKey& a, const ApiKey& b) { return a.created > b.created; });
  return keys;
}

Result<void> ApiKeys::revoke(const content::AccountName& account, std::string_view id) {
  for (const VaultEntry& entry : SEN_TRY(vault_.list(kVaultPrefix))) {
    const ApiKey key = decode(entry);
    if (key.account == account && key.id == id) return vault_.erase(entry.key);
  }
  return unknown();
}

Result<void> ApiKeys::revoke_all(const content::AccountName& account) {
  std::vector<VaultEntry> edits;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(kVaultPrefix)))
    if (decode(entry).account == account) edits.push_back({entry.key, std::nullopt});
  return vault_.commit(edits);
}

}  // namespace sen::identity
