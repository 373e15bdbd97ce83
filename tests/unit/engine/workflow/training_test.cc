#include "engine/workflow/training.h"

#include "engine/store/visible_content.h"
#include "engine/workflow/queue.h"
#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow {
namespace {

using content::DeskRole;
using content::State;
using test::kVi;
using testing::IsEmpty;

class Training : public test::Office {
 protected:
  void SetUp() override {
    Office::SetUp();
    writes_ = hire("a.trainee", DeskRole::Contributor, "mofa", true);
    decides_ = hire("another.trainee", DeskRole::Approver, "mofa", true);
  }
  content::ContentId begin(const identity::Actor& actor, const std::string& folder) {
    content::Document document = sen::test::document("unused");
    document.folder = folder;
    document.id = content::make_content_id(document.organisation, document.folder);
    expect_ok(workflow_.propose(actor, document, Digest()));
    return document.id;
  }
  std::size_t waiting_for(const identity::Actor& actor) {
    return queue(*now(), test::vocabulary(), actor, clock_.now()).value().size();
  }
  bool is_shown(const content::ContentId& id) {
    return is_shown_in_training(now()->document(id).value(), review(id, kVi));
  }
  identity::Actor writes_, decides_;
};

TEST_F(Training, TwoPlayAuthorAndApproverAndThePublicNeverHearsOfIt) {
  const content::ContentId id = begin(writes_, "exercise");
  expect_ok(hand_in(writes_, id, kVi, "One"));
  EXPECT_EQ(waiting_for(decides_), 1U);
  EXPECT_EQ(waiting_for(approver_), 0U) << "nobody's real queue holds an exercise";
  expect_ok(workflow_.approve(decides_, shown(id, kVi)));
  EXPECT_FALSE(is_shown(id));

  expect_ok(workflow_.publish(decides_, shown(id, kVi)));

  EXPECT_TRUE(is_shown(id));
  EXPECT_EQ(edition(id, kVi).live, 0U);
  const store::Library library(*store_, test::vocabulary().fallbacks());
  for (const store::Audience audience : {store::Audience::Public, store::Audience::Press})
    EXPECT_EQ(library.visible_to(audience)->find(id, kVi).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(now()->count(store::Listing{}).value(), 0U);
  expect_ok(hand_in(writes_, id, kVi, "Two"));
  EXPECT_FALSE(is_shown(id)) << "what is written anew is approved anew";
}

TEST_F(Training, HasNoHourAndNoEmergencyAndTouchesNothingReal) {
  const content::ContentId id = begin(writes_, "exercise");
  expect_ok(hand_in(writes_, id, kVi, "One"));
  expect_ok(workflow_.approve(decides_, shown(id, kVi)));
  const auto hour = clock_.now() + std::chrono::hours(1);

  expect_refused(workflow_.schedule(editor_, shown(id, kVi), hour), ErrorCode::InvalidInput, "training");
  expect_refused(workflow_.emergency_start(approver_, shown(id, kVi), "A flood"), ErrorCode::InvalidInput, "training");
  EXPECT_FALSE(workflow_.offers(decides_, id, kVi)->schedule);
  const content::ContentId real = create("port");
  expect_refused(hand_in(writes_, real, kVi, "One"), ErrorCode::PermissionDenied, "trainee");
}

class Figures : public test::Office {
 protected:
  void SetUp() override {
    Office::SetUp();
    steward_ = hire("a.steward", DeskRole::DataSteward);
    put(State::Submitted, {});
  }
  /// A release that the steward hands in.
  void put(State state, std::optional<Timestamp> embargo) {
    content::Dataset dataset;
    dataset.code = code_;
    dataset.organisation = content::OrganisationCode("mofa");
    dataset.state = State::Submitted;
    dataset.embargo = embargo;
    dataset.releases = {{.number = 1, .published = {1}, .note = {}, .state = state}};
    content::Change change = sen::test::planned(*store_, {dataset});
    change.actor.name = "a.steward";
    expect_ok(store_->commit(change));
  }
  content::Dataset dataset() { return now()->dataset(code_).value(); }

  content::DatasetCode code_{"EXPORTS"};
  identity::Actor steward_;
};

TEST_F(Figures, GoBackWithAReasonAndAreNotApprovedAfterwards) {
  expect_refused(workflow_.return_dataset(steward_, code_, 1, "No"), ErrorCode::PermissionDenied, "author");
  expect_refused(workflow_.return_dataset(approver_, code_, 1, " "), ErrorCode::InvalidInput, "missing");
  expect_ok(workflow_.return_dataset(approver_, code_, 1, "The third quarter is missing"));

  EXPECT_EQ(dataset().releases.back().state, State::Draft);
  EXPECT_EQ(dataset().releases.back().remark, "The third quarter is missing");
  expect_refused(workflow_.approve_dataset(approver_, code_, 1), ErrorCode::Conflict, "does not wait");
  const auto waiting = queue(*now(), test::vocabulary(), steward_, clock_.now()).value();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting.front().waiting, Waiting::Returned);
}

TEST_F(Figures, WaitForTheEndOfAnEmbargoThatIsSetAndLiftedByWhoApproves) {
  const Timestamp hour = clock_.now() + std::chrono::hours(2);
  expect_refused(workflow_.embargo_dataset(approver_, code_, 1, clock_.now()), ErrorCode::InvalidInput, "has passed");
  expect_refused(workflow_.embargo_dataset(stranger_, code_, 1, hour), ErrorCode::PermissionDenied, "organisation");
  expect_ok(workflow_.embargo_dataset(approver_, code_, 1, hour));
  expect_ok(workflow_.approve_dataset(approver_, code_, 1));
  EXPECT_EQ(dataset().state, State::Scheduled);
  EXPECT_TRUE(workflow_.offers(approver_, code_)->embargo);
  EXPECT_FALSE(workflow_.offers(approver_, code_)->approve);

  expect_ok(workflow_.embargo_dataset(second_, code_, 1, std::nullopt));

  EXPECT_EQ(dataset().state, State::Published);
  EXPECT_EQ(dataset().releases.back().published, clock_.now());
}

TEST_F(Figures, WhoseHourMovesAfterThePublicWasToldItCountEachMove) {
  const Timestamp hour = clock_.now() + std::chrono::hours(2);
  put(State::Scheduled, hour);
  content::Dataset told = dataset();
  told.releases.back().announced = 1;
  commit({told});

  expect_ok(workflow_.embargo_dataset(approver_, code_, 1, hour));
  EXPECT_EQ(dataset().releases.back().announced, 1U) << "it is the same hour";
  expect_ok(workflow_.embargo_dataset(approver_, code_, 1, hour + std::chrono::hours(1)));
  EXPECT_EQ(dataset().releases.back().announced, 2U);
  expect_ok(workflow_.embargo_dataset(second_, code_, 1, std::nullopt));
  EXPECT_EQ(dataset().releases.back().announced, 2U) << "it is out";
}

class Proposals : public test::Office {};

TEST_F(Proposals, LeaveAPictureThatIsStoredWithItsRenditions) {
  content::Media stored;
  stored.digest = sha256("picture");
  stored.content_type = "image/jpeg";
  stored.renditions = {{.width = 640, .height = 480, .format = "webp", .bytes = 10},
                       {.width = 640, .height = 480, .format = "avif", .bytes = 5}};
  commit({stored});
  content::Media handed_in = stored;
  handed_in.renditions.pop_back();
  content::Media fresh = handed_in;
  fresh.digest = sha256("another");
  content::Document document = sen::test::document("unused");
  document.id = content::make_content_id(content::OrganisationCode("mofa"), "pictures");
  document.folder = "pictures";
  document.type = "news";

  expect_ok(workflow_.propose(author_, document, Digest(), {handed_in, fresh}));

  EXPECT_EQ(now()->media(stored.digest)->renditions.size(), 2U);
  EXPECT_EQ(now()->media(fresh.digest)->renditions.size(), 1U);
}

TEST_F(Proposals, AreDroppedByWhoWroteThemAndLeaveThePublicDocumentAsItWas) {
  const content::ContentId id = create("port");
  bring_out(id, kVi, "One");
  content::Document changed = now()->document(id).value();
  const Digest seen = content::document_content(changed);
  changed.topics = {"culture"};
  expect_ok(workflow_.propose(author_, changed, seen));
  EXPECT_TRUE(workflow_.offers(author_, id, content::Locale())->drop);
  EXPECT_FALSE(workflow_.offers(second_, id, content::Locale())->drop);
  expect_refused(workflow_.drop(second_, shown(id, content::Locale())), ErrorCode::PermissionDenied, "role");

  expect_ok(workflow_.drop(author_, shown(id, content::Locale())));

  EXPECT_THAT(now()->open_reviews().value(), IsEmpty());
  EXPECT_EQ(now()->document(id).value().topics, std::vector<std::string>{"economy"});
  expect_ok(workflow_.propose(author_, changed, seen));
  expect_ok(workflow_.approve(approver_, shown(id, content::Locale())));
  expect_ok(workflow_.publish(editor_, shown(id, content::Locale())));
  EXPECT_EQ(now()->document(id).value().topics, std::vector<std::string>{"culture"});
}

}  // namespace
}  // namespace sen::workflow
