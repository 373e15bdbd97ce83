#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace sen::identity {

/// Algorithms of COSE (RFC 9053, RFC 8812) that passkeys may use, best first: for `pubKeyCredParams`.
enum class CoseAlgorithm : std::int64_t { ES256 = -7, EdDSA = -8, RS256 = -257 };

/// A public key that an authenticator made (RFC 9052, section 7). Immutable, thread-safe.
class CoseKey {
 public:
  /// Reads the key at the front of `bytes`, and says how many bytes it takes. ES256 on P-256, EdDSA on Ed25519, RS256
  /// with 2048 to 4096 bits. Errors: InvalidInput if it is malformed, of another algorithm, or not on its curve.
  static Result<CoseKey> read(std::string_view bytes);

  CoseAlgorithm algorithm() const { return algorithm_; }
  /// Whether `signature` is this key's over `message`, in the form that WebAuthn gives it (Level 2, section 6.5.6).
  bool verifies(std::string_view message, std::string_view signature) const;

 private:
  CoseKey(CoseAlgorithm algorithm, std::shared_ptr<void> key) : algorithm_(algorithm), key_(std::move(key)) {}

  CoseAlgorithm algorithm_;
  std::shared_ptr<void> key_;  ///< OpenSSL's EVP_PKEY.
};

}  // namespace sen::identity
