#include <gtest/gtest.h>

#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using content::Locale;
using content::State;
using test::Answer;
using test::World;

class EditPage : public testing::Test {
 protected:
  EditPage() {
    world_.add(world_.account("binh", DeskRole::Editor, "mofa"));
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("tu", DeskRole::Editor, "moit"));
    id_ = world_.hand_in("binh", "lotus", "vi", "Mùa sen", "Sen nở.");
  }
  std::string path(const std::string& language = "en") { return "/desk/documents/" + id_.value + "/" + language; }
  std::string session(const std::string& name) { return world_.signed_in(name, true); }
  Answer save(const std::string& name, int revision, const std::string& body, const std::string& action = "save",
              const std::string& more = {}) {
    return world_.post(path() + "/edit",
                       "revision=" + std::to_string(revision) +
                           "&based_on=0&translates=vi&translates_version=1&provenance=1&title=Lotus&summary=&body=" +
                           http::encode_query(body) + "&do=" + action + more,
                       session(name));
  }
  std::optional<content::Draft> draft() {
    auto found = world_.now()->draft(id_, Locale("en"));
    return found ? std::optional(*found) : std::nullopt;
  }
  World world_;
  content::ContentId id_;
};

TEST_F(EditPage, WritesATranslationBesideItsSourceAndHandsItIn) {
  const Answer blank = world_.get(path() + "/edit?from=vi", session("lan"));
  EXPECT_TRUE(blank.holds("Sen nở."));
  EXPECT_TRUE(blank.holds("name=\"translates\" value=\"vi\""));

  EXPECT_EQ(save("lan", 0, "The lotus blooms.").location, path() + "/edit?done=save");
  EXPECT_EQ(save("lan", 1, "The lotus blooms.", "submit").location, path() + "?done=submit");

  const auto version = world_.now()->version(id_, Locale("en"), 1).value();
  EXPECT_EQ(version.body, "The lotus blooms.");
  EXPECT_EQ(version.translates.value, "vi");
  EXPECT_EQ(world_.now()->review(id_, Locale("en")).value().state, State::Submitted);
}

TEST_F(EditPage, ShowsBothTextsWhenSomebodySavedBetween) {
  ASSERT_EQ(save("lan", 0, "The lotus blooms in June.").status, 303);

  const Answer late = save("binh", 0, "The lotus blooms in July.");

  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(late.holds("Test lan"));
  EXPECT_TRUE(late.holds("<del>June</del><ins>July</ins>"));
  EXPECT_TRUE(late.holds("name=\"revision\" value=\"1\""));
  EXPECT_EQ(draft()->body, "The lotus blooms in June.");
  EXPECT_EQ(save("binh", 1, "The lotus blooms in July.").status, 303);
}

TEST_F(EditPage, SavesByItselfAndAnswersTheScript) {
  const std::string token = session("lan");
  const auto ask = [&](int revision) {
    return world_.ask({.method = http::Method::Post,
                       .path = path() + "/edit",
                       .form = "revision=" + std::to_string(revision) + "&title=Lotus&body=Words&translates=vi",
                       .session = token,
                       .headers = {{"Accept", "application/json"},
                                   {"X-CSRF-Token", identity::csrf_token(identity::SessionToken(token))}}});
  };

  const Answer first = ask(0);

  EXPECT_EQ(first.status, 200);
  EXPECT_TRUE(first.holds("\"revision\":1"));
  EXPECT_EQ(ask(0).status, 409);
}

TEST_F(EditPage, PreviewsWithoutSavingAndNamesWhatIsWrong) {
  const Answer shown = save("lan", 0, "The lotus blooms.", "preview");
  EXPECT_TRUE(shown.holds("<p>The lotus blooms.</p>"));
  EXPECT_FALSE(draft().has_value());
  EXPECT_EQ(save("lan", 0, "Too loud!!", "preview").status, 400);

  const Answer refused = save("lan", 0, "Too loud!!", "submit");
  EXPECT_EQ(refused.status, 400);
  EXPECT_TRUE(refused.holds("Too loud!!"));
  EXPECT_TRUE(refused.holds("name=\"revision\" value=\"1\"")) << "it was saved before it was refused";
}

TEST_F(EditPage, BringsBackAnEarlierRevision) {
  ASSERT_EQ(save("lan", 0, "First words.").status, 303);
  ASSERT_EQ(save("lan", 1, "Other words.").status, 303);
  EXPECT_TRUE(world_.get(path() + "/revisions", session("lan")).holds("12 letters"));

  EXPECT_EQ(world_.post(path() + "/restore", "revision=1", session("lan")).status, 303);

  EXPECT_EQ(draft()->body, "First words.");
  EXPECT_EQ(draft()->revision, 3U);
}

