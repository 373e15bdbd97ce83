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

TEST(Messages, CountInEveryLanguageByItsOwnRule) {
  const Messages messages = Messages::load({Locale("ar"), Locale("fr"), Locale("ru"), Locale("vi")}).value();
  const auto results = [&](const char* locale, std::uint64_t n) {
    return messages.in(Locale(locale)).tn("{n} result", "{n} results", n, std::to_string(n));
  };

  EXPECT_EQ(results("vi", 1), "1 kết quả");
  EXPECT_EQ(results("fr", 0), "0 résultat");
  EXPECT_EQ(results("fr", 2), "2 résultats");
  EXPECT_EQ(results("ru", 21), "21 результат");
  EXPECT_EQ(results("ru", 22), "22 результата");
  EXPECT_EQ(results("ru", 11), "11 результатов");
  EXPECT_EQ(results("ar", 0), "لا نتائج");
  EXPECT_EQ(results("ar", 2), "نتيجتان");
  EXPECT_EQ(results("ar", 3), "3 نتائج");
  EXPECT_EQ(results("ar", 11), "11 نتيجة");
  EXPECT_EQ(results("ar", 100), "100 نتيجة");
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
