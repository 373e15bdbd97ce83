// From a draft to an approval, and what is refused on the way.
#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow {
namespace {

using content::ChangeKind;
using content::State;
using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace test;

class Reviewing : public Office {};

TEST_F(Reviewing, TakesADraftToThePublicStepByStep) {
  const content::ContentId id = create("port");
  expect_ok(hand_in(author_, id, kVi, "One"));
  EXPECT_EQ(last_reason(), "submit vi of " + id.value);
  EXPECT_EQ(edition(id, kVi).state, State::Submitted);
  EXPECT_TRUE(now()->draft(id, kVi)->closed);

  expect_ok(workflow_.start_review(editor_, shown(id, kVi)));
  EXPECT_EQ(edition(id, kVi).state, State::InReview);
  expect_ok(workflow_.approve(approver_, shown(id, kVi)));
  EXPECT_EQ(last_reason(), "approve vi of " + id.value);
  EXPECT_EQ(edition(id, kVi).state, State::Approved);
  EXPECT_EQ(edition(id, kVi).live, 0U);
  expect_ok(workflow_.publish(editor_, shown(id, kVi)));

  EXPECT_EQ(edition(id, kVi).state, State::Published);
  EXPECT_EQ(edition(id, kVi).live, 1U);
  EXPECT_EQ(edition(id, kVi).first_published, clock_.now());
  const content::Change change = store_->log().read({store_->log().head().sequence.value - 1}, 1).value().front();
  EXPECT_EQ(change.actor.name, "an.editor");
  EXPECT_EQ(now()->version(id, kVi, 1)->slug, "title-of-one");
  EXPECT_THAT(*now()->open_reviews(), IsEmpty());
}

TEST_F(Reviewing, RefusesWhoeverWroteTheWords) {
  also(approver_, content::DeskRole::Contributor);
  const content::ContentId id = create("port");
  expect_ok(hand_in(approver_, id, kVi, "One"));

  expect_refused(workflow_.approve(approver_, shown(id, kVi)), ErrorCode::PermissionDenied, "author");
  expect_ok(workflow_.approve(second_, shown(id, kVi)));
}

TEST_F(Reviewing, RefusesWhoeverSavedADraftThatAnotherHandedIn) {
  also(approver_, content::DeskRole::Contributor);
  const content::ContentId id = create("port");
  content::Draft draft;
  draft.id = id;
  draft.locale = kVi;
  draft.revision = 1;
  draft.title = "Words of the approver";
  expect_ok(workflow_.save_draft(approver_, draft));
  expect_ok(hand_in(author_, id, kVi, "One"));

  expect_refused(workflow_.approve(approver_, shown(id, kVi)), ErrorCode::PermissionDenied, "author");
}

TEST_F(Reviewing, RefusesPeopleWithoutTheRoleTheOrganisationOrTheSecondFactor) {
  const content::ContentId id = create("port");
  expect_ok(hand_in(author_, id, kVi, "One"));
  identity::Actor weak = approver_;
  weak.second_factor = false;

  expect_refused(workflow_.approve(editor_, shown(id, kVi)), ErrorCode::PermissionDenied, "role");
  expect_refused(workflow_.approve(stranger_, shown(id, kVi)), ErrorCode::PermissionDenied, "organisation");
  expect_refused(workflow_.approve(weak, shown(id, kVi)), ErrorCode::PermissionDenied, "second factor");
  expect_refused(hand_in(stranger_, id, kEn, "Two"), ErrorCode::PermissionDenied, "document.draft");
  EXPECT_EQ(edition(id, kVi).state, State::Submitted);
}

TEST_F(Reviewing, AsksForAsManyPersonsAsTheTypeDemands) {
  const content::ContentId id = create("claim", "statement");
  expect_ok(hand_in(author_, id, kVi, "One"));
  expect_ok(workflow_.approve(approver_, shown(id, kVi)));
  EXPECT_EQ(edition(id, kVi).state, State::InReview);

  expect_refused(workflow_.approve(approver_, shown(id, kVi)), ErrorCode::PermissionDenied, "has approved");
  expect_refused(workflow_.publish(editor_, shown(id, kVi)), ErrorCode::Conflict, "an.approver");
  expect_ok(workflow_.approve(second_, shown(id, kVi)));

  EXPECT_EQ(edition(id, kVi).state, State::Approved);
  expect_ok(workflow_.publish(editor_, shown(id, kVi)));
}

TEST_F(Reviewing, AsksOneApproverOfEachOrganisationThatSignsToo) {
  const content::ContentId id = create("port");
  content::Draft draft;
  draft.id = id;
  draft.locale = kVi;
  draft.revision = 1;
  draft.title = "Two ministries";
  expect_ok(workflow_.save_draft(author_, draft));
  Submission submission{.id = id, .locale = kVi, .revision = 1, .note = {}};
  submission.wishes.emplace().cosigners = {content::OrganisationCode("nowhere")};
  expect_refused(workflow_.submit(author_, submission), ErrorCode::InvalidInput, "nowhere");
  submission.wishes->cosigners = {content::OrganisationCode("moit"), content::OrganisationCode("mofa")};
  expect_ok(workflow_.submit(author_, submission));

  expect_ok(workflow_.approve(approver_, shown(id, kVi)));
  EXPECT_EQ(edition(id, kVi).state, State::InReview);
  expect_refused(workflow_.cosign(second_, shown(id, kVi), content::OrganisationCode("moit")),
                 ErrorCode::PermissionDenied, "organisation");
  expect_ok(workflow_.cosign(stranger_, shown(id, kVi), content::OrganisationCode("moit")));

  EXPECT_EQ(edition(id, kVi).state, State::Approved);
}

TEST_F(Reviewing, KeepsWhatWasWishedUntilSomethingElseIs) {
  const content::ContentId id = create("port");
  content::Draft draft;
  draft.id = id;
  draft.locale = kVi;
  draft.revision = 1;
  draft.title = "Two ministries";
  expect_ok(workflow_.save_draft(author_, draft));
  Submission submission{.id = id, .locale = kVi, .revision = 1, .note = {}};
  submission.wishes = Wishes{.asked = {approver_.account, second_.account},
                             .cosigners = {content::OrganisationCode("moit")},
                             .due = clock_.now() + hours(2),
                             .release = clock_.now() + hours(5)};
  expect_ok(workflow_.submit(author_, submission));
  expect_ok(workflow_.return_to_author(approver_, shown(id, kVi), "Which port?"));
  content::Account gone = now()->account(second_.account).value();
  gone.active = false;
  commit({gone});
  clock_.advance(hours(3));

  expect_ok(hand_in(author_, id, kVi, "Two ministries and a port"));

  const content::Review again = review(id, kVi);
  EXPECT_EQ(again.due, clock_.now() + -hours(1)) << "that it is late is no reason to forget it";
  EXPECT_EQ(again.release, clock_.now() + hours(2));
  EXPECT_EQ(again.cosigners, std::vector{content::OrganisationCode("moit")});
  EXPECT_EQ(again.asked, std::vector{approver_.account}) << "who may not approve any more is not asked";

  expect_ok(workflow_.return_to_author(approver_, shown(id, kVi), "Which one?"));
  draft.revision = now()->draft(id, kVi)->revision + 1;
  draft.based_on = 2;
  expect_ok(workflow_.save_draft(author_, draft));
  submission.revision = draft.revision;
  submission.wishes = Wishes{.asked = {}, .cosigners = {}, .due = again.due, .release = clock_.now()};
  expect_refused(workflow_.submit(author_, submission), ErrorCode::InvalidInput, "release: it has passed");
  submission.wishes->release.reset();
  expect_ok(workflow_.submit(author_, submission));
  EXPECT_EQ(review(id, kVi).due, again.due);
  EXPECT_EQ(review(id, kVi).release, std::nullopt);
  EXPECT_THAT(review(id, kVi).cosigners, IsEmpty());
}

TEST_F(Reviewing, AsksNobodyByNameWhoHasWrittenOfItSince) {
  also(approver_, content::DeskRole::Editor);
  const content::ContentId id = create("port");
  content::Draft draft;
  draft.id = id;
  draft.locale = kVi;
  draft.revision = 1;
  draft.title = "A port";
  expect_ok(workflow_.save_draft(author_, draft));
  Submission submission{.id = id, .locale = kVi, .revision = 1, .note = {}};
  submission.wishes.emplace().asked = {approver_.account, second_.account};
  expect_ok(workflow_.submit(author_, submission));
  expect_ok(workflow_.return_to_author(second_, shown(id, kVi), "Which port?"));
  draft.revision = now()->draft(id, kVi)->revision + 1;
  draft.based_on = 1;
  draft.title = "The port of the approver";
  expect_ok(workflow_.save_draft(approver_, draft));

  expect_ok(hand_in(author_, id, kVi, "One"));

  EXPECT_THAT(review(id, kVi).co_authors, ElementsAre(approver_.account));
  EXPECT_THAT(review(id, kVi).asked, ElementsAre(second_.account));

  draft.based_on = 2;
  draft.title = "A port for all";
  expect_ok(workflow_.return_to_author(second_, shown(id, kVi), "For whom?"));
  draft.revision = now()->draft(id, kVi)->revision + 1;
  expect_ok(workflow_.save_draft(author_, draft));
  submission.revision = draft.revision;
  expect_ok(workflow_.submit(author_, submission));
  EXPECT_THAT(review(id, kVi).asked, ElementsAre(second_.account)) << "nor when it is wished again";

  also(second_, content::DeskRole::Editor);
  content::Document document = now()->document(id).value();
  const Digest seen = content::document_content(document);
  document.topics = {"politics"};
  expect_ok(workflow_.propose(second_, document, seen));
  EXPECT_THAT(review(id, kVi).asked, IsEmpty()) << "the document's own fields go out with it";
}

TEST_F(Reviewing, MakesNoVersionOfWordsThatAreAsTheyWere) {
  const content::ContentId id = create("port");
  bring_out(id, kVi, "One");
  expect_refused(hand_in(author_, id, kVi, "One", content::ChangeKind::Minor, ""), ErrorCode::InvalidInput,
                 "nothing has changed");
  EXPECT_EQ(edition(id, kVi).latest, 1U);
  EXPECT_EQ(now()->draft(id, kVi)->closed, false) << "what was saved is still there";
  expect_ok(hand_in(author_, id, kVi, "Two"));

  expect_refused(hand_in(editor_, id, kVi, "Two"), ErrorCode::InvalidInput, "nothing has changed");
  const Subject before = shown(id, kVi);
  expect_ok(workflow_.return_to_author(approver_, before, "Is it two?"));
  expect_ok(hand_in(author_, id, kVi, "Two"));

  EXPECT_EQ(edition(id, kVi).latest, 2U) << "it comes back as the version that it is";
  EXPECT_EQ(review(id, kVi).version, 2U);
  EXPECT_EQ(review(id, kVi).state, State::Submitted);
  EXPECT_EQ(review(id, kVi).content, before.content);
  expect_ok(workflow_.approve(approver_, shown(id, kVi)));
  expect_ok(workflow_.publish(editor_, shown(id, kVi)));
  EXPECT_EQ(edition(id, kVi).live, 2U);
}

TEST_F(Reviewing, BringsBackTheWordsOfWhatWasWithdrawn) {
  const content::ContentId id = create("port");
  bring_out(id, kVi, "One");
  expect_ok(workflow_.withdraw(approver_, {.id = id, .locale = kVi, .reasons = {{kVi, "Why"}}}));

  expect_ok(hand_in(author_, id, kVi, "One"));

  EXPECT_EQ(edition(id, kVi).latest, 2U);
}

TEST_F(Reviewing, BindsAnApprovalToTheWordsThatWereShown) {
  const content::ContentId id = create("port");
  expect_ok(hand_in(author_, id, kVi, "One"));
  const Subject old = shown(id, kVi);
  expect_ok(workflow_.approve(approver_, old));
  expect_ok(hand_in(editor_, id, kVi, "Two"));

  EXPECT_EQ(review(id, kVi).state, State::Submitted);
  EXPECT_THAT(review(id, kVi).approvals, IsEmpty());
  EXPECT_EQ(edition(id, kVi).state, State::Submitted);
  EXPECT_EQ(last_reason(), "edit vi of " + id.value);
  expect_refused(workflow_.approve(second_, old), ErrorCode::Conflict, "an.editor changed it at 2026-11-21T00:00:00Z");
  expect_ok(workflow_.approve(second_, shown(id, kVi)));
}

TEST_F(Reviewing, VoidsApprovalsWhenTheFieldsThatGoOutWithTheWordsChange) {
  const content::ContentId id = create("port");
  expect_ok(hand_in(author_, id, kVi, "One"));
  expect_ok(workflow_.approve(approver_, shown(id, kVi)));
  const Subject old = shown(id, kVi);
  content::Document document = now()->document(id).value();
  document.topics = {"culture"};

  expect_refused(workflow_.propose(author_, document, content::document_content(now()->document(id).value())),
                 ErrorCode::Conflict, "not while it is approved: an.approver");
  expect_ok(workflow_.propose(editor_, document, content::document_content(now()->document(id).value())));

  EXPECT_EQ(edition(id, kVi).state, State::Submitted);
  expect_refused(workflow_.publish(editor_, old), ErrorCode::Conflict, "an.editor");
  EXPECT_THAT(review(id, kVi).co_authors, SizeIs(1));
}

TEST_F(Reviewing, ReturnsWithRemarksAndGivesTheAuthorTheWordsBack) {
  const content::ContentId id = create("port");
  expect_ok(hand_in(author_, id, kVi, "One\nTwo"));
  expect_refused(workflow_.remark(editor_, shown(id, kVi), 3, "Where?"), ErrorCode::InvalidInput, "paragraph 3");
  expect_refused(workflow_.return_to_author(editor_, shown(id, kVi), ""), ErrorCode::InvalidInput, "remark");
  expect_ok(workflow_.remark(editor_, shown(id, kVi), 2, "Which port?"));
  expect_ok(workflow_.return_to_author(editor_, shown(id, kVi), ""));

  EXPECT_EQ(edition(id, kVi).state, State::Draft);
  EXPECT_EQ(review(id, kVi).remarks.at(0).paragraph, 2U);
  const content::Draft draft = now()->draft(id, kVi).value();
  EXPECT_EQ(draft.body, "One\nTwo");
  EXPECT_EQ(draft.account.value, "an.author");
  EXPECT_FALSE(draft.closed);
  expect_ok(workflow_.settle_remark(author_, shown(id, kVi), 0));
  expect_refused(workflow_.settle_remark(author_, shown(id, kVi), 1), ErrorCode::NotFound, "remark");

  expect_ok(hand_in(author_, id, kVi, "One\nHai Phong"));
  EXPECT_EQ(edition(id, kVi).latest, 2U);
  EXPECT_TRUE(review(id, kVi).remarks.at(0).settled);
  EXPECT_EQ(review(id, kVi).author.value, "an.author");
}

TEST_F(Reviewing, RefusesWordsThatAreNotFit) {
  const content::ContentId id = create("port");

  expect_refused(hand_in(author_, id, kVi, "Loud!!"), ErrorCode::InvalidInput, "body: line 1: too loud");
  expect_refused(hand_in(author_, id, kVi, std::string(201, 'x')), ErrorCode::InvalidInput, "title: it has 210");
  expect_refused(hand_in(author_, id, content::Locale("xx"), "One"), ErrorCode::InvalidInput, "language");
  expect_refused(hand_in(author_, content::ContentId("aaaaaaaaaa"), kVi, "One"), ErrorCode::NotFound, "document");
  EXPECT_FALSE(now()->edition(id, kVi).has_value());
}

TEST_F(Reviewing, RefusesAnAccountThatIsNotThereOrNotActive) {
  const content::ContentId id = create("port");
  identity::Actor ghost = author_;
  ghost.account = content::AccountName("a.ghost");
  expect_refused(hand_in(ghost, id, kVi, "One"), ErrorCode::PermissionDenied, "active");
  content::Account left = now()->account(content::AccountName("an.author")).value();
  left.active = false;
  commit({left});

  expect_refused(hand_in(author_, id, kVi, "One"), ErrorCode::PermissionDenied, "active");
}

TEST_F(Reviewing, LeavesOtherLanguagesAlone) {
  const content::ContentId id = create("port");
  for (const content::Locale& locale : {kVi, kEn, kZh}) expect_ok(hand_in(author_, id, locale, "In " + locale.value));
  const auto before = now();

  expect_ok(workflow_.approve(approver_, shown(id, kEn)));
  expect_ok(workflow_.publish(editor_, shown(id, kEn)));

  for (const content::Locale& locale : {kVi, kZh}) {
    EXPECT_EQ(encoded(now()->edition(id, locale)), encoded(before->edition(id, locale)));
    EXPECT_EQ(encoded(now()->version(id, locale, 1)), encoded(before->version(id, locale, 1)));
    EXPECT_EQ(encoded(now()->review(id, locale)), encoded(before->review(id, locale)));
  }
  const auto touches =
      sen::test::names(store_->log().read({store_->log().head().sequence.value - 1}, 1).value().front().touches);
  EXPECT_THAT(touches, testing::Contains("edition:" + id.value + "/en"));
  EXPECT_THAT(touches, testing::Not(testing::Contains(HasSubstr("edition:" + id.value + "/vi"))));
  EXPECT_THAT(touches, testing::Not(testing::Contains(HasSubstr("list:zh/"))));
}

}  // namespace
}  // namespace sen::workflow
