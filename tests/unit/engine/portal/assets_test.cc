#include "engine/portal/assets.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

namespace sen::portal {
namespace {

TEST(Assets, AreAddressedByAHashAndKeptForEver) {
  const Assets assets;
  const std::string& address = assets.address("sen.css");
  ASSERT_TRUE(address.starts_with("/assets/sen-")) << address;

  const http::Representation* style = assets.find(address.substr(8));

  ASSERT_NE(style, nullptr);
  EXPECT_EQ(style->content_type, "text/css; charset=utf-8");
  EXPECT_NE(style->cache_control.find("immutable"), std::string::npos);
  ASSERT_NE(style->brotli, nullptr);
  EXPECT_LT(style->brotli->size(), 10'000U);
  EXPECT_EQ(assets.find("sen.css"), nullptr);
}

TEST(Assets, TheStyleSheetNamesTheHashedFonts) {
  const Assets assets;
  const std::string& style = *assets.find(assets.address("sen.css").substr(8))->identity;

  for (const char* font : {"be-vietnam-pro-400.woff2", "be-vietnam-pro-600.woff2"})
    EXPECT_NE(style.find(assets.address(font)), std::string::npos) << font;
  EXPECT_EQ(style.find("fonts/"), std::string::npos);
}

TEST(Assets, TheScriptIsSmall) {
  const Assets assets;
  EXPECT_LT(assets.find(assets.address("sen.js").substr(8))->identity->size(), 6'000U);
}

}  // namespace
}  // namespace sen::portal
