// Accounts, organisations, register and audit, as an administrator and an auditor use them.
#include <gtest/gtest.h>

#include <regex>

#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::AccountName;
using content::DeskRole;
using content::OrganisationCode;
using test::Answer;
using test::World;

class AdministrationTest : public testing::Test {
 protected:
  AdministrationTest() : admin_(world_.signed_in("quan", true)) {
    world_.add(world_.account("ha.noi", DeskRole::Editor, "province-01"));
    world_.add(world_.account("kiem", DeskRole::Auditor, "mofa"));
    content::Account root = world_.account("root", DeskRole::Administrator, "mofa");
    root.grants = {{DeskRole::Administrator, OrganisationCode()}};
    world_.add(root);
  }
  content::Account account(const std::string& name) { return world_.now()->account(AccountName(name)).value(); }
  static std::string link_of(const Answer& answer) {
    std::smatch match;
    const bool found = std::regex_search(answer.body, match, std::regex("/desk/link/[A-Za-z0-9_-]+"));
    return found ? match.str() : std::string();
  }
  std::string make(const std::string& name, const std::string& organisation) {
    return "name=" + name + "&display_name=Thu&email=&organisation=" + organisation + "&duty=officer&language=en";
  }
  World world_;
  std::string admin_;
};

TEST_F(AdministrationTest, MakesAnAccountAndShowsItsLinkOnce) {
  const Answer made = world_.post("/desk/accounts/new", make("thu", "mofa"), admin_);

  ASSERT_EQ(made.status, 200);
  const std::string link = link_of(made);
  EXPECT_EQ(world_.get(link).status, 200);
  EXPECT_FALSE(world_.get("/desk/accounts/thu", admin_).holds(link));
  EXPECT_EQ(account("thu").duty, content::Duty::Officer);
  EXPECT_EQ(world_.post("/desk/accounts/new", make("thu", "mofa"), admin_).status, 400) << "the name is taken";
  EXPECT_TRUE(world_.post("/desk/accounts/new", make("T!", "mofa"), admin_).holds("href=\"#name\""));
}

TEST_F(AdministrationTest, StaysWithinTheOrganisationsThatItIsFor) {
  EXPECT_EQ(world_.post("/desk/accounts/new", make("thu", "province-01"), admin_).status, 403);
  EXPECT_EQ(world_.get("/desk/accounts/ha.noi", admin_).status, 404);
  EXPECT_EQ(world_.post("/desk/accounts/ha.noi/disable", "", admin_).status, 404);
  EXPECT_FALSE(world_.get("/desk/accounts", admin_).holds("ha.noi"));
  EXPECT_EQ(world_.get("/desk/accounts", world_.signed_in("lan")).status, 403);
}

TEST_F(AdministrationTest, GivesAndTakesRoles) {
  EXPECT_EQ(world_.post("/desk/accounts/lan/roles/give", "role=approver&organisation=mofa", admin_).status, 303);
  EXPECT_EQ(account("lan").grants.size(), 2U);
  EXPECT_EQ(world_.post("/desk/accounts/lan/roles/take", "role=contributor&organisation=mofa", admin_).status, 303);

  EXPECT_EQ(account("lan").grants, (std::vector<content::RoleGrant>{{DeskRole::Approver, OrganisationCode("mofa")}}));
  EXPECT_EQ(world_.post("/desk/accounts/lan/roles/give", "role=editor&organisation=province-01", admin_).status, 403);
  EXPECT_EQ(world_.post("/desk/accounts/lan/roles/give", "role=king&organisation=mofa", admin_).status, 400);
  EXPECT_EQ(world_.post("/desk/accounts/quan/roles/give", "role=approver&organisation=mofa", admin_).status, 403)
      << "nobody gives himself a role";
  EXPECT_EQ(world_.post("/desk/accounts/root/link", "", admin_).status, 403) << "nobody resets who stands above";
}

TEST_F(AdministrationTest, DisablesAnAccountAtOnce) {
  const std::string session = world_.signed_in("lan");

  EXPECT_EQ(world_.post("/desk/accounts/lan/disable", "", admin_).status, 303);

  EXPECT_EQ(world_.get("/desk", session).status, 303);
  EXPECT_FALSE(account("lan").active);
  EXPECT_EQ(world_.post("/desk/accounts/lan/enable", "", admin_).status, 303);
  EXPECT_TRUE(account("lan").active);
}

