#include "engine/base/text.h"

#include <gtest/gtest.h>

namespace sen {
namespace {

TEST(Utf8, RefusesSurrogatesAndOverlongForms) {
  EXPECT_TRUE(is_utf8("Hạ Long"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_utf8("\xFF"));
}

TEST(Nfc, ComposesVietnameseLetters) {
  EXPECT_EQ(*to_nfc("a\xCC\x82\xCC\x81"), "ấ");
  EXPECT_FALSE(to_nfc("\xFF").has_value());
}

TEST(Trim, TakesNoBreakSpacesToo) {
  EXPECT_EQ(trim("\xC2\xA0 Sen \n"), "Sen");
}

TEST(AsciiSlug, FoldsVietnamese) {
  EXPECT_EQ(ascii_slug("Hạ Long – Cát Bà"), "ha-long-cat-ba");
  EXPECT_EQ(ascii_slug("Đà Nẵng: 10 điều nên biết"), "da-nang-10-dieu-nen-biet");
}

TEST(AsciiSlug, CutsAtAWord) {
  EXPECT_EQ(ascii_slug("one two three", 8), "one-two");
}

TEST(UnicodeSlug, KeepsOtherScripts) {
  EXPECT_EQ(unicode_slug("越南 2026年!"), "越南-2026年");
  EXPECT_EQ(unicode_slug("ປະເທດ ແລະ ຄົນ"), "ປະເທດ-ແລະ-ຄົນ");
}

TEST(Split, GivesOnePartForEmptyText) {
  EXPECT_EQ(split("", ',').size(), 1U);
  EXPECT_EQ(split("a,,b", ',').size(), 3U);
}

}  // namespace
}  // namespace sen
