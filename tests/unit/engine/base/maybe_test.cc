#include "engine/base/maybe.h"

#include <gtest/gtest.h>

#include <memory>

namespace sen {
namespace {

TEST(Maybe, TakesNotFoundAloneForAnAnswer) {
  const auto found = maybe(Result<std::unique_ptr<int>>(std::make_unique<int>(7)));
  const auto none = maybe(Result<int>(Error(ErrorCode::NotFound, "no such number")));
  const auto gone = maybe(Result<int>(Error(ErrorCode::Gone, "withdrawn")));
  const auto broken = maybe(Result<int>(Error(ErrorCode::Storage, "disk")));

  ASSERT_TRUE(found.has_value() && found->has_value());
  EXPECT_EQ(***found, 7);
  ASSERT_TRUE(none.has_value());
  EXPECT_FALSE(none->has_value());
  EXPECT_EQ(gone.error().code(), ErrorCode::Gone);
  EXPECT_EQ(broken.error().code(), ErrorCode::Storage);
}

}  // namespace
}  // namespace sen
