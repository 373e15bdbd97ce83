#include "search/answer_json.h"

#include <gtest/gtest.h>

namespace sen::search {
namespace {

TEST(AnswerJson, HasTheFieldsThatProgramsRelyOn) {
  Query query;
  query.text = "cảng \"mới\"";
  Answer answer;
  answer.total = 1;
  answer.hits.push_back({.id = content::ContentId("abcdefghij"),
                         .locale = content::Locale("vi"),
                         .title = "Cảng <mới>",
                         .slug = "cang",
                         .section = "news",
                         .type = "news",
                         .organisation = content::OrganisationCode("mofa"),
                         .published = {0},
                         .snippet = "<mark>Cảng</mark>"});
  answer.facets["type"] = {{"news", 1}};

  const std::string json = to_json(answer, query, [](const Hit& hit) { return "/" + hit.id.value; });

  EXPECT_EQ(
      json,
      R"({"query":"cảng \"mới\"","total":1,"total_is_exact":true,"is_complete":true,"page":1,"results":[{"id":"abcdefghij",)"
      R"("url":"/abcdefghij","title":"Cảng <mới>","language":"vi","type":"news","organisation":"mofa",)"
      R"("published":"1970-01-01T00:00:00Z","provenance":"human","snippet":"<mark>Cảng</mark>"}],)"
      R"("facets":{"type":[{"code":"news","count":1}]},"suggestion":null,"corrected":null,"elsewhere":[]})");
}

TEST(AnswerJson, GivesSuggestionsAsOpenSearchDoes) {
  EXPECT_EQ(suggestions_to_json("hà n", {"Hà Nội", "Hà \"Nam\""}), R"(["hà n",["Hà Nội","Hà \"Nam\""]])");
}

}  // namespace
}  // namespace sen::search
