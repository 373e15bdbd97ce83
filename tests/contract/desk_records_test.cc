// What the desk keeps beside the content: accounts, register, reviews, proposals, drafts, and each item's history.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/keys.h"
#include "engine/store/visible_content.h"
#include "tests/contract/stores.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

using content::AccountName;
using content::ContentId;
using content::Locale;
using content::OrganisationCode;
using content::Review;
using content::State;
using test::article;
using test::planned;
using testing::ElementsAre;
using testing::IsEmpty;

const Locale kVi("vi");

content::Account account(const std::string& name) {
  content::Account one;
  one.name = AccountName(name);
  one.organisation = OrganisationCode("mofa");
  return one;
}

Review review(const std::string& id, const std::string& locale, State state) {
  Review one;
  one.id = ContentId(id);
  one.locale = Locale(locale);
  one.version = 1;
  one.state = state;
  return one;
}

content::Draft draft(const std::string& id, std::uint32_t revision) {
  content::Draft one;
  one.id = ContentId(id);
  one.locale = kVi;
  one.revision = revision;
  one.account = AccountName("an.officer");
  one.title = "Revision " + std::to_string(revision);
  return one;
}

class DeskRecords : public testing::TestWithParam<test::StoreKind> {
 protected:
  content::Sequence commit(std::vector<content::Mutation> mutations) {
    const auto done = store().commit(planned(store(), std::move(mutations)));
    EXPECT_TRUE(done.has_value()) << done.error().message();
    return done.value_or(content::Sequence());
  }
  std::shared_ptr<const Snapshot> now() { return store().snapshot().value(); }
  std::vector<std::string> open() {
    std::vector<std::string> places;
    const auto reviews = now()->open_reviews();
    for (const Review& one : *reviews) places.push_back(one.id.value + "/" + one.locale.value);
    return places;
  }
  Store& store() { return place_.store(); }

