#include "engine/desk/guard.h"

#include <gtest/gtest.h>

#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using http::Method;
using test::Answer;
using test::World;

/// A path that a route's pattern stands for.
std::string path_of(const std::string& pattern) {
  std::string path;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{') {
      path += "x";
      i = pattern.find('}', i);
    } else {
      path += pattern[i];
    }
  }
  return path;
}

class GuardTest : public testing::Test {
 protected:
  /// Everything that the desk keeps, to see that nothing changed.
  std::string kept() {
    std::string all = std::to_string(world_.store().log().head().sequence.value);
    const auto entries = world_.vault().list("").value();
    for (const identity::VaultEntry& entry : entries) all += entry.key + *entry.value;
    return all;
  }
  World world_;
};

TEST_F(GuardTest, KnowsEveryRouteOfTheDesk) {
  std::vector<std::string> guarded;
  for (const Guard::Route& route : world_.desk().routes()) guarded.push_back(route.method + " " + route.pattern);

  EXPECT_EQ(guarded, world_.router().list());
}

TEST_F(GuardTest, LetsNobodyChangeAnythingWithoutSessionOriginAndToken) {
  const std::string session = world_.signed_in("quan", true);
  const std::string csrf = "csrf=" + identity::csrf_token(identity::SessionToken(session));
  world_.get("/desk/me", session);  // So that the session is marked as used now.
  const std::string before = kept();
  int changing = 0;

  for (const Guard::Route& route : world_.desk().routes()) {
    if (route.method == "GET") continue;
    ASSERT_EQ(route.method, "POST") << route.pattern << ": the walk below knows GET and POST";
    SCOPED_TRACE(route.pattern);
    changing += 1;
    const World::Ask right{.method = Method::Post, .path = path_of(route.pattern), .form = csrf, .session = session};

    World::Ask ask = right;
    ask.origin = "";
    EXPECT_EQ(world_.ask(ask).status, 403) << "no origin";
    for (const char* origin : {"https://evil.example", "http://desk.example.evil.example", "null", "desk.example"}) {
      ask.origin = origin;
      EXPECT_EQ(world_.ask(ask).status, 403) << origin;
    }
    ask = right;
    ask.headers = {{"Sec-Fetch-Site", "same-site"}};
    EXPECT_EQ(world_.ask(ask).status, 403) << "same site is not same origin";
    if (!route.access.needs_session()) continue;

    ask = right;
    ask.session = "";
    const Answer answer = world_.ask(ask);
    EXPECT_EQ(answer.status, 303) << "no session";
    EXPECT_EQ(answer.location, "/desk/sign-in");
    for (const char* token : {"", "csrf=", "csrf=wrong"}) {
      ask = right;
      ask.form = token;
      EXPECT_EQ(world_.ask(ask).status, 403) << "token " << token;
    }
  }

  EXPECT_GE(changing, 4);
  EXPECT_EQ(kept(), before);
}

TEST_F(GuardTest, ShowsNoPageWithoutSession) {
  for (const Guard::Route& route : world_.desk().routes()) {
    if (route.method != "GET" || !route.access.needs_session()) continue;
    SCOPED_TRACE(route.pattern);

    const Answer answer = world_.get(path_of(route.pattern));

    EXPECT_EQ(answer.status, 303);
    EXPECT_TRUE(answer.location.starts_with("/desk/sign-in?next=")) << answer.location;
  }
}

TEST_F(GuardTest, AsksAnAdministratorForTheSecondStepBeforeAnyPage) {
  const std::string session = world_.signed_in("quan", false);

  for (const Guard::Route& route : world_.desk().routes()) {
    if (route.method != "GET" || !route.access.needs_second_step()) continue;
    EXPECT_EQ(world_.get(path_of(route.pattern), session).location, "/desk/second-step") << route.pattern;
  }
}

TEST_F(GuardTest, ForgetsTheSessionOfAnAccountThatWasDisabled) {
  const std::string session = world_.signed_in("lan");
  ASSERT_EQ(world_.get("/desk", session).status, 200);
  content::Account lan = world_.now()->account(content::AccountName("lan")).value();
  lan.active = false;
  world_.add(lan);

  EXPECT_EQ(world_.get("/desk", session).status, 303);
  lan.active = true;
  world_.add(lan);
  EXPECT_EQ(world_.get("/desk", session).status, 303) << "it does not come back with the account";
}

TEST_F(GuardTest, KeepsEveryPageOutOfCaches) {
  const Answer answer = world_.get("/desk", world_.signed_in("lan"));

  EXPECT_NE(std::find(answer.headers.begin(), answer.headers.end(),
                      std::pair<std::string, std::string>("Cache-Control", "no-store")),
            answer.headers.end());
}

TEST_F(GuardTest, SpeaksThePersonsLanguageAlsoWhenItRefuses) {
  content::Account lan = world_.now()->account(content::AccountName("lan")).value();
  lan.desk_language = content::Locale("vi");
  world_.add(lan);

  const Answer answer =
      world_.ask({.method = Method::Post, .path = "/desk/sign-out", .session = world_.signed_in("lan"), .origin = ""});

  EXPECT_EQ(answer.status, 403);
  EXPECT_TRUE(answer.holds("<html lang=\"vi\">"));
  EXPECT_TRUE(answer.holds("Không được phép"));
}

TEST(SessionCookie, IsBoundToThisHostAndOutOfReachOfScripts) {
  EXPECT_EQ(session_cookie(identity::SessionToken("abc")), "__Host-sen=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
  EXPECT_EQ(session_cookie({}), "__Host-sen=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
}

}  // namespace
}  // namespace sen::desk
