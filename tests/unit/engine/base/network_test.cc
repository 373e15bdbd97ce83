#include "engine/base/network.h"

#include <gtest/gtest.h>

namespace sen {
namespace {

TEST(HostOf, IsTheSameOfAHeaderAndOfASitesAddress) {
  for (const char* address : {"sen.example", "SEN.example:8080", "https://sen.example", "https://Sen.Example:8080/en/"})
    EXPECT_EQ(host_of(address), "sen.example") << address;
  for (const char* address :
       {"[2001:DB8::1]", "[2001:db8::1]:8080", "http://[2001:db8::1]:8080", "http://[2001:db8::1]/"})
    EXPECT_EQ(host_of(address), "2001:db8::1") << address;
  for (const char* none : {"", "https://", ":8080", "[]"}) EXPECT_EQ(host_of(none), "") << none;
  EXPECT_EQ(host_of("[2001:db8::1"), "[2001") << "no address: it is nobody's host";
}

}  // namespace
}  // namespace sen
