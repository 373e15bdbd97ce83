#include <gtest/gtest.h>

#include "engine/base/clock.h"
#include "engine/store/visible_content.h"
#include "tests/contract/stores.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

using content::ChangeKind;
using content::ContentId;
using content::Locale;
using content::State;

/// What the public is told of what was wrong, and what a preview shows before it is public.
class VisibleChanges : public testing::TestWithParam<test::StoreKind> {
 protected:
  void put(std::vector<content::Mutation> mutations) {
    const auto done = place_.store().commit(test::planned(place_.store(), std::move(mutations)));
    ASSERT_TRUE(done.has_value()) << done.error().message();
  }
  VisibleContent now() const { return library_.visible_to(Audience::Public).value(); }
  std::vector<Listed> corrections() const {
    return now().list({.by = Listing::By::Corrections, .code = {}, .locale = {}}, 0, 20).value().entries;
  }
  /// Corrects the Vietnamese edition of `a` at 3,000 and takes it back at 4,000.
  void correct() {
    put(test::article("a", "vi", "Lotus"));
    edition_ = now().find_exact(ContentId("a"), Locale("vi")).value().edition;
    content::Version second = test::version("a", "vi", 2, "Water lily");
    second.kind = ChangeKind::Correction;
    second.note = "The flower was another.";
    edition_.latest = 2;
    content::publish(edition_, second, {3'000});
    put({second, edition_});
  }
  void withdraw() {
    edition_.state = State::Withdrawn;
    edition_.reason = "It was no flower.";
    edition_.notes.push_back({ChangeKind::Withdrawal, 2, {4'000}, edition_.reason});
    put({edition_});
  }

  content::Edition edition_;
  ManualClock clock_{{10'000}};
  content::Fallbacks fallbacks_;
  test::StorePlace place_{GetParam(), clock_};
  Library library_{place_.store(), fallbacks_};
};

TEST_P(VisibleChanges, ListCorrectionsWithTheirNotesNewestFirst) {
  correct();
  ASSERT_EQ(corrections().size(), 1U);
  Told told = now().told(corrections().front()).value();
  EXPECT_EQ(told.notes.at(0).note.note, "The flower was another.");
  EXPECT_EQ(told.notes.at(0).title, "Water lily");

  withdraw();

  ASSERT_EQ(corrections().size(), 2U);
  told = now().told(corrections().front()).value();
  EXPECT_EQ(told.notes.at(0).note.kind, ChangeKind::Withdrawal);
  EXPECT_EQ(told.notes.at(0).title, "") << "its words were taken back";
  EXPECT_EQ(told.organisation.value, "mofa");
  const auto touched = place_.store().log().read({2}, 1).value().at(0).touches;
  EXPECT_NE(std::find(touched.begin(), touched.end(), content::DependencyKey{"list:*/corrections"}), touched.end());
}

TEST_P(VisibleChanges, TellWhatWasTakenBackOfAListing) {
  correct();
  const Listing news{.by = Listing::By::Section, .code = "news", .locale = Locale("vi")};
  EXPECT_TRUE(now().removals(news, 10).value().empty());

  withdraw();

  const std::vector<Removal> removals = now().removals(news, 10).value();
  ASSERT_EQ(removals.size(), 1U);
  EXPECT_EQ(removals.front().at.milliseconds, 4'000);
  EXPECT_EQ(removals.front().reason, "It was no flower.");
  EXPECT_TRUE(now().removals({.by = Listing::By::Section, .code = "press", .locale = Locale("vi")}, 10)->empty());
  const auto touched = place_.store().log().read({2}, 1).value().at(0).touches;
  EXPECT_NE(std::find(touched.begin(), touched.end(), content::DependencyKey{"list:vi/gone-section/news"}),
            touched.end());
}

TEST_P(VisibleChanges, HideNotesOfWhatIsNotPublic) {
  correct();
  edition_.state = State::Expired;

  put({edition_});

  EXPECT_TRUE(corrections().empty());
  EXPECT_EQ(now().count({.by = Listing::By::Corrections, .code = {}, .locale = {}}).value(), 0U);
}

TEST_P(VisibleChanges, APreviewShowsOneVersionAndNothingElseThatWaits) {
  put(test::article("a", "vi", "Lotus"));
  content::Document other = test::document("b");
  other.related = {ContentId("c")};
  other.locales = {Locale("en"), Locale("vi")};
  put({other, test::version("b", "vi", 1, "Pond"), test::waiting("b", "vi", State::Submitted),
       test::version("b", "en", 1, "The pond"), test::waiting("b", "en", State::Submitted)});
  put({test::document("c"), test::version("c", "vi", 1, "Frog"), test::waiting("c", "vi", State::Scheduled)});

  const VisibleContent preview = library_.as_if_published(ContentId("b"), Locale("vi"), 1, {9'000}).value();

  const VisibleEdition shown = preview.find(ContentId("b"), Locale("vi")).value();
  EXPECT_EQ(shown.version.title, "Pond");
  EXPECT_EQ(shown.edition.first_published, Timestamp{9'000});
  EXPECT_TRUE(shown.document.related.empty());
  EXPECT_EQ(preview.translations(ContentId("b")).value().size(), 1U);
  EXPECT_FALSE(preview.find_exact(ContentId("b"), Locale("en")).has_value());
  EXPECT_FALSE(preview.find(ContentId("c"), Locale("vi")).has_value());
  EXPECT_TRUE(preview.find(ContentId("a"), Locale("vi")).has_value());
  EXPECT_FALSE(now().find(ContentId("b"), Locale("vi")).has_value()) << "nothing is stored";
  EXPECT_FALSE(library_.as_if_published(ContentId("b"), Locale("vi"), 2, {9'000}).has_value());
}

content::Dataset figures(const std::string& code, const std::string& organisation, const std::vector<State>& releases) {
  content::Dataset dataset;
  dataset.code = content::DatasetCode(code);
  dataset.organisation = content::OrganisationCode(organisation);
  dataset.state = releases.front();
  for (const State state : releases)
    dataset.releases.push_back({.number = static_cast<std::uint32_t>(dataset.releases.size() + 1),
                                .published = {},
                                .note = {},
                                .observations = 0,
                                .series = 0,
                                .state = state,
                                .rows = 0});
  return dataset;
}

content::Version showing(const std::vector<std::string>& codes) {
  content::Version words = test::version("a", "vi", 1, "Exports");
  for (const std::string& code : codes) words.parts.push_back({content::BodyPart::Kind::Chart, code});
  return words;
}

TEST_P(VisibleChanges, APreviewOpensTheFiguresOfItsOwnOrganisationOnly) {
  put({test::document("a"), showing({"OWN", "OTHERS"}), test::waiting("a", "vi", State::Scheduled),
       figures("OWN", "mofa", {State::Scheduled}), figures("OTHERS", "province-31", {State::Scheduled})});

  const VisibleContent preview = library_.as_if_published(ContentId("a"), Locale("vi"), 1, {9'000}).value();

  EXPECT_TRUE(preview.dataset(content::DatasetCode("OWN")).has_value());
  EXPECT_FALSE(preview.dataset(content::DatasetCode("OTHERS")).has_value());
}

TEST_P(VisibleChanges, APreviewShowsNoFiguresThatWereReturned) {
  put({test::document("a"), showing({"AGAIN", "FIRST"}), test::waiting("a", "vi", State::Submitted),
       figures("AGAIN", "mofa", {State::Published, State::Draft}), figures("FIRST", "mofa", {State::Draft})});

  const VisibleContent preview = library_.as_if_published(ContentId("a"), Locale("vi"), 1, {9'000}).value();

  const content::Dataset again = preview.dataset(content::DatasetCode("AGAIN")).value();
  ASSERT_EQ(again.releases.size(), 1U);
  EXPECT_EQ(again.releases.front().number, 1U);
  EXPECT_FALSE(preview.dataset(content::DatasetCode("FIRST")).has_value());
}

TEST_P(VisibleChanges, PreviewLinksAreKeptByNumber) {
  put(test::article("a", "vi", "Lotus"));
  for (std::uint32_t number = 1; number <= 2; ++number)
    put({content::PreviewLink{.id = ContentId("a"),
                              .number = number,
                              .locale = Locale("vi"),
                              .version = 1,
                              .account = content::AccountName("an.editor"),
                              .made = {1},
                              .expires = {2},
                              .revoked = {},
                              .views = 0,
                              .last_view = {}}});

  const auto snapshot = place_.store().snapshot().value();

  EXPECT_EQ(snapshot->preview_links(ContentId("a")).value().size(), 2U);
  EXPECT_EQ(snapshot->preview_link(ContentId("a"), 2).value().number, 2U);
  EXPECT_FALSE(snapshot->preview_link(ContentId("a"), 3).has_value());
}

INSTANTIATE_TEST_SUITE_P(Stores, VisibleChanges, testing::ValuesIn(test::store_kinds()), test::name_of);

}  // namespace
}  // namespace sen::store
