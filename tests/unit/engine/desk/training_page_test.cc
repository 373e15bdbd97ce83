#include <gtest/gtest.h>

#include "engine/desk/training_portal.h"
#include "tests/support/content.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using content::Locale;
using content::State;
using test::Answer;
using test::World;

class TrainingPage : public testing::Test {
 protected:
  TrainingPage() {
    for (const auto& [name, role] : {std::pair("an", DeskRole::Contributor), std::pair("cuc", DeskRole::Approver)}) {
      content::Account account = world_.account(name, role, "mofa");
      account.sandbox = true;
      world_.add(account);
    }
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("tu", DeskRole::Editor, "moit"));
    id_ = world_.hand_in("an", "exercise", "vi", "Bài tập đầu tiên", "Sen nở.");
  }
  std::string path(const std::string& more = {}) { return "/desk/documents/" + id_.value + "/vi" + more; }
  std::string session(const std::string& name) { return world_.signed_in(name); }
  Answer decide(const std::string& name, const std::string& action) {
    const std::string content = to_hex(world_.now()->review(id_, Locale("vi")).value().content);
    return world_.post(path("/" + action), "content=" + content, session(name));
  }
  World world_;
  content::ContentId id_;
};

TEST_F(TrainingPage, ShowsWhatTheTrainingPublishedAsThePortalWouldAndToNobodyElse) {
  const std::string page = "/desk/sandbox/" + id_.value + "/vi";
  EXPECT_EQ(world_.get(page, session("an")).status, 404) << "not published yet";
  EXPECT_TRUE(world_.get("/desk/sandbox", session("an")).holds("Nothing was published in the training yet"));
  EXPECT_EQ(decide("cuc", "approve").status, 303) << "without a second factor: nothing of it leaves the training";
  EXPECT_EQ(decide("cuc", "publish").status, 303);

  const Answer shown = world_.get(page, session("cuc"));
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.holds("<p>Sen nở.</p>"));
  EXPECT_TRUE(shown.holds("TRAINING"));
  EXPECT_TRUE(shown.holds("noindex"));
  EXPECT_FALSE(shown.holds("data-suggest")) << "titles of the portal";
  EXPECT_FALSE(world_.get("/desk/sandbox", session("an")).holds("data-suggest"));
  EXPECT_TRUE(world_.get("/desk/sandbox", session("an")).holds("Bài tập đầu tiên"));
  EXPECT_TRUE(world_.get("/desk/sandbox?q=bai+tap", session("an")).holds("Bài tập đầu tiên"));
  EXPECT_TRUE(world_.get("/desk/sandbox?q=other", session("an")).holds("Nothing of the training holds these words"));
  EXPECT_FALSE(world_.get("/desk/sandbox", session("tu")).holds("Bài tập đầu tiên")) << "of another organisation";
  EXPECT_EQ(world_.get(page, session("tu")).status, 404);
  EXPECT_EQ(world_.get(page, session("minh")).status, 403) << "no role at all";
  EXPECT_EQ(world_.now()->edition(id_, Locale("vi")).value().live, 0U);
}

TEST_F(TrainingPage, KeepsThePageOfADocumentThatIsNoLongerAmongTheNewest) {
  const auto publish = [&](const content::ContentId& id) {
    const workflow::Subject subject{id, Locale("vi"), world_.now()->review(id, Locale("vi")).value().content};
    ASSERT_TRUE(world_.workflow().approve(world_.actor("cuc"), subject).has_value());
    ASSERT_TRUE(world_.workflow().publish(world_.actor("cuc"), subject).has_value());
  };
  publish(id_);
  for (std::size_t number = 0; number < kShownTraining; ++number) {
    world_.clock().advance(std::chrono::minutes(1));
    publish(world_.hand_in("an", "later-" + std::to_string(number), "vi", "Bài tập sau"));
  }

  const Answer page = world_.get("/desk/sandbox/" + id_.value + "/vi", session("an"));

  EXPECT_FALSE(world_.get("/desk/sandbox", session("an")).holds("Bài tập đầu tiên"));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.holds("<p>Sen nở.</p>"));
}

