#include "content/model/address.h"

#include <gtest/gtest.h>

namespace sen::content {
namespace {

TEST(Address, HasTheIdAtItsEnd) {
  EXPECT_EQ(id_at_end("a2b3c4d5e6"), ContentId("a2b3c4d5e6"));
  EXPECT_EQ(id_at_end("export-port-a2b3c4d5e6"), ContentId("a2b3c4d5e6"));
  EXPECT_EQ(id_at_end("Export-Port-A2B3C4D5E6"), ContentId("a2b3c4d5e6"));
  for (const char* none : {"", "a2b3c4d5e", "xa2b3c4d5e6", "port_a2b3c4d5e6", "port-a2b3c4d5e1"})
    EXPECT_EQ(id_at_end(none), std::nullopt) << none;
}

}  // namespace
}  // namespace sen::content
