#include "tests/support/random_worlds.h"

#include <gtest/gtest.h>

#include "content/codec/codec.h"
#include "engine/store/visible_content.h"
#include "tests/contract/stores.h"
#include "tests/support/oracle.h"

namespace sen::store {
namespace {

using content::ContentId;
using content::Locale;
using test::PlainDocument;
using test::PlainEdition;
using test::RandomWorld;

const content::Fallbacks kFallbacks({{Locale("lo"), {Locale("lo"), Locale("en"), Locale("vi")}},
                                     {Locale("zh"), {Locale("zh"), Locale("en"), Locale("vi")}},
                                     {Locale("vi"), {Locale("vi"), Locale("en")}},
                                     {Locale("en"), {Locale("en"), Locale("vi")}}});

std::vector<std::string> chain_of(const std::string& locale) {
  std::vector<std::string> chain;
  for (const Locale& next : kFallbacks.chain(Locale(locale))) chain.push_back(next.value);
  return chain;
}

/// What a reader sees of everything, by dependency key: what a page that reads the key would show.
std::map<std::string, std::string> faces_of(const VisibleContent& visible) {
  std::map<std::string, std::string> faces;
  for (const std::string& id : RandomWorld::ids()) {
    std::string& of_document = faces["document:" + id];
    const auto translations = visible.translations(ContentId(id));
    for (const Translation& one : *translations) of_document += one.locale.value + "=" + one.title + ";";
    for (const std::string& locale : RandomWorld::locales()) {
      std::string& of_edition = faces["edition:" + id + "/" + locale];
      const Result<VisibleEdition> found = visible.find_exact(ContentId(id), Locale(locale));
      if (found.has_value())
        of_edition = codec::encode(found->document) + codec::encode(found->edition) + found->version.title +
                     (found->stale ? "stale" : "");
      else
        of_edition = found.error().message();
      of_document += of_edition;
    }
  }
  for (int number = 0; number < RandomWorld::kPictures; ++number)
    faces["media:" + to_hex(RandomWorld::picture(number))] =
        visible.media(RandomWorld::picture(number)).has_value() ? "shown" : "";
  const auto add_listing = [&](const Listing& listing) {
    const Result<ListedPage> page = visible.list(listing, 0, 100);
    std::string& face = faces["list:" + to_string(listing)];
    for (const Listed& one : page->entries) {
      face += one.id.value + "@" + std::to_string(one.published.milliseconds) + ";";
      for (const std::string& locale : RandomWorld::locales()) {
        if (!listing.locale.empty() && listing.locale.value != locale) continue;
        auto found = visible.find_exact(one.id, Locale(locale));
        if (!found.has_value()) continue;
        found->document.related.clear();  // A listing shows documents, not what they point to.
        face += codec::encode(found->document) + found->version.title;
      }
    }
  };
  for (const std::string& locale : {std::string(), std::string("en"), std::string("lo"), std::string("vi")}) {
    add_listing({.by = Listing::By::All, .code = {}, .locale = Locale(locale)});
    add_listing({.by = Listing::By::Section, .code = "press", .locale = Locale(locale)});
    add_listing({.by = Listing::By::Topic, .code = "culture", .locale = Locale(locale)});
    add_listing({.by = Listing::By::Place, .code = "31", .locale = Locale(locale)});
    add_listing({.by = Listing::By::Organisation, .code = "mofa", .locale = Locale(locale)});
    add_listing({.by = Listing::By::Type, .code = "news", .locale = Locale(locale)});
    if (locale.empty()) continue;
    const Listing gone{.by = Listing::By::Section, .code = "press", .locale = Locale(locale), .gone = true};
    std::string& face = faces["list:" + to_string(gone)];
    const auto removals = visible.removals(gone, 100);
    for (const Removal& one : *removals)
      face += one.id.value + "@" + std::to_string(one.at.milliseconds) + one.reason + ";";
  }
  return faces;
}

void expect_listing(const VisibleContent& visible, const Listing& listing, const std::vector<std::string>& expected) {
  const Result<ListedPage> page = visible.list(listing, 0, 100);
  std::vector<std::string> ids;
  for (const Listed& one : page->entries) ids.push_back(one.id.value);
  EXPECT_EQ(ids, expected) << to_string(listing);
  EXPECT_EQ(page->total, expected.size()) << to_string(listing);
}

void expect_listings(const VisibleContent& visible, const std::map<std::string, PlainDocument>& documents) {
  for (const std::string& locale : {std::string(), std::string("en"), std::string("lo"), std::string("vi")}) {
    const auto expect = [&](Listing::By by, const std::string& code, auto pick) {
      expect_listing(visible, {.by = by, .code = code, .locale = Locale(locale)},
                     test::listing(documents, locale, pick));
    };
    const auto has = [](const std::vector<std::string>& values, const std::string& value) {
      return std::find(values.begin(), values.end(), value) != values.end();
    };
    expect(Listing::By::All, {}, [](const PlainDocument&) { return true; });
    expect(Listing::By::Section, "press", [](const PlainDocument& one) { return one.section == "press"; });
    expect(Listing::By::Type, "news", [](const PlainDocument& one) { return one.type == "news"; });
    expect(Listing::By::Organisation, "mofa", [](const PlainDocument& one) { return one.organisation == "mofa"; });
    expect(Listing::By::Topic, "culture", [&](const PlainDocument& one) { return has(one.topics, "culture"); });
    expect(Listing::By::Place, "31", [&](const PlainDocument& one) { return has(one.places, "31"); });
    if (locale.empty()) continue;
    std::set<std::string> gone, told_gone;
    for (const auto& [id, one] : documents)
      if (const auto found = one.editions.find(locale); found != one.editions.end() && one.section == "press")
        if (test::was_taken_back(found->second)) gone.insert(id + " " + found->second.reason);
    const auto removals =
        visible.removals({.by = Listing::By::Section, .code = "press", .locale = Locale(locale)}, 100);
    for (const Removal& one : *removals) told_gone.insert(one.id.value + " " + one.reason);
    EXPECT_EQ(told_gone, gone) << locale;
  }
}

void expect_document(const VisibleContent& visible, const std::string& id, const PlainDocument& plain,
                     const std::map<std::string, PlainDocument>& all) {
  for (const std::string& locale : RandomWorld::locales()) {
    const std::string expected = test::answer(plain, locale, chain_of(locale));
    const Result<VisibleEdition> found = visible.find(ContentId(id), Locale(locale));
    if (expected.empty() || expected.starts_with("gone: ")) {
      ASSERT_FALSE(found.has_value()) << id << "/" << locale;
      EXPECT_EQ(found.error().code(), expected.empty() ? ErrorCode::NotFound : ErrorCode::Gone);
      if (!expected.empty()) {
        EXPECT_EQ("gone: " + found.error().message(), expected);
      }
      continue;
    }
    ASSERT_TRUE(found.has_value()) << id << "/" << locale;
    const PlainEdition& shown = plain.editions.at(expected);
    EXPECT_EQ(found->edition.locale.value, expected);
    EXPECT_EQ(found->is_fallback(), expected != locale);
    EXPECT_EQ(found->version.number, shown.live);
    EXPECT_EQ(found->edition.latest, shown.live);
    EXPECT_FALSE(found->document.embargo.has_value());
    EXPECT_EQ(found->stale, test::is_behind(plain, expected, found->version.translates.value, shown.live));
    std::vector<std::string> related;
    for (const std::string& other : plain.related)
      if (all.contains(other) && test::can_be_read(all.at(other))) related.push_back(other);
    std::vector<std::string> shown_related;
    for (const ContentId& other : found->document.related) shown_related.push_back(other.value);
    EXPECT_EQ(shown_related, related);
    EXPECT_EQ(found->document.media.size(), plain.pictures.size() - plain.ended_pictures.size());
  }
  for (const auto& [locale, edition] : plain.editions)
    for (std::uint32_t number = 1; number <= edition.latest; ++number) {
      const bool was_public =
          std::find(edition.ever_public.begin(), edition.ever_public.end(), number) != edition.ever_public.end();
      const auto found = visible.find_version(ContentId(id), Locale(locale), number);
      EXPECT_EQ(found.has_value(), was_public && test::can_be_read(edition)) << id << "/" << locale << " v" << number;
      if (was_public && test::was_taken_back(edition)) {
        EXPECT_EQ(found.error().code(), ErrorCode::Gone);
      }
    }
}

class RandomWorlds : public testing::TestWithParam<test::StoreKind> {
 protected:
  int worlds() const { return GetParam() == test::StoreKind::Memory ? 2'000 : 3; }
  static constexpr int kSteps = 12;
};

TEST_P(RandomWorlds, ShowThePublicWhatAnIndependentReckoningShows) {
  for (int seed = 1; seed <= worlds() && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    ManualClock clock({1'000});
    test::StorePlace place(GetParam(), clock);
    RandomWorld world(place.store(), clock, static_cast<std::uint32_t>(seed));
    for (int i = 0; i < kSteps; ++i) world.step();

    const Library library(place.store(), kFallbacks);
    const VisibleContent visible = library.visible_to(Audience::Public).value();
    for (const auto& [id, plain] : world.documents()) expect_document(visible, id, plain, world.documents());
    expect_listings(visible, world.documents());
    for (int number = 0; number < RandomWorld::kPictures; ++number) {
      const auto shows = [&](const auto& one) {
        const auto has = [&](const std::vector<int>& numbers) {
          return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
        };
        return test::can_be_read(one.second) && has(one.second.pictures) && !has(one.second.ended_pictures);
      };
      const bool shown = std::any_of(world.documents().begin(), world.documents().end(), shows);
      EXPECT_EQ(visible.media(RandomWorld::picture(number)).has_value(), shown && world.pictures().contains(number));
    }
  }
}

TEST_P(RandomWorlds, TouchExactlyWhatLooksDifferent) {
  for (int seed = 1; seed <= worlds() / 4 + 1 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    ManualClock clock({1'000});
    test::StorePlace place(GetParam(), clock);
    RandomWorld world(place.store(), clock, static_cast<std::uint32_t>(seed));
    const Library library(place.store(), kFallbacks);
    auto before = faces_of(library.visible_to(Audience::Public).value());
    for (int i = 0; i < kSteps && !HasFailure(); ++i) {
      world.step();
      auto after = faces_of(library.visible_to(Audience::Public).value());
      std::set<std::string> touched;
      const auto changes = place.store().log().read({place.store().log().head().sequence.value - 1}, 1);
      for (const content::DependencyKey& key : changes->front().touches) touched.insert(key.value);
      for (const auto& [key, face] : after) {
        const bool looks_different = face != before.at(key);
        if (looks_different) {
          EXPECT_TRUE(touched.contains(key)) << key << " changed at step " << i;
        }
        // Pictures and listings may be named though they look the same; documents and editions may not.
        if (!looks_different && (key.starts_with("document:") || key.starts_with("edition:"))) {
          EXPECT_FALSE(touched.contains(key)) << key << " did not change at step " << i;
        }
      }
      before = std::move(after);
    }
  }
}

TEST_P(RandomWorlds, AreTheSameAfterOpeningAgainAndWhenTheirLogIsReplayed) {
  for (int seed = 1; seed <= worlds() / 100 + 1 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    ManualClock clock({1'000});
    test::StorePlace place(GetParam(), clock);
    RandomWorld world(place.store(), clock, static_cast<std::uint32_t>(seed));
    for (int i = 0; i < kSteps; ++i) world.step();
    const Head head = place.store().log().head();
    const auto faces = faces_of(Library(place.store(), kFallbacks).visible_to(Audience::Public).value());

    place.reopen();
    EXPECT_EQ(place.store().log().head(), head);
    EXPECT_TRUE(place.store().log().verify().has_value());
    EXPECT_TRUE(faces_of(Library(place.store(), kFallbacks).visible_to(Audience::Public).value()) == faces);

    ManualClock other_clock({0});
    const std::unique_ptr<Store> copy = open_memory_store(other_clock);
    const auto changes = place.store().log().read({}, 1'000);
    for (const content::Change& change : *changes) {
      other_clock.set(change.committed_at);
      ASSERT_TRUE(copy->commit(change).has_value());
    }
    EXPECT_EQ(copy->log().head(), head);  // The same hash: every touch, time and record is the same.
    EXPECT_TRUE(faces_of(Library(*copy, kFallbacks).visible_to(Audience::Public).value()) == faces);
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, RandomWorlds, testing::ValuesIn(test::store_kinds()), test::name_of);

}  // namespace
}  // namespace sen::store
