#include "engine/workflow/queue.h"

#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace test;

class QueueTest : public Office {
 protected:
  std::vector<QueueItem> of(const identity::Actor& actor) {
    const auto current = identity::make_actor(now()->account(actor.account).value(), true);
    const auto items = queue(*now(), vocabulary(), current, clock_.now());
    EXPECT_TRUE(items.has_value()) << items.error().message();
    return items.value_or({});
  }
  std::vector<Waiting> reasons(const identity::Actor& actor) {
    std::vector<Waiting> reasons;
    for (const QueueItem& item : of(actor)) reasons.push_back(item.waiting);
    return reasons;
  }
};

TEST_F(QueueTest, HoldsForEachPersonWhatHeCanDo) {
  const content::ContentId id = create("port");
  content::Draft draft;
  draft.id = id;
  draft.locale = kVi;
  draft.revision = 1;
  expect_ok(workflow_.save_draft(author_, draft));
  EXPECT_THAT(reasons(author_), ElementsAre(Waiting::Draft));

  expect_ok(hand_in(author_, id, kVi, "One"));
  EXPECT_THAT(reasons(author_), IsEmpty());
  EXPECT_THAT(reasons(editor_), ElementsAre(Waiting::Review));
  EXPECT_THAT(reasons(approver_), ElementsAre(Waiting::Approve));
  EXPECT_THAT(reasons(stranger_), IsEmpty());

  expect_ok(workflow_.return_to_author(editor_, shown(id, kVi), "Which port?"));
  EXPECT_THAT(reasons(author_), testing::UnorderedElementsAre(Waiting::Returned, Waiting::Draft));
  EXPECT_THAT(reasons(approver_), IsEmpty());

  expect_ok(hand_in(author_, id, kVi, "Two"));
  expect_ok(workflow_.approve(approver_, shown(id, kVi)));
  EXPECT_THAT(reasons(editor_), ElementsAre(Waiting::Publish));
  expect_ok(workflow_.schedule(editor_, shown(id, kVi), clock_.now() + hours(3)));
  ASSERT_THAT(of(editor_), SizeIs(1));
  EXPECT_EQ(of(editor_).front().waiting, Waiting::Scheduled);
  EXPECT_EQ(of(editor_).front().due, clock_.now() + hours(3));
}

TEST_F(QueueTest, DoesNotAskThoseWhoWroteOrHaveApproved) {
  also(approver_, content::DeskRole::Contributor);
  const content::ContentId id = create("claim", "statement");
  expect_ok(hand_in(approver_, id, kVi, "One"));
  expect_ok(workflow_.approve(second_, shown(id, kVi)));

  EXPECT_THAT(reasons(approver_), IsEmpty());
  EXPECT_THAT(reasons(second_), IsEmpty());
  EXPECT_THAT(reasons(third_), ElementsAre(Waiting::Approve));
}

TEST_F(QueueTest, PutsAnOverdueEmergencyFirstThenWhatIsDueThenWhatIsSensitive) {
  const content::ContentId plain = create("plain"), claim = create("claim", "statement"), flood = create("flood"),
                           urgent = create("urgent");
  for (const content::ContentId& id : {plain, claim, flood, urgent}) expect_ok(hand_in(author_, id, kVi, "One"));
  content::Review due = review(urgent, kVi);
  due.due = clock_.now() + hours(4);
  commit({due});
  expect_ok(workflow_.emergency_start(editor_, shown(flood, kVi), "A flood"));
  EXPECT_EQ(of(approver_).front().waiting, Waiting::EmergencyConfirm);
  expect_ok(workflow_.emergency_confirm(approver_, shown(flood, kVi)));
  clock_.advance(hours(3));

  const std::vector<QueueItem> items = of(third_);

  ASSERT_THAT(items, SizeIs(4));
  EXPECT_EQ(items[0].id, flood);
  EXPECT_TRUE(items[0].overdue);
  EXPECT_EQ(items[0].waiting, Waiting::EmergencyReview);
  EXPECT_EQ(items[1].id, urgent);
  EXPECT_EQ(items[2].id, claim);
  EXPECT_EQ(items[3].id, plain);
  EXPECT_THAT(reasons(approver_), testing::Not(testing::Contains(Waiting::EmergencyReview)));
}

TEST_F(QueueTest, ShowsADatasetThatWaits) {
  content::Dataset dataset;
  dataset.code = content::DatasetCode("EXPORTS");
  dataset.organisation = content::OrganisationCode("mofa");
  dataset.releases = {{.number = 1, .published = {1}, .note = {}, .state = content::State::Submitted}};
  commit({dataset});

  EXPECT_THAT(reasons(approver_), ElementsAre(Waiting::Dataset));
  EXPECT_THAT(reasons(editor_), IsEmpty());
}

TEST_F(QueueTest, IsCutAfterSortingWhenTenThousandWait) {
  constexpr int kReviews = 10'000;
  std::vector<content::Mutation> mutations;
  for (int i = 0; i < kReviews; ++i) {
    content::Document document = sen::test::document("d" + std::to_string(i));
    content::Review one;
    one.id = document.id;
    one.locale = kVi;
    one.version = 1;
    one.state = content::State::Submitted;
    one.author = author_.account;
    one.organisation = document.organisation;
    one.due = Timestamp{1'000'000 - i};
    mutations.emplace_back(document);
    mutations.emplace_back(one);
  }
  commit(std::move(mutations));
  const auto current = identity::make_actor(now()->account(approver_.account).value(), true);

  const auto items = queue(*now(), vocabulary(), current, clock_.now(), 50);

  ASSERT_THAT(*items, SizeIs(50));
  EXPECT_EQ(items->front().id.value, "d9999");
  EXPECT_EQ(items->back().id.value, "d9950");
}

}  // namespace
}  // namespace sen::workflow
