#include "engine/identity/second_factors.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/base/text.h"
#include "engine/identity/secret.h"
#include "engine/identity/totp.h"

namespace sen::identity {
namespace {

using content::AccountName;
using nlohmann::json;

constexpr std::size_t kMostLabelBytes = 200;

std::string totp_key(const AccountName& account) {
  return "totp/" + account.value;
}

std::string recovery_key(const AccountName& account) {
  return "recovery/" + account.value;
}

/// Account names hold no `/`, so one account's prefix is not another's.
std::string passkeys_prefix(const AccountName& account) {
  return "passkey/" + account.value + "/";
}

/// Credential ids may be longer than a key of the vault.
std::string passkey_key(const AccountName& account, std::string_view id) {
  return passkeys_prefix(account) + hash_token(id);
}

std::string encode_totp(std::string_view secret, std::uint64_t last_used) {
  return json({{"secret", to_base64url(secret)}, {"last_used", last_used}}).dump();
}

std::string encode_passkey(const Passkey& passkey) {
  json fields = {{"id", to_base64url(passkey.credential.id)},
                 {"public_key", to_base64url(passkey.credential.public_key)},
                 {"counter", passkey.credential.counter},
                 {"label", passkey.label},
                 {"added", passkey.added.milliseconds}};
  if (passkey.last_used) fields["last_used"] = passkey.last_used->milliseconds;
  return fields.dump();
}

Error damaged() {
  return Error(ErrorCode::Storage, "a second factor in the vault cannot be read");
}

Result<json> parse(const std::string& value) {
  json fields = json::parse(value, nullptr, false);
  if (fields.is_discarded()) return damaged();
  return fields;
}

Result<Passkey> decode_passkey(const std::string& value) {
  const json fields = SEN_TRY(parse(value));
  const auto id = parse_base64url(fields.value("id", ""));
  const auto key = parse_base64url(fields.value("public_key", ""));
  if (!id || !key) return damaged();
  Passkey passkey;
  passkey.credential = {*id, *key, fields.value("counter", std::uint32_t{0})};
  passkey.label = fields.value("label", "");
  passkey.added.milliseconds = fields.value("added", std::int64_t{0});
  if (fields.contains("last_used")) passkey.last_used = Timestamp{fields.value("last_used", std::int64_t{0})};
  return passkey;
}

/// Replaces `before` by `value` unless somebody else was quicker: then false.
Result<bool> replace(Vault& vault, const VaultEntry& before, std::string value) {
  const VaultEntry after{before.key, std::move(value)};
  const auto written = vault.commit({&after, 1}, {&before, 1});
  if (written) return true;
  if (written.error().code() == ErrorCode::Conflict) return false;
  return written.error();
}

Result<void> erase_all(Vault& vault, std::string_view prefix, std::vector<VaultEntry> edits) {
  for (VaultEntry& entry : SEN_TRY(vault.list(prefix))) edits.push_back({std::move(entry.key), std::nullopt});
  return vault.commit(edits);
}

}  // namespace

Result<bool> SecondFactors::any(const AccountName& account) const {
  if (SEN_TRY(has_totp(account))) return true;
  return !SEN_TRY(vault_.list(passkeys_prefix(account))).empty();
}

Result<bool> SecondFactors::enrol_totp(const AccountName& account, std::string_view secret, std::string_view code) {
  const auto step = match_totp(secret, code, clock_.now(), 0);
  if (!step) return false;
  SEN_TRY(vault_.put(totp_key(account), encode_totp(secret, *step)));
  return true;
}

Result<bool> SecondFactors::has_totp(const AccountName& account) const {
  return SEN_TRY(vault_.get(totp_key(account))).has_value();
}

Result<bool> SecondFactors::check_totp(const AccountName& account, std::string_view code) {
  const VaultEntry entry{totp_key(account), SEN_TRY(vault_.get(totp_key(account)))};
  if (!entry.value) return false;
  const json fields = SEN_TRY(parse(*entry.value));
  const auto secret = parse_base64url(fields.value("secret", ""));
  if (!secret) return damaged();
  const auto step = match_totp(*secret, code, clock_.now(), fields.value("last_used", std::uint64_t{0}));
  if (!step) return false;
  return replace(vault_, entry, encode_totp(*secret, *step));
}

Result<void> SecondFactors::remove_totp(const AccountName& account) {
  return vault_.erase(totp_key(account));
}

Result<std::vector<std::string>> SecondFactors::renew_recovery_codes(const AccountName& account) {
  std::vector<std::string> codes = make_recovery_codes();
  json hashes = json::array();
  for (const std::string& code : codes) hashes.push_back(hash_recovery_code(code));
  SEN_TRY(vault_.put(recovery_key(account), hashes.dump()));
  return codes;
}

Result<std::size_t> SecondFactors::recovery_codes_left(const AccountName& account) const {
  const auto value = SEN_TRY(vault_.get(recovery_key(account)));
  return value ? SEN_TRY(parse(*value)).size() : 0;
}

Result<bool> SecondFactors::check_recovery_code(const AccountName& account, std::string_view code) {
  const VaultEntry entry{recovery_key(account), SEN_TRY(vault_.get(recovery_key(account)))};
  if (!entry.value) return false;
  const json hashes = SEN_TRY(parse(*entry.value));
  const std::string given = hash_recovery_code(code);
  json left = json::array();
  for (const json& hash : hashes)
    if (!hash.is_string() || !equal_secrets(hash.get<std::string>(), given)) left.push_back(hash);
  if (left.size() == hashes.size()) return false;
  return replace(vault_, entry, left.dump());
}

Result<void> SecondFactors::add_passkey(const AccountName& account, const webauthn::Credential& credential,
                                        std::string_view label) {
  if (label.size() > kMostLabelBytes || !is_utf8(label))
    return Error(ErrorCode::InvalidInput, "the name of a passkey has at most 200 bytes of UTF-8");
  // Level 2, section 7.1, step 22: of any account.
  const std::string hash = "/" + hash_token(credential.id);
  for (const VaultEntry& entry : SEN_TRY(vault_.list("passkey/")))
    if (entry.key.ends_with(hash)) return Error(ErrorCode::Conflict, "this passkey is there already");
  const Passkey passkey{credential, std::string(label), clock_.now(), std::nullopt};
  const VaultEntry entry{passkey_key(account, credential.id), encode_passkey(passkey)};
  const VaultEntry expected{entry.key, std::nullopt};
  return vault_.commit({&entry, 1}, {&expected, 1});
}

Result<std::vector<Passkey>> SecondFactors::passkeys(const AccountName& account) const {
  std::vector<Passkey> passkeys;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(passkeys_prefix(account))))
    passkeys.push_back(SEN_TRY(decode_passkey(*entry.value)));
  std::stable_sort(passkeys.begin(), passkeys.end(),
                   [](const Passkey& a, const Passkey& b) { return a.added < b.added; });
  return passkeys;
}

