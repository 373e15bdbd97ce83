#include "engine/identity/webauthn.h"

#include <gtest/gtest.h>

#include "engine/identity/cbor.h"
#include "tests/unit/engine/identity/authenticator.h"

namespace sen::identity::webauthn {
namespace {

using test::Authenticator;

const content::AccountName kLan("lan");
const Expectation kExpected = {
    .challenge = std::string(32, 'c'),
    .rp_id = "sen.example",
    .origins = {"https://sen.example", "https://desk.sen.example"},
};

class Webauthn : public testing::TestWithParam<CoseAlgorithm> {
 protected:
  ErrorCode refusal_of_registration() {
    const auto outcome = verify_registration(kExpected, device_.create(kExpected.challenge));
    EXPECT_FALSE(outcome.has_value());
    return outcome ? ErrorCode::Storage : outcome.error().code();
  }
  /// What a registered passkey's assertion is refused with.
  ErrorCode refusal(const Assertion& assertion) {
    const auto outcome = verify_assertion(kExpected, kLan, credential_, assertion);
    EXPECT_FALSE(outcome.has_value());
    return outcome ? ErrorCode::Storage : outcome.error().code();
  }
  ErrorCode refusal() { return refusal(device_.get(kExpected.challenge)); }

  Authenticator device_{GetParam()};
  const Credential credential_ = verify_registration(kExpected, device_.create(kExpected.challenge)).value();
  Authenticator as_made_ = device_;
};
INSTANTIATE_TEST_SUITE_P(Algorithms, Webauthn,
                         testing::Values(CoseAlgorithm::ES256, CoseAlgorithm::EdDSA, CoseAlgorithm::RS256));

TEST_P(Webauthn, RegistersAPasskeyAndSignsInWithIt) {
  EXPECT_EQ(credential_.id, device_.id);
  EXPECT_EQ(credential_.public_key, device_.cose_key());
  EXPECT_EQ(credential_.counter, 1U);

  device_.counter = 7;
  Assertion assertion = device_.get(kExpected.challenge);
  EXPECT_EQ(verify_assertion(kExpected, kLan, credential_, assertion).value(), 7U);
  assertion.user_handle = user_handle(kLan);
  EXPECT_EQ(verify_assertion(kExpected, kLan, credential_, assertion).value(), 7U);
  device_.origin = "https://desk.sen.example";
  device_.extra_client_data = R"(,"crossOrigin":false,"other":{"a":[1]})";
  EXPECT_TRUE(verify_assertion(kExpected, kLan, credential_, device_.get(kExpected.challenge)).has_value());
}

TEST_P(Webauthn, TakesSelfAttestation) {
  device_.format = "packed";

  EXPECT_EQ(verify_registration(kExpected, device_.create(kExpected.challenge)).value().id, device_.id);
}

TEST_P(Webauthn, RefusesAttestationThatIsWrong) {
  device_.format = "packed";
  const Registration right = device_.create(kExpected.challenge);
  Registration wrong = right;
  wrong.client_data_json += " ";  // The same JSON, another hash.
  EXPECT_EQ(verify_registration(kExpected, wrong).error().code(), ErrorCode::PermissionDenied);

  device_.format = "tpm";
  EXPECT_EQ(refusal_of_registration(), ErrorCode::PermissionDenied);
}

TEST_P(Webauthn, RefusesEveryWrongFieldOfARegistration) {
  const std::vector<std::pair<std::string, std::function<void(Authenticator&)>>> faults = {
      {"site", [](Authenticator& device) { device.rp_id = "evil.example"; }},
      {"origin", [](Authenticator& device) { device.origin = "https://sen.example.evil.example"; }},
      {"scheme", [](Authenticator& device) { device.origin = "http://sen.example"; }},
      {"ceremony", [](Authenticator& device) { device.type = "webauthn.get"; }},
      {"presence", [](Authenticator& device) { device.flags = 0x04; }},
      {"verification", [](Authenticator& device) { device.flags = 0x01; }},
      {"frame", [](Authenticator& device) { device.extra_client_data = R"(,"crossOrigin":true)"; }},
      {"token", [](Authenticator& device) { device.extra_client_data = R"(,"tokenBinding":{"status":"present"})"; }},
  };
  for (const auto& [name, fault] : faults) {
    SCOPED_TRACE(name);
    device_ = as_made_;
    fault(device_);
    EXPECT_EQ(refusal_of_registration(), ErrorCode::PermissionDenied);
  }
  const auto other = verify_registration(kExpected, as_made_.create(std::string(32, 'd')));
  EXPECT_EQ(other.error().code(), ErrorCode::PermissionDenied);
  Expectation none = kExpected;
  none.challenge.clear();
  EXPECT_EQ(verify_registration(none, as_made_.create("")).error().code(), ErrorCode::PermissionDenied);
}

TEST_P(Webauthn, RefusesEveryWrongFieldOfAnAssertion) {
  device_.counter = 2;
  as_made_ = device_;
  const std::vector<std::pair<std::string, std::function<void(Authenticator&)>>> faults = {
      {"site", [](Authenticator& device) { device.rp_id = "evil.example"; }},
      {"origin", [](Authenticator& device) { device.origin = "https://evil.example"; }},
      {"ceremony", [](Authenticator& device) { device.type = "webauthn.create"; }},
      {"presence", [](Authenticator& device) { device.flags = 0x04; }},
      {"verification", [](Authenticator& device) { device.flags = 0x01; }},
      {"counter as before", [](Authenticator& device) { device.counter = 1; }},
      {"counter gone", [](Authenticator& device) { device.counter = 0; }},
      {"passkey", [](Authenticator& device) { device.id = "another"; }},
  };
  for (const auto& [name, fault] : faults) {
    SCOPED_TRACE(name);
    device_ = as_made_;
    fault(device_);
    EXPECT_EQ(refusal(), ErrorCode::PermissionDenied);
  }
  EXPECT_EQ(refusal(as_made_.get(std::string(32, 'd'))), ErrorCode::PermissionDenied);
  Assertion wrong = as_made_.get(kExpected.challenge);
  wrong.user_handle = user_handle(content::AccountName("minh"));
  EXPECT_EQ(refusal(wrong), ErrorCode::PermissionDenied);
  wrong = as_made_.get(kExpected.challenge);
  wrong.signature.back() = static_cast<char>(wrong.signature.back() ^ 1);
  EXPECT_EQ(refusal(wrong), ErrorCode::PermissionDenied);
  wrong.signature.clear();
  EXPECT_EQ(refusal(wrong), ErrorCode::PermissionDenied);
  wrong = as_made_.get(kExpected.challenge);
  Authenticator stranger(GetParam());
  stranger.counter = 2;
  EXPECT_EQ(refusal(stranger.get(kExpected.challenge)), ErrorCode::PermissionDenied) << "another key";
}

TEST_P(Webauthn, SignsEveryBitOfTheAnswer) {
  device_.counter = 2;
  const Assertion right = device_.get(kExpected.challenge);
  ASSERT_TRUE(verify_assertion(kExpected, kLan, credential_, right).has_value());
  for (std::size_t at = 0; at < right.authenticator_data.size(); ++at) {
    Assertion wrong = right;
    wrong.authenticator_data[at] = static_cast<char>(wrong.authenticator_data[at] ^ 0x80);
    EXPECT_FALSE(verify_assertion(kExpected, kLan, credential_, wrong).has_value()) << at;
  }
  for (std::size_t at = 0; at < right.client_data_json.size(); ++at) {
    Assertion wrong = right;
    wrong.client_data_json[at] = static_cast<char>(wrong.client_data_json[at] ^ 0x01);
    EXPECT_FALSE(verify_assertion(kExpected, kLan, credential_, wrong).has_value()) << at;
  }
}

TEST_P(Webauthn, RefusesWhatIsCutOffOrHasSomethingBehind) {
  const Registration right = device_.create(kExpected.challenge);
  for (std::size_t size = 0; size < right.attestation_object.size(); ++size) {
    Registration wrong = right;
    wrong.attestation_object.resize(size);
    const auto outcome = verify_registration(kExpected, wrong);
    ASSERT_FALSE(outcome.has_value()) << size;
    EXPECT_EQ(outcome.error().code(), ErrorCode::InvalidInput) << size;
  }
  Registration longer = right;
  longer.attestation_object += '\0';
  EXPECT_EQ(verify_registration(kExpected, longer).error().code(), ErrorCode::InvalidInput);
  device_.tail = "x";
  EXPECT_EQ(refusal_of_registration(), ErrorCode::InvalidInput);
  longer = right;
  longer.client_data_json = "[]";
  EXPECT_EQ(verify_registration(kExpected, longer).error().code(), ErrorCode::InvalidInput);
  longer.client_data_json = std::string(9'000, ' ');
  EXPECT_EQ(verify_registration(kExpected, longer).error().code(), ErrorCode::InvalidInput);
}

TEST_P(Webauthn, TakesExtensionsThatNobodyAskedFor) {
  device_.flags = 0x85;
  device_.tail = test::cbor_map(1) + test::cbor_text("credProtect") + test::cbor_integer(2);
  EXPECT_TRUE(verify_registration(kExpected, device_.create(kExpected.challenge)).has_value());

  device_.tail = test::cbor_text("credProtect");
  EXPECT_EQ(refusal_of_registration(), ErrorCode::InvalidInput);
}

TEST_P(Webauthn, LetsAnAuthenticatorWithoutCounterStayAtZero) {
  device_.counter = 0;
  const Credential credential = verify_registration(kExpected, device_.create(kExpected.challenge)).value();

  EXPECT_EQ(verify_assertion(kExpected, kLan, credential, device_.get(kExpected.challenge)).value(), 0U);
}

TEST(CoseKeys, AreRefusedWhenTheyAreNotWhatTheySay) {
  using test::cbor_bytes;
  using test::cbor_integer;
  using test::cbor_map;
  const std::string es256 = cbor_integer(1) + cbor_integer(2) + cbor_integer(3) + cbor_integer(-7) + cbor_integer(-1);
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"no map", cbor_integer(1)},
      {"no algorithm", cbor_map(1) + cbor_integer(1) + cbor_integer(2)},
      {"ES384", cbor_map(2) + cbor_integer(1) + cbor_integer(2) + cbor_integer(3) + cbor_integer(-35)},
      {"not on the curve", cbor_map(5) + es256 + cbor_integer(1) + cbor_integer(-2) +
                               cbor_bytes(std::string(32, '\1')) + cbor_integer(-3) +
                               cbor_bytes(std::string(32, '\1'))},
      {"another curve", cbor_map(5) + es256 + cbor_integer(2) + cbor_integer(-2) + cbor_bytes(std::string(32, '\1')) +
                            cbor_integer(-3) + cbor_bytes(std::string(32, '\1'))},
      {"a short RSA key", cbor_map(4) + cbor_integer(1) + cbor_integer(3) + cbor_integer(3) + cbor_integer(-257) +
                              cbor_integer(-1) + cbor_bytes(std::string(128, '\xFF')) + cbor_integer(-2) +
                              cbor_bytes("\x01\x01")},
  };
  for (const auto& [name, bytes] : wrong)
    EXPECT_EQ(CoseKey::read(bytes).error().code(), ErrorCode::InvalidInput) << name;
}

TEST(CborItems, AreRefusedWhenTheyLieAboutTheirSize) {
  using namespace std::string_literals;
  const std::vector<std::string> wrong = {
      ""s,
      "\x9B\x00\x00\x00\xFF\xFF\xFF\xFF\xFF"s,  // An array of 2^40 parts.
      "\x5B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s,  // A string of 2^64 bytes.
      "\x9F\x01\xFF"s,                          // Indefinite length.
      "\xC0\x01"s,                              // A tag.
      "\xF9\x3C\x00"s,                          // A float.
      "\xA2\x01\x02\x01\x03"s,                  // A key twice.
      "\xA1\x41\x61\x01"s,                      // A key of bytes.
      "\x1B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s,  // More than 63 bits.
      std::string(20, '\x81') + "\x01",         // Too deep.
      "\x98\x41"s + std::string(65, '\x01'),    // Too many parts.
  };
  for (const std::string& bytes : wrong) {
    std::string_view rest = bytes;
    EXPECT_EQ(Cbor::take(rest).error().code(), ErrorCode::InvalidInput) << testing::PrintToString(bytes);
  }
  std::string_view two = "\x20\x61";
  EXPECT_EQ(Cbor::take(two).value().integer(), -1);
  EXPECT_EQ(two.size(), 1U);
}

}  // namespace
}  // namespace sen::identity::webauthn
