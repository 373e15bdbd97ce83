#include "engine/identity/webauthn.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/base/bytes.h"
#include "engine/identity/cbor.h"
#include "engine/identity/cose_key.h"
#include "engine/identity/secret.h"

namespace sen::identity::webauthn {
namespace {

using nlohmann::json;

constexpr std::size_t kMostClientData = 8U * 1024;
constexpr std::size_t kMostAuthenticatorData = 16U * 1024;
constexpr std::size_t kMostSignature = 1024;
constexpr std::size_t kMostCredentialId = 1023;

/// Flags of authenticator data (section 6.1).
constexpr unsigned kUserPresent = 0x01;
constexpr unsigned kUserVerified = 0x04;
constexpr unsigned kHasCredential = 0x40;
constexpr unsigned kHasExtensions = 0x80;

Error malformed(std::string_view what) {
  std::string message("malformed passkey answer: ");
  message += what;
  return Error(ErrorCode::InvalidInput, std::move(message));
}

Error refused(std::string_view what) {
  std::string message("the passkey answer is refused: ");
  message += what;
  return Error(ErrorCode::PermissionDenied, std::move(message));
}

/// The text under `name`; empty if there is none.
std::string text_at(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Sections 7.1, steps 5 to 10, and 7.2, steps 8 to 14: what the browser says it was asked.
Result<void> check_client_data(const Expectation& expected, std::string_view client_data_json, std::string_view type) {
  if (client_data_json.size() > kMostClientData) return malformed("client data over 8 KiB");
  const json data = json::parse(client_data_json, nullptr, false);
  if (!data.is_object()) return malformed("client data is no JSON object");
  if (text_at(data, "type") != type) return refused("another type of ceremony");
  const auto challenge = parse_base64url(text_at(data, "challenge"));
  if (!challenge || expected.challenge.empty() || !equal_secrets(*challenge, expected.challenge))
    return refused("another challenge");
  const std::string origin = text_at(data, "origin");
  if (std::find(expected.origins.begin(), expected.origins.end(), origin) == expected.origins.end())
    return refused("another origin");
  // Differs: sign-in never happens in a frame of another site, so crossOrigin is refused.
  const auto cross = data.find("crossOrigin");
  if (cross != data.end() && *cross != json(false)) return refused("asked in a frame of another site");
  // Differs: TLS ends in front of Sen, which so cannot compare a token binding.
  const auto binding = data.find("tokenBinding");
  if (binding != data.end() && binding->is_object() && text_at(*binding, "status") == "present")
    return refused("bound to a TLS token");
  return {};
}

/// Authenticator data (section 6.1).
struct AuthenticatorData {
  std::string_view rp_id_hash;
  unsigned flags = 0;
  std::uint32_t counter = 0;
  std::string_view credential_id;
  std::string_view public_key;
};

Result<AuthenticatorData> read_authenticator_data(std::string_view bytes) {
  constexpr std::size_t kHead = 37;
  constexpr std::size_t kAaguid = 16;
  if (bytes.size() > kMostAuthenticatorData) return malformed("authenticator data over 16 KiB");
  if (bytes.size() < kHead) return malformed("authenticator data too short");
  AuthenticatorData data;
  data.rp_id_hash = bytes.substr(0, 32);
  data.flags = static_cast<unsigned char>(bytes[32]);
  for (std::size_t i = 33; i < kHead; ++i) data.counter = data.counter << 8 | static_cast<unsigned char>(bytes[i]);
  std::string_view rest = bytes.substr(kHead);
  if ((data.flags & kHasCredential) != 0) {
    if (rest.size() < kAaguid + 2) return malformed("credential data too short");
    const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(rest[kAaguid])) << 8 |
                             static_cast<unsigned char>(rest[kAaguid + 1]);
    rest.remove_prefix(kAaguid + 2);
    if (size == 0 || size > kMostCredentialId || size > rest.size()) return malformed("a credential id of no length");
    data.credential_id = rest.substr(0, size);
    rest.remove_prefix(size);
    const std::string_view key = rest;
    SEN_TRY(Cbor::take(rest));
    data.public_key = key.substr(0, key.size() - rest.size());
  }
  if ((data.flags & kHasExtensions) != 0) {
    const Cbor extensions = SEN_TRY(Cbor::take(rest));
    if (!extensions.is_map()) return malformed("extensions are no map");
  }
  if (!rest.empty()) return malformed("bytes behind the authenticator data");
  return data;
}

/// Sections 7.1, steps 13 to 15, and 7.2, steps 15 to 17.
Result<void> check_authenticator(const Expectation& expected, const AuthenticatorData& data) {
  if (data.rp_id_hash != sha256(expected.rp_id).view()) return refused("made for another site");
  if ((data.flags & kUserPresent) == 0) return refused("nobody was present");
  if ((data.flags & kUserVerified) == 0) return refused("the user was not verified");
  return {};
}

/// Section 7.1, steps 18 to 20: `none` (section 8.7) and self attestation in `packed` (section 8.2).
Result<void> check_attestation(const Cbor& object, const CoseKey& key, std::string_view signed_bytes) {
  const Cbor* format = object.find("fmt");
  const Cbor* statement = object.find("attStmt");
  if (format == nullptr || format->text() == nullptr || statement == nullptr || !statement->is_map())
    return malformed("no attestation statement");
  if (*format->text() == "none") {
    if (!statement->parts.empty()) return malformed("a statement where there should be none");
    return {};
  }
  if (*format->text() != "packed") return refused("an attestation that was not asked for");
  if (statement->find("x5c") != nullptr || statement->find("ecdaaKeyId") != nullptr)
    return refused("an attestation by a maker that was not asked for");
  const Cbor* algorithm = statement->find("alg");
  const Cbor* signature = statement->find("sig");
  if (algorithm == nullptr || signature == nullptr || signature->bytes() == nullptr)
    return malformed("an attestation without signature");
  if (algorithm->integer() != static_cast<std::int64_t>(key.algorithm()))
    return refused("an attestation by another algorithm than the key's");
  if (!key.verifies(signed_bytes, *signature->bytes())) return refused("the attestation's signature is wrong");
  return {};
}

/// What authenticators sign: their data and the hash of the client's (section 6.3.3, step 11).
std::string signed_bytes(std::string_view authenticator_data, std::string_view client_data_json) {
  std::string bytes(authenticator_data);
  bytes += sha256(client_data_json).view();
  return bytes;
}

}  // namespace

std::string user_handle(const content::AccountName& account) {
  return std::string(sha256("sen account " + account.value).view());
}

Result<Credential> verify_registration(const Expectation& expected, const Registration& registration) {
  SEN_TRY(check_client_data(expected, registration.client_data_json, "webauthn.create"));
  // Steps 11 and 12.
  if (registration.attestation_object.size() > kMostAuthenticatorData)
    return malformed("an attestation object over 16 KiB");
  std::string_view rest = registration.attestation_object;
  const Cbor object = SEN_TRY(Cbor::take(rest));
  if (!rest.empty()) return malformed("bytes behind the attestation object");
  const Cbor* bytes = object.find("authData");
  if (bytes == nullptr || bytes->bytes() == nullptr) return malformed("no authenticator data");
  const AuthenticatorData data = SEN_TRY(read_authenticator_data(*bytes->bytes()));
  SEN_TRY(check_authenticator(expected, data));
  if (data.credential_id.empty()) return malformed("no credential");
  // Step 16: reading refuses all algorithms but those that were offered.
  const CoseKey key = SEN_TRY(CoseKey::read(data.public_key));
  // Step 17: no extension was asked for; what came unasked is ignored.
  SEN_TRY(check_attestation(object, key, signed_bytes(*bytes->bytes(), registration.client_data_json)));
  // Step 22, that no other account has this id, is SecondFactors::add_passkey.
  return Credential{std::string(data.credential_id), std::string(data.public_key), data.counter};
}

Result<std::uint32_t> verify_assertion(const Expectation& expected, const content::AccountName& account,
                                       const Credential& credential, const Assertion& assertion) {
  // Steps 5 to 7: the account was named before, and the passkey is one of its own.
  if (assertion.credential_id != credential.id) return refused("another passkey");
  if (!assertion.user_handle.empty() && assertion.user_handle != user_handle(account))
    return refused("a passkey of another account");
  SEN_TRY(check_client_data(expected, assertion.client_data_json, "webauthn.get"));
  const AuthenticatorData data = SEN_TRY(read_authenticator_data(assertion.authenticator_data));
  SEN_TRY(check_authenticator(expected, data));
  // Steps 19 and 20.
  const CoseKey key = SEN_TRY(CoseKey::read(credential.public_key));
  if (assertion.signature.size() > kMostSignature ||
      !key.verifies(signed_bytes(assertion.authenticator_data, assertion.client_data_json), assertion.signature))
    return refused("the signature is wrong");
  // Step 21.
  if ((data.counter != 0 || credential.counter != 0) && data.counter <= credential.counter)
    return refused("its counter went back: there may be a copy of the authenticator");
  return data.counter;
}

}  // namespace sen::identity::webauthn
