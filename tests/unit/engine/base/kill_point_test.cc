#include "engine/base/kill_point.h"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace sen {
namespace {

TEST(KillPointDeathTest, EndsTheProcessAtTheNamedPassing) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  setenv("SEN_KILL_POINT", "here:2", 1);
  EXPECT_EXIT(
      {
        kill_point("elsewhere");
        kill_point("here");
        kill_point("elsewhere");
        kill_point("here");
      },
      testing::KilledBySignal(SIGKILL), "");
  EXPECT_EXIT(
      {
        kill_point("here");
        _exit(0);
      },
      testing::ExitedWithCode(0), "");
  unsetenv("SEN_KILL_POINT");
}

}  // namespace
}  // namespace sen