Result<void> SecondFactors::check_passkey(const AccountName& account, const webauthn::Expectation& expected,
                                          const webauthn::Assertion& assertion) {
  const std::string key = passkey_key(account, assertion.credential_id);
  const VaultEntry entry{key, SEN_TRY(vault_.get(key))};
  if (!entry.value) return Error(ErrorCode::PermissionDenied, "the passkey answer is refused: another passkey");
  Passkey passkey = SEN_TRY(decode_passkey(*entry.value));
  passkey.credential.counter = SEN_TRY(webauthn::verify_assertion(expected, account, passkey.credential, assertion));
  passkey.last_used = clock_.now();
  if (SEN_TRY(replace(vault_, entry, encode_passkey(passkey)))) return {};
  return Error(ErrorCode::PermissionDenied, "the passkey answer is refused: it was used at the same moment");
}

Result<void> SecondFactors::remove_passkey(const AccountName& account, std::string_view id) {
  const std::string key = passkey_key(account, id);
  if (!SEN_TRY(vault_.get(key))) return Error(ErrorCode::NotFound, "there is no such passkey");
  return vault_.erase(key);
}

Result<void> SecondFactors::remove_all(const AccountName& account) {
  return erase_all(vault_, passkeys_prefix(account),
                   {{totp_key(account), std::nullopt}, {recovery_key(account), std::nullopt}});
}

}  // namespace sen::identity
