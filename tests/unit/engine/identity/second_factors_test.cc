#include "engine/identity/second_factors.h"

#include <gtest/gtest.h>

#include "engine/identity/challenges.h"
#include "engine/identity/totp.h"
#include "tests/unit/engine/identity/authenticator.h"
#include "tests/unit/engine/identity/vault_entries.h"

namespace sen::identity {
namespace {

const content::AccountName kLan("lan");
const content::AccountName kLanh("lanh");
constexpr std::string_view kSecret = "12345678901234567890";
/// RFC 6238, appendix B.
constexpr std::int64_t kTime = 1'234'567'890'000;
constexpr std::string_view kCode = "005924";

class SecondFactorsTest : public testing::Test {
 protected:
  ManualClock clock_{{kTime}};
  std::unique_ptr<Vault> vault_ = open_memory_vault();
  SecondFactors factors_{*vault_, clock_};
  webauthn::Expectation expected_{
      .challenge = std::string(32, 'c'), .rp_id = "sen.example", .origins = {"https://sen.example"}};
  test::Authenticator device_{CoseAlgorithm::EdDSA};

  void add_passkey(const content::AccountName& account) {
    const auto credential = webauthn::verify_registration(expected_, device_.create(expected_.challenge));
    ASSERT_TRUE(credential.has_value());
    ASSERT_TRUE(factors_.add_passkey(account, *credential, "office key").has_value());
  }
};

TEST_F(SecondFactorsTest, EnrolsTotpWithARightCodeAndTakesEachCodeOnce) {
  EXPECT_FALSE(factors_.enrol_totp(kLan, kSecret, "123456").value());
  EXPECT_FALSE(factors_.any(kLan).value());
  EXPECT_TRUE(factors_.enrol_totp(kLan, kSecret, kCode).value());
  EXPECT_TRUE(factors_.any(kLan).value());

  EXPECT_FALSE(factors_.check_totp(kLan, kCode).value()) << "used when it was enrolled";
  EXPECT_FALSE(factors_.check_totp(kLanh, kCode).value());
  clock_.set({1'111'111'111'000});
  EXPECT_FALSE(factors_.check_totp(kLan, "050471").value()) << "a right code of the past";
  clock_.set({2'000'000'000'000});
  EXPECT_TRUE(factors_.check_totp(kLan, "279037").value());
  EXPECT_FALSE(factors_.check_totp(kLan, "279037").value());
  ASSERT_TRUE(factors_.remove_totp(kLan).has_value());
  EXPECT_FALSE(factors_.has_totp(kLan).value());
}

TEST_F(SecondFactorsTest, TakesEachRecoveryCodeOnce) {
  const std::vector<std::string> codes = factors_.renew_recovery_codes(kLan).value();

  EXPECT_TRUE(factors_.check_recovery_code(kLan, codes[3]).value());
  EXPECT_FALSE(factors_.check_recovery_code(kLan, codes[3]).value());
  EXPECT_FALSE(factors_.check_recovery_code(kLanh, codes[4]).value());
  EXPECT_EQ(factors_.recovery_codes_left(kLan).value(), 9U);
  ASSERT_TRUE(factors_.renew_recovery_codes(kLan).has_value());
  EXPECT_FALSE(factors_.check_recovery_code(kLan, codes[5]).value());
  EXPECT_EQ(factors_.recovery_codes_left(kLan).value(), 10U);
  EXPECT_FALSE(factors_.any(kLan).value()) << "codes alone are no second factor";
}

TEST_F(SecondFactorsTest, KeepsThePasskeysCounter) {
  add_passkey(kLan);
  device_.counter = 5;

  EXPECT_TRUE(factors_.check_passkey(kLan, expected_, device_.get(expected_.challenge)).has_value());
  EXPECT_EQ(factors_.passkeys(kLan).value().front().credential.counter, 5U);
  EXPECT_EQ(factors_.passkeys(kLan).value().front().last_used, clock_.now());
  const auto again = factors_.check_passkey(kLan, expected_, device_.get(expected_.challenge));
  EXPECT_EQ(again.error().code(), ErrorCode::PermissionDenied);
  device_.counter = 6;
  const auto other = factors_.check_passkey(kLanh, expected_, device_.get(expected_.challenge));
  EXPECT_EQ(other.error().code(), ErrorCode::PermissionDenied);
}

TEST_F(SecondFactorsTest, ListsAndRemovesPasskeys) {
  add_passkey(kLan);
  const auto again = factors_.add_passkey(kLanh, {device_.id, device_.cose_key(), 0}, "copy");
  EXPECT_EQ(again.error().code(), ErrorCode::Conflict);
  EXPECT_TRUE(factors_.any(kLan).value());
  EXPECT_EQ(factors_.passkeys(kLan).value().front().label, "office key");
  EXPECT_TRUE(factors_.passkeys(kLanh).value().empty());

  EXPECT_EQ(factors_.remove_passkey(kLanh, device_.id).error().code(), ErrorCode::NotFound);
  EXPECT_TRUE(factors_.remove_passkey(kLan, device_.id).has_value());
  EXPECT_FALSE(factors_.any(kLan).value());
}

TEST_F(SecondFactorsTest, TakesAllAwayAtAReset) {
  add_passkey(kLan);
  ASSERT_TRUE(factors_.enrol_totp(kLan, kSecret, kCode).value());
  ASSERT_TRUE(factors_.renew_recovery_codes(kLan).has_value());
  ASSERT_TRUE(factors_.renew_recovery_codes(kLanh).has_value());

  ASSERT_TRUE(factors_.remove_all(kLan).has_value());

  EXPECT_FALSE(factors_.any(kLan).value());
  EXPECT_EQ(test::entries(*vault_).size(), 1U);
}

TEST_F(SecondFactorsTest, GivesAChallengeOnceAndForFiveMinutes) {
  Challenges challenges(*vault_, clock_);
  const std::string first = challenges.make("session").value();
  const std::string second = challenges.make("session").value();
  EXPECT_NE(first, second);
  EXPECT_EQ(challenges.take("session").value(), second);
  EXPECT_EQ(challenges.take("session").error().code(), ErrorCode::NotFound);

  ASSERT_TRUE(challenges.make("late").has_value());
  ASSERT_TRUE(challenges.make("forgotten").has_value());
  clock_.advance(std::chrono::minutes(5));
  EXPECT_EQ(challenges.take("late").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(challenges.sweep().value(), 1U);
}

}  // namespace
}  // namespace sen::identity