TEST_F(TrainingPage, LeadsATraineeThroughTheFirstDocument) {
  const auto steps_done = [&](const std::string& name) {
    const Answer home = world_.get("/desk", session(name));
    EXPECT_TRUE(home.holds("Your first document"));
    std::size_t count = 0;
    for (std::size_t at = home.body.find("tag good"); at != std::string::npos; at = home.body.find("tag good", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(steps_done("cuc"), 0U);
  EXPECT_EQ(steps_done("an"), 3U);
  decide("cuc", "approve");
  EXPECT_EQ(steps_done("an"), 4U);
  decide("cuc", "publish");
  EXPECT_EQ(steps_done("an"), 5U);
  EXPECT_FALSE(world_.get("/desk", session("lan")).holds("Your first document"));
}

class DatasetPage : public testing::Test {
 protected:
  DatasetPage() {
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("tu", DeskRole::Approver, "moit"));
    hand_in(1, {{"2023", "10"}, {"2024", "12"}});
  }
  void hand_in(std::uint32_t number, const std::vector<std::pair<std::string, std::string>>& figures) {
    const content::DatasetCode code("EXPORTS");
    content::Dataset dataset;
    if (const auto stored = world_.now()->dataset(code)) dataset = *stored;
    dataset.code = code;
    dataset.organisation = content::OrganisationCode("mofa");
    dataset.titles = {{Locale("en"), "Exports of rice"}};
    dataset.columns = {{"REF_AREA", "province", content::Role::Dimension, "", {}, "", 0},
                       {"TIME_PERIOD", "year", content::Role::Time, "", {}, "", 0},
                       {"OBS_VALUE", "usd", content::Role::Measure, "", {}, "USD", 0}};
    dataset.releases.push_back(
        {.number = number, .published = world_.clock().now(), .note = {}, .state = State::Submitted});
    content::Series series{.dataset = code, .key = {"31"}, .release = number, .observations = {}};
    for (const auto& [period, value] : figures) series.observations.push_back({period, value, {}});
    content::Change change = sen::test::planned(world_.store(), {dataset, series});
    change.actor.name = "lan";
    ASSERT_TRUE(world_.store().commit(std::move(change)).has_value());
  }
  Answer decide(const std::string& name, const std::string& action, const std::string& more = {}) {
    const auto newest = world_.now()->dataset(content::DatasetCode("EXPORTS")).value().releases.back().number;
    return world_.post("/desk/datasets/EXPORTS/" + action, "release=" + std::to_string(newest) + more, session(name));
  }
  std::string session(const std::string& name) { return world_.signed_in(name, true); }
  World world_;
};

TEST_F(DatasetPage, ShowsWhatAReleaseChangesAndApprovesIt) {
  EXPECT_TRUE(world_.get("/desk/queue", session("hoa")).holds("href=\"/desk/datasets/EXPORTS\""));
  EXPECT_TRUE(world_.get("/desk/datasets/EXPORTS", session("hoa")).holds("The first release"));
  EXPECT_EQ(world_.get("/desk/datasets/EXPORTS", session("tu")).status, 404);
  EXPECT_EQ(decide("hoa", "approve").status, 303);
  hand_in(2, {{"2024", "12.5"}, {"2025", "14"}});

  const Answer page = world_.get("/desk/datasets/EXPORTS", session("hoa"));

  EXPECT_TRUE(page.holds("<del>12</del>"));
  EXPECT_TRUE(page.holds("<ins>12.5</ins>"));
  EXPECT_TRUE(page.holds("<b>1</b> added"));
  EXPECT_TRUE(page.holds("<b>1</b> changed"));
  EXPECT_TRUE(page.holds("<b>1</b> removed"));
  EXPECT_TRUE(page.holds("Test lan"));
  EXPECT_FALSE(world_.get("/desk/datasets/EXPORTS", session("lan")).holds("Approve and publish"));
}

TEST_F(DatasetPage, ReturnsFiguresAndKeepsThemUnderAnEmbargo) {
  EXPECT_EQ(decide("hoa", "embargo", "&at=2020-01-01T00:00").status, 400);
  EXPECT_EQ(decide("hoa", "embargo", "&at=2030-01-01T00:00").status, 303);
  EXPECT_TRUE(world_.get("/desk/datasets/EXPORTS", session("hoa")).holds("Lift the embargo"));
  EXPECT_EQ(decide("hoa", "approve").status, 303);
  EXPECT_EQ(world_.now()->dataset(content::DatasetCode("EXPORTS"))->state, State::Scheduled);
  EXPECT_EQ(decide("hoa", "lift").status, 303);
  EXPECT_EQ(world_.now()->dataset(content::DatasetCode("EXPORTS"))->state, State::Published);
  EXPECT_EQ(decide("hoa", "approve").status, 409);

  hand_in(2, {{"2024", "99"}});
  EXPECT_EQ(decide("hoa", "return", "&words=").status, 400);
  EXPECT_EQ(decide("hoa", "return", "&words=Ninety-nine+is+a+slip").status, 303);
  EXPECT_TRUE(world_.get("/desk/datasets/EXPORTS", session("lan")).holds("Ninety-nine is a slip"));
  EXPECT_TRUE(world_.get("/desk/queue", session("lan")).holds("Returned to you"));
}

}  // namespace
}  // namespace sen::desk
