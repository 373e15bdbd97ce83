#include <gtest/gtest.h>

#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow {
namespace {

using content::DeskRole;
using test::kEn;
using test::kVi;

class OffersTest : public test::Office {
 protected:
  Offers of(const identity::Actor& actor, const content::ContentId& id, const content::Locale& locale = kVi) {
    return workflow_.offers(actor, id, locale).value();
  }
};

TEST_F(OffersTest, OffersTheAuthorNoDecisionOnTheOwnWords) {
  const auto id = create("lotus");
  expect_ok(hand_in(author_, id, kVi, "Hoa sen"));
  also(author_, DeskRole::Approver);

  const Offers offers = of(author_, id);

  EXPECT_FALSE(offers.approve);
  EXPECT_FALSE(offers.publish);
  EXPECT_TRUE(offers.emergency_start);
}

TEST_F(OffersTest, FollowsTheTextFromReviewToThePublicAndBack) {
  const auto id = create("lotus");
  expect_ok(hand_in(author_, id, kVi, "Hoa sen"));
  EXPECT_TRUE(of(editor_, id).start_review);
  EXPECT_TRUE(of(editor_, id).give_back);
  EXPECT_TRUE(of(editor_, id).write);
  EXPECT_FALSE(of(editor_, id).approve);
  EXPECT_TRUE(of(approver_, id).approve);
  EXPECT_FALSE(of(approver_, id).schedule);

  expect_ok(workflow_.approve(approver_, shown(id, kVi)));
  EXPECT_FALSE(of(approver_, id).approve);
  EXPECT_TRUE(of(editor_, id).publish);
  EXPECT_TRUE(of(editor_, id).schedule);
  EXPECT_FALSE(of(editor_, id).unschedule);
  EXPECT_FALSE(of(approver_, id).withdraw);

  expect_ok(workflow_.publish(editor_, shown(id, kVi)));
  EXPECT_TRUE(of(approver_, id).withdraw);
  EXPECT_TRUE(of(approver_, id).retract);
  EXPECT_FALSE(of(editor_, id).withdraw);
  EXPECT_TRUE(of(author_, id).corrects);
  EXPECT_FALSE(of(author_, id).emergency_start);
}

TEST_F(OffersTest, OffersTheSecondPersonOfAnEmergencyWhatTheFirstMayNotDo) {
  const auto id = create("storm");
  expect_ok(hand_in(author_, id, kVi, "Bão"));
  expect_ok(workflow_.emergency_start(editor_, shown(id, kVi), "A storm comes"));

  EXPECT_FALSE(of(editor_, id).emergency_confirm);
  EXPECT_TRUE(of(approver_, id).emergency_confirm);
}

TEST_F(OffersTest, LetsNobodyReadForAnotherOrganisationUnlessItWasAskedToSignToo) {
  const auto id = create("lotus");
  expect_ok(hand_in(author_, id, kVi, "Hoa sen"));
  expect_refused(workflow_.offers(stranger_, id, kVi), ErrorCode::PermissionDenied, "");
  content::Review asked = review(id, kVi);
  asked.cosigners = {content::OrganisationCode("moit")};
  commit({asked});

  const Offers offers = of(stranger_, id);

  EXPECT_EQ(offers.cosign, (std::vector{content::OrganisationCode("moit")}));
  EXPECT_FALSE(offers.approve);
  expect_refused(workflow_.offers(stranger_, id, kEn), ErrorCode::PermissionDenied, "");
}

TEST_F(OffersTest, ChangesNothing) {
  const auto id = create("lotus");
  expect_ok(hand_in(author_, id, kVi, "Hoa sen"));
  const auto before = store_->log().head();

  for (const auto& actor : {author_, editor_, approver_}) of(actor, id);

  EXPECT_EQ(store_->log().head(), before);
}

}  // namespace
}  // namespace sen::workflow
