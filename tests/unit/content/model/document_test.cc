#include "content/model/document.h"

#include <gtest/gtest.h>

namespace sen::content {
namespace {

TEST(Document, GivesTheFirstValueOfAFieldOrNothing) {
  Document document;
  document.fields = {{"languages", {"vi", "en"}}, {"closed", {}}};

  EXPECT_EQ(document.field("languages"), "vi");
  EXPECT_EQ(document.field("closed"), "");
  EXPECT_EQ(document.field("venue"), "");
}

}  // namespace
}  // namespace sen::content
