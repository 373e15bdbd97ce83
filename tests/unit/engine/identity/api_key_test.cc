#include "engine/identity/api_key.h"

#include <gtest/gtest.h>

#include "tests/unit/engine/identity/vault_entries.h"

namespace sen::identity {
namespace {

const content::AccountName kLan("lan");
const content::AccountName kMinh("minh");

using std::chrono::hours;
using std::chrono::minutes;

const ActionSet kUpload{Action::PackageUpload};

class ApiKeyTest : public testing::Test {
 protected:
  NewApiKey make(const content::AccountName& account = kLan) {
    return keys_.make(account, "nightly statistics", kUpload, hours(24)).value();
  }

  ManualClock clock_{{1'000'000}};
  std::unique_ptr<Vault> vault_ = open_memory_vault();
  ApiKeys keys_{*vault_, clock_};
};

TEST_F(ApiKeyTest, OpensWhatItWasMadeFor) {
  const NewApiKey made = make();

  const ApiKey key = keys_.find(made.token).value();

  EXPECT_TRUE(made.token.starts_with("sen_"));
  EXPECT_EQ(made.token.size(), 47U);
  EXPECT_EQ(key.account, kLan);
  EXPECT_EQ(key.label, "nightly statistics");
  EXPECT_EQ(key.scopes, kUpload);
  EXPECT_EQ(key.id, made.key.id);
  EXPECT_EQ(key.id.size(), 10U);
}

TEST_F(ApiKeyTest, IsNotInTheVault) {
  const NewApiKey made = make();

  for (const VaultEntry& entry : test::entries(*vault_))
    EXPECT_EQ((entry.key + *entry.value).find(made.token.substr(4)), std::string::npos);
  EXPECT_FALSE(keys_.find("sen_" + test::entries(*vault_).front().key.substr(8)).has_value());
}

TEST_F(ApiKeyTest, RemembersToTheMinuteWhenItWasUsed) {
  const NewApiKey made = make();
  EXPECT_FALSE(keys_.list(kLan).value().front().last_used.has_value());

  const Timestamp first = clock_.now();
  ASSERT_TRUE(keys_.find(made.token).has_value());
  clock_.advance(std::chrono::seconds(59));
  ASSERT_TRUE(keys_.find(made.token).has_value());
  EXPECT_EQ(keys_.list(kLan).value().front().last_used, first);
  clock_.advance(std::chrono::seconds(1));
  ASSERT_TRUE(keys_.find(made.token).has_value());

  EXPECT_EQ(keys_.list(kLan).value().front().last_used, clock_.now());
}

TEST_F(ApiKeyTest, ExpiresAndIsRevoked) {
  const NewApiKey first = make();
  clock_.advance(hours(1));
  const NewApiKey second = make();
  const NewApiKey other = make(kMinh);

  EXPECT_EQ(keys_.list(kLan).value().front().id, second.key.id);
  EXPECT_EQ(keys_.revoke(kLan, other.key.id).error().code(), ErrorCode::NotFound);
  ASSERT_TRUE(keys_.revoke(kLan, second.key.id).has_value());
  EXPECT_EQ(keys_.find(second.token).error().code(), ErrorCode::NotFound);
  EXPECT_TRUE(keys_.find(first.token).has_value());
  clock_.advance(hours(23));
  EXPECT_EQ(keys_.find(first.token).error().code(), ErrorCode::NotFound);
  ASSERT_TRUE(keys_.revoke_all(kMinh).has_value());
  EXPECT_EQ(keys_.find(other.token).error().code(), ErrorCode::NotFound);
}

TEST_F(ApiKeyTest, IsNotMadeWithoutScopesOrForEver) {
  EXPECT_EQ(keys_.make(kLan, "", {}, hours(1)).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(keys_.make(kLan, "", kUpload, hours(0)).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(keys_.make(kLan, "", kUpload, ApiKeys::kLongest + hours(1)).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(keys_.make(kLan, std::string(201, 'x'), kUpload, hours(1)).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(keys_.make(kLan, "\xFF", kUpload, hours(1)).error().code(), ErrorCode::InvalidInput);
}

TEST_F(ApiKeyTest, IsRefusedInAnyOtherForm) {
  const std::string token = make().token;
  for (const std::string& wrong :
       {std::string(), std::string("sen_"), token.substr(4), token + "A", "SEN_" + token.substr(4)})
    EXPECT_EQ(keys_.find(wrong).error().code(), ErrorCode::NotFound) << wrong;
}

}  // namespace
}  // namespace sen::identity
