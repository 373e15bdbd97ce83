#include "engine/http/visitors.h"

#include <gtest/gtest.h>

namespace sen::http {
namespace {

TEST(Visitors, HaveALimitInAllAndForEachClient) {
  Visitors visitors(4, 2);

  EXPECT_TRUE(visitors.enter("a", false));
  EXPECT_TRUE(visitors.enter("a", false));
  EXPECT_FALSE(visitors.enter("a", false));
  EXPECT_TRUE(visitors.enter("a", true));
  EXPECT_TRUE(visitors.enter("b", false));
  EXPECT_FALSE(visitors.enter("c", true));
  EXPECT_EQ(visitors.count(), 4U);
}

TEST(Visitors, MakeRoomWhenTheyLeave) {
  Visitors visitors(4, 1);
  ASSERT_TRUE(visitors.enter("a", false));

  visitors.leave("a");
  visitors.leave("never came");

  EXPECT_EQ(visitors.count(), 0U);
  EXPECT_TRUE(visitors.enter("a", false));
}

}  // namespace
}  // namespace sen::http
