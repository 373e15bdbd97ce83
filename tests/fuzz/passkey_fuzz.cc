#include <cstdlib>

#include "engine/identity/webauthn.h"

/// What a browser sends of a passkey: nothing that was not signed for this challenge is ever accepted, and what is
/// read is within its limits. The first two bytes say how much is client data.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sen::identity::webauthn;
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t split = (static_cast<std::size_t>(data[0]) << 8 | data[1]) % (text.size() + 1);
  const std::string client(text.substr(0, split));
  const std::string rest(text.substr(split));
  const Expectation expected{
      .challenge = std::string(32, 'c'), .rp_id = "sen.example", .origins = {"https://sen.example"}};

  const auto registered = verify_registration(expected, {.client_data_json = client, .attestation_object = rest});
  if (registered && (registered->id.empty() || registered->id.size() > 1023 || registered->public_key.empty()))
    std::abort();

  const std::size_t half = rest.size() / 2;
  const Credential credential{.id = "id", .public_key = rest, .counter = 1};
  const Assertion assertion{.credential_id = "id",
                            .client_data_json = client,
                            .authenticator_data = rest.substr(0, half),
                            .signature = rest.substr(half),
                            .user_handle = {}};
  if (verify_assertion(expected, sen::content::AccountName("lan"), credential, assertion)) std::abort();
  return 0;
}
