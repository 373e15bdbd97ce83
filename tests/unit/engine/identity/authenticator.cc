#include "tests/unit/engine/identity/authenticator.h"

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "engine/base/bytes.h"
#include "engine/identity/secret.h"

namespace sen::test {
namespace {

using identity::CoseAlgorithm;

EVP_PKEY* as_key(const std::shared_ptr<void>& key) {
  return static_cast<EVP_PKEY*>(key.get());
}

EVP_PKEY* make_key(CoseAlgorithm algorithm) {
  if (algorithm == CoseAlgorithm::ES256) return EVP_EC_gen("P-256");
  if (algorithm == CoseAlgorithm::RS256) return EVP_RSA_gen(2048U);
  return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
}

/// The number `name` of `key`, big-endian, `size` bytes; 0: as many as it needs.
std::string number(EVP_PKEY* key, const char* name, std::size_t size) {
  BIGNUM* value = nullptr;
  EXPECT_EQ(EVP_PKEY_get_bn_param(key, name, &value), 1);
  if (size == 0) size = static_cast<std::size_t>(BN_num_bytes(value));
  std::string bytes(size, '\0');
  BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size));
  BN_free(value);
  return bytes;
}

std::string head(unsigned major, std::uint64_t value) {
  const auto type = static_cast<unsigned char>(major << 5);
  std::string out;
  if (value < 24) return std::string(1, static_cast<char>(type | value));
  const int bytes = value < 256 ? 1 : value < 65'536 ? 2 : 4;
  out += static_cast<char>(type | (bytes == 1 ? 24 : bytes == 2 ? 25 : 26));
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 255);
  return out;
}

}  // namespace

std::string cbor_integer(std::int64_t value) {
  return value >= 0 ? head(0, static_cast<std::uint64_t>(value)) : head(1, static_cast<std::uint64_t>(-1 - value));
}
std::string cbor_bytes(std::string_view bytes) {
  return head(2, bytes.size()) + std::string(bytes);
}
std::string cbor_text(std::string_view text) {
  return head(3, text.size()) + std::string(text);
}
std::string cbor_map(std::size_t pairs) {
  return head(5, pairs);
}

Authenticator::Authenticator(CoseAlgorithm algorithm)
    : algorithm_(algorithm), key_(make_key(algorithm), [](void* key) { EVP_PKEY_free(static_cast<EVP_PKEY*>(key)); }) {}

std::string Authenticator::cose_key() const {
  const std::string algorithm = cbor_integer(3) + cbor_integer(static_cast<std::int64_t>(algorithm_));
  EVP_PKEY* key = as_key(key_);
  switch (algorithm_) {
    case CoseAlgorithm::ES256:
      return cbor_map(5) + cbor_integer(1) + cbor_integer(2) + algorithm + cbor_integer(-1) + cbor_integer(1) +
             cbor_integer(-2) + cbor_bytes(number(key, OSSL_PKEY_PARAM_EC_PUB_X, 32)) + cbor_integer(-3) +
             cbor_bytes(number(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32));
    case CoseAlgorithm::RS256:
      return cbor_map(4) + cbor_integer(1) + cbor_integer(3) + algorithm + cbor_integer(-1) +
             cbor_bytes(number(key, OSSL_PKEY_PARAM_RSA_N, 0)) + cbor_integer(-2) +
             cbor_bytes(number(key, OSSL_PKEY_PARAM_RSA_E, 0));
    case CoseAlgorithm::EdDSA:
      break;
  }
  std::string x(32, '\0');
  std::size_t size = x.size();
  EXPECT_EQ(EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(x.data()), &size), 1);
  return cbor_map(4) + cbor_integer(1) + cbor_integer(1) + algorithm + cbor_integer(-1) + cbor_integer(6) +
         cbor_integer(-2) + cbor_bytes(x);
}

std::string Authenticator::sign(std::string_view message) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const EVP_MD* digest = algorithm_ == CoseAlgorithm::EdDSA ? nullptr : EVP_sha256();
  EXPECT_EQ(EVP_DigestSignInit(context, nullptr, digest, nullptr, as_key(key_)), 1);
  std::string signature(1024, '\0');
  std::size_t size = signature.size();
  EXPECT_EQ(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(message.data()), message.size()),
            1);
  EVP_MD_CTX_free(context);
  signature.resize(size);
  return signature;
}

std::string Authenticator::client_data(std::string_view kind, std::string_view challenge) const {
  return R"({"type":")" + (type.empty() ? std::string(kind) : type) + R"(","challenge":")" +
         identity::to_base64url(challenge) + R"(","origin":")" + origin + "\"" + extra_client_data + "}";
}

std::string Authenticator::authenticator_data(bool with_credential) const {
  std::string data(sha256(rp_id).view());
  data += static_cast<char>(flags | (with_credential ? 0x40U : 0U));
  for (int shift = 24; shift >= 0; shift -= 8) data += static_cast<char>(counter >> shift & 255);
  if (with_credential) {
    data += std::string(16, '\0');
    data += static_cast<char>(id.size() >> 8);
    data += static_cast<char>(id.size() & 255);
    data += id + cose_key();
  }
  return data + tail;
}

identity::webauthn::Registration Authenticator::create(std::string_view challenge) const {
  const std::string client = client_data("webauthn.create", challenge);
  const std::string data = authenticator_data(true);
  std::string statement = cbor_map(0);
  if (format == "packed")
    statement = cbor_map(2) + cbor_text("alg") + cbor_integer(static_cast<std::int64_t>(algorithm_)) +
                cbor_text("sig") + cbor_bytes(sign(data + std::string(sha256(client).view())));
  return {.client_data_json = client,
          .attestation_object = cbor_map(3) + cbor_text("fmt") + cbor_text(format) + cbor_text("attStmt") + statement +
                                cbor_text("authData") + cbor_bytes(data)};
}

identity::webauthn::Assertion Authenticator::get(std::string_view challenge) const {
  const std::string client = client_data("webauthn.get", challenge);
  const std::string data = authenticator_data(false);
  return {.credential_id = id,
          .client_data_json = client,
          .authenticator_data = data,
          .signature = sign(data + std::string(sha256(client).view())),
          .user_handle = {}};
}

}  // namespace sen::test
