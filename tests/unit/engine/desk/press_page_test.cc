// The spokesperson's office: questions, accreditation, response clocks; and who may not come.
#include <gtest/gtest.h>

#include "tests/support/content.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::ContentId;
using content::DeskRole;
using content::Locale;
using content::OrganisationCode;
using test::Answer;
using test::World;

class PressPage : public testing::Test {
 protected:
  PressPage() {
    const OrganisationCode central = world_.vocabulary().default_organisation();
    content::Account officer = world_.account("thu", DeskRole::PressOfficer, "mofa");
    officer.grants.push_back({DeskRole::PressOfficer, central});
    world_.add(officer);
    world_.add(world_.account("binh", DeskRole::PressOfficer, "moit"));
    officer_ = world_.signed_in("thu", true);
    press::Enquiry question;
    question.name = "Reporter Canary";
    question.medium = "Daily";
    question.language = Locale("en");
    question.organisation = OrganisationCode("mofa");
    question.text = "How many ships?\nAnd since when?";
    receipt_ = world_.enquiries().ask(question).value();
    press::Accreditation application;
    application.name = "Reporter Canary";
    application.medium = "Daily";
    application.email = "a@daily.example";
    application.language = Locale("fr");
    application.about = "Trade";
    world_.accreditations().apply(application).value();
  }
  std::string reasons() {
    std::string all;
    const auto changes = world_.store().log().read({0}, 1'000).value();
    for (const content::Change& change : changes) all += change.reason + "\n";
    return all;
  }
  Answer decide(const std::string& rest, const std::string& form, const std::string& session) {
    return world_.post("/desk/press/" + rest, form, session);
  }

  World world_;
  std::string officer_;
  press::Receipt receipt_;
};

TEST_F(PressPage, ShowsWhatWaitsAndRaisesAnAlarmWhenAnAnswerIsLate) {
  const Answer before = world_.get("/desk/press", officer_);
  EXPECT_EQ(before.status, 200);
  EXPECT_TRUE(before.holds("Q-2026-0001"));
  EXPECT_TRUE(before.holds("A-2026-0001"));
  EXPECT_FALSE(before.holds("class=\"alarm\""));

  world_.clock().advance(std::chrono::hours(50));
  const Answer late = world_.get("/desk/press", world_.signed_in("thu", true));
  EXPECT_TRUE(late.holds("class=\"alarm\""));
  EXPECT_TRUE(late.holds("2 hours overdue"));
}

TEST_F(PressPage, AnswersPrivatelyAndLogsNoPersonalData) {
  EXPECT_TRUE(world_.get("/desk/press/questions/Q-2026-0001", officer_).holds("And since when?"));
  EXPECT_EQ(decide("questions/Q-2026-0001/take", "", officer_).status, 303);
  EXPECT_EQ(decide("questions/Q-2026-0001/answer", "answer=Twelve.", officer_).status, 303);

  const press::Enquiry answered = world_.enquiries().by_token(receipt_.token).value();
  EXPECT_EQ(answered.answer, "Twelve.");
  EXPECT_EQ(answered.assigned.value, "thu");
  EXPECT_NE(reasons().find("press answer Q-2026-0001"), std::string::npos);
  EXPECT_EQ(reasons().find("Canary"), std::string::npos);
}

TEST_F(PressPage, BeginsAPublicAnswerAsADocumentThatIsReviewed) {
  const Answer begun = decide("questions/Q-2026-0001/publish", "", officer_);
  ASSERT_EQ(begun.status, 303) << begun.body;

  const ContentId id = world_.enquiries().find("Q-2026-0001")->public_answer;
  EXPECT_EQ(begun.location, "/desk/documents/" + id.value + "/en/edit");
  const content::Document document = world_.now()->document(id).value();
  EXPECT_EQ(document.type, "press-answer");
  EXPECT_EQ(world_.now()->draft(id, Locale("en"))->title, "How many ships?");
  EXPECT_FALSE(world_.now()->edition(id, Locale("en")).has_value()) << "nothing is public by this";
}

TEST_F(PressPage, KeepsAnotherOrganisationsQuestionsOut) {
  const std::string other = world_.signed_in("binh", true);
  EXPECT_FALSE(world_.get("/desk/press", other).holds("Q-2026-0001"));
  EXPECT_EQ(world_.get("/desk/press/questions/Q-2026-0001", other).status, 404);
  EXPECT_EQ(decide("questions/Q-2026-0001/answer", "answer=No", other).status, 404);
  EXPECT_EQ(world_.get("/desk/press", world_.signed_in("lan", true)).status, 403);

  EXPECT_EQ(decide("questions/Q-2026-0001/hand-over", "organisation=moit", officer_).status, 303);
  EXPECT_EQ(world_.get("/desk/press/questions/Q-2026-0001", other).status, 200);
  EXPECT_EQ(world_.get("/desk/press/questions/Q-2026-0001", officer_).status, 404);
}

TEST_F(PressPage, AccreditsWithASecondFactorOnly) {
  const std::string weak = world_.signed_in("thu");
  EXPECT_EQ(world_.get("/desk/press/accreditations/A-2026-0001", weak).status, 303);
  EXPECT_EQ(decide("accreditations/A-2026-0001/accept", "", weak).location, "/desk/second-step");
  EXPECT_EQ(world_.accreditations().find("A-2026-0001")->state, press::Accreditation::State::Waiting);

  const Answer accepted = decide("accreditations/A-2026-0001/accept", "", officer_);
  EXPECT_EQ(accepted.status, 200);
  EXPECT_TRUE(accepted.holds("http://desk.example/fr/press/sign-in/"));
  EXPECT_NE(reasons().find("press accredit A-2026-0001"), std::string::npos);
  EXPECT_EQ(reasons().find("Canary"), std::string::npos);

  EXPECT_EQ(decide("accreditations/A-2026-0001/revoke", "reason=", officer_).status, 400);
  EXPECT_EQ(decide("accreditations/A-2026-0001/revoke", "reason=Broke+an+embargo", officer_).status, 303);
  EXPECT_EQ(world_.accreditations().find("A-2026-0001")->state, press::Accreditation::State::Revoked);
}

TEST_F(PressPage, LetsNoOtherOrganisationOpenEverybodysEmbargoes) {
  const std::string other = world_.signed_in("binh", true);
  EXPECT_FALSE(world_.get("/desk/press", other).holds("A-2026-0001"));
  EXPECT_EQ(world_.get("/desk/press/accreditations/A-2026-0001", other).status, 403);
  EXPECT_EQ(decide("accreditations/A-2026-0001/accept", "", other).status, 403);
  EXPECT_EQ(world_.accreditations().find("A-2026-0001")->state, press::Accreditation::State::Waiting);
}

TEST_F(PressPage, OffersAPublicAnswerToWhoMayWriteOne) {
  content::Account above = world_.account("gia", DeskRole::PressOfficer, "mofa");
  above.organisation = OrganisationCode("scov");
  above.grants = {{DeskRole::PressOfficer, OrganisationCode("mofa")}};
  world_.add(above);
  press::Enquiry question;
  question.name = "Reporter Canary";
  question.medium = "Daily";
  question.language = Locale("en");
  question.organisation = OrganisationCode("scov");
  question.text = "How many?";
  world_.enquiries().ask(question).value();

  EXPECT_TRUE(world_.get("/desk/press/questions/Q-2026-0001", officer_).holds("Write a public answer"));
  const Answer page = world_.get("/desk/press/questions/Q-2026-0002", world_.signed_in("gia", true));
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(page.holds("Write a public answer"));
  EXPECT_EQ(decide("questions/Q-2026-0002/publish", "", world_.signed_in("gia", true)).status, 403);
}

TEST_F(PressPage, DeletesAnApplicationForEver) {
  EXPECT_EQ(decide("accreditations/A-2026-0001/delete", "", world_.signed_in("thu")).location, "/desk/second-step");
  EXPECT_TRUE(world_.get("/desk/press/accreditations/A-2026-0001", officer_).holds("Delete for ever"));

  EXPECT_EQ(decide("accreditations/A-2026-0001/delete", "", officer_).location, "/desk/press");

  EXPECT_FALSE(world_.accreditations().find("A-2026-0001").has_value());
  EXPECT_NE(reasons().find("press delete A-2026-0001"), std::string::npos);
}

TEST_F(PressPage, RunsTheClockOfAnIncidentAndBeginsItsEntries) {
  content::Document incident = sen::test::document("iiiiiiiiii");
  incident.type = "incident";
  incident.section = "press";
  incident.locales = {Locale("en")};
  incident.fields = {{"opened", {format_rfc3339(world_.clock().now())}}, {"update_minutes", {"60"}}};
  const content::Version version = sen::test::version("iiiiiiiiii", "en", 1, "Storm at sea");
  ASSERT_TRUE(world_.store()
                  .commit(sen::test::planned(world_.store(), {incident, version, sen::test::published(version, 2'000)}))
                  .has_value());

  EXPECT_TRUE(world_.get("/desk/press", officer_).holds("no entry yet"));
  world_.clock().advance(std::chrono::minutes(200));
  const std::string session = world_.signed_in("thu", true);
  const Answer late = world_.get("/desk/press", session);
  EXPECT_TRUE(late.holds("a new entry is owed"));
  EXPECT_TRUE(late.holds("2 hours overdue"));

  const Answer form = world_.get("/desk/documents/new?type=incident-entry&related=iiiiiiiiii", session);
  EXPECT_TRUE(form.holds(">\niiiiiiiiii</textarea>"));
  const Answer made = world_.post("/desk/documents/new",
                                  "type=incident-entry&related=iiiiiiiiii&organisation=mofa&language=en&title=First&"
                                  "field-standing=confirmed",
                                  session);
  ASSERT_EQ(made.status, 303) << made.body;
  const ContentId id(made.location.substr(std::string("/desk/documents/").size(), 10));
  EXPECT_EQ(world_.now()->document(id)->related, std::vector<ContentId>{ContentId("iiiiiiiiii")});
}

TEST_F(PressPage, KeepsTheAlarmOfAnOldIncidentHoweverManyCameAfterIt) {
  const auto incident = [&](const std::string& id, int hours_ago, bool closed) {
    content::Document document = sen::test::document(id);
    document.type = "incident";
    document.section = "press";
    document.locales = {Locale("en")};
    document.date = world_.clock().now() + std::chrono::hours(-hours_ago);
    document.fields = {{"opened", {format_rfc3339(document.date)}}};
    if (closed) document.fields.push_back({"closed", {format_rfc3339(document.date)}});
    const content::Version version = sen::test::version(id, "en", 1, closed ? "Put out" : "Still burning");
    return std::vector<content::Mutation>{document, version, sen::test::published(version, closed ? 3'000 : 2'000)};
  };
  std::vector<content::Mutation> all = incident("aaaaaaaaaa", 500, false);
  for (char first = 'b'; first <= 'g'; ++first)
    for (char second = 'a'; second <= 'j'; ++second)
      for (content::Mutation& one : incident(std::string{first, second} + "aaaaaaaa", 10, true)) all.push_back(one);
  ASSERT_TRUE(world_.store().commit(sen::test::planned(world_.store(), all)).has_value());

  const Answer page = world_.get("/desk/press", officer_);

  EXPECT_TRUE(page.holds("Still burning"));
  EXPECT_FALSE(page.holds("Put out"));
}

TEST_F(PressPage, RunsNoClockAnewWhereAnEntryIsCorrected) {
  const auto commit = [&](const std::string& id, const std::string& type, std::vector<ContentId> related,
                          Timestamp first, Timestamp updated) {
    content::Document document = sen::test::document(id);
    document.type = type;
    document.section = "press";
    document.locales = {Locale("en")};
    document.related = std::move(related);
    document.date = first;
    const content::Version version = sen::test::version(id, "en", 1, "Storm at sea");
    content::Edition edition = sen::test::published(version, first.milliseconds);
    edition.first_published = first;
    edition.updated = updated;
    ASSERT_TRUE(world_.store().commit(sen::test::planned(world_.store(), {document, version, edition})).has_value());
  };
  const Timestamp now = world_.clock().now();
  commit("iiiiiiiiii", "incident", {}, now + std::chrono::hours(-30), now + std::chrono::hours(-30));
  commit("eeeeeeeeee", "incident-entry", {ContentId("iiiiiiiiii")}, now + std::chrono::hours(-20), now);

  const Answer page = world_.get("/desk/press", officer_);

  EXPECT_TRUE(page.holds("a new entry is owed"));
  EXPECT_TRUE(page.holds("18 hours overdue"));
}

}  // namespace
}  // namespace sen::desk
