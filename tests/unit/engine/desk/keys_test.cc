#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/http/response.h"
#include "engine/identity/api_key.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using content::OrganisationCode;
using test::Answer;
using test::World;

/// What stands between the tags of the new key's page.
std::string token_in(const Answer& answer) {
  const std::size_t start = answer.body.find("sen_");
  return start == std::string::npos ? "" : answer.body.substr(start, 4 + 43);
}

class KeysTest : public testing::Test {
 protected:
  std::string last_reason() {
    const content::Sequence head = world_.store().log().head().sequence;
    return world_.store().log().read({head.value - 1}, 1).value().at(0).reason;
  }
  static std::string public_key(std::uint8_t seed) {
    identity::SigningPublicKey key;
    key.id.fill(seed);
    key.key.fill(seed);
    return identity::format_signing_key(key);
  }
  Answer register_key(const std::string& session, const std::string& key, const std::string& label = "Press office",
                      const std::string& until = "2027-01-01") {
    return world_.post("/desk/organisations/mofa/keys",
                       "key=" + http::encode_query(key) + "&label=" + http::encode_query(label) + "&until=" + until,
                       session);
  }

  World world_;
  identity::ApiKeys api_keys_{world_.vault(), world_.clock()};
};

TEST_F(KeysTest, MakesAnApiKeyThatIsShownOnceAndRevokesIt) {
  const std::string lan = world_.signed_in("lan");
  const Answer made = world_.post("/desk/me/keys", "label=Press+server&scope=package.upload&days=30", lan);
  ASSERT_EQ(made.status, 200) << made.body;
  const std::string token = token_in(made);

  const identity::ApiKey key = api_keys_.find(token).value();
  EXPECT_EQ(key.account.value, "lan");
  EXPECT_EQ(key.scopes, identity::ActionSet{identity::Action::PackageUpload});
  EXPECT_EQ(key.expires, world_.clock().now() + std::chrono::hours(24 * 30));
  EXPECT_EQ(last_reason(), "make an API key: Press server");
  const Answer listed = world_.get("/desk/me/keys", lan);
  EXPECT_TRUE(listed.holds("Press server"));
  EXPECT_TRUE(listed.holds("last used"));
  EXPECT_FALSE(listed.holds(token));

  const std::string minh = world_.signed_in("minh");
  EXPECT_EQ(world_.post("/desk/me/keys/revoke", "key=" + key.id, minh).status, 404) << "it is another person's";
  EXPECT_TRUE(api_keys_.find(token).has_value());
  EXPECT_EQ(world_.post("/desk/me/keys/revoke", "key=" + key.id, lan).location, "/desk/me/keys?done");
  EXPECT_FALSE(api_keys_.find(token).has_value());
  EXPECT_EQ(last_reason(), "revoke the API key " + key.id + ": Press server");
}

TEST_F(KeysTest, GivesAKeyNoMoreThanItsOwnerMayDo) {
  const std::string lan = world_.signed_in("lan");
  for (const char* form :
       {"label=&scope=package.upload&days=30", "label=x&days=30", "label=x&scope=package.upload&days=9999",
        "label=x&scope=package.upload&days=", "label=x&scope=nonsense&days=30"})
    EXPECT_EQ(world_.post("/desk/me/keys", form, lan).status, 400) << form;
  EXPECT_EQ(world_.post("/desk/me/keys", "label=x&scope=audit.read&days=30", lan).status, 403);
  const std::string minh = world_.signed_in("minh");
  EXPECT_EQ(world_.post("/desk/me/keys", "label=x&scope=package.upload&days=30", minh).status, 403) << "he has no role";
  EXPECT_TRUE(api_keys_.list(content::AccountName("lan"))->empty());
}

