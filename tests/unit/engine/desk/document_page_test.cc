#include <gtest/gtest.h>

#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using content::Locale;
using content::State;
using test::Answer;
using test::World;

class DocumentPage : public testing::Test {
 protected:
  DocumentPage() {
    world_.add(world_.account("binh", DeskRole::Editor, "mofa"));
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("an", DeskRole::Approver, "mofa"));
    world_.add(world_.account("tu", DeskRole::Approver, "moit"));
    id_ = world_.hand_in("lan", "lotus", "en", "Lotus season", "The lotus blooms in June.\nIt has 12 petals.");
    world_.hand_in("lan", "lotus", "vi", "Mùa sen", "Sen nở.");
  }
  content::Review review(const char* language = "en") { return world_.now()->review(id_, Locale(language)).value(); }
  std::string path(const std::string& language = "en") { return "/desk/documents/" + id_.value + "/" + language; }
  std::string session(const std::string& name) { return world_.signed_in(name, true); }
  /// As the form of a page that shows what is there now.
  Answer decide(const std::string& name, const std::string& action, const std::string& fields = {}) {
    return decide_on(name, action, to_hex(review().content), fields);
  }
  Answer decide_on(const std::string& name, const std::string& action, const std::string& content,
                   const std::string& fields) {
    return world_.post(path() + "/" + action, "content=" + content + (fields.empty() ? "" : "&" + fields),
                       session(name));
  }
  World world_;
  content::ContentId id_;
};

TEST_F(DocumentPage, ShowsWhereEachLanguageStandsAndWhatHappened) {
  const Answer page = world_.get("/desk/documents/" + id_.value, session("hoa"));

  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.holds("Lotus season"));
  EXPECT_TRUE(page.holds("Mùa sen"));
  EXPECT_TRUE(page.holds("Not there yet:"));
  EXPECT_TRUE(page.holds("What happened"));
  EXPECT_TRUE(page.holds("Test lan"));
}

TEST_F(DocumentPage, OffersEachPersonExactlyWhatTheyMayDo) {
  const Answer author = world_.get(path(), session("lan"));
  const Answer editor = world_.get(path(), session("binh"));
  const Answer approver = world_.get(path(), session("hoa"));

  EXPECT_FALSE(author.holds("/en/approve\""));
  EXPECT_FALSE(author.holds("/en/return\""));
  EXPECT_TRUE(editor.holds("/en/return\""));
  EXPECT_FALSE(editor.holds("/en/approve\""));
  EXPECT_TRUE(approver.holds("/en/approve\""));
  EXPECT_FALSE(approver.holds("/en/publish\""));
  EXPECT_TRUE(approver.holds("1: The lotus blooms in June."));
  EXPECT_TRUE(approver.holds("name=\"content\" value=\"" + to_hex(review().content)));
}

TEST_F(DocumentPage, IsNotThereForAnotherOrganisation) {
  EXPECT_EQ(world_.get(path(), session("tu")).status, 404);
  EXPECT_EQ(world_.get("/desk/documents/" + id_.value, session("tu")).status, 404);
  EXPECT_EQ(decide("tu", "approve").status, 404);
  EXPECT_EQ(world_.get("/desk/documents/aaaaaaaaaa", session("hoa")).status, 404);
  EXPECT_EQ(world_.get(path("xx"), session("hoa")).status, 404);
  EXPECT_EQ(review().state, State::Submitted);
}

TEST_F(DocumentPage, RemarksReturnsAndSettles) {
  EXPECT_EQ(decide("binh", "remark", "paragraph=2&remark-words=Count+again").location, path() + "?done=remark");
  const Answer marked = world_.get(path() + "?done=remark", session("lan"));
  EXPECT_EQ(decide("lan", "settle", "remark=0").status, 303);
  EXPECT_EQ(decide("binh", "return", "return-words=Please+mend").status, 303);

  EXPECT_TRUE(marked.holds("Count again"));
  EXPECT_TRUE(marked.holds("Paragraph 2"));
  EXPECT_TRUE(marked.holds("role=\"status\">Remarked."));
  EXPECT_EQ(review().state, State::Draft);
  EXPECT_TRUE(review().remarks.front().settled);
}

