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

TEST(Document, CountsHowOftenItsFieldsWereChanged) {
  Document before;
  before.fields = {{"starts", {"2026-11-26T15:00:00+07:00"}}};
  Document moved = before;
  moved.fields = {{"starts", {"2026-11-26T16:00:00+07:00"}}};
  count_revision(moved, before, {1'000});
  EXPECT_EQ(moved.revision, 1U);
  EXPECT_EQ(moved.revised, Timestamp{1'000});

  Document retold;  // Written anew by a package, which knows of no revision.
  retold.fields = moved.fields;
  retold.topics = {"economy"};
  count_revision(retold, moved, {2'000});
  EXPECT_EQ(retold.revision, 1U);
  EXPECT_EQ(retold.revised, Timestamp{1'000});
}

}  // namespace
}  // namespace sen::content
