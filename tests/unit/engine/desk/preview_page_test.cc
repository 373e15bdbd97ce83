#include <gtest/gtest.h>

#include "engine/desk/preview_pages.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using content::Locale;
using test::Answer;
using test::World;

/// Preview links and receipts on the pages of a document, and what stands behind a link.
class PreviewPage : public testing::Test {
 protected:
  PreviewPage() {
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("binh", DeskRole::Editor, "mofa"));
    world_.add(world_.account("kiem", DeskRole::Auditor, "mofa"));
    id_ = world_.hand_in("lan", "lotus", "en", "Lotus season", "The lotus blooms in June.");
    add_preview_pages(router_, {world_.previews(), library_, *portal_, world_.clock()});
  }
  std::string path() const { return "/desk/documents/" + id_.value + "/en"; }
  std::string session(const std::string& name) { return world_.signed_in(name, true); }
  content::PreviewLink link() { return world_.now()->preview_links(id_).value().back(); }
  http::Response open(const std::string& token, const std::string& rest = {}) {
    http::Request request;
    request.path = {"preview", token};
    for (const std::string& one : {std::string("media"), rest})
      if (!rest.empty()) request.path.push_back(one);
    if (!rest.empty()) request.path.emplace_back("768.jpg");
    const http::Router::Match match = router_.find(http::Method::Get, request.path);
    auto answer = (*match.handler)(request, match.parameters);
    return answer ? std::move(*answer) : http::make_response(http::status_of(answer.error().code()), "text/plain", "");
  }

  World world_;
  content::ContentId id_;
  store::Library library_{world_.store(), world_.vocabulary().fallbacks()};
  std::unique_ptr<portal::Portal> portal_ =
      portal::Portal::make(library_, world_.vocabulary(), nullptr, portal::sample_site(world_.vocabulary())).value();
  http::Router router_;
};

TEST_F(PreviewPage, AreMadeSeenAndEndedFromTheDocumentsPage) {
  const Answer made = world_.post(path() + "/previews", "version=1&hours=24", session("lan"));

  EXPECT_EQ(made.status, 303);
  EXPECT_EQ(made.location, path() + "#previews");
  const std::string token = world_.previews().token_of(link());
  EXPECT_TRUE(world_.get(path(), session("binh")).holds("/preview/" + token));
  const http::Response page = open(token);
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body->find("Lotus season"), std::string::npos);
  EXPECT_TRUE(world_.get(path(), session("lan")).holds("Seen 1 time"));
  EXPECT_TRUE(world_.get("/desk/documents/" + id_.value, session("lan")).holds("Lotus season"));

  EXPECT_EQ(world_.post(path() + "/previews/1/end", {}, session("lan")).status, 303);

  EXPECT_EQ(open(token).status, 410);
  EXPECT_EQ(open(token, std::string(32, 'a')).status, 410);
  EXPECT_FALSE(world_.get(path(), session("lan")).holds("/preview/" + token));
  EXPECT_EQ(open("made.up.token").status, 404);
}

TEST_F(PreviewPage, AreOfferedToThoseWhoWorkOnItOnly) {
  EXPECT_FALSE(world_.get(path(), session("kiem")).holds("/previews\""));
  EXPECT_EQ(world_.post(path() + "/previews", "version=1&hours=24", session("kiem")).status, 403);
  EXPECT_EQ(world_.post(path() + "/previews", "version=1&hours=900", session("lan")).status, 400);
  EXPECT_TRUE(world_.now()->preview_links(id_).value().empty());
}

TEST_F(PreviewPage, ReceiptsSayByWhenEachChannelHadIt) {
  const std::string document = "/desk/documents/" + id_.value;
  EXPECT_FALSE(world_.get(document, session("lan")).holds("What readers get")) << "nothing of it is public";
  const content::Review review = world_.now()->review(id_, Locale("en")).value();
  ASSERT_TRUE(world_.workflow().approve(world_.actor("hoa"), {id_, Locale("en"), review.content}).has_value());
  const auto done = world_.workflow().publish(world_.actor("binh"), {id_, Locale("en"), review.content});
  ASSERT_TRUE(done.has_value()) << done.error().message();

  EXPECT_TRUE(world_.get(document, session("lan")).holds("Not yet"));
  world_.receipts().note({{"search", {1}}, {"page-cache", {1}}}, world_.clock().now());
  world_.receipts().note({{"search", *done}, {"page-cache", *done}}, world_.clock().now());

  const Answer page = world_.get(document, session("lan"));
  EXPECT_TRUE(page.holds("What readers get"));
  EXPECT_TRUE(page.holds("Feeds"));
  EXPECT_FALSE(page.holds("Not yet"));
}

}  // namespace
}  // namespace sen::desk
