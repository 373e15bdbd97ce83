#include "engine/base/log.h"

#include <gtest/gtest.h>

namespace sen::log {
namespace {

TEST(EscapeValue, KeepsOneEventOnOneLine) {
  EXPECT_EQ(escape_value("plain"), "plain");
  EXPECT_EQ(escape_value("two words"), "\"two words\"");
  EXPECT_EQ(escape_value("a\nlevel=error"), "\"a\\x0alevel=error\"");
  EXPECT_EQ(escape_value("say \"x\""), "\"say \\\"x\\\"\"");
}

TEST(EscapeValue, ShowsBidirectionalMarks) {
  EXPECT_NE(escape_value("a\xE2\x80\xAE"
                         "b")
                .find("\\xe2"),
            std::string::npos);
}

}  // namespace
}  // namespace sen::log
