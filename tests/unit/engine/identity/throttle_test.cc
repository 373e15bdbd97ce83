#include "engine/identity/throttle.h"

#include <gtest/gtest.h>

namespace sen::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Kind = Admission::Kind;

const content::AccountName kVictim("victim");

class ThrottleTest : public testing::Test {
 protected:
  /// How many of `tries` wrong passwords were looked at.
  int guess(const std::string& client, int tries, const content::AccountName& account = kVictim) {
    int looked_at = 0;
    for (int i = 0; i < tries; ++i) {
      if (throttle_.password(account, client, false).kind != Kind::Open) continue;
      throttle_.wrong_password(account, client);
      ++looked_at;
    }
    return looked_at;
  }
  Kind password(const std::string& client, bool has_second_factor = false) {
    return throttle_.password(kVictim, client, has_second_factor).kind;
  }

  ManualClock clock_{{1'000'000'000'000}};
  SignInThrottle throttle_{clock_};
};

TEST_F(ThrottleTest, SlowsTheGuessingOfOneAccount) {
  EXPECT_EQ(guess("attacker", 100), 10);
  EXPECT_EQ(throttle_.password(kVictim, "attacker", false).retry_after, seconds(90));

  clock_.advance(seconds(89));
  EXPECT_EQ(guess("attacker", 100), 0);
  clock_.advance(seconds(1));
  EXPECT_EQ(guess("attacker", 100), 1);
  clock_.advance(hours(5));
  EXPECT_EQ(guess("attacker", 100), 10) << "never more at once, however long it was quiet";
}

TEST_F(ThrottleTest, TakesAnIpv6ClientByItsNetwork) {
  EXPECT_EQ(guess("2001:db8:1:200::1", 6) + guess("2001:db8:1:2ff::9", 6), 10);
  throttle_.signed_in(kVictim, "2001:db8:9:100::1");
  EXPECT_EQ(password("2001:db8:9:1ff::2"), Kind::Open) << "the same household";
  EXPECT_EQ(password("2001:db8:9:200::2"), Kind::Wait);
}

TEST_F(ThrottleTest, LeavesAWayToTheOwnerWhoseAddressOthersShare) {
  throttle_.signed_in(kVictim, "192.0.2.1");
  guess("192.0.2.1", 10);

  EXPECT_EQ(password("192.0.2.1"), Kind::Wait);
  EXPECT_EQ(password("192.0.2.1", true), Kind::SecondFactorFirst);
}

TEST_F(ThrottleTest, AddsUpTheStrangersOfAnAccount) {
  int looked_at = 0;
  for (int i = 0; i < 200; ++i) looked_at += guess("attacker " + std::to_string(i), 3);

  EXPECT_EQ(looked_at, 10);
}

TEST_F(ThrottleTest, SlowsOneClientThatTriesManyAccounts) {
  int looked_at = 0;
  for (int i = 0; i < 200; ++i) looked_at += guess("attacker", 1, content::AccountName("account " + std::to_string(i)));

  EXPECT_EQ(looked_at, 20);
}

TEST_F(ThrottleTest, LetsAClientInThatSignedInBefore) {
  throttle_.signed_in(kVictim, "office");
  for (int i = 0; i < 50; ++i) guess("attacker " + std::to_string(i), 10);
  EXPECT_EQ(password("a new place"), Kind::Wait);

  EXPECT_EQ(password("office"), Kind::Open);

  EXPECT_EQ(guess("office", 100), 10) << "a stolen machine is slowed too";
  clock_.advance(minutes(15));
  throttle_.signed_in(kVictim, "office");
  EXPECT_EQ(guess("office", 100), 10);
}

TEST_F(ThrottleTest, LetsTheRightSecondFactorInWhenStrangersGuess) {
  for (int i = 0; i < 50; ++i) guess("attacker " + std::to_string(i), 10);

  EXPECT_EQ(password("a new place", true), Kind::SecondFactorFirst);
  EXPECT_EQ(throttle_.code(kVictim, "a new place").kind, Kind::Open);
}

TEST_F(ThrottleTest, SlowsTheGuessingOfCodes) {
  const auto guess_codes = [&](const std::string& client, int tries) {
    int looked_at = 0;
    for (int i = 0; i < tries; ++i) {
      if (throttle_.code(kVictim, client).kind != Kind::Open) continue;
      throttle_.wrong_code(kVictim, client);
      ++looked_at;
    }
    return looked_at;
  };
  throttle_.signed_in(kVictim, "office");

  EXPECT_EQ(guess_codes("attacker", 50), 10);
  int all = 10;
  for (int i = 0; i < 50; ++i) all += guess_codes("attacker " + std::to_string(i), 50);
  EXPECT_EQ(all, 100);
  EXPECT_EQ(throttle_.code(kVictim, "a new place").kind, Kind::Wait);
  EXPECT_EQ(throttle_.code(kVictim, "office").kind, Kind::Open);
}

TEST_F(ThrottleTest, CannotBeMadeToForgetByAFlood) {
  guess("attacker", 100);
  for (int i = 0; i < 50'000; ++i) {
    const std::string name = std::to_string(i);
    throttle_.wrong_password(content::AccountName(name), "flood " + name);
  }

  EXPECT_EQ(password("attacker"), Kind::Wait);
}

TEST_F(ThrottleTest, ForgetsTheKnownClientThatWasLongestAway) {
  ThrottleOptions options;
  options.known_clients = 2;
  SignInThrottle throttle(clock_, options);
  for (const char* client : {"home", "office", "home", "train"}) throttle.signed_in(kVictim, client);
  for (int i = 0; i < 20; ++i) throttle.wrong_password(kVictim, "attacker");

  EXPECT_EQ(throttle.password(kVictim, "home", false).kind, Kind::Open);
  EXPECT_EQ(throttle.password(kVictim, "train", false).kind, Kind::Open);
  EXPECT_EQ(throttle.password(kVictim, "office", false).kind, Kind::Wait);
}

}  // namespace
}  // namespace sen::identity
