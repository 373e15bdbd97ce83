#include "engine/portal/messages.h"

#include <gtest/gtest.h>

#include <thread>

namespace sen::portal {
namespace {

using content::Locale;

TEST(Messages, FillsNamedPlaceholdersInAnyOrder) {
  EXPECT_EQ(fill("{b} before {a}", {{"a", "1"}, {"b", "2"}}), "2 before 1");
  EXPECT_EQ(fill("{unknown} and {open", {{"a", "1"}}), "{unknown} and {open");
}

TEST(Messages, SpeakEnglishWhereThereIsNoCatalogue) {
  const Messages messages = Messages::load({Locale("xx")}).value();

  EXPECT_EQ(messages.in(Locale("xx")).t("Search"), "Search");
  EXPECT_EQ(messages.in(Locale("yy")).tn("{n} result", "{n} results", 1, "1"), "1 result");
  EXPECT_EQ(messages.in(Locale("yy")).tn("{n} result", "{n} results", 2, "2"), "2 results");
}

TEST(Messages, ReadTheEnglishCatalogueThatIsBuiltIn) {
  const Messages messages = Messages::load({Locale("en")}).value();
  const Words& words = messages.in(Locale("en"));

  EXPECT_EQ(words.t("Skip to the content"), "Skip to the content");
  EXPECT_EQ(words.tc("change", "Correction"), "Correction");
  EXPECT_EQ(words.tn("{n} result", "{n} results", 1'234, "1,234"), "1,234 results");
}

TEST(Messages, AreReadByManyThreadsAtOnce) {
  const Messages messages = Messages::load({Locale("en"), Locale("vi"), Locale("ar")}).value();
  std::vector<std::jthread> readers;
  for (int i = 0; i < 4; ++i)
    readers.emplace_back([&] {
      for (int n = 0; n < 1000; ++n)
        EXPECT_FALSE(messages.in(Locale("ar")).tn("{n} result", "{n} results", 3, "3").empty());
    });
}

}  // namespace
}  // namespace sen::portal
