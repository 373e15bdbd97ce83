// What the accredited press reads before its hour, and that nobody else does.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/visible_content.h"
#include "tests/contract/stores.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

using content::ContentId;
using content::Locale;
using content::State;
using testing::ElementsAre;
using testing::IsEmpty;

const Locale kVi("vi");

class PressAudience : public testing::TestWithParam<test::StoreKind> {
 protected:
  void commit(std::vector<content::Mutation> mutations) {
    const auto done = place_.store().commit(test::planned(place_.store(), std::move(mutations)));
    ASSERT_TRUE(done.has_value()) << done.error().message();
  }

  /// A statement under embargo, in `state`, which its organisation shows to the press if `marked`.
  void hand_in(const std::string& id, State state, bool marked, std::int64_t embargo = 50'000) {
    content::Document document = test::document(id);
    document.type = "statement";
    document.embargo = Timestamp{embargo};
    document.locales = {kVi};
    document.related = {ContentId("incident")};
    document.media = {picture(id)};
    if (marked) document.fields = {{"press_access", {"under-embargo"}}};
    content::Media record;
    record.digest = sha256(id);
    commit({document, test::version(id, "vi", 1, "Secret of " + id), test::waiting(id, "vi", state), record});
  }

  static content::MediaUse picture(const std::string& id) {
    content::MediaUse use;
    use.file = "a.jpg";
    use.digest = sha256(id);
    return use;
  }

  std::string title(Audience audience, const std::string& id) const {
    const auto edition = library_.visible_to(audience)->find(ContentId(id), kVi);
    if (edition) return edition->version.title;
    return edition.error().code() == ErrorCode::NotFound ? "not found" : edition.error().message();
  }

  ManualClock clock_{{10'000}};
  content::Fallbacks fallbacks_;
  test::StorePlace place_{GetParam(), clock_};
  Library library_{place_.store(), fallbacks_};
};

TEST_P(PressAudience, ReadsWhatIsApprovedAndMarkedUntilItsHour) {
  hand_in("marked", State::Scheduled, true);

  const VisibleContent press = library_.visible_to(Audience::Press).value();
  const auto edition = press.find(ContentId("marked"), kVi);
  ASSERT_TRUE(edition.has_value());
  EXPECT_EQ(edition->version.title, "Secret of marked");
  EXPECT_EQ(edition->document.embargo, Timestamp{50'000});
  EXPECT_THAT(press.embargoed().value(), ElementsAre(ContentId("marked")));
  EXPECT_THAT(press.relating(ContentId("incident")).value(), ElementsAre(ContentId("marked")));
  EXPECT_TRUE(press.media(sha256("marked")).has_value());
  EXPECT_EQ(press.translations(ContentId("marked"))->size(), 1U);
}

TEST_P(PressAudience, IsNoDoorForThePublic) {
  hand_in("marked", State::Scheduled, true);

  const VisibleContent everybody = library_.visible_to(Audience::Public).value();
  EXPECT_EQ(title(Audience::Public, "marked"), "not found");
  EXPECT_THAT(everybody.embargoed().value(), IsEmpty());
  EXPECT_THAT(everybody.relating(ContentId("incident")).value(), IsEmpty());
  EXPECT_FALSE(everybody.media(sha256("marked")).has_value());
  EXPECT_THAT(everybody.translations(ContentId("marked")).value(), IsEmpty());
}

TEST_P(PressAudience, ReadsNothingThatIsNotApprovedOrNotMarked) {
  hand_in("unmarked", State::Scheduled, false);
  for (const auto& [id, state] : {std::pair{"draft", State::Draft}, std::pair{"submitted", State::Submitted},
                                  std::pair{"approved", State::Approved}, std::pair{"archived", State::Archived}})
    hand_in(id, state, true);

  const VisibleContent press = library_.visible_to(Audience::Press).value();
  for (const char* id : {"unmarked", "draft", "submitted", "approved", "archived"}) {
    EXPECT_EQ(title(Audience::Press, id), "not found") << id;
    EXPECT_FALSE(press.media(sha256(id)).has_value()) << id;
  }
  EXPECT_THAT(press.embargoed().value(), IsEmpty());
  EXPECT_THAT(press.relating(ContentId("incident")).value(), IsEmpty());
}

TEST_P(PressAudience, SeesTheSoonestFirst) {
  hand_in("later", State::Scheduled, true, 90'000);
  hand_in("sooner", State::Scheduled, true, 60'000);

  EXPECT_THAT(library_.visible_to(Audience::Press)->embargoed().value(),
              ElementsAre(ContentId("sooner"), ContentId("later")));
}

INSTANTIATE_TEST_SUITE_P(Stores, PressAudience, testing::ValuesIn(test::store_kinds()), test::name_of);

}  // namespace
}  // namespace sen::store
