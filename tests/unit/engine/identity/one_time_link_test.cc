#include "engine/identity/one_time_link.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/unit/engine/identity/vault_entries.h"

namespace sen::identity {
namespace {

const content::AccountName kLan("lan");
const content::AccountName kMinh("minh");

using std::chrono::hours;

class OneTimeLinkTest : public testing::Test {
 protected:
  ManualClock clock_{{1'000'000}};
  std::unique_ptr<Vault> vault_ = open_memory_vault();
  OneTimeLinks links_{*vault_, clock_};
};

TEST_F(OneTimeLinkTest, WorksOnceAndMayBeLookedAtBefore) {
  const std::string token = links_.make(LinkPurpose::Invitation, kLan, hours(48)).value();

  EXPECT_EQ(links_.peek(token).value().account, kLan);
  EXPECT_EQ(links_.peek(token).value().expires, clock_.now() + hours(48));
  const LinkHolder holder = links_.redeem(token).value();

  EXPECT_EQ(holder.account, kLan);
  EXPECT_EQ(holder.purpose, LinkPurpose::Invitation);
  EXPECT_EQ(links_.redeem(token).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(links_.peek(token).error().code(), ErrorCode::NotFound);
}

TEST_F(OneTimeLinkTest, Expires) {
  const std::string token = links_.make(LinkPurpose::FirstSignIn, kLan, hours(1)).value();

  clock_.advance(hours(1));

  EXPECT_EQ(links_.redeem(token).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(links_.sweep().value(), 1U);
  EXPECT_TRUE(test::entries(*vault_).empty());
}

TEST_F(OneTimeLinkTest, EndsTheFormerOneOfTheSamePurpose) {
  const std::string first = links_.make(LinkPurpose::Reset, kLan, hours(1)).value();
  const std::string invitation = links_.make(LinkPurpose::Invitation, kLan, hours(1)).value();
  const std::string other = links_.make(LinkPurpose::Reset, kMinh, hours(1)).value();
  const std::string second = links_.make(LinkPurpose::Reset, kLan, hours(1)).value();

  EXPECT_FALSE(links_.peek(first).has_value());
  EXPECT_TRUE(links_.peek(second).has_value());
  EXPECT_TRUE(links_.peek(invitation).has_value());
  ASSERT_TRUE(links_.end_all(kLan).has_value());
  EXPECT_FALSE(links_.peek(second).has_value());
  EXPECT_FALSE(links_.peek(invitation).has_value());
  EXPECT_TRUE(links_.peek(other).has_value());
}

TEST_F(OneTimeLinkTest, LetsOneOfManyThroughAtTheSameMoment) {
  const std::string token = links_.make(LinkPurpose::FirstSignIn, kLan, hours(1)).value();
  std::atomic<int> through = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        if (links_.redeem(token)) ++through;
      });
  }
  EXPECT_EQ(through, 1);
}

}  // namespace
}  // namespace sen::identity
