#include <gtest/gtest.h>
#include <liboath/oath.h>

#include <regex>

#include "engine/desk/accounts.h"
#include "engine/identity/secret.h"
#include "engine/identity/totp.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using test::Answer;
using test::World;

class SecondStepTest : public testing::Test {
 protected:
  /// What an authenticator shows now (liboath, as phones do).
  std::string code_of(const std::string& secret) {
    std::array<char, 7> code{};
    oath_totp_generate(secret.data(), secret.size(), world_.clock().now().milliseconds / 1000, 30, 0, 6, code.data());
    return code.data();
  }
  static std::string found(const std::string& text, const std::string& pattern) {
    std::smatch match;
    EXPECT_TRUE(std::regex_search(text, match, std::regex(pattern))) << pattern;
    return match.size() > 1 ? match[1].str() : std::string();
  }
  std::string sign_in(const std::string& name) {
    const Answer answer =
        world_.post("/desk/sign-in", "name=" + name + "&password=" + http::encode_query(World::kPassword) + "&next=");
    EXPECT_EQ(answer.status, 303);
    return answer.cookie;
  }
  /// Enrols an authenticator for `name`; its secret. `codes`: the recovery codes, if asked for.
  std::string enrol(const std::string& session, std::string* cookie = nullptr,
                    std::vector<std::string>* codes = nullptr) {
    const std::string page = world_.get("/desk/enrol", session).body;
    const std::string encoded = found(page, "name=\"secret\" value=\"([^\"]+)\"");
    const std::string secret = identity::parse_base64url(encoded).value();
    const Answer answer = world_.post("/desk/enrol/totp", "secret=" + encoded + "&code=" + code_of(secret), session);
    EXPECT_EQ(answer.status, 200);
    if (cookie) *cookie = answer.cookie;
    const std::regex item("<li>([a-z2-7-]{19})</li>");
    if (codes)
      for (std::sregex_iterator at(answer.body.begin(), answer.body.end(), item), end; at != end; ++at)
        codes->push_back((*at)[1].str());
    return secret;
  }
  World world_;
};

TEST_F(SecondStepTest, IsSetUpAtTheFirstSignInOfAnAdministrator) {
  const std::string session = sign_in("quan");
  EXPECT_EQ(world_.get("/desk", session).location, "/desk/second-step");
  EXPECT_EQ(world_.get("/desk/second-step", session).location, "/desk/enrol");
  EXPECT_TRUE(world_.get("/desk/enrol", session).holds("<svg class=\"qr\""));

  std::string cookie;
  std::vector<std::string> codes;
  enrol(session, &cookie, &codes);

  EXPECT_EQ(codes.size(), 10U);
  EXPECT_EQ(world_.get("/desk", cookie).status, 200);
  EXPECT_EQ(world_.get("/desk", session).status, 303) << "the token has changed with what it may do";
}

TEST_F(SecondStepTest, TakesACodeOnceAndARecoveryCodeOnce) {
  std::vector<std::string> codes;
  const std::string secret = enrol(sign_in("quan"), nullptr, &codes);
  ASSERT_EQ(codes.size(), 10U);
  world_.clock().advance(std::chrono::seconds(60));
  const std::string code = code_of(secret);

  const Answer first = world_.post("/desk/second-step", "code=" + code, sign_in("quan"));
  const Answer again = world_.post("/desk/second-step", "code=" + code, sign_in("quan"));
  const Answer recovery = world_.post("/desk/second-step", "code=" + codes[3], sign_in("quan"));
  const Answer recovery_again = world_.post("/desk/second-step", "code=" + codes[3], sign_in("quan"));

  EXPECT_EQ(first.location, "/desk");
  EXPECT_EQ(world_.get("/desk", first.cookie).status, 200);
  EXPECT_EQ(again.status, 403);
  EXPECT_EQ(recovery.location, "/desk");
  EXPECT_EQ(recovery_again.status, 403);
}

TEST_F(SecondStepTest, IsNotReplacedBySomebodyWhoHasOnlyThePassword) {
  enrol(sign_in("quan"));
  const std::string thief = sign_in("quan");
  const std::string secret = identity::make_totp_secret();

  EXPECT_EQ(world_.get("/desk/enrol", thief).location, "/desk/second-step");
  EXPECT_EQ(
      world_.post("/desk/enrol/totp", "secret=" + identity::to_base64url(secret) + "&code=" + code_of(secret), thief)
          .location,
      "/desk/second-step");
  EXPECT_EQ(world_.post("/desk/enrol/remove", "factor=totp", thief).location, "/desk/second-step");
}

TEST_F(SecondStepTest, IsAskedOfWhoeverHasOne) {
  enrol(sign_in("lan"));

  EXPECT_EQ(world_.get("/desk", sign_in("lan")).location, "/desk/second-step");
}

TEST_F(SecondStepTest, StaysWithWhoeverNeedsOne) {
  std::string cookie;
  enrol(sign_in("quan"), &cookie);

  EXPECT_EQ(world_.post("/desk/enrol/remove", "factor=totp", cookie).status, 400);
}

TEST_F(SecondStepTest, OpensTheWayWhenStrangersGuess) {
  const std::string secret = enrol(sign_in("quan"));
  world_.clock().advance(std::chrono::seconds(60));
  const auto attempt = [&](const std::string& password, const std::string& code, const std::string& client) {
    return world_.ask({.method = http::Method::Post,
                       .path = "/desk/sign-in",
                       .form = "name=quan&password=" + http::encode_query(password) + "&next=&code=" + code,
                       .client = client});
  };
  int asked = 0;
  for (int i = 0; i < 40; ++i) asked += attempt("wrong", "", "198.51.100." + std::to_string(i)).status == 429 ? 1 : 0;
  ASSERT_GT(asked, 0);

  EXPECT_EQ(attempt(World::kPassword, "", "203.0.113.9").status, 429);
  const Answer answer = attempt(World::kPassword, code_of(secret), "203.0.113.9");

  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(world_.get("/desk", answer.cookie).status, 200);
}

