#include "engine/identity/session.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/identity/secret.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/engine/identity/vault_entries.h"

namespace sen::identity {
namespace {

const content::AccountName kLan("lan");
const content::AccountName kMinh("minh");

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionTest : public testing::Test {
 protected:
  SessionToken sign_in(const content::AccountName& account = kLan, bool second_factor = false) {
    return sessions_.begin(account, "Firefox on Linux", second_factor).value().token;
  }
  bool is_open(const SessionToken& token) { return sessions_.find(token).has_value(); }

  ManualClock clock_{{1'000'000'000}};
  std::unique_ptr<Vault> vault_ = open_memory_vault();
  Sessions sessions_{*vault_, clock_};
};

TEST_F(SessionTest, KnowsWhoSignedIn) {
  const SessionToken token = sign_in(kLan, true);

  const Session session = sessions_.find(token).value();

  EXPECT_EQ(session.account, kLan);
  EXPECT_EQ(session.client, "Firefox on Linux");
  EXPECT_EQ(session.second_factor, clock_.now());
  EXPECT_EQ(session.ends, clock_.now() + minutes(30));
  EXPECT_EQ(token.value.size(), 43U);
  EXPECT_EQ(sessions_.find(SessionToken("wrong")).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(sessions_.find(SessionToken()).error().code(), ErrorCode::NotFound);
}

TEST_F(SessionTest, KeepsNoTokenInTheVault) {
  const SessionToken token = sign_in();

  for (const VaultEntry& entry : test::entries(*vault_)) {
    EXPECT_EQ(entry.key.find(token.value), std::string::npos);
    EXPECT_EQ(entry.value->find(token.value), std::string::npos);
  }
  EXPECT_FALSE(is_open(SessionToken(sessions_.find(token).value().id))) << "the hash is no token";
}

TEST_F(SessionTest, EndsWhenIdle) {
  const SessionToken used = sign_in();
  const SessionToken idle = sign_in();

  clock_.advance(minutes(29));
  EXPECT_TRUE(is_open(used));
  clock_.advance(minutes(1));

  EXPECT_FALSE(is_open(idle));
  EXPECT_TRUE(is_open(used));
  clock_.advance(minutes(30));
  EXPECT_FALSE(is_open(used));
}

TEST_F(SessionTest, EndsAfterEightHoursWhateverIsDone) {
  SessionToken token = sign_in();
  const Timestamp begun = clock_.now();
  for (int i = 0; i < 24; ++i) {
    ASSERT_TRUE(is_open(token));
    if (i == 12) token = sessions_.rotate(token, false).value().token;
    clock_.set(begun + (minutes(20) * (i + 1) - seconds(1)));
  }

  EXPECT_EQ(sessions_.find(token).value().ends, begun + hours(8));
  clock_.advance(seconds(1));

  EXPECT_FALSE(is_open(token));
}

TEST_F(SessionTest, TakesANewTokenWhenItMayDoMore) {
  const SessionToken before = sign_in();
  ASSERT_FALSE(sessions_.find(before).value().second_factor.has_value());

  const NewSession after = sessions_.rotate(before, true).value();

  EXPECT_FALSE(is_open(before));
  EXPECT_TRUE(is_open(after.token));
  EXPECT_EQ(after.session.second_factor, clock_.now());
  EXPECT_EQ(sessions_.rotate(before, true).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(sessions_.list(kLan).value().size(), 1U);
}

TEST_F(SessionTest, EndsOneOrAllOfAnAccount) {
  const SessionToken first = sign_in();
  const SessionToken second = sign_in();
  const SessionToken third = sign_in();
  const SessionToken other = sign_in(kMinh);

  ASSERT_TRUE(sessions_.end(first).has_value());
  EXPECT_FALSE(is_open(first));
  EXPECT_EQ(sessions_.end(kLan, sessions_.find(other).value().id).error().code(), ErrorCode::NotFound);
  ASSERT_TRUE(sessions_.end(kLan, sessions_.find(second).value().id).has_value());
  EXPECT_FALSE(is_open(second));
  const SessionToken fourth = sign_in();
  ASSERT_TRUE(sessions_.end_all(kLan, fourth).has_value());

  EXPECT_FALSE(is_open(third));
  EXPECT_TRUE(is_open(fourth));
  EXPECT_TRUE(is_open(other));
}

TEST_F(SessionTest, KeepsAtMostTwentyOfAnAccount) {
  const SessionToken first = sign_in();
  for (int i = 0; i < 20; ++i) {
    clock_.advance(seconds(1));
    sign_in();
  }

  EXPECT_FALSE(is_open(first));
  EXPECT_EQ(sessions_.list(kLan).value().size(), 20U);
}

TEST_F(SessionTest, ForgetsWhatHasExpired) {
  sign_in();
  clock_.advance(minutes(20));
  const SessionToken late = sign_in();
  clock_.advance(minutes(15));

  EXPECT_EQ(sessions_.sweep().value(), 1U);
  EXPECT_EQ(test::entries(*vault_).size(), 1U);
  EXPECT_TRUE(is_open(late));
}

TEST_F(SessionTest, SurvivesARestart) {
  const test::TemporaryFolder folder;
  SessionToken token;
  {
    const auto vault = open_file_vault(folder.path()).value();
    token = Sessions(*vault, clock_).begin(kLan, "", true).value().token;
  }
  const auto vault = open_file_vault(folder.path()).value();

  EXPECT_EQ(Sessions(*vault, clock_).find(token).value().account, kLan);
}

TEST_F(SessionTest, GivesEachSessionItsOwnCsrfToken) {
  const SessionToken mine = sign_in();
  const SessionToken other = sign_in();

  EXPECT_TRUE(csrf_matches(mine, csrf_token(mine)));
  EXPECT_FALSE(csrf_matches(mine, csrf_token(other)));
  EXPECT_FALSE(csrf_matches(mine, ""));
  EXPECT_FALSE(csrf_matches(mine, mine.value));
  EXPECT_FALSE(csrf_matches(SessionToken(), csrf_token(SessionToken())));
  EXPECT_NE(csrf_token(sessions_.rotate(mine, false).value().token), csrf_token(mine));
}

}  // namespace
}  // namespace sen::identity
