#include "engine/http/request.h"

#include <gtest/gtest.h>

#include "engine/http/response.h"

namespace sen::http {
namespace {

Request with(Pairs headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

TEST(Request, GivesACookieByItsWholeName) {
  const Request request = with({{"Cookie", "a=b; __Host-sen-press=one=1"}, {"cookie", " __Host-sen=two"}});

  EXPECT_EQ(request.cookie("__Host-sen-press"), "one=1");
  EXPECT_EQ(request.cookie("__Host-sen"), "two");
  EXPECT_EQ(request.cookie("__Host"), "");
  EXPECT_EQ(with({}).cookie("a"), "");
}

TEST(Request, ComesFromThisHostOnlyIfTheBrowserSaysSo) {
  EXPECT_TRUE(is_same_origin(with({{"Host", "sen.example"}, {"Origin", "https://SEN.example"}})));
  EXPECT_TRUE(is_same_origin(with({{"Sec-Fetch-Site", "same-origin"}})));
  EXPECT_FALSE(is_same_origin(with({{"Host", "sen.example"}})));
  EXPECT_FALSE(is_same_origin(with({{"Host", "sen.example"}, {"Origin", "https://evil.example"}})));
  EXPECT_FALSE(is_same_origin(with({{"Host", "sen.example"}, {"Origin", "null"}})));
  EXPECT_FALSE(is_same_origin(
      with({{"Host", "sen.example"}, {"Origin", "https://sen.example"}, {"Sec-Fetch-Site", "same-site"}})));
}

TEST(Pairs, AreReadOnceAndInOrder) {
  const auto pairs = read_pairs("a=1+2&&b&c=%3D%26&a=");

  ASSERT_TRUE(pairs.has_value());
  EXPECT_EQ(*pairs, (Pairs{{"a", "1 2"}, {"b", ""}, {"c", "=&"}, {"a", ""}}));
  EXPECT_TRUE(read_pairs("")->empty());
  EXPECT_FALSE(read_pairs("a=%zz").has_value());
}

}  // namespace
}  // namespace sen::http
