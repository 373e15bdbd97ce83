#include "engine/store/keys.h"

#include <gtest/gtest.h>

namespace sen::store {
namespace {

TEST(Keys, NameListingsAsDependencyKeysDo) {
  EXPECT_EQ(to_string({.by = Listing::By::All, .code = {}, .locale = {}}), "*/all");
  EXPECT_EQ(to_string({.by = Listing::By::Section, .code = "news", .locale = content::Locale("vi")}),
            "vi/section/news");
}

TEST(Keys, SortListedDocumentsNewestFirstThenById) {
  const Listing listing;
  const std::string newer = keys::listed(listing, {content::ContentId("b"), {2'000}});
  const std::string same_time = keys::listed(listing, {content::ContentId("a"), {1'000}});
  const std::string older = keys::listed(listing, {content::ContentId("b"), {1'000}});
  const std::string before_1970 = keys::listed(listing, {content::ContentId("a"), {-5}});

  EXPECT_LT(newer, same_time);
  EXPECT_LT(same_time, older);
  EXPECT_LT(older, before_1970);
  EXPECT_EQ(keys::read_listed(before_1970, keys::listing(listing).size()).published.milliseconds, -5);
  EXPECT_EQ(keys::read_listed(newer, keys::listing(listing).size()).id.value, "b");
}

TEST(Keys, SortTimesAsNumbers) {
  const auto at = [](std::int64_t milliseconds) { return keys::due({milliseconds}, keys::DueKind::Embargo, "a"); };

  EXPECT_LT(at(-1), at(0));
  EXPECT_LT(at(0), at(1));
  EXPECT_LT(at(255), at(256));
}

TEST(Keys, KeepTheRecordsOfOneDocumentApartFromThoseOfALongerName) {
  const std::string prefix = keys::editions(content::ContentId("a"));

  EXPECT_TRUE(keys::edition(content::ContentId("a"), content::Locale("vi")).starts_with(prefix));
  EXPECT_FALSE(keys::edition(content::ContentId("ab"), content::Locale("vi")).starts_with(prefix));
}

TEST(Keys, BelongToOneFamilyEach) {
  EXPECT_EQ(keys::family_of(keys::document(content::ContentId("a"))), keys::Family::Records);
  EXPECT_EQ(keys::family_of(keys::listing({})), keys::Family::Index);
  EXPECT_EQ(keys::family_of(keys::last_change("da")), keys::Family::Index);
  EXPECT_EQ(keys::family_of(keys::log_entry({1})), keys::Family::Log);
  EXPECT_EQ(keys::family_of(keys::head()), keys::Family::Meta);
}

}  // namespace
}  // namespace sen::store