TEST_F(EditPage, AsksForANoteWhenItCorrectsWhatIsPublic) {
  ASSERT_EQ(save("lan", 0, "The lotus blooms.", "submit").status, 303);
  const workflow::Subject subject{id_, Locale("en"), world_.now()->review(id_, Locale("en")).value().content};
  ASSERT_TRUE(world_.workflow().approve(world_.actor("hoa"), subject).has_value());
  ASSERT_TRUE(world_.workflow().publish(world_.actor("hoa"), subject).has_value());
  const int revision = static_cast<int>(draft()->revision);
  const auto correct = [&](int at, const std::string& note) {
    return world_.post(path() + "/edit",
                       "revision=" + std::to_string(at) + "&based_on=1&translates=vi&title=Lotus&body=Mended&kind=3" +
                           "&provenance=1&do=submit&note=" + note,
                       session("lan"));
  };

  const Answer silent = correct(revision, "");
  EXPECT_EQ(silent.status, 400);
  EXPECT_TRUE(silent.holds("Readers must be told"));
  EXPECT_EQ(correct(revision + 1, "A+word+mended").status, 303);

  EXPECT_EQ(world_.now()->version(id_, Locale("en"), 2).value().kind, content::ChangeKind::Correction);
  EXPECT_EQ(world_.now()->edition(id_, Locale("en")).value().live, 1U);
}

TEST_F(EditPage, BeginsADocumentByTheFieldsOfItsType) {
  const std::string lan = session("lan");
  EXPECT_TRUE(world_.get("/desk/documents/new", lan).holds("Fact check"));
  const std::string form =
      "type=fact-check&organisation=mofa&language=en&title=Is+it+true%3F&field-claim=It+rained&"
      "field-verdict=false&field-evidence=";

  const Answer refused = world_.post("/desk/documents/new", form + "https%3A%2F%2Fone.example", lan);
  const Answer made =
      world_.post("/desk/documents/new", form + "https%3A%2F%2Fone.example%0D%0Ahttps%3A%2F%2Ftwo.example", lan);

  EXPECT_EQ(refused.status, 400);
  EXPECT_TRUE(refused.holds("href=\"#field-evidence\""));
  EXPECT_TRUE(refused.holds("It rained"));
  ASSERT_EQ(made.status, 303);
  const std::string id = made.location.substr(std::string("/desk/documents/").size(), 10);
  EXPECT_EQ(world_.now()->draft(content::ContentId(id), Locale("en")).value().title, "Is it true?");
  EXPECT_EQ(world_.now()->document(content::ContentId(id)).value().fields.back().values.size(), 2U);
  EXPECT_EQ(world_.post("/desk/documents/new", form, session("hoa")).status, 403);
  EXPECT_EQ(world_.post("/desk/documents/new", "type=news&organisation=moit&language=en&title=x", lan).status, 403);
}

TEST_F(EditPage, GivesTheSourceToATranslatorAndTakesTheAnswer) {
  const std::string lan = session("lan");
  const Answer order = world_.get(path() + "/xliff?from=vi", lan);
  ASSERT_EQ(order.status, 200);
  std::string answer = order.body;
  for (const auto& [source, target] :
       {std::pair{"Mùa sen", "Lotus season"}, std::pair{"Sen nở.", "The lotus blooms."}}) {
    const std::string from = "<source>" + std::string(source) + "</source>";
    const std::size_t at = answer.find(from);
    ASSERT_NE(at, std::string::npos) << answer;
    answer.insert(at + from.size(), "<target>" + std::string(target) + "</target>");
  }
  const auto bring = [&](const std::string& file) {
    const std::string csrf = identity::csrf_token(identity::SessionToken(lan));
    const auto part = [](const std::string& head, const std::string& value) {
      return "--part\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + value + "\r\n";
    };
    return world_.ask({.method = http::Method::Post,
                       .path = path() + "/xliff",
                       .form = part("name=\"csrf\"", csrf) + part("name=\"from\"", "vi") +
                               part("name=\"file\"; filename=\"a.xlf\"", file) + "--part--\r\n",
                       .session = lan,
                       .headers = {{"Content-Type", "multipart/form-data; boundary=part"}}});
  };

  EXPECT_EQ(bring("<html/>").status, 400);
  EXPECT_FALSE(draft().has_value());
  const Answer taken = bring(answer);
  EXPECT_EQ(taken.status, 303) << taken.body;

  EXPECT_EQ(draft()->title, "Lotus season");
  EXPECT_EQ(draft()->body, "The lotus blooms.");
  EXPECT_EQ(world_.get(path() + "/xliff?from=vi", session("tu")).status, 404);
  EXPECT_EQ(world_.get(path() + "/xliff?from=ja", lan).status, 404);
}

TEST_F(EditPage, IsNotForOthers) {
  EXPECT_EQ(world_.get(path("vi") + "/edit", session("hoa")).status, 403);
  EXPECT_EQ(world_.get(path("vi") + "/edit", session("tu")).status, 404);
  EXPECT_EQ(save("tu", 0, "Words").status, 404);
  EXPECT_EQ(world_.get(path("vi") + "/revisions", session("tu")).status, 404);
}

}  // namespace
}  // namespace sen::desk
