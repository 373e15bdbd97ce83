#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/content.h"
#include "tests/unit/engine/portal/world.h"

namespace sen::portal::test {
namespace {

using content::Locale;
using content::OrganisationCode;
using testing::Not;

MATCHER_P(Shows, text, "shows " + testing::PrintToString(text)) {
  *result_listener << "a page of " << arg.size() << " bytes";
  return arg.find(text) != std::string::npos;
}

const OrganisationCode kMarkets("floating-markets");
const std::string kOwnPage = "/en/organisations/floating-markets";

content::OrganisationEntry markets(const char* vi, const char* en) {
  content::OrganisationEntry entry;
  entry.code = kMarkets;
  entry.kind = "agency";
  entry.names = {{Locale("vi"), vi}, {Locale("en"), en}};
  return entry;
}

/// An article of `organisation`, which is called `name_vi` when it is published.
std::vector<content::Mutation> article_of(const OrganisationCode& organisation, const char* id, const char* name_vi) {
  std::vector<content::Mutation> article = sen::test::article(id, "vi", "Chợ họp mỗi sáng");
  auto& document = std::get<content::Document>(article.front());
  document.organisation = organisation;
  document.organisation_name_vi = name_vi;
  return article;
}

class OrganisationNames : public testing::Test {
 protected:
  std::string body(const std::string& path) {
    const auto answer = world_.get(path);
    EXPECT_EQ(answer.status, 200) << path;
    return answer.body;
  }
  World world_;
};

TEST_F(OrganisationNames, ComeFromTheRegisterWhereTheVocabularyHasNone) {
  EXPECT_EQ(world_.get(kOwnPage).status, 404);
  EXPECT_EQ(world_.get("/en/organisations/Floating-Markets").status, 404) << "no way leads to a page that is not there";

  world_.commit({markets("Ban quản lý chợ nổi", "Floating Markets Board")});
  world_.commit(article_of(kMarkets, "cccccccccc", "Ban quản lý chợ nổi"));

  for (const std::string path : {"/en/news", "/en/news/slug-cccccccccc", "/en/organisations", kOwnPage.c_str()}) {
    EXPECT_THAT(body(path), Shows("Floating Markets Board")) << path;
    EXPECT_THAT(body(path), Not(Shows(">floating-markets<"))) << path;
  }
  for (const std::string path : {"/vi/news", "/vi/news/slug-cccccccccc", "/vi/organisations"})
    EXPECT_THAT(body(path), Shows("Ban quản lý chợ nổi")) << path;
  EXPECT_THAT(body("/en/news/slug-cccccccccc"), Shows("href=\"" + kOwnPage + "\""));
  EXPECT_THAT(body(kOwnPage), Shows("Chợ họp mỗi sáng"));
  EXPECT_EQ(world_.get("/en/organisations/Floating-Markets").header("Location"), kOwnPage);
}

TEST_F(OrganisationNames, ChangeOnPagesThatWereKeptButNotOnTextsThatWerePublishedBefore) {
  world_.commit({markets("Ban quản lý chợ nổi", "Floating Markets Board")});
  world_.commit(article_of(kMarkets, "cccccccccc", "Ban quản lý chợ nổi"));
  for (const std::string path : {"/en/organisations", kOwnPage.c_str(), "/en/news/slug-cccccccccc"}) body(path);

  world_.commit({markets("Cục Chợ", "Markets Agency")});
  world_.commit(article_of(kMarkets, "dddddddddd", "Cục Chợ"));

  EXPECT_THAT(body("/en/organisations"), Shows("Markets Agency"));
  EXPECT_THAT(body("/en/organisations"), Not(Shows("Floating Markets Board")));
  EXPECT_THAT(body(kOwnPage), Shows("<h1>Markets Agency</h1>"));
  EXPECT_THAT(body("/en/news/slug-cccccccccc"), Shows("Floating Markets Board"));
  EXPECT_THAT(body("/vi/news/slug-cccccccccc"), Shows("Ban quản lý chợ nổi"));
  EXPECT_THAT(body("/en/news/slug-dddddddddd"), Shows("Markets Agency"));
  EXPECT_THAT(body("/vi/news/slug-dddddddddd"), Shows("Cục Chợ"));
}

TEST_F(OrganisationNames, StayOnTextsOfAnOrganisationThatWasMerged) {
  world_.commit({markets("Ban quản lý chợ nổi", "Floating Markets Board")});
  world_.commit(article_of(kMarkets, "cccccccccc", "Ban quản lý chợ nổi"));
  body(kOwnPage);

  content::OrganisationEntry merged = markets("Ban quản lý chợ nổi", "Floating Markets Board");
  merged.until = "2026-10-31";
  merged.successors = {OrganisationCode("moit")};
  world_.commit({merged});

  EXPECT_THAT(body(kOwnPage), Shows("href=\"/en/organisations/moit\""));
  EXPECT_THAT(body("/en/organisations"), Not(Shows("Floating Markets Board")));
  EXPECT_THAT(body("/en/news/slug-cccccccccc"), Shows("Floating Markets Board"));
}

TEST_F(OrganisationNames, StandAmongThePartsOfAnotherUntilTheOrganisationEnds) {
  content::OrganisationEntry part = markets("Cục Chợ", "Markets Agency");
  part.parent = OrganisationCode("moit");
  world_.commit({part});
  EXPECT_THAT(body("/en/organisations/moit"), Shows("Markets Agency"));

  part.until = "2026-10-31";
  world_.commit({part});

  EXPECT_THAT(body("/en/organisations/moit"), Not(Shows("Markets Agency")));
  EXPECT_THAT(body(kOwnPage), Shows("<h1>Markets Agency</h1>"));
}

TEST_F(OrganisationNames, OfTheVocabularyGiveWayToTheRegister) {
  world_.commit(article_of(OrganisationCode("mofa"), "cccccccccc", "Bộ Ngoại giao"));
  body("/fr/news/slug-cccccccccc");
  content::OrganisationEntry renamed;
  renamed.code = OrganisationCode("mofa");
  renamed.kind = "ministry";
  renamed.names = {{Locale("vi"), "Bộ Đối ngoại"}, {Locale("en"), "External Ministry"}};

  world_.commit({renamed});

  EXPECT_THAT(body("/en/organisations/mofa"), Shows("<h1>External Ministry</h1>"));
  EXPECT_THAT(body("/en/news/slug-cccccccccc"), Shows("Ministry of Foreign Affairs"));
  EXPECT_THAT(body("/fr/news/slug-cccccccccc"),
              Shows(world_.vocabulary().organisation(OrganisationCode("mofa"))->names.at(Locale("fr"))));
}

}  // namespace
}  // namespace sen::portal::test
