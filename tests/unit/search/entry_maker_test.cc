#include "search/entry_maker.h"

#include <gtest/gtest.h>

#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

store::VisibleEdition edition_titled(const std::string& title) {
  store::VisibleEdition edition;
  edition.document.id = content::ContentId("aaaaaaaaaa");
  edition.edition.locale = content::Locale("vi");
  edition.version.title = title;
  return edition;
}

TEST(EntryMaker, GivesEntriesInTheOrderAskedAndTheSameAsAlone) {
  EntryMaker maker(vocabulary());
  for (int i = 0; i < 100; ++i) maker.ask(edition_titled("số " + std::to_string(i)));

  ASSERT_EQ(maker.waiting(), 100U);
  for (int i = 0; i < 100; ++i) {
    const Entry entry = maker.take();

    EXPECT_EQ(entry.stored.title, "số " + std::to_string(i));
    EXPECT_EQ(entry.words, make_entry(edition_titled(entry.stored.title), vocabulary()).words);
  }
  EXPECT_EQ(maker.waiting(), 0U);
}

TEST(EntryMaker, ForgetsWhatIsNotWantedAnyMore) {
  EntryMaker maker(vocabulary());
  for (int i = 0; i < 50; ++i) maker.ask(edition_titled("cũ"));

  maker.clear();
  maker.ask(edition_titled("mới"));

  EXPECT_EQ(maker.waiting(), 1U);
  EXPECT_EQ(maker.take().stored.title, "mới");
}

}  // namespace
}  // namespace sen::search
