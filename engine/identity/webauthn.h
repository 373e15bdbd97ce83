#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/result.h"

/// Passkeys: the relying party's side of Web Authentication, Level 2 (W3C Recommendation, 2021). Functions without
/// state. All fields are raw bytes; the page sends them in base64url.
namespace sen::identity::webauthn {

/// What a ceremony must answer.
struct Expectation {
  std::string challenge;             ///< 32 random bytes, made for this ceremony and taken once.
  std::string rp_id;                 ///< The site's host name: `sen.example`, `localhost`.
  std::vector<std::string> origins;  ///< `https://sen.example`, `http://localhost:8080`.
};

/// What `navigator.credentials.create()` gave.
struct Registration {
  std::string client_data_json;    ///< At most 8 KiB.
  std::string attestation_object;  ///< At most 16 KiB.
};

/// What is kept of a passkey.
struct Credential {
  std::string id;          ///< At most 1,023 bytes.
  std::string public_key;  ///< COSE_Key, as the authenticator wrote it.
  std::uint32_t counter = 0;
};

/// What `navigator.credentials.get()` gave.
struct Assertion {
  std::string credential_id;
  std::string client_data_json;    ///< At most 8 KiB.
  std::string authenticator_data;  ///< At most 16 KiB.
  std::string signature;           ///< At most 1 KiB.
  std::string user_handle;         ///< Empty if the authenticator gave none.
};

/// `user.id` of an account, which says nothing about its name: 32 bytes.
std::string user_handle(const content::AccountName& account);

/// The passkey that `registration` made (section 7.1). Attestation: `none`, or `packed` by the passkey itself; Sen asks
/// for none, since any authenticator will do. The user must be present and verified. Errors: InvalidInput if it is
/// malformed; PermissionDenied if it does not answer `expected`.
Result<Credential> verify_registration(const Expectation& expected, const Registration& registration);

/// The new signature counter, if `assertion` was made by `credential` of `account` (section 7.2). The user must be
/// present and verified. A counter that does not grow is refused: somebody has a copy of the authenticator. Errors:
/// InvalidInput if it is malformed; PermissionDenied if it does not answer `expected` or the signature is wrong.
Result<std::uint32_t> verify_assertion(const Expectation& expected, const content::AccountName& account,
                                       const Credential& credential, const Assertion& assertion);

}  // namespace sen::identity::webauthn