TEST_F(KeysTest, RegistersAndRevokesSigningKeysOfAnOrganisation) {
  const std::string quan = world_.signed_in("quan", true);
  EXPECT_TRUE(world_.get("/desk/organisations/mofa", quan).holds("/desk/organisations/mofa/keys"));
  EXPECT_EQ(register_key(quan, public_key(7)).location, "/desk/organisations/mofa/keys?done");
  EXPECT_EQ(last_reason(), "register the signing key 0707070707070707 of mofa");

  const Answer page = world_.get("/desk/organisations/mofa/keys", quan);
  EXPECT_TRUE(page.holds("Press office"));
  EXPECT_TRUE(page.holds("0707070707070707"));
  EXPECT_TRUE(page.holds("never used"));
  EXPECT_EQ(register_key(quan, public_key(7)).status, 400) << "once is enough";
  EXPECT_EQ(register_key(quan, "RWnonsense").status, 400);
  EXPECT_EQ(register_key(quan, public_key(8), "").status, 400);
  EXPECT_EQ(register_key(quan, public_key(8), "x", "2020-01-01").status, 400);

  EXPECT_EQ(world_.post("/desk/organisations/mofa/keys/revoke", "key=0707070707070707", quan).status, 303);
  EXPECT_TRUE(world_.signing_keys().list(OrganisationCode("mofa"))->front().revoked.has_value());
  EXPECT_TRUE(world_.get("/desk/organisations/mofa/keys", quan).holds("Revoked"));
  EXPECT_EQ(world_.post("/desk/organisations/mofa/keys/revoke", "key=0808080808080808", quan).status, 404);
}

TEST_F(KeysTest, LetsOnlyItsAdministratorKeepTheKeysOfAnOrganisation) {
  const std::string quan = world_.signed_in("quan", true);
  const std::string lan = world_.signed_in("lan");
  EXPECT_EQ(world_.get("/desk/organisations/mofa/keys", lan).status, 403);
  EXPECT_EQ(register_key(lan, public_key(9)).status, 403);
  EXPECT_EQ(world_.get("/desk/organisations/moh/keys", quan).status, 404);
  EXPECT_EQ(world_.post("/desk/organisations/moh/keys/policy", "demand=1", quan).status, 404);

  EXPECT_EQ(world_.post("/desk/organisations/mofa/keys/policy", "demand=1", quan).status, 303);
  EXPECT_EQ(last_reason(), "demand signed packages of mofa");
  EXPECT_TRUE(world_.now()->organisation(OrganisationCode("mofa"))->signed_packages_only);
  EXPECT_EQ(world_.post("/desk/organisations/mofa/keys/policy", "", quan).status, 303);
  EXPECT_FALSE(world_.now()->organisation(OrganisationCode("mofa"))->signed_packages_only);
}

TEST_F(KeysTest, ListsAndRemovesOnesOwnUnfinishedUploads) {
  intake::UnfinishedUpload announced;
  announced.handover = {OrganisationCode("mofa"), content::AccountName("lan"), {}, {}, {}};
  announced.name = "gói-lớn.zip";
  announced.length = 5'000'000;
  const intake::UploadId id = world_.unfinished().begin(announced).value().id;
  const std::string lan = world_.signed_in("lan");
  EXPECT_TRUE(world_.get("/desk/packages/new", lan).holds("gói-lớn.zip"));

  world_.add(world_.account("hoa", DeskRole::Contributor, "mofa"));
  const std::string hoa = world_.signed_in("hoa");
  EXPECT_FALSE(world_.get("/desk/packages/new", hoa).holds("gói-lớn.zip"));
  EXPECT_EQ(world_.post("/desk/packages/unfinished/remove", "upload=" + id.value, hoa).status, 404);
  EXPECT_EQ(world_.post("/desk/packages/unfinished/remove", "upload=" + id.value, lan).status, 303);
  EXPECT_FALSE(world_.unfinished().find(id).has_value());
}

TEST_F(KeysTest, ShowsProgramsOutsideOfTheDeskWhoIsSignedIn) {
  const std::string lan = world_.signed_in("lan");
  http::Request request;
  request.method = http::Method::Post;
  request.headers = {
      {"Host", "desk.example"}, {"Cookie", std::string(kSessionCookie) + "=" + lan}, {"Origin", "http://desk.example"}};
  EXPECT_FALSE(world_.desk().let_in(request)->has_value()) << "without the token of the session";
  request.headers.emplace_back(kCsrfHeader, identity::csrf_token(identity::SessionToken(lan)));
  EXPECT_EQ(world_.desk().let_in(request).value()->account.name.value, "lan");
  request.headers[2].second = "http://elsewhere.example";
  EXPECT_FALSE(world_.desk().let_in(request)->has_value()) << "from another page";
  request.method = http::Method::Head;
  request.headers.resize(2);
  EXPECT_TRUE(world_.desk().let_in(request)->has_value()) << "reading needs neither";
  request.headers[1].second = std::string(kSessionCookie) + "=" + world_.signed_in("quan");
  EXPECT_FALSE(world_.desk().let_in(request)->has_value()) << "an administrator must show a second factor";
}

}  // namespace
}  // namespace sen::desk
