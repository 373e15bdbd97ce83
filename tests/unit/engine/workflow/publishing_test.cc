// Out to the public, back from it, and what cannot wait.
#include "engine/store/visible_content.h"
#include "engine/workflow/scheduler.h"
#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow {
namespace {

using content::ChangeKind;
using content::State;
using std::chrono::hours;
using testing::IsEmpty;
using testing::SizeIs;
using namespace test;

class Publishing : public Office {
 protected:
  content::ContentId approved(const std::string& folder, const std::string& type = "news") {
    const content::ContentId id = create(folder, type);
    expect_ok(hand_in(author_, id, kVi, "One"));
    expect_ok(workflow_.approve(approver_, shown(id, kVi)));
    return id;
  }
  /// Commits what is due at the clock's time.
  std::size_t tick() { return release_due(*store_, clock_.now()).value(); }
  Takedown takedown(const content::ContentId& id, const content::Locale& locale, const std::string& reason) {
    return {.id = id, .locale = locale, .reasons = {{kVi, reason}}};
  }
};

TEST_F(Publishing, HappensAtTheSetHourAndCanBeSetAgain) {
  const content::ContentId id = approved("port");
  const Timestamp at = clock_.now() + hours(5);
  expect_refused(workflow_.schedule(editor_, shown(id, kVi), clock_.now()), ErrorCode::InvalidInput, "has passed");
  expect_ok(workflow_.schedule(editor_, shown(id, kVi), clock_.now() + hours(1)));
  expect_ok(workflow_.schedule(editor_, shown(id, kVi), at));
  EXPECT_EQ(edition(id, kVi).state, State::Scheduled);

  clock_.set(at + std::chrono::milliseconds(-1));
  EXPECT_EQ(tick(), 0U);
  clock_.set(at);
  EXPECT_EQ(tick(), 1U);

  EXPECT_EQ(edition(id, kVi).state, State::Published);
  EXPECT_EQ(edition(id, kVi).first_published, at);
  EXPECT_EQ(review(id, kVi).state, State::Published);
}

TEST_F(Publishing, CanBeTakenOffTheSchedule) {
  const content::ContentId id = approved("port");
  expect_ok(workflow_.schedule(editor_, shown(id, kVi), clock_.now() + hours(1)));
  expect_ok(workflow_.unschedule(editor_, shown(id, kVi)));

  clock_.advance(hours(2));

  EXPECT_EQ(tick(), 0U);
  EXPECT_EQ(edition(id, kVi).state, State::Approved);
}

TEST_F(Publishing, OfWhatIsUnderEmbargoWaitsForItsEnd) {
  const content::ContentId id = create("port");
  content::Document document = now()->document(id).value();
  const Digest seen = content::document_content(document);
  document.embargo = clock_.now() + hours(3);
  expect_ok(workflow_.propose(author_, document, seen));
  expect_ok(hand_in(author_, id, kVi, "One"));
  expect_refused(workflow_.emergency_start(editor_, shown(id, kVi), "Now"), ErrorCode::InvalidInput, "embargo");
  expect_ok(workflow_.approve(approver_, shown(id, kVi)));

  expect_ok(workflow_.publish(editor_, shown(id, kVi)));

  EXPECT_EQ(edition(id, kVi).state, State::Scheduled);
  clock_.advance(hours(3));
  EXPECT_EQ(tick(), 1U);
  EXPECT_EQ(edition(id, kVi).state, State::Published);
}

TEST_F(Publishing, KeepsTheHourThatWasAskedForUntilSomebodyDecidesOtherwise) {
  const content::ContentId id = create("port");
  expect_ok(hand_in(author_, id, kVi, "One"));
  content::Review asked = review(id, kVi);
  asked.release = clock_.now() + hours(4);
  commit({asked});
  expect_ok(workflow_.approve(approver_, shown(id, kVi)));

  expect_ok(workflow_.publish(editor_, shown(id, kVi)));
  EXPECT_EQ(edition(id, kVi).state, State::Scheduled);
  EXPECT_EQ(review(id, kVi).release, asked.release);
  expect_ok(workflow_.publish(editor_, shown(id, kVi)));

  EXPECT_EQ(edition(id, kVi).state, State::Published);
}

TEST_F(Publishing, OfAnEditAfterItWasScheduledDoesNotHappen) {
  const content::ContentId id = approved("port");
  expect_ok(workflow_.schedule(editor_, shown(id, kVi), clock_.now() + hours(1)));
  expect_ok(hand_in(editor_, id, kVi, "Two"));

  clock_.advance(hours(2));

  EXPECT_EQ(tick(), 0U);
  EXPECT_EQ(edition(id, kVi).state, State::Submitted);
  EXPECT_EQ(edition(id, kVi).live, 0U);
}

TEST_F(Publishing, OfACorrectionLeavesTheOldVersionUntilItIsApproved) {
  const content::ContentId id = create("port");
  bring_out(id, kVi, "One");
  expect_refused(hand_in(author_, id, kVi, "Two", ChangeKind::Correction, ""), ErrorCode::InvalidInput, "note");
  expect_refused(hand_in(author_, id, kVi, "Two", ChangeKind::Withdrawal), ErrorCode::InvalidInput, "withdraw");
  expect_ok(hand_in(author_, id, kVi, "Two", ChangeKind::Correction, "The date was wrong"));
  EXPECT_EQ(last_reason(), "correct vi of " + id.value);
  EXPECT_EQ(edition(id, kVi).state, State::Published);
  EXPECT_EQ(edition(id, kVi).live, 1U);

  expect_ok(workflow_.approve(approver_, shown(id, kVi)));
  EXPECT_EQ(edition(id, kVi).live, 1U);
  expect_ok(workflow_.publish(editor_, shown(id, kVi)));

  EXPECT_EQ(edition(id, kVi).live, 2U);
  ASSERT_THAT(edition(id, kVi).notes, SizeIs(1));
  EXPECT_EQ(edition(id, kVi).notes[0].kind, ChangeKind::Correction);
  EXPECT_EQ(edition(id, kVi).notes[0].note, "The date was wrong");
}

TEST_F(Publishing, OfAMinorChangeNeedsNoNoteUnlessTheTypeAsksForOne) {
  const content::ContentId news = create("port");
  bring_out(news, kVi, "One");
  expect_ok(hand_in(author_, news, kVi, "Two", ChangeKind::Minor, ""));
  const content::ContentId statement = create("claim", "statement");
  expect_ok(hand_in(author_, statement, kVi, "One"));
  expect_ok(workflow_.approve(approver_, shown(statement, kVi)));
  expect_ok(workflow_.approve(second_, shown(statement, kVi)));
  expect_ok(workflow_.publish(editor_, shown(statement, kVi)));

  expect_refused(hand_in(author_, statement, kVi, "Two", ChangeKind::Minor, ""), ErrorCode::InvalidInput, "note");
}

TEST_F(Publishing, OfTheDocumentsOwnFieldsGoesByAProposal) {
  const content::ContentId id = create("port");
  bring_out(id, kVi, "One");
  content::Document document = now()->document(id).value();
  const Digest seen = content::document_content(document);
  document.topics = {"culture"};
  expect_ok(workflow_.propose(author_, document, seen));
  EXPECT_EQ(now()->document(id)->topics.front(), "economy");
  expect_refused(workflow_.propose(author_, document, seen), ErrorCode::Conflict, "an.author");
  expect_refused(workflow_.approve(second_, {id, content::Locale(), seen}), ErrorCode::Conflict, "an.author");

  expect_ok(workflow_.approve(second_, shown(id, content::Locale())));
  expect_ok(workflow_.publish(editor_, shown(id, content::Locale())));

  EXPECT_EQ(now()->document(id)->topics.front(), "culture");
  EXPECT_EQ(now()->document(id)->locales, std::vector{kVi});
  document.embargo = clock_.now() + hours(1);
  expect_refused(workflow_.propose(author_, document, content::document_content(now()->document(id).value())),
                 ErrorCode::InvalidInput, "embargo");
}

TEST_F(Publishing, CountsEachChangeOfAnEventsHourOnce) {
  content::Document document = sen::test::document("unused");
  document.folder = "fair";
  document.id = content::make_content_id(document.organisation, document.folder);
  document.type = "event";
  document.fields = {{"starts", {"2026-12-01T08:00:00+07:00"}}, {"venue", {"Hanoi"}}};
  const content::ContentId id = document.id;
  expect_ok(workflow_.propose(author_, document, Digest()));
  bring_out(id, kVi, "One");
  document = now()->document(id).value();
  document.fields.front().values = {"2026-12-01T09:00:00+07:00"};
  expect_ok(workflow_.propose(author_, document, content::document_content(now()->document(id).value())));
  EXPECT_EQ(now()->document(id)->revision, 0U);

  expect_ok(workflow_.approve(second_, shown(id, content::Locale())));
  expect_ok(workflow_.publish(editor_, shown(id, content::Locale())));

  EXPECT_EQ(now()->document(id)->revision, 1U);
  EXPECT_EQ(now()->document(id)->revised, clock_.now());
}

TEST_F(Publishing, OfADocumentThatBreaksItsTypesRulesIsRefused) {
  content::Document document = sen::test::document("unused");
  document.folder = "fact";
  document.id = content::make_content_id(document.organisation, document.folder);
  document.type = "fact-check";
  expect_refused(workflow_.propose(author_, document, Digest()), ErrorCode::InvalidInput, "it is missing");
  document.type = "news";
  document.topics = {"no-topic"};
  expect_refused(workflow_.propose(author_, document, Digest()), ErrorCode::InvalidInput, "no-topic");
  document.topics = {};
  document.id = content::ContentId("aaaaaaaaaa");
  expect_refused(workflow_.propose(author_, document, Digest()), ErrorCode::InvalidInput, "id:");
}

TEST_F(Publishing, IsTakenBackWithAReasonOneEditionOrAll) {
  const content::ContentId id = create("port");
  for (const content::Locale& locale : {kVi, kEn, kZh}) bring_out(id, locale, "One");
  expect_refused(workflow_.withdraw(approver_, takedown(id, kEn, " ")), ErrorCode::InvalidInput, "reason");
  expect_refused(workflow_.withdraw(editor_, takedown(id, kEn, "Wrong")), ErrorCode::PermissionDenied, "role");
  expect_ok(hand_in(author_, id, kEn, "Two"));

  expect_ok(workflow_.withdraw(approver_, takedown(id, kEn, "Wrong")));

  EXPECT_EQ(edition(id, kEn).state, State::Withdrawn);
  EXPECT_EQ(edition(id, kEn).reason, "Wrong");
  EXPECT_EQ(edition(id, kEn).notes.back().kind, ChangeKind::Withdrawal);
  EXPECT_EQ(review(id, kEn).state, State::Draft) << "what waited is back with its author";
  EXPECT_EQ(edition(id, kVi).state, State::Published);
  expect_refused(workflow_.withdraw(approver_, takedown(id, kEn, "Again")), ErrorCode::Conflict, "withdrawn");

  expect_ok(workflow_.retract(approver_, takedown(id, content::Locale(), "Untrue")));
  for (const content::Locale& locale : {kVi, kEn, kZh}) EXPECT_EQ(edition(id, locale).state, State::Retracted);
  EXPECT_EQ(last_reason(), "retract all of " + id.value);
  const content::Fallbacks fallbacks;
  const store::Library library(*store_, fallbacks);
  EXPECT_EQ(library.visible_to(store::Audience::Public)->find(id, kVi).error().code(), ErrorCode::Gone);
  expect_refused(hand_in(author_, id, kVi, "Back"), ErrorCode::InvalidInput, "retracted");
}

TEST_F(Publishing, CanBeArchivedAndComeBackByANewVersion) {
  const content::ContentId id = create("port");
  bring_out(id, kVi, "One");
  expect_ok(workflow_.archive(editor_, id, kVi));
  EXPECT_EQ(edition(id, kVi).state, State::Archived);
  expect_refused(workflow_.archive(editor_, id, kVi), ErrorCode::Conflict, "archived");

  bring_out(id, kVi, "Two");

  EXPECT_EQ(edition(id, kVi).live, 2U);
}

TEST_F(Publishing, InAnEmergencyTakesTwoPeopleAndAThirdAfterwards) {
  const content::ContentId id = create("flood", "statement");
  expect_ok(hand_in(author_, id, kVi, "One"));
  expect_refused(workflow_.emergency_confirm(second_, shown(id, kVi)), ErrorCode::NotFound, "nobody has started");
  expect_ok(workflow_.emergency_start(approver_, shown(id, kVi), "A flood"));
  expect_refused(workflow_.emergency_confirm(approver_, shown(id, kVi)), ErrorCode::PermissionDenied, "author");
  EXPECT_EQ(edition(id, kVi).live, 0U);

  expect_ok(workflow_.emergency_confirm(second_, shown(id, kVi)));

  EXPECT_EQ(edition(id, kVi).state, State::Published);
  EXPECT_EQ(review(id, kVi).review_due, clock_.now() + hours(2));
  EXPECT_THAT(*workflow_.overdue(clock_.now()), IsEmpty());
  clock_.advance(hours(2));
  ASSERT_THAT(*workflow_.overdue(clock_.now()), SizeIs(1));
  for (const identity::Actor& one : {approver_, second_})
    expect_refused(workflow_.emergency_review(one, id, kVi, "Fine"), ErrorCode::PermissionDenied, "author");
  // A correction in the meantime does not wipe out what is owed.
  expect_ok(hand_in(author_, id, kVi, "Two"));
  EXPECT_THAT(*workflow_.overdue(clock_.now()), SizeIs(1));
  expect_ok(workflow_.emergency_review(third_, id, kVi, "It was right"));
  EXPECT_THAT(*workflow_.overdue(clock_.now()), IsEmpty());
  expect_refused(workflow_.emergency_review(third_, id, kVi, "Again"), ErrorCode::Conflict, "a.third");
}

TEST_F(Publishing, InAnEmergencyIsForTheWordsThatWereAgreedOnAndForTwoHours) {
  const content::ContentId id = create("flood");
  expect_ok(hand_in(author_, id, kVi, "One"));
  expect_ok(workflow_.emergency_start(approver_, shown(id, kVi), "A flood"));
  expect_ok(hand_in(editor_, id, kVi, "Two"));
  expect_refused(workflow_.emergency_confirm(second_, shown(id, kVi)), ErrorCode::NotFound, "nobody has started");
  expect_ok(workflow_.emergency_start(approver_, shown(id, kVi), "A flood"));
  clock_.advance(hours(2));

  expect_refused(workflow_.emergency_confirm(second_, shown(id, kVi)), ErrorCode::NotFound, "nobody has started");
  EXPECT_EQ(edition(id, kVi).live, 0U);
}

TEST_F(Publishing, OfADatasetTakesSomebodyWhoDidNotHandItIn) {
  const identity::Actor steward = hire("a.steward", content::DeskRole::DataSteward);
  content::Dataset dataset;
  dataset.code = content::DatasetCode("EXPORTS");
  dataset.organisation = content::OrganisationCode("mofa");
  dataset.state = State::Submitted;
  dataset.releases = {{.number = 1, .published = {1}, .note = {}, .state = State::Submitted}};
  content::Change change = sen::test::planned(*store_, {dataset});
  change.actor.name = "a.steward";
  expect_ok(store_->commit(change));

  expect_refused(workflow_.approve_dataset(steward, dataset.code, 1), ErrorCode::PermissionDenied, "author");
  expect_refused(workflow_.approve_dataset(stranger_, dataset.code, 1), ErrorCode::PermissionDenied, "organisation");
  expect_refused(workflow_.approve_dataset(approver_, dataset.code, 2), ErrorCode::Conflict, "a.steward");
  expect_ok(workflow_.approve_dataset(approver_, dataset.code, 1));

  EXPECT_EQ(now()->dataset(dataset.code)->state, State::Published);
  EXPECT_EQ(now()->dataset(dataset.code)->releases.at(0).published, clock_.now());
  expect_refused(workflow_.approve_dataset(second_, dataset.code, 1), ErrorCode::Conflict, "an.approver");
}

}  // namespace
}  // namespace sen::workflow