TEST_F(SecondStepTest, OpensTheWayByARecoveryCodeWhenOthersBehindTheSameAddressGuessCodes) {
  std::vector<std::string> codes;
  const std::string secret = enrol(sign_in("quan"), nullptr, &codes);
  world_.clock().advance(std::chrono::seconds(60));
  const auto attempt = [&](const std::string& password, const std::string& code) {
    return world_.ask({.method = http::Method::Post,
                       .path = "/desk/sign-in",
                       .form = "name=quan&password=" + http::encode_query(password) + "&next=&code=" + code,
                       .client = "203.0.113.9"});
  };
  for (int i = 0; i < 40; ++i) attempt("wrong", "000000");

  const Answer waits = attempt(World::kPassword, code_of(secret));
  const Answer opens = attempt(World::kPassword, codes[0]);

  EXPECT_EQ(waits.status, 429);
  EXPECT_TRUE(waits.holds("A recovery code is taken even when codes of the authenticator app are not."));
  EXPECT_EQ(opens.status, 303);
  EXPECT_EQ(world_.get("/desk", opens.cookie).status, 200);
}

class LinkTest : public SecondStepTest {
 protected:
  std::string link_for(const std::string& name) {
    content::Account account = world_.account(name, content::DeskRole::Contributor, "mofa");
    return "/desk/link/" + world_.accounts().add(account, {"operator", {}}).value();
  }
};

TEST_F(LinkTest, SetsThePasswordOnceAndSignsIn) {
  const std::string link = link_for("thu.ha");
  EXPECT_TRUE(world_.get(link).holds("thu.ha"));
  EXPECT_EQ(world_.get(link).status, 200) << "a program that fetches it does not use it up";

  EXPECT_EQ(world_.post(link, "password=short&again=short").status, 400);
  EXPECT_EQ(world_.post(link, "password=hoa+sen+trong+ho&again=hoa+sen+ngoai+ho").status, 400);
  const Answer answer = world_.post(link, "password=hoa+sen+trong+ho&again=hoa+sen+trong+ho");

  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(world_.get("/desk", answer.cookie).status, 200);
  EXPECT_EQ(world_.get(link).status, 410);
  EXPECT_EQ(world_.post(link, "password=hoa+sen+trong+ho&again=hoa+sen+trong+ho").status, 410);
}

TEST_F(LinkTest, EndsWithTimeAndWithTheAccount) {
  const std::string late = link_for("thu.ha");
  world_.clock().advance(Accounts::kLinkFor);
  EXPECT_EQ(world_.get(late).status, 410);

  const std::string disabled = link_for("thu.hai");
  ASSERT_TRUE(world_.accounts().disable(content::AccountName("thu.hai"), {"operator", {}}));
  EXPECT_EQ(world_.get(disabled).status, 410);
}

TEST_F(LinkTest, ResetEndsWhatOpenedTheAccountBefore) {
  std::string cookie;
  enrol(sign_in("lan"), &cookie);

  const auto token = world_.accounts().reset(content::AccountName("lan"), {"quan", {}});

  ASSERT_TRUE(token);
  EXPECT_EQ(world_.get("/desk", cookie).status, 303);
  EXPECT_EQ(world_.post("/desk/sign-in", "name=lan&next=&password=" + http::encode_query(World::kPassword)).status,
            403);
  EXPECT_EQ(world_.get("/desk/link/" + *token).status, 200);
}

class KeptFormTest : public SecondStepTest {};

TEST_F(KeptFormTest, LosesNoTextWhenTheSessionHasEnded) {
  const std::string session = sign_in("lan");
  const std::string text(100'000, 'x');
  world_.clock().advance(std::chrono::minutes(31));

  const Answer late = world_.post("/desk/language", "language=vi&next=" + text + "&password=secret", session);
  EXPECT_EQ(late.location, "/desk/sign-in");
  const Answer back = world_.ask({.method = http::Method::Post,
                                  .path = "/desk/sign-in",
                                  .form = "name=lan&password=" + http::encode_query(World::kPassword) + "&next=",
                                  .session = session});

  EXPECT_EQ(back.location, "/desk/kept");
  const Answer kept = world_.get("/desk/kept", back.cookie);
  EXPECT_TRUE(kept.holds(text));
  EXPECT_TRUE(kept.holds("action=\"/desk/language\""));
  EXPECT_FALSE(kept.holds("secret"));
  EXPECT_EQ(world_.post("/desk/language", "language=vi&next=&kept=1", back.cookie).status, 303);
  EXPECT_EQ(world_.get("/desk/kept", back.cookie).location, "/desk") << "it was sent";
}

TEST_F(KeptFormTest, ShowsNobodyElseWhatWasWritten) {
  const std::string session = sign_in("lan");
  world_.clock().advance(std::chrono::minutes(31));
  world_.post("/desk/language", "language=vi&next=mine", session);

  const std::string other = sign_in("minh");

  EXPECT_EQ(world_.get("/desk/kept", other).location, "/desk");
}

TEST_F(KeptFormTest, KeepsNothingOfAStranger) {
  const std::size_t before = world_.vault().list("").value().size();

  world_.post("/desk/language", "language=vi&next=spam", "a-token-that-nobody-was-given");

  EXPECT_EQ(world_.vault().list("").value().size(), before);
}

}  // namespace
}  // namespace sen::desk
