#include <gtest/gtest.h>

#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::AccountName;
using content::DeskRole;
using content::Locale;
using test::Answer;
using test::World;

class HandInPage : public testing::Test {
 protected:
  HandInPage() {
    world_.add(world_.account("binh", DeskRole::Editor, "mofa"));
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("tu", DeskRole::Approver, "moit"));
    id_ = world_.hand_in("lan", "lotus", "vi", "Mùa sen");
    content::Draft draft;
    draft.id = id_;
    draft.locale = Locale("en");
    draft.revision = 1;
    draft.title = "Lotus";
    draft.body = "The lotus blooms.";
    EXPECT_TRUE(world_.workflow().save_draft(world_.actor("lan"), draft).has_value());
  }
  std::string path() { return "/desk/documents/" + id_.value + "/en/hand-in"; }
  Answer send(const std::string& form) { return world_.post(path(), "revision=1&" + form, world_.signed_in("lan")); }
  content::Review review() { return world_.now()->review(id_, Locale("en")).value(); }
  World world_;
  content::ContentId id_;
};

TEST_F(HandInPage, OffersWhoMayApproveAndFindsOthersWithoutScripts) {
  const Answer page = world_.get(path(), world_.signed_in("lan"));
  EXPECT_TRUE(page.holds("value=\"hoa\""));
  EXPECT_FALSE(page.holds("value=\"binh\"")) << "edits, but does not approve";
  EXPECT_FALSE(page.holds("value=\"tu\"")) << "approves elsewhere";

  const Answer found = send("asked=hoa&due=2030-01-01T08:00&do=find&find-organisation=cong+thuong");

  EXPECT_TRUE(found.holds("value=\"moit\""));
  EXPECT_FALSE(found.holds("value=\"moet\""));
  EXPECT_TRUE(found.holds("value=\"hoa\" checked"));
  EXPECT_TRUE(found.holds("value=\"2030-01-01T08:00\""));
  EXPECT_EQ(world_.get(path(), world_.signed_in("tu", true)).status, 404);
}

TEST_F(HandInPage, HandsInWithWishesThatTheReviewShows) {
  const Answer done = send("asked=hoa&cosigners=moit&due=2030-01-01T08:00&release=2030-01-02T09:30&do=submit");

  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(review().asked, std::vector<AccountName>{AccountName("hoa")});
  EXPECT_EQ(review().cosigners.size(), 1U);
  EXPECT_EQ(format_rfc3339(*review().due), "2030-01-01T01:00:00Z");
  EXPECT_EQ(format_rfc3339(*review().release), "2030-01-02T02:30:00Z");
  EXPECT_TRUE(world_.get("/desk/queue", world_.signed_in("hoa", true)).holds("You were asked"));
  EXPECT_TRUE(world_.get("/desk/queue", world_.signed_in("binh", true)).holds("asked: Test hoa"));
}

TEST_F(HandInPage, KeepsTheWishesOfWhatComesBackAndShowsThemToBeChanged) {
  ASSERT_EQ(send("asked=hoa&cosigners=moit&due=2030-01-01T08:00&release=2030-01-02T09:30&do=submit").status, 303);
  const auto give_back = [&] {
    const workflow::Subject subject{id_, Locale("en"), review().content};
    ASSERT_TRUE(world_.workflow().return_to_author(world_.actor("hoa"), subject, "Which pond?").has_value());
  };
  const auto write = [&](int revision, const std::string& body, const std::string& action) {
    return world_.post("/desk/documents/" + id_.value + "/en/edit",
                       "revision=" + std::to_string(revision) + "&based_on=" + std::to_string(review().version) +
                           "&provenance=1&title=Lotus&summary=&body=" + body + "&do=" + action,
                       world_.signed_in("lan"));
  };
  give_back();

  ASSERT_EQ(write(3, "In+the+pond.", "submit").status, 303);

  EXPECT_EQ(format_rfc3339(*review().due), "2030-01-01T01:00:00Z");
  EXPECT_EQ(review().asked, std::vector<AccountName>{AccountName("hoa")});

  give_back();
  ASSERT_EQ(write(6, "In+the+large+pond.", "wishes").location, path());
  const Answer page = world_.get(path(), world_.signed_in("lan"));
  EXPECT_TRUE(page.holds("value=\"hoa\" checked"));
  EXPECT_TRUE(page.holds("value=\"moit\" checked"));
  EXPECT_TRUE(page.holds("value=\"2030-01-01T08:00\""));
  EXPECT_TRUE(page.holds("value=\"2030-01-02T09:30\""));
  const Answer sent =
      world_.post(path(), "revision=7&asked=hoa&due=&release=2030-01-02T09:30&do=submit", world_.signed_in("lan"));
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(review().due, std::nullopt) << "what was emptied is wished no more";
  EXPECT_TRUE(review().cosigners.empty());
  EXPECT_EQ(format_rfc3339(*review().release), "2030-01-02T02:30:00Z");
}

