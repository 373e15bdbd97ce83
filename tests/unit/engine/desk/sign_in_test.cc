#include <gtest/gtest.h>

#include "engine/desk/pages/next.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using test::Answer;
using test::World;

class SignInTest : public testing::Test {
 protected:
  Answer sign_in(const std::string& name, const std::string& password, const std::string& next = {}) {
    return world_.post("/desk/sign-in", "name=" + http::encode_query(name) + "&password=" +
                                            http::encode_query(password) + "&next=" + http::encode_query(next));
  }
  World world_;
};

TEST_F(SignInTest, OpensTheDesk) {
  const Answer answer = sign_in(" Lan ", World::kPassword, "/desk/me?x=1");

  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.location, "/desk/me?x=1");
  const Answer home = world_.get("/desk", answer.cookie);
  EXPECT_EQ(home.status, 200);
  EXPECT_TRUE(home.holds("Hello, Test lan"));
  EXPECT_TRUE(home.holds("Contributor"));
}

TEST_F(SignInTest, SaysTheSameForAWrongNameAWrongPasswordAndADisabledAccount) {
  content::Account minh = world_.now()->account(content::AccountName("minh")).value();
  minh.active = false;
  world_.add(minh);
  const auto told = [&](const std::string& name, const std::string& password) {
    Answer answer = sign_in(name, password);
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.cookie, "");
    const std::string typed = "value=\"" + name + "\"";
    answer.body.replace(answer.body.find(typed), typed.size(), "value=\"\"");
    return answer.body;
  };

  const std::string wrong_password = told("lan", "wrong");

  EXPECT_EQ(told("nobody", "wrong"), wrong_password);
  EXPECT_EQ(told("minh", World::kPassword), wrong_password);
  EXPECT_EQ(told(std::string(90, 'x'), World::kPassword), wrong_password);
}

TEST_F(SignInTest, GivesEachSignInASessionOfItsOwn) {
  const std::string first = sign_in("lan", World::kPassword).cookie;

  const Answer again = world_.ask({.method = http::Method::Post,
                                   .path = "/desk/sign-in",
                                   .form = "name=lan&password=" + http::encode_query(World::kPassword) + "&next=",
                                   .session = first});

  EXPECT_NE(again.cookie, first);
  EXPECT_EQ(world_.get("/desk", first).status, 303) << "the former one has ended";
  EXPECT_EQ(world_.get("/desk", again.cookie).status, 200);
}

TEST_F(SignInTest, SignsOut) {
  const std::string session = sign_in("lan", World::kPassword).cookie;

  const Answer answer = world_.post("/desk/sign-out", "", session);

  EXPECT_EQ(answer.cookie, "-");
  EXPECT_EQ(world_.get("/desk", session).status, 303);
}

TEST_F(SignInTest, EndsAnotherSessionOfTheSamePersonAndNobodyElses) {
  const std::string mine = world_.signed_in("lan");
  const std::string other = world_.signed_in("lan");
  const std::string theirs = world_.signed_in("minh");
  identity::Sessions sessions(world_.vault(), world_.clock());
  const auto id_of = [&](const std::string& token) { return sessions.find(identity::SessionToken(token)).value().id; };

  const Answer foreign = world_.post("/desk/me/sessions/end", "session=" + http::encode_query(id_of(theirs)), mine);
  const Answer own = world_.post("/desk/me/sessions/end", "session=" + http::encode_query(id_of(other)), mine);

  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(own.status, 303);
  EXPECT_EQ(world_.get("/desk", theirs).status, 200);
  EXPECT_EQ(world_.get("/desk", other).status, 303);
}

TEST_F(SignInTest, KeepsTheLanguageWithTheAccount) {
  const std::string session = world_.signed_in("lan");

  const Answer answer = world_.post("/desk/language", "language=vi&next=%2Fdesk%2Fme", session);

  EXPECT_EQ(answer.location, "/desk/me");
  EXPECT_EQ(world_.now()->account(content::AccountName("lan")).value().desk_language.value, "vi");
  EXPECT_TRUE(world_.get("/desk/me", session).holds("Tài khoản của bạn"));
  EXPECT_EQ(world_.post("/desk/language", "language=fr&next=", session).status, 400);
}

TEST(SafeNext, NeverLeavesTheDesk) {
  EXPECT_EQ(pages::safe_next("/desk/queue?page=2"), "/desk/queue?page=2");
  for (const char* next : {"", "/", "//evil.example", "https://evil.example", "/desk//evil.example", "/desk\\evil",
                           "/deskevil", "javascript:alert(1)", "/desk/\r\nSet-Cookie: a=b", "/en/news"})
    EXPECT_EQ(pages::safe_next(next), "/desk") << next;
}

}  // namespace
}  // namespace sen::desk
