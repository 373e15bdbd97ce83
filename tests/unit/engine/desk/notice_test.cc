#include "engine/desk/notices/notice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "engine/desk/notices/notice_runner.h"
#include "engine/workflow/translations.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk::test {
namespace {

using content::DeskRole;

/// Kind, to whom, about what, and whether its title may be read: `returned lan One`.
using Lines = std::vector<std::string>;

class NoticeTest : public testing::Test {
 protected:
  NoticeTest() {
    hire("ha", DeskRole::Approver);
    hire("tuan", DeskRole::Approver);
    hire("mai", DeskRole::Translator);
    hire("hoa", DeskRole::Translator);
    hire("duc", DeskRole::Editor);
    content::Account lan = world_.store().snapshot().value()->account(content::AccountName("lan")).value();
    lan.email = "lan@mofa.example";
    store(std::move(lan));
  }

  void hire(const std::string& name, DeskRole role, const std::string& organisation = "mofa", bool sandbox = false) {
    content::Account account = world_.account(name, role, organisation);
    account.sandbox = sandbox;
    account.email = name + "@mofa.example";
    account.languages = {content::Locale(name == "hoa" ? "zh" : "fr")};
    world_.add(account);
  }
  void store(content::Mutation mutation, const std::string& reason = "account", const std::string& by = "quan") {
    content::Change change;
    change.based_on = world_.store().log().head().sequence;
    change.actor = {by, content::OrganisationCode("mofa")};
    change.reason = reason;
    change.mutations = {std::move(mutation)};
    ASSERT_TRUE(world_.store().commit(std::move(change)).has_value());
  }

  /// What the newest change tells.
  Lines told() const {
    const auto& log = const_cast<World&>(world_).store();
    const auto changes = log.log().read({log.log().head().sequence.value - 1}, 1).value();
    Lines lines;
    const auto keep = [&](const content::Change&, const std::vector<Notice>& notices) -> Result<void> {
      for (const Notice& notice : notices)
        for (const NoticeItem& item : notice.items)
          lines.push_back(std::string(notice_name(notice.kind)) + " " + notice.to.value + " " + item.locale.value +
                          " " + item.title);
      return {};
    };
    EXPECT_TRUE(notices_of(changes, *log.snapshot().value(), world_.vocabulary(), keep).has_value());
    return lines;
  }
  workflow::Subject shown(const content::ContentId& id) {
    const content::Locale vi("vi");
    return {id, vi, world_.store().snapshot().value()->review(id, vi).value().content};
  }
  void ask_for_french(const content::ContentId& id, const std::string& translator, const std::string& by = "duc") {
    workflow::Translations translations(world_.store(), world_.vocabulary(), world_.clock());
    workflow::TranslationWish wish;
    wish.id = id;
    wish.locale = content::Locale("fr");
    wish.source = content::Locale("vi");
    wish.translator = content::AccountName(translator);
    const auto asked = translations.request(world_.actor(by), wish);
    ASSERT_TRUE(asked.has_value()) << asked.error().message();
  }

