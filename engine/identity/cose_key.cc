#include "engine/identity/cose_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "engine/identity/cbor.h"

namespace sen::identity {
namespace {

/// Labels of RFC 9052, section 7.1 and RFC 9053, section 7.
constexpr std::int64_t kType = 1;
constexpr std::int64_t kAlgorithm = 3;
constexpr std::int64_t kCurve = -1;  ///< Of OKP and EC2.
constexpr std::int64_t kX = -2;
constexpr std::int64_t kY = -3;
constexpr std::int64_t kModulus = -1;  ///< Of RSA (RFC 8230, section 4).
constexpr std::int64_t kExponent = -2;

constexpr std::size_t kCoordinateBytes = 32;
constexpr std::size_t kLeastModulus = 256;
constexpr std::size_t kMostModulus = 512;
constexpr std::size_t kMostExponent = 4;

using Key = std::shared_ptr<void>;

Error unusable(std::string_view what) {
  std::string message("the public key is not usable: ");
  message += what;
  return Error(ErrorCode::InvalidInput, std::move(message));
}

bool is_number(const Cbor& map, std::int64_t label, std::int64_t wanted) {
  const Cbor* found = map.find(label);
  return found != nullptr && found->integer() == wanted;
}

/// The byte string under `label`; empty if there is none.
std::string_view bytes_at(const Cbor& map, std::int64_t label) {
  const Cbor* found = map.find(label);
  return found == nullptr || found->bytes() == nullptr ? std::string_view() : std::string_view(*found->bytes());
}

const unsigned char* data(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Key own(EVP_PKEY* key) {
  return {key, [](void* held) { EVP_PKEY_free(static_cast<EVP_PKEY*>(held)); }};
}

using Params = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;
using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

/// The key of OpenSSL's `type` from `params`; null if it refuses them.
Key make_key(const char* type, OSSL_PARAM* params) {
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* key = nullptr;
  if (!context || params == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
    return nullptr;
  const Key made = own(key);
  const Context check(EVP_PKEY_CTX_new(key, nullptr), EVP_PKEY_CTX_free);
  return check && EVP_PKEY_public_check(check.get()) == 1 ? made : nullptr;
}

Key read_p256(const Cbor& map) {
  const std::string_view x = bytes_at(map, kX);
  const std::string_view y = bytes_at(map, kY);
  if (!is_number(map, kType, 2) || !is_number(map, kCurve, 1) || x.size() != kCoordinateBytes ||
      y.size() != kCoordinateBytes)
    return nullptr;
  std::string point("\x04");  // Uncompressed (SEC 1, section 2.3.3).
  point += x;
  point += y;
  std::string group("prime256v1");
  std::array<OSSL_PARAM, 3> params = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  return make_key("EC", params.data());
}

Key read_ed25519(const Cbor& map) {
  const std::string_view x = bytes_at(map, kX);
  if (!is_number(map, kType, 1) || !is_number(map, kCurve, 6) || x.size() != kCoordinateBytes) return nullptr;
  EVP_PKEY* key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, data(x), x.size());
  return key == nullptr ? nullptr : own(key);
}

Key read_rsa(const Cbor& map) {
  const std::string_view modulus = bytes_at(map, kModulus);
  const std::string_view exponent = bytes_at(map, kExponent);
  if (!is_number(map, kType, 3) || modulus.size() < kLeastModulus || modulus.size() > kMostModulus ||
      exponent.empty() || exponent.size() > kMostExponent)
    return nullptr;
  using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
  const Number n(BN_bin2bn(data(modulus), static_cast<int>(modulus.size()), nullptr), BN_free);
  const Number e(BN_bin2bn(data(exponent), static_cast<int>(exponent.size()), nullptr), BN_free);
  const std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder(OSSL_PARAM_BLD_new(),
                                                                                OSSL_PARAM_BLD_free);
  if (!n || !e || !builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return nullptr;
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()), OSSL_PARAM_free);
  return make_key("RSA", params.get());
}

Key read_key(const Cbor& map, CoseAlgorithm algorithm) {
  switch (algorithm) {
    case CoseAlgorithm::ES256:
      return read_p256(map);
    case CoseAlgorithm::EdDSA:
      return read_ed25519(map);
    case CoseAlgorithm::RS256:
      return read_rsa(map);
  }
  return nullptr;
}

}  // namespace

Result<CoseKey> CoseKey::read(std::string_view bytes) {
  const Cbor map = SEN_TRY(Cbor::take(bytes));
  if (!bytes.empty()) return unusable("bytes behind it");
  const Cbor* algorithm = map.find(kAlgorithm);
  if (algorithm == nullptr || !algorithm->integer()) return unusable("it names no algorithm");
  const auto named = static_cast<CoseAlgorithm>(*algorithm->integer());
  Key key = read_key(map, named);
  if (!key) return unusable("not ES256, EdDSA or RS256, or not a key of it");
  return CoseKey(named, std::move(key));
}

bool CoseKey::verifies(std::string_view message, std::string_view signature) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  // Ed25519 hashes by itself. For RSA the padding is PKCS #1 v1.5 unless another is asked for.
  const EVP_MD* const digest = algorithm_ == CoseAlgorithm::EdDSA ? nullptr : EVP_sha256();
  return context &&
         EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, static_cast<EVP_PKEY*>(key_.get())) == 1 &&
         EVP_DigestVerify(context.get(), data(signature), signature.size(), data(message), message.size()) == 1;
}

}  // namespace sen::identity
