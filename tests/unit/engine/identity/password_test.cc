#include "engine/identity/password.h"

#include <gtest/gtest.h>

#include <thread>

namespace sen::identity {
namespace {

const std::string kKey(32, 'k');
/// Small enough for a test; the shape of the work is the same.
const PasswordOptions kQuick = {.cost = {.passes = 1, .memory_bytes = std::size_t{8} * 1024 * 1024}};

TEST(Password, IsVerifiedAgainstItsHash) {
  PasswordHasher hasher(kKey, kQuick);
  const std::string hash = hasher.hash("mười hai cánh sen").value();

  EXPECT_TRUE(hasher.verify(hash, "mười hai cánh sen").value());
  EXPECT_TRUE(hasher.verify(hash, "mu\u031Bo\u031B\u0300i hai ca\u0301nh sen").value())
      << "another form of the same text";
  EXPECT_FALSE(hasher.verify(hash, "mười hai cánh sém").value());
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8192,t=1,p=1$")) << hash;
  EXPECT_NE(hasher.hash("mười hai cánh sen").value(), hash);
}

TEST(Password, NeedsTheKey) {
  PasswordHasher hasher(kKey, kQuick);
  PasswordHasher other(std::string(32, 'o'), kQuick);

  EXPECT_FALSE(other.verify(hasher.hash("twelve petals").value(), "twelve petals").value());
}

TEST(Password, CostsSixtyFourMebibytesAndThreePassesByDefault) {
  PasswordHasher hasher(kKey);

  const std::string hash = hasher.hash("twelve petals").value();

  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << hash;
  EXPECT_FALSE(hasher.needs_rehash(hash));
  EXPECT_TRUE(PasswordHasher(kKey, kQuick).needs_rehash(hash));
  EXPECT_TRUE(hasher.needs_rehash("damaged"));
}

TEST(Password, OfAnUnknownAccountIsWrong) {
  PasswordHasher hasher(kKey, kQuick);

  EXPECT_FALSE(hasher.verify("", "no such account").value());
  EXPECT_FALSE(hasher.verify("damaged", "twelve petals").value());
  EXPECT_FALSE(hasher.verify(hasher.hash("twelve petals").value(), "\xFF").value());
  EXPECT_EQ(hasher.hash("\xFF").error().code(), ErrorCode::InvalidInput);
}

TEST(Password, IsHashedForFewAtOnceAndRefusedWhenTooManyWait) {
  PasswordHasher hasher(
      kKey, {.cost = {.passes = 4, .memory_bytes = std::size_t{32} * 1024 * 1024}, .at_once = 1, .waiting = 2});
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 24; ++i)
      threads.emplace_back([&] {
        const auto hash = hasher.hash("twelve petals");
        if (hash) ++done;
        if (!hash && hash.error().code() == ErrorCode::Unavailable) ++refused;
      });
  }

  EXPECT_EQ(done + refused, 24);
  EXPECT_GE(done, 3);
  EXPECT_GT(refused, 0);
  EXPECT_TRUE(hasher.hash("twelve petals").has_value());
}

TEST(Password, MustBeLongAndNotWhatIsGuessedFirst) {
  using enum PasswordFault;
  const std::vector<std::pair<std::string, std::optional<PasswordFault>>> cases = {
      {"twelve petals", std::nullopt},
      {"mười hai cánh", std::nullopt},
      {"花は十二枚の花びらを持つ", std::nullopt},
      {"elevenchars", TooShort},
      {"mười hai cá", TooShort},
      {"lotus " + std::string(251, 'a'), TooLong},
      {"twelve\npetals", NotText},
      {"twelve petals \xFF", NotText},
      {"Lan.Nguyen 2026!", HoldsAccount},
      {"password2026!", Common},
      {"P@ssword2026", Common},
      {"MatKhau@123456", Common},
      {"passwords of many lotus ponds", std::nullopt},
      {"aaaaaaaaaaaa", Repetitive},
      {"121212121212", Repetitive},
      {"123456789012", Common},
  };
  for (const auto& [password, fault] : cases)
    EXPECT_EQ(password_fault(password, content::AccountName("lan.nguyen@mofa.example")), fault) << password;
  EXPECT_EQ(password_fault("a walk by the lake", content::AccountName("a")), std::nullopt)
      << "a short name stands in many words";
}

}  // namespace
}  // namespace sen::identity