  World world_;
};

TEST_F(NoticeTest, FollowsATextFromHandToHand) {
  const content::ContentId id = world_.hand_in("lan", "one", "vi", "One");
  EXPECT_THAT(told(), testing::UnorderedElementsAre("review-asked ha vi One", "review-asked tuan vi One",
                                                    "review-asked duc vi One"));
  ASSERT_TRUE(world_.workflow().return_to_author(world_.actor("ha"), shown(id), "Count again").has_value());
  EXPECT_THAT(told(), testing::ElementsAre("returned lan vi One"));
}

TEST_F(NoticeTest, TellsBesidesThoseWhoAreAskedByNameWhoeverElseIsNeeded) {
  hire("yen", DeskRole::LanguageReviewer);
  hire("kim", DeskRole::Approver, "moit");
  const content::ContentId id = world_.hand_in("lan", "one", "vi", "One");
  content::Review review = world_.now()->review(id, content::Locale("vi")).value();
  review.locale = content::Locale("fr");
  review.needs_sign_off = true;
  review.asked = {content::AccountName("ha")};
  review.cosigners = {content::OrganisationCode("moit")};

  store(review, "submit fr of " + id.value);

  EXPECT_THAT(told(),
              testing::UnorderedElementsAre("review-asked ha fr ", "review-asked yen fr ", "review-asked kim fr "));
}

TEST_F(NoticeTest, TellsWhoMayGiveTheSecondApprovalOnceThoseAskedByNameHaveApproved) {
  const content::ContentId id = world_.hand_in("lan", "one", "vi", "One");
  content::Review review = world_.now()->review(id, content::Locale("vi")).value();
  const auto approved_by = [&](const std::string& name) {
    review.state = content::State::InReview;
    review.approvals.push_back({content::AccountName(name), review.organisation, world_.clock().now(), review.content});
    store(review, "approve vi of " + id.value, name);
  };
  hire("van", DeskRole::Approver);
  review.needed = 3;
  review.asked = {content::AccountName("ha"), content::AccountName("van")};

  approved_by("ha");
  EXPECT_THAT(told(), testing::IsEmpty()) << "van is asked and knows it";
  approved_by("van");
  EXPECT_THAT(told(), testing::ElementsAre("review-asked tuan vi One"));
}

TEST_F(NoticeTest, TellsOfAnEmergencyAndThatNobodyLookedAtItInTime) {
  const content::ContentId id = world_.hand_in("lan", "one", "vi", "One");
  ASSERT_TRUE(world_.workflow().emergency_start(world_.actor("ha"), shown(id), "A storm").has_value());
  EXPECT_THAT(told(), testing::ElementsAre("emergency-asked tuan vi One"));
  ASSERT_TRUE(world_.workflow().emergency_confirm(world_.actor("tuan"), shown(id)).has_value());

  const auto overdue = [&] {
    return overdue_notices(*world_.now(), world_.vocabulary(), world_.clock().now()).value().size();
  };
  EXPECT_EQ(overdue(), 0U);
  world_.clock().advance(std::chrono::hours(3));
  EXPECT_EQ(overdue(), 2U) << "ha and tuan, who approve for the ministry";
}

TEST_F(NoticeTest, AsksWhoTranslatesIntoTheLanguageOrWhoWasNamed) {
  ask_for_french(world_.hand_in("lan", "one", "vi", "One"), "");
  EXPECT_THAT(told(), testing::ElementsAre("translation-asked mai fr One"));
  ask_for_french(world_.hand_in("lan", "two", "vi", "Two"), "mai");
  EXPECT_THAT(told(), testing::ElementsAre("translation-asked mai fr Two"));
}

TEST_F(NoticeTest, TellsThoseWhoHaveItInTheirQueueAboveTheOrganisationToo) {
  hire("van", DeskRole::Approver, "");
  hire("kim", DeskRole::Approver, "moit");

  world_.hand_in("lan", "one", "vi", "One");

  EXPECT_THAT(told(), testing::UnorderedElementsAre("review-asked ha vi One", "review-asked tuan vi One",
                                                    "review-asked duc vi One", "review-asked van vi One"));
}

TEST_F(NoticeTest, TellsTheSuccessorOfAnOrganisationThatWasMerged) {
  hire("kim", DeskRole::Approver, "moit");
  const content::ContentId id = world_.hand_in("lan", "one", "vi", "One");
  ASSERT_TRUE(world_.workflow().emergency_start(world_.actor("ha"), shown(id), "A storm").has_value());
  ASSERT_TRUE(world_.workflow().emergency_confirm(world_.actor("tuan"), shown(id)).has_value());
  content::OrganisationEntry merged;
  merged.code = content::OrganisationCode("mofa");
  merged.kind = "ministry";
  merged.successors = {content::OrganisationCode("moit")};
  merged.until = "2026-11-01";
  store(merged);
  world_.clock().advance(std::chrono::hours(3));

  const auto notices = overdue_notices(*world_.now(), world_.vocabulary(), world_.clock().now()).value();

  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices.front().to.value, "kim");
}

TEST_F(NoticeTest, TellsOfTheTrainingThoseWhoAreTrainedAlone) {
  hire("an", DeskRole::Contributor, "mofa", true);
  hire("binh", DeskRole::Approver, "mofa", true);
  hire("cuc", DeskRole::Editor, "mofa", true);
  hire("dao", DeskRole::Translator, "mofa", true);
  const content::ContentId id = world_.hand_in("an", "exercise", "vi", "Bài tập");
  EXPECT_THAT(told(), testing::UnorderedElementsAre("review-asked binh vi Bài tập", "review-asked cuc vi Bài tập"));

  ask_for_french(id, "", "cuc");
  EXPECT_THAT(told(), testing::ElementsAre("translation-asked dao fr Bài tập"));
  ask_for_french(world_.hand_in("lan", "one", "vi", "One"), "");
  EXPECT_THAT(told(), testing::ElementsAre("translation-asked mai fr One"));
}

TEST_F(NoticeTest, WritesToNobodyWhoseAddressNoMailReaches) {
  content::Account ha = world_.store().snapshot().value()->account(content::AccountName("ha")).value();
  EXPECT_TRUE(wants(ha, NoticeKind::ReviewAsked));
  ha.email = "ha at mofa@example";
  EXPECT_FALSE(wants(ha, NoticeKind::ReviewAsked));
  store(ha);  // As an earlier release may have stored it.
  world_.hand_in("lan", "one", "vi", "One");
  EXPECT_THAT(told(), testing::Not(testing::Contains("review-asked ha vi One")));

  ha.name = content::AccountName("thu");
  EXPECT_FALSE(world_.accounts().add(ha, {"quan", content::OrganisationCode("mofa")}).has_value());
}

TEST_F(NoticeTest, NotesAfterEachChangeHowFarItTold) {
  const auto head = [&] { return std::to_string(world_.store().log().head().sequence.value); };
  const std::string before = head();
  world_.hand_in("lan", "one", "vi", "One");
  const std::string first = head();
  world_.hand_in("lan", "two", "vi", "Two");
  const sen::test::TemporaryFolder folder;
  const auto outbox = mail::Outbox::open(folder.path()).value();
  std::ofstream(folder.path() + "/position") << before << "\n";
  // One mail of the second text cannot be put in.
  std::filesystem::create_directories(folder.path() + "/queue/" + head() + "-review-asked-ha.new");
  const portal::Site site;
  const auto notifier =
      Notifier::make(*outbox, {"Sen", "noreply@sen.example"}, world_.vocabulary(), site, world_.clock()).value();

  const NoticeRunner runner(world_.store(), world_.vocabulary(), *notifier, world_.clock(), {.folder = folder.path()});

  std::string position;
  for (int i = 0; i < 6'000 && position != first; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::ifstream(folder.path() + "/position") >> position;
  }
  EXPECT_EQ(position, first);
  EXPECT_GE(outbox->waiting(), 3U);
}

}  // namespace
}  // namespace sen::desk::test