TEST_F(DocumentPage, ApprovesOneLanguageAndLeavesTheOthersAlone) {
  const auto vietnamese = world_.now()->edition(id_, Locale("vi")).value();

  EXPECT_EQ(decide("hoa", "approve").status, 303);
  EXPECT_EQ(decide("binh", "publish").status, 303);

  EXPECT_EQ(world_.now()->edition(id_, Locale("en")).value().state, State::Published);
  EXPECT_EQ(world_.now()->edition(id_, Locale("vi")).value().state, vietnamese.state);
  EXPECT_EQ(review("vi").state, State::Submitted);
  EXPECT_TRUE(review("vi").approvals.empty());
}

TEST_F(DocumentPage, KeepsWhatWasTypedWhenSomebodyWasFaster) {
  const std::string seen = to_hex(review().content);
  world_.hand_in("binh", "lotus", "en", "Lotus season", "Other words.");

  const Answer late = decide_on("hoa", "return", seen, "return-words=Mend+the+%3Cfirst%3E+line");

  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(late.holds("Test binh"));
  EXPECT_TRUE(late.holds("Edited what waited"));
  EXPECT_TRUE(late.holds("Mend the &lt;first&gt; line"));
  EXPECT_EQ(decide_on("hoa", "approve", seen, {}).status, 409);
  EXPECT_TRUE(review().approvals.empty());
}

TEST_F(DocumentPage, SchedulesAtVietNamsHourAndTakesItBack) {
  ASSERT_EQ(decide("hoa", "approve").status, 303);

  EXPECT_EQ(decide("binh", "schedule", "at=2027-01-02T00:05:07").status, 303);
  EXPECT_EQ(format_rfc3339(*review().release), "2027-01-01T17:05:07Z");
  const Answer page = world_.get(path(), session("binh"));
  EXPECT_TRUE(page.holds("value=\"2027-01-02T00:05:07\""));
  EXPECT_TRUE(page.holds("type=\"datetime-local\" step=\"1\""));
  EXPECT_EQ(decide("binh", "unschedule").status, 303);
  EXPECT_EQ(review().state, State::Approved);
  EXPECT_TRUE(decide("binh", "schedule", "at=2001-01-01T00:00").holds("has passed already"));
  EXPECT_EQ(decide("binh", "schedule", "at=soon").status, 400);
}

TEST_F(DocumentPage, PublishesAnEmergencyByTwoAndAsksForAReview) {
  EXPECT_EQ(decide("binh", "emergency", "emergency-words=").status, 400);
  EXPECT_EQ(decide("binh", "emergency", "emergency-words=A+storm").status, 303);
  EXPECT_EQ(decide("binh", "emergency-confirm").status, 403) << "the first is not the second";
  EXPECT_TRUE(world_.get(path(), session("hoa")).holds("Confirm the emergency"));
  EXPECT_EQ(decide("hoa", "emergency-confirm").status, 303);

  EXPECT_EQ(world_.now()->edition(id_, Locale("en")).value().state, State::Published);
  EXPECT_TRUE(world_.get(path(), session("an")).holds("a third person must review it"));
  EXPECT_EQ(decide("an", "emergency-review", "emergency-review-words=In+order").status, 303);
  EXPECT_TRUE(review().reviewed);
}

TEST_F(DocumentPage, ComparesACorrectionWithWhatIsPublicAndWithdraws) {
  ASSERT_EQ(decide("hoa", "approve").status, 303);
  ASSERT_EQ(decide("binh", "publish").status, 303);
  world_.hand_in("lan", "lotus", "en", "Lotus season", "The lotus blooms in July.\nIt has 12 petals.");

  const Answer page = world_.get(path(), session("hoa"));
  EXPECT_TRUE(page.holds("<del>June</del><ins>July</ins>"));
  EXPECT_TRUE(page.holds("Against what is public (version 1)"));

  EXPECT_EQ(decide("hoa", "withdraw", "withdraw-words=").status, 400);
  EXPECT_EQ(decide("hoa", "withdraw", "withdraw-words=An+error").status, 303);
  EXPECT_EQ(world_.now()->edition(id_, Locale("en")).value().state, State::Withdrawn);
}

}  // namespace
}  // namespace sen::desk
