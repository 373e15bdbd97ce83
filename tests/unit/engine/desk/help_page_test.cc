#include <gtest/gtest.h>

#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using test::Answer;
using test::World;

TEST(HelpPage, ShowsTheGuideInTheOfficersLanguageAndLeavesOutWhatIsGoodInTheRepositoryAlone) {
  World world;
  content::Account linh = world.account("linh", content::DeskRole::Contributor, "mofa");
  linh.desk_language = content::Locale("vi");
  world.add(linh);

  const Answer english = world.get("/desk/help", world.signed_in("lan"));
  const Answer vietnamese = world.get("/desk/help", world.signed_in("linh"));

  EXPECT_EQ(english.status, 200);
  EXPECT_TRUE(english.holds("<h1>A guide for contributing officers</h1>"));
  EXPECT_TRUE(english.holds("the form of a package"));
  EXPECT_FALSE(english.holds(".md)"));
  EXPECT_TRUE(vietnamese.holds("<h1>Hướng dẫn cho cán bộ đóng góp nội dung</h1>"));
  EXPECT_FALSE(vietnamese.holds("contributor."));
}

TEST(HelpPage, HasThePicturesOfTheGuideAndNothingElse) {
  World world;
  const std::string session = world.signed_in("lan");

  const Answer picture = world.get("/desk/help/desk-home-en-desktop.webp", session);

  EXPECT_EQ(picture.status, 200);
  EXPECT_TRUE(picture.body.starts_with("RIFF"));
  EXPECT_EQ(world.get("/desk/help/contributor.en.md", session).status, 404);
  EXPECT_EQ(world.get("/desk/help/desk-home-en-desktop.webp").status, 303) << "for officers";
}

TEST(HelpPage, IsNamedOnEveryPageAndWhereNothingWaits) {
  World world;
  const std::string session = world.signed_in("lan");
  for (const char* path : {"/desk", "/desk/queue", "/desk/packages"}) {
    const Answer page = world.get(path, session);
    EXPECT_TRUE(page.holds("href=\"/desk/help\">Help</a>")) << path;
    EXPECT_TRUE(page.holds("How the desk works, step by step")) << path;
  }
}

}  // namespace
}  // namespace sen::desk
