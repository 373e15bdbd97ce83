#include "engine/http/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sen::http {
namespace {

/// A router whose handlers answer with their own pattern.
Router make_router(const std::vector<std::pair<Method, std::string>>& routes) {
  Router router;
  for (const auto& [method, pattern] : routes) {
    router.add(method, pattern, [name = pattern](const Request&, const Parameters&) -> Result<Response> {
      return make_response(200, "text/plain", name);
    });
  }
  return router;
}

std::string pattern_of(const Router::Match& match) {
  if (match.handler == nullptr) return "";
  return *(*match.handler)({}, match.parameters)->body;
}

TEST(Router, FindsByLiteralsAndPlaceholders) {
  const Router router = make_router({{Method::Get, "/"},
                                     {Method::Get, "/{lang}"},
                                     {Method::Get, "/{lang}/{section}"},
                                     {Method::Get, "/{lang}/search"},
                                     {Method::Get, "/{lang}/{section}/{slug}-{id}"},
                                     {Method::Get, "/{lang}/data/{dataset}.csv"},
                                     {Method::Get, "/{lang}/data/{dataset}"},
                                     {Method::Get, "/sdmx/{rest...}"}});

  EXPECT_EQ(pattern_of(router.find(Method::Get, {})), "/");
  EXPECT_EQ(pattern_of(router.find(Method::Get, {"vi"})), "/{lang}");
  EXPECT_EQ(pattern_of(router.find(Method::Get, {"vi", "news"})), "/{lang}/{section}");
  EXPECT_EQ(pattern_of(router.find(Method::Get, {"vi", "search"})), "/{lang}/search");
  EXPECT_EQ(pattern_of(router.find(Method::Get, {"vi", "data", "exports.csv"})), "/{lang}/data/{dataset}.csv");
  EXPECT_EQ(pattern_of(router.find(Method::Get, {"vi", "data", "exports"})), "/{lang}/data/{dataset}");
  EXPECT_EQ(pattern_of(router.find(Method::Get, {"vi", "news", "a", "b"})), "");
  EXPECT_EQ(pattern_of(router.find(Method::Get, {"vi", "news", "nodash"})), "");
}

TEST(Router, GivesAnEarlierPlaceholderAsMuchAsItCanTake) {
  const Router router = make_router({{Method::Get, "/{lang}/{slug}-{id}"}});

  const Router::Match match = router.find(Method::Get, {"vi", "hoi-an-abcdefghij"});

  EXPECT_EQ(match.parameters["slug"], "hoi-an");
  EXPECT_EQ(match.parameters["id"], "abcdefghij");
  EXPECT_EQ(match.parameters["none"], "");
  EXPECT_EQ(router.find(Method::Get, {"vi", "-abc"}).handler, nullptr);
  EXPECT_EQ(router.find(Method::Get, {"vi", "abc-"}).handler, nullptr);
}

TEST(Router, TakesTheRestWithSlashes) {
  const Router router = make_router({{Method::Get, "/sdmx/v1/{rest...}"}});

  EXPECT_EQ(router.find(Method::Get, {"sdmx", "v1", "data", "EXPORTS"}).parameters["rest"], "data/EXPORTS");
  EXPECT_NE(router.find(Method::Get, {"sdmx", "v1"}).handler, nullptr);
  EXPECT_EQ(router.find(Method::Get, {"sdmx"}).handler, nullptr);
}

TEST(Router, MatchesMediaNames) {
  const Router router = make_router({{Method::Get, "/media/{digest}/{width}.{format}"}});

  const Router::Match match = router.find(Method::Get, {"media", "abc", "320.webp"});

  EXPECT_EQ(match.parameters["width"], "320");
  EXPECT_EQ(match.parameters["format"], "webp");
}

TEST(Router, NamesTheMethodsThatAPathHas) {
  const Router router = make_router({{Method::Get, "/a"}, {Method::Post, "/a"}, {Method::Post, "/{x}"}});

  EXPECT_THAT(router.find(Method::Delete, {"a"}).allowed, testing::ElementsAre(Method::Get, Method::Post));
  EXPECT_TRUE(router.find(Method::Get, {"a"}).allowed.empty());
  EXPECT_TRUE(router.find(Method::Get, {"a", "b"}).allowed.empty());
}

TEST(Router, AnswersHeadByGetUnlessHeadHasARoute) {
  const Router router = make_router({{Method::Get, "/a"}, {Method::Get, "/b"}, {Method::Head, "/b"}});

  EXPECT_EQ(pattern_of(router.find(Method::Head, {"a"})), "/a");
  EXPECT_NE(router.find(Method::Head, {"b"}).handler, router.find(Method::Get, {"b"}).handler);
}

TEST(Router, ListsItsRoutes) {
  EXPECT_THAT(make_router({{Method::Get, "/a"}, {Method::Post, "/b/{c}"}}).list(),
              testing::ElementsAre("GET /a", "POST /b/{c}"));
}

}  // namespace
}  // namespace sen::http
