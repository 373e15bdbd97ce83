#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/identity/cose_key.h"
#include "engine/identity/webauthn.h"

namespace sen::test {

/// CBOR as an authenticator writes it.
std::string cbor_integer(std::int64_t value);
std::string cbor_bytes(std::string_view bytes);
std::string cbor_text(std::string_view text);
/// The head of a map of so many pairs.
std::string cbor_map(std::size_t pairs);

/// An authenticator in software: makes a key with OpenSSL and answers as a browser with a passkey would. Its public
/// members are what a test turns wrong.
class Authenticator {
 public:
  explicit Authenticator(identity::CoseAlgorithm algorithm);

  std::string rp_id = "sen.example";
  std::string origin = "https://sen.example";
  std::string type;  ///< Empty: as the ceremony has it.
  unsigned flags = 0x05;
  std::uint32_t counter = 1;
  std::string id = std::string("credential \x01\xFF", 13);
  std::string format = "none";    ///< Or `packed`.
  std::string extra_client_data;  ///< `,"crossOrigin":true`
  std::string tail;               ///< Behind the authenticator data.

  identity::webauthn::Registration create(std::string_view challenge) const;
  identity::webauthn::Assertion get(std::string_view challenge) const;
  std::string cose_key() const;
  std::string sign(std::string_view message) const;

 private:
  std::string client_data(std::string_view kind, std::string_view challenge) const;
  std::string authenticator_data(bool with_credential) const;

  identity::CoseAlgorithm algorithm_;
  std::shared_ptr<void> key_;
};

}  // namespace sen::test
