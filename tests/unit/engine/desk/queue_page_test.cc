#include <gtest/gtest.h>

#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using content::Locale;
using test::Answer;
using test::World;

class QueuePage : public testing::Test {
 protected:
  QueuePage() {
    world_.add(world_.account("binh", DeskRole::Editor, "mofa"));
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("an", DeskRole::Approver, "mofa"));
    world_.add(world_.account("tu", DeskRole::Approver, "moit"));
  }
  workflow::Subject shown(const content::ContentId& id, const char* language) {
    return {id, Locale(language), world_.now()->review(id, Locale(language)).value().content};
  }
  World world_;
};

TEST_F(QueuePage, ShowsAnApproverWhatWaitsWithOrganisationLanguageAuthorAndNobodyElsesWork) {
  world_.hand_in("lan", "lotus", "en", "Lotus <season>");

  const Answer hers = world_.get("/desk/queue", world_.signed_in("hoa", true));
  const Answer theirs = world_.get("/desk/queue", world_.signed_in("tu", true));

  EXPECT_EQ(hers.status, 200);
  EXPECT_TRUE(hers.holds("Lotus &lt;season&gt;"));
  EXPECT_TRUE(hers.holds("To approve"));
  EXPECT_TRUE(hers.holds("English"));
  EXPECT_TRUE(hers.holds("Test lan"));
  EXPECT_TRUE(hers.holds("Ministry of Foreign Affairs"));
  EXPECT_FALSE(theirs.holds("Lotus"));
  EXPECT_TRUE(theirs.holds("Nothing waits for you"));
}

TEST_F(QueuePage, FiltersByReasonAndLanguage) {
  world_.hand_in("lan", "lotus", "en", "Lotus");
  world_.hand_in("lan", "lotus", "vi", "Hoa sen");
  const std::string session = world_.signed_in("hoa", true);

  const Answer vietnamese = world_.get("/desk/queue?language=vi", session);
  const Answer to_publish = world_.get("/desk/queue?reason=publish", session);

  EXPECT_TRUE(vietnamese.holds("Hoa sen"));
  EXPECT_FALSE(vietnamese.holds("<b lang=\"en\""));
  EXPECT_TRUE(to_publish.holds("Nothing of this kind"));
}

TEST_F(QueuePage, ShowsTwentyAPageAndStaysWithinTheLast) {
  for (int number = 0; number < 23; ++number)
    world_.hand_in("lan", "item-" + std::to_string(number), "en", "Item " + std::to_string(number));
  const std::string session = world_.signed_in("hoa", true);

  const Answer first = world_.get("/desk/queue", session);
  const Answer beyond = world_.get("/desk/queue?page=99", session);

  EXPECT_TRUE(first.holds("Page 1 of 2"));
  EXPECT_TRUE(first.holds("rel=\"next\""));
  EXPECT_TRUE(beyond.holds("Page 2 of 2"));
  EXPECT_EQ(world_.get("/desk/queue?page=x", session).status, 200);
}

TEST_F(QueuePage, RaisesAnAlarmForAnEmergencyThatNobodyReviewed) {
  const content::ContentId id = world_.hand_in("lan", "storm", "en", "Storm warning");
  ASSERT_TRUE(world_.workflow().emergency_start(world_.actor("binh"), shown(id, "en"), "A storm comes").has_value());
  const Answer asked = world_.get("/desk", world_.signed_in("hoa", true));
  ASSERT_TRUE(world_.workflow().emergency_confirm(world_.actor("hoa"), shown(id, "en")).has_value());
  world_.clock().advance(std::chrono::hours(3));

  const Answer late = world_.get("/desk", world_.signed_in("an", true));

  EXPECT_TRUE(asked.holds("role=\"alert\"><h2>This cannot wait"));
  EXPECT_TRUE(asked.holds("a second person is needed"));
  EXPECT_TRUE(late.holds("Review after an emergency"));
  EXPECT_TRUE(late.holds("60 minutes overdue"));
}

}  // namespace
}  // namespace sen::desk
