#include "engine/base/network.h"

#include <gtest/gtest.h>

namespace sen {
namespace {

TEST(Network, WritesAnAddressOneWay) {
  EXPECT_EQ(ip_address("203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(ip_address("::ffff:203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(ip_address("::FFFF:cb00:7109"), "203.0.113.9");
  EXPECT_EQ(ip_address("2001:DB8:0::7"), "2001:db8::7");
  for (const char* nonsense : {"", "unknown", "203.0.113", "203.0.113.9:80", "[::1]", "2001:db8::7::1"})
    EXPECT_EQ(ip_address(nonsense), std::nullopt) << nonsense;
}

TEST(Network, TellsReadersOfIpv4ApartHoweverTheirAddressIsWritten) {
  EXPECT_EQ(network_of("::ffff:203.0.113.9"), network_of("203.0.113.9"));
  EXPECT_NE(network_of("::ffff:203.0.113.9"), network_of("::ffff:203.0.113.10"));
}

TEST(Network, TakesAHouseholdOfIpv6ForOne) {
  EXPECT_EQ(network_of("2001:db8:1:2:a::1"), network_of("2001:db8:1:ff:b::2"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:102::1"));
  EXPECT_EQ(network_of("a signed cookie"), "a signed cookie");
}

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