  ManualClock clock_{{10'000}};
  test::StorePlace place_{GetParam(), clock_};
};

TEST_P(DeskRecords, KeepsAccountsAndTheRegister) {
  content::OrganisationEntry entry;
  entry.code = OrganisationCode("mofa-press");
  entry.parent = OrganisationCode("mofa");
  commit({account("b"), account("a"), entry});
  content::Account left = account("a");
  left.active = false;
  commit({left});

  EXPECT_FALSE(now()->account(AccountName("a"))->active);
  EXPECT_EQ(now()->account(AccountName("c")).error().code(), ErrorCode::NotFound);
  std::vector<std::string> names;
  const auto accounts = now()->accounts();
  for (const content::Account& one : *accounts) names.push_back(one.name.value);
  EXPECT_THAT(names, ElementsAre("a", "b"));
  EXPECT_EQ(now()->organisation(OrganisationCode("mofa-press"))->parent.value, "mofa");
  EXPECT_EQ(now()->organisations()->size(), 1U);
}

TEST_P(DeskRecords, ListsReviewsWhileTheyWaitForSomebody) {
  commit(article("a", "vi", "Sen"));
  commit({review("a", "vi", State::Submitted), review("a", "", State::InReview)});
  EXPECT_THAT(open(), ElementsAre("a/", "a/vi"));

  commit({review("a", "vi", State::Published)});
  EXPECT_THAT(open(), ElementsAre("a/"));
  EXPECT_EQ(now()->review(ContentId("a"), kVi)->state, State::Published);
  EXPECT_EQ(now()->reviews(ContentId("a"))->size(), 2U);

  Review emergency = review("a", "vi", State::Published);
  emergency.review_due = Timestamp{20'000};
  commit({emergency});
  EXPECT_THAT(open(), ElementsAre("a/", "a/vi")) << "it has to be reviewed afterwards";
}

TEST_P(DeskRecords, AProposalAndADraftChangeNothingThatThePublicSees) {
  commit(article("a", "vi", "Sen"));
  content::Document proposed = test::document("a", {"culture"});
  proposed.locales = {kVi};
  commit({content::Proposal{proposed}, review("a", "", State::Submitted), draft("a", 1)});

  EXPECT_THAT(store().log().read({1}, 1)->front().touches, IsEmpty());
  EXPECT_THAT(now()->document(ContentId("a"))->topics, ElementsAre("economy"));
  EXPECT_THAT(now()->proposal(ContentId("a"))->topics, ElementsAre("culture"));
}

TEST_P(DeskRecords, NoEditionOfATraineesDocumentIsEverPublicWhoeverPlansIt) {
  content::Document training = test::document("a", {});
  training.training = true;
  content::Edition edition;
  edition.id = training.id;
  edition.locale = kVi;
  edition.latest = 1;
  commit({training, edition});
  const auto outcome = [&](const content::Mutation& mutation) { return store().commit(planned(store(), {mutation})); };

  EXPECT_THAT(*now()->training_documents(), ElementsAre(ContentId("a")));
  for (const State state : {State::Published, State::Scheduled, State::Withdrawn}) {
    edition.state = state;
    edition.live = state == State::Withdrawn ? 1 : 0;
    ASSERT_FALSE(outcome(edition).has_value()) << static_cast<int>(state);
    EXPECT_EQ(outcome(edition).error().code(), ErrorCode::InvalidInput);
  }
  content::PreviewLink link;
  link.id = training.id;
  link.number = 1;
  link.locale = kVi;
  EXPECT_FALSE(outcome(link).has_value()) << "nor is it shown by a link";
  training.training = false;
  EXPECT_FALSE(outcome(training).has_value()) << "nor does a package of the same name take its place";
  training.id = ContentId("b");
  ASSERT_TRUE(outcome(training).has_value());
  training.training = true;
  EXPECT_FALSE(outcome(training).has_value());
}

TEST_P(DeskRecords, KeepsEveryRevisionOfADraft) {
  commit({draft("a", 1)});
  commit({draft("a", 2)});

  EXPECT_EQ(now()->draft(ContentId("a"), kVi)->title, "Revision 2");
  EXPECT_EQ(now()->drafts(ContentId("a"), kVi)->size(), 2U);
  EXPECT_EQ(now()->draft(ContentId("a"), Locale("en")).error().code(), ErrorCode::NotFound);
}

TEST_P(DeskRecords, FindsTheDraftsOfEverybodyWhoHasAHandInThemUntilTheyAreClosed) {
  const AccountName officer("an.officer");
  const AccountName editor("an.editor");
  commit({draft("a", 1)});
  commit({draft("b", 1)});
  content::Draft second = draft("a", 2);
  second.account = editor;
  commit({second});
  ASSERT_EQ(now()->open_drafts(officer)->size(), 2U);
  EXPECT_EQ(now()->open_drafts(officer)->front().revision, 2U);
  EXPECT_EQ(now()->open_drafts(editor)->size(), 1U);

  content::Draft third = draft("a", 3);
  third.closed = true;
  commit({third});

  EXPECT_EQ(now()->open_drafts(officer)->size(), 1U);
  EXPECT_THAT(*now()->open_drafts(editor), IsEmpty());
}

TEST_P(DeskRecords, TwoWhoSaveOneDraftAtOnceConflictAndTwoDraftsDoNot) {
  const content::Change first = planned(store(), {draft("a", 1)});
  const content::Change second = planned(store(), {draft("a", 1)});
  const content::Change other = planned(store(), {draft("b", 1)});

  EXPECT_TRUE(store().commit(first).has_value());
  EXPECT_EQ(store().commit(second).error().code(), ErrorCode::Conflict);
  EXPECT_TRUE(store().commit(other).has_value());
}

TEST_P(DeskRecords, NamesTheChangesThatTouchedAnItem) {
  commit(article("a", "vi", "Sen"));
  commit({account("a")});
  commit({review("a", "vi", State::Submitted)});

  std::vector<std::uint64_t> changes;
  const auto history = now()->history(keys::document(ContentId("a")));
  for (const content::Sequence one : *history) changes.push_back(one.value);
  EXPECT_THAT(changes, ElementsAre(1U, 3U));
  EXPECT_EQ(now()->history(keys::account(AccountName("a")))->size(), 1U);
}

TEST_P(DeskRecords, SaysWhenAnApprovedUpdateIsToBePublic) {
  commit(article("a", "vi", "Sen"));
  Review scheduled = review("a", "vi", State::Scheduled);
  scheduled.release = Timestamp{50'000};
  commit({scheduled});
  EXPECT_EQ(now()->next_due().value(), Timestamp{50'000});

  commit({review("a", "vi", State::Published)});
  EXPECT_EQ(now()->next_due().value(), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Stores, DeskRecords, testing::ValuesIn(test::store_kinds()), test::name_of);

}  // namespace
}  // namespace sen::store
