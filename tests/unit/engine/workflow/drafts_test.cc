// What people are writing: nothing is lost, whoever else writes.
#include <atomic>
#include <thread>

#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow {
namespace {

using content::State;
using std::chrono::hours;
using testing::IsEmpty;
using testing::SizeIs;
using namespace test;

class Drafts : public Office {
 protected:
  content::Draft draft(const content::ContentId& id, std::uint32_t revision, const std::string& title) {
    content::Draft one;
    one.id = id;
    one.locale = kVi;
    one.revision = revision;
    one.title = title;
    return one;
  }
};

TEST_F(Drafts, KeepEveryRevisionAndRefuseAnotherNumber) {
  const content::ContentId id = create("port");
  expect_ok(workflow_.save_draft(author_, draft(id, 1, "One")));
  expect_ok(workflow_.save_draft(author_, draft(id, 2, "Two")));

  expect_refused(workflow_.save_draft(editor_, draft(id, 2, "Mine")), ErrorCode::Conflict, "an.author changed it at");
  expect_refused(workflow_.save_draft(editor_, draft(id, 9, "Mine")), ErrorCode::Conflict, "an.author");

  EXPECT_EQ(now()->draft(id, kVi)->title, "Two");
  EXPECT_EQ(workflow_.last_change(id, kVi)->account, "an.author");
  EXPECT_THAT(*now()->open_drafts(author_.account), SizeIs(1));
}

TEST_F(Drafts, CanBeDiscardedAndBroughtBackForThirtyDays) {
  const content::ContentId id = create("port");
  expect_ok(workflow_.save_draft(author_, draft(id, 1, "One")));
  expect_ok(workflow_.save_draft(author_, draft(id, 2, "Two")));
  expect_ok(workflow_.discard_draft(author_, id, kVi, 2));
  EXPECT_THAT(*now()->open_drafts(author_.account), IsEmpty());
  expect_refused(workflow_.discard_draft(author_, id, kVi, 3), ErrorCode::Conflict, "an.author");

  clock_.advance(kUndoFor);
  const auto restored = workflow_.restore_revision(author_, id, kVi, 1);

  expect_ok(restored);
  EXPECT_EQ(restored->title, "One");
  EXPECT_EQ(restored->revision, 4U);
  EXPECT_FALSE(now()->draft(id, kVi)->closed);
  clock_.advance(hours(1));
  expect_refused(workflow_.restore_revision(author_, id, kVi, 2), ErrorCode::NotFound, "30 days");
  expect_refused(workflow_.restore_revision(author_, id, kVi, 7), ErrorCode::NotFound, "30 days");
}

TEST_F(Drafts, HaveLimits) {
  const content::ContentId id = create("port");
  content::Draft large = draft(id, 1, "One");
  large.body = std::string(256 * 1024 + 1, 'x');

  expect_refused(workflow_.save_draft(author_, large), ErrorCode::TooLarge, "body");
  expect_refused(workflow_.save_draft(author_, draft(id, 1, "\xff")), ErrorCode::InvalidInput, "");
}

TEST_F(Drafts, AreNotHandedInOverAVersionThatCameInBetween) {
  const content::ContentId id = create("port");
  bring_out(id, kVi, "One");
  content::Draft correction = draft(id, 3, "Two");
  correction.based_on = 1;
  expect_ok(workflow_.save_draft(author_, correction));
  commit({sen::test::version(id.value, "vi", 2, "From a package"), [&] {
            content::Edition edition = this->edition(id, kVi);
            edition.latest = 2;
            return edition;
          }()});

  const Submission submission{.id = id, .locale = kVi, .revision = 3, .note = "Why"};
  expect_refused(workflow_.correct(author_, submission), ErrorCode::Conflict, "test changed it");
  EXPECT_EQ(now()->draft(id, kVi)->title, "Two") << "nothing is lost";
}

TEST_F(Drafts, OfATranslationAreTheTranslators) {
  const identity::Actor translator = hire("a.translator", content::DeskRole::Translator);
  const content::ContentId id = create("port");
  bring_out(id, kVi, "One");
  content::Draft translation = draft(id, 1, "In English");
  translation.locale = kEn;
  expect_refused(workflow_.save_draft(translator, translation), ErrorCode::PermissionDenied, "role");
  translation.translates = kVi;
  expect_ok(workflow_.save_draft(translator, translation));
  Submission submission{.id = id, .locale = kEn, .revision = 1, .note = {}};

  expect_ok(workflow_.submit(translator, submission));

  EXPECT_EQ(now()->version(id, kEn, 1)->translates_version, 1U);
  EXPECT_EQ(edition(id, kEn).state, State::Submitted);
}

TEST_F(Drafts, SavedByTwoAtOnceLoseNothing) {
  const content::ContentId id = create("port");
  constexpr std::uint32_t kRevisions = 100;
  std::atomic<int> saved{0};
  const auto write = [&](const identity::Actor& actor) {
    for (std::uint32_t revision = 1; revision <= kRevisions;) {
      const auto done = workflow_.save_draft(actor, draft(id, revision, actor.account.value));
      if (done.has_value())
        ++saved;
      else
        ASSERT_EQ(done.error().code(), ErrorCode::Conflict) << done.error().message();
      ++revision;
    }
  };
  {
    const std::jthread one([&] { write(author_); });
    const std::jthread other([&] { write(editor_); });
  }

  const auto revisions = now()->drafts(id, kVi);
  EXPECT_EQ(static_cast<int>(revisions->size()), saved.load());
  for (std::size_t i = 0; i < revisions->size(); ++i) EXPECT_EQ(revisions->at(i).revision, i + 1);
}

TEST_F(Drafts, AndApprovalsOfTwoAtOnceBothCount) {
  std::vector<content::ContentId> ids;
  for (int i = 0; i < 20; ++i) {
    ids.push_back(create("claim-" + std::to_string(i), "statement"));
    expect_ok(hand_in(author_, ids.back(), kVi, "One"));
  }
  const auto approve = [&](const identity::Actor& actor) {
    for (const content::ContentId& id : ids) expect_ok(workflow_.approve(actor, shown(id, kVi)));
  };
  {
    const std::jthread one([&] { approve(approver_); });
    const std::jthread other([&] { approve(second_); });
  }

  for (const content::ContentId& id : ids) {
    EXPECT_THAT(review(id, kVi).approvals, SizeIs(2));
    EXPECT_EQ(edition(id, kVi).state, State::Approved);
  }
}

TEST_F(Drafts, EditedWhileSomebodyApprovesAreNeverPublicUnapproved) {
  for (int round = 0; round < 20; ++round) {
    const content::ContentId id = create("race-" + std::to_string(round));
    expect_ok(hand_in(author_, id, kVi, "One"));
    const Subject seen = shown(id, kVi);
    {
      const std::jthread one([&] {
        if (workflow_.approve(approver_, seen).has_value()) (void)workflow_.publish(second_, seen).has_value();
      });
      const std::jthread other([&] { (void)hand_in(editor_, id, kVi, "Two").has_value(); });
    }

    const content::Edition edition = this->edition(id, kVi);
    if (edition.live != 0) {
      EXPECT_EQ(now()->version(id, kVi, edition.live)->body, "One");
    }
  }
}

}  // namespace
}  // namespace sen::workflow
