#include "search/entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;

store::VisibleEdition edition(const std::string& locale) {
  const content::Version words = test::version("abcdefghij", locale, 1, "Title");
  content::Document document = test::document("abcdefghij", {});
  document.organisation = content::OrganisationCode("none");
  document.places.clear();
  return {.document = document, .edition = test::published(words, 2'000), .version = words, .asked = words.locale};
}

TEST(Entry, CountsTheTitleMoreThanTheBody) {
  store::VisibleEdition one = edition("en");
  one.version.title = "harbour";
  one.version.summary.clear();
  one.version.text = "quay";

  const Entry entry = make_entry(one, vocabulary());

  EXPECT_GT(entry.words.at("Fharbour"), entry.words.at("Fquay"));
}

TEST(Entry, IsFoundByTheFormerNamesOfItsPlace) {
  store::VisibleEdition one = edition("en");
  const content::FormerPlace* merged = nullptr;
  for (const content::FormerPlace& former : vocabulary().former_places())
    if (former.names.at(content::Locale("vi")) == "Nam Định") merged = &former;
  ASSERT_NE(merged, nullptr);

  EXPECT_THAT(make_entry(one, vocabulary()).words, Not(Contains(Key("Gnam dinh"))));
  one.document.places = {merged->successor};
  EXPECT_THAT(make_entry(one, vocabulary()).words, Contains(Key("Gnam dinh")));
}

TEST(Entry, HasTheWiderTopicsToo) {
  store::VisibleEdition one = edition("en");
  one.document.topics = {"diplomacy"};

  EXPECT_THAT(make_entry(one, vocabulary()).filters, Contains(filter_term("topic", "politics")));
}

TEST(Entry, HasAFingerprintOfWhatItIsMadeFrom) {
  const store::VisibleEdition one = edition("en");
  store::VisibleEdition other = one;
  other.version.text += " more";
  store::VisibleEdition moved = one;
  moved.document.topics = {"economy"};

  EXPECT_EQ(fingerprint_of(one), fingerprint_of(edition("en")));
  EXPECT_NE(fingerprint_of(one), fingerprint_of(other));
  EXPECT_NE(fingerprint_of(one), fingerprint_of(moved));
}

}  // namespace
}  // namespace sen::search