TEST_F(HandInPage, NamesTheWishThatCannotBe) {
  EXPECT_TRUE(send("asked=binh&do=submit").holds("binh may not approve this"));
  EXPECT_TRUE(send("due=2020-01-01T08:00&do=submit").holds("has passed already"));
  EXPECT_TRUE(send("release=tomorrow&do=submit").holds("not complete"));
  EXPECT_TRUE(send("cosigners=nowhere&do=submit").holds("There is no organisation"));
  EXPECT_FALSE(world_.now()->review(id_, Locale("en")).has_value()) << "nothing was handed in";
}

TEST_F(HandInPage, FiltersTheQueueByTypeOrganisationAndWhatIsOnesOwn) {
  ASSERT_EQ(send("asked=hoa&do=submit").status, 303);
  const std::string hoa = world_.signed_in("hoa", true);
  EXPECT_TRUE(world_.get("/desk/queue?mine=1", hoa).holds(">Lotus<"));
  EXPECT_FALSE(world_.get("/desk/queue?mine=1", hoa).holds("Mùa sen"));
  EXPECT_TRUE(world_.get("/desk/queue?type=news", hoa).holds("Mùa sen"));
  EXPECT_TRUE(world_.get("/desk/queue?type=statement", hoa).holds("Nothing of this kind"));
  EXPECT_TRUE(world_.get("/desk/queue?organisation=moit", hoa).holds("Nothing of this kind"));
}

TEST_F(HandInPage, TellsAnEditorWithoutASecondStepHowToPublish) {
  const workflow::Subject subject{id_, Locale("vi"), world_.now()->review(id_, Locale("vi")).value().content};
  ASSERT_TRUE(world_.workflow().approve(world_.actor("hoa"), subject).has_value());
  const std::string page = "/desk/documents/" + id_.value + "/vi";

  const Answer without = world_.get(page, world_.signed_in("binh"));
  EXPECT_FALSE(without.holds("Publish now"));
  EXPECT_TRUE(without.holds("href=\"/desk/enrol\""));
  const Answer with = world_.get(page, world_.signed_in("binh", true));
  EXPECT_TRUE(with.holds("Publish now"));
  EXPECT_FALSE(with.holds("href=\"/desk/enrol\""));
}

class OwnAccount : public testing::Test {
 protected:
  World world_;
};

TEST_F(OwnAccount, ChangesItsPasswordAndSignsOutEverywhereElse) {
  const std::string here = world_.signed_in("lan");
  const std::string there = world_.signed_in("lan");
  const auto change = [&](const std::string& now, const std::string& next) {
    return world_.post("/desk/me/password",
                       "now=" + http::encode_query(now) + "&password=" + http::encode_query(next) +
                           "&again=" + http::encode_query(next),
                       here);
  };
  EXPECT_EQ(change("wrong", "a pond of white lotus").status, 400);
  EXPECT_EQ(change(World::kPassword, "short").status, 400);
  EXPECT_EQ(world_.get("/desk/me", there).status, 200);

  EXPECT_EQ(change(World::kPassword, "a pond of white lotus").location, "/desk/me?done");

  EXPECT_EQ(world_.get("/desk/me", here).status, 200);
  EXPECT_EQ(world_.get("/desk/me", there).status, 303);
  EXPECT_EQ(change(World::kPassword, "another pond of lotus").status, 400);
  const std::string third = world_.signed_in("lan");
  EXPECT_EQ(world_.post("/desk/me/sessions/end-others", "", here).status, 303);
  EXPECT_EQ(world_.get("/desk/me", third).status, 303);
}

TEST_F(OwnAccount, IsForgottenByTheVaultWhenItsTimeIsOver) {
  const auto sessions = [&] { return world_.vault().list("session/").value().size(); };
  world_.signed_in("lan");
  world_.signed_in("minh");
  ASSERT_EQ(sessions(), 2U);
  world_.desk().sweep();
  EXPECT_EQ(sessions(), 2U);
  world_.clock().advance(std::chrono::hours(24));

  world_.desk().sweep();

  EXPECT_EQ(sessions(), 0U);
}

}  // namespace
}  // namespace sen::desk