TEST_F(AdministrationTest, AddsADepartmentAndKeepsTheTreeWithoutCircles) {
  const std::string form = "code=mofa-press&name.vi=V%E1%BB%A5+B%C3%A1o+ch%C3%AD&name.en=Press+Department&parent=";

  EXPECT_EQ(world_.post("/desk/organisations", form + "province-01", admin_).status, 403);
  EXPECT_EQ(world_.post("/desk/organisations", form + "mofa", admin_).location, "/desk/organisations/mofa-press");
  EXPECT_TRUE(world_.get("/desk/organisations/mofa-press", admin_).holds("Vụ Báo chí"));
  const std::string root = world_.signed_in("root", true);
  EXPECT_EQ(world_.post("/desk/organisations/mofa", "parent=mofa-press", root).status, 400) << "a circle";
}

TEST_F(AdministrationTest, TakesOutANameThatIsEmptiedAndOffersEveryLanguageOfTheSite) {
  const std::string path = "/desk/organisations/mofa-press";
  world_.post("/desk/organisations", "code=mofa-press&name.vi=V&name.en=E&name.fr=F&parent=mofa", admin_);
  const auto names = [&] { return world_.now()->organisation(OrganisationCode("mofa-press")).value().names; };

  EXPECT_TRUE(world_.get(path, admin_).holds("name=\"name.ar\""));
  EXPECT_EQ(world_.post(path, "name.vi=V2&name.en=E2&name.fr=+&name.zh=&name.ar=A&parent=mofa", admin_).status, 303);

  const content::Texts now = {
      {content::Locale("vi"), "V2"}, {content::Locale("en"), "E2"}, {content::Locale("ar"), "A"}};
  EXPECT_EQ(names(), now);
  EXPECT_EQ(world_.post(path, "name.vi=&name.en=&name.ar=&parent=mofa", admin_).status, 400) << "one must remain";
  EXPECT_EQ(world_.post(path, "name.en=E2&parent=mofa", admin_).status, 303);
  EXPECT_EQ(names(), now) << "what the form does not have stays";
}

TEST_F(AdministrationTest, MergesOrganisationsWhoseHistoryStays) {
  const std::string root = world_.signed_in("root", true);
  for (const char* code : {"dept-a", "dept-b"})
    world_.post("/desk/organisations", std::string("name.en=D&name.vi=D&parent=mofa&code=") + code, root);

  const Answer merged = world_.post("/desk/organisations/dept-a/succeed", "successors=dept-b&until=2026-12-31", root);

  EXPECT_EQ(merged.status, 303);
  const auto former = world_.now()->organisation(OrganisationCode("dept-a")).value();
  EXPECT_EQ(former.until, "2026-12-31");
  EXPECT_EQ(former.successors, std::vector<OrganisationCode>{OrganisationCode("dept-b")});
  EXPECT_EQ(world_.now()->organisation(OrganisationCode("dept-b")).value().predecessors,
            std::vector<OrganisationCode>{OrganisationCode("dept-a")});
  EXPECT_EQ(world_.post("/desk/organisations/dept-a/succeed", "successors=dept-b&until=2026-12-31", root).status, 400)
      << "it has ended already";
  EXPECT_EQ(world_.post("/desk/organisations/dept-b/succeed", "successors=dept-b&until=2026-12-31", root).status, 400);
}

TEST_F(AdministrationTest, ListsOrganisationsWithoutAnOfficerFirst) {
  const Answer answer = world_.get("/desk/register", world_.signed_in("root", true));

  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.holds("nobody"));
}

TEST_F(AdministrationTest, ShowsInTheAuditWhoDidWhatAndWhatWasThereBefore) {
  world_.post("/desk/accounts/lan/roles/give", "role=approver&organisation=mofa", admin_);
  const std::string auditor = world_.signed_in("kiem");
  const std::string entry = std::to_string(world_.store().log().head().sequence.value);

  EXPECT_TRUE(world_.get("/desk/audit?person=quan", auditor).holds("give approver at mofa to lan"));
  EXPECT_FALSE(world_.get("/desk/audit?person=lan", auditor).holds("give approver"));
  const Answer shown = world_.get("/desk/audit/" + entry, auditor);
  EXPECT_TRUE(shown.holds("<td>contributor@mofa</td>"));
  EXPECT_TRUE(shown.holds("<td>contributor@mofa approver@mofa</td>"));
  EXPECT_FALSE(shown.holds("display_name")) << "what did not change is not shown";
  EXPECT_TRUE(world_.get("/desk/audit.csv?item=account:lan", auditor).holds(",\"quan\",\"mofa\",\"give approver"));
  EXPECT_TRUE(world_.get("/desk/audit.jsonl", auditor).holds("\"reason\":\"give approver at mofa to lan\""));
  EXPECT_EQ(world_.get("/desk/audit?from=yesterday", auditor).status, 400);
  EXPECT_EQ(world_.get("/desk/audit", world_.signed_in("minh")).status, 403);
}

}  // namespace
}  // namespace sen::desk
