#include "search/fields.h"

#include <gmock/gmock.h>

#include "search/query_reader.h"
#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

const Names& names() {
  static const Names kNames(vocabulary());
  return kNames;
}

Query understood(const std::string& text) {
  Query query;
  query.text = text;
  return with_fields(query, names());
}

TEST(Fields, AreReadInEveryLanguage) {
  for (const char* text :
       {"nơi:Huế lễ hội", "noi:hue lễ hội", "địa phương:Huế lễ hội", "lễ hội place:Huế", "lieu:Huế lễ hội",
        "lễ hội 地点:顺化", "lễ hội 地点：顺化", "место:Хюэ lễ hội", "PLACE:\"thành phố Huế\" lễ hội"}) {
    const Query query = understood(text);
    EXPECT_EQ(query.place, "46") << text;
    EXPECT_EQ(query.text, "lễ hội") << text;
  }
}

TEST(Fields, EveryLanguageHasEachOfThem) {
  for (const content::Language& language : vocabulary().languages())
    for (int field = 0; field <= static_cast<int>(search::Field::To); ++field) {
      const auto all = field_names();
      const auto found = std::find_if(all.begin(), all.end(), [&](const FieldName& name) {
        return name.locale == language.code.value && static_cast<int>(name.field) == field;
      });
      ASSERT_NE(found, all.end()) << language.code.value << " " << field;
      const auto clauses = read_query(std::string(found->name) + ":x");
      ASSERT_EQ(clauses.size(), 1U) << found->name;
      ASSERT_TRUE(clauses[0].field.has_value()) << found->name;
      EXPECT_EQ(static_cast<int>(*clauses[0].field), field) << found->name;
    }
}

TEST(Fields, LimitEveryFacetAndTime) {
  const Query query =
      understood("cà phê language:english type:news by:mofa topic:economy year:2024 from:2024-03-01 to:2024-03-31");

  EXPECT_EQ(query.text, "cà phê");
  ASSERT_TRUE(query.language.has_value());
  EXPECT_EQ(query.language->value, "en");
  EXPECT_EQ(query.type, "news");
  EXPECT_EQ(query.organisation, "mofa");
  EXPECT_EQ(query.topic, "economy");
  EXPECT_EQ(query.year, "2024");
  EXPECT_EQ(format_rfc3339(*query.from), "2024-02-29T17:00:00Z");
  EXPECT_EQ(format_rfc3339(*query.to), "2024-03-31T17:00:00Z");
}

TEST(Fields, OfAYearReachFromItsFirstToItsLastDay) {
  const Query query = understood("từ:2023 đến:2024 gạo");

  EXPECT_EQ(format_rfc3339(*query.from), "2022-12-31T17:00:00Z");
  EXPECT_EQ(format_rfc3339(*query.to), "2024-12-31T17:00:00Z");
  EXPECT_EQ(query.text, "gạo");
}

TEST(Fields, OfAFormerProvinceMeanTheOneOfToday) {
  EXPECT_EQ(understood("nơi:\"Nam Định\"").place, understood("nơi:\"Ninh Bình\"").place);
  EXPECT_FALSE(understood("nơi:\"Nam Định\"").place.empty());
}

TEST(Fields, LeaveToTheTextWhatTheyDoNotKnow) {
  EXPECT_EQ(understood("place:atlantis gạo").text, "atlantis gạo");
  EXPECT_EQ(understood("place:\"the moon\"").text, "\"the moon\"");
  EXPECT_EQ(understood("note: this is text").text, "note: this is text");
  EXPECT_EQ(understood("place: Huế").text, "place: Huế");
  EXPECT_EQ(understood("marketplace:Huế").place, "");
  EXPECT_EQ(understood("https://example.vn 12:30").text, "https://example.vn 12:30");
}

TEST(Fields, DoNotChangeAFilterThatWasChosen) {
  Query query;
  query.text = "place:Huế x";
  query.place = "01";

  EXPECT_EQ(with_fields(query, names()).place, "01");
}

TEST(NamesTest, FindWhatATextNames) {
  EXPECT_THAT(names().in("khách sạn ở Thành phố Hồ Chí Minh"), Contains(Field(&Named::code, "79")));
  EXPECT_THAT(names().in("胡志明市的酒店"), Contains(Field(&Named::code, "79")));
  EXPECT_THAT(names().in("xyzzy"), IsEmpty());
}

using TitleField = LibraryTest;

TEST_F(TitleField, LimitsToTitles) {
  publish("aaaaaaaaaa", "vi", "Lễ hội đua thuyền", "Gạo và cà phê được bày bán.");
  publish("bbbbbbbbbb", "vi", "Giá cà phê", "Lễ hội bắt đầu hôm nay.");
  publish("cccccccccc", "en", "Coffee prices", "A festival begins.");

  EXPECT_THAT(found("tiêu đề:\"cà phê\""), ElementsAre("bbbbbbbbbb"));
  EXPECT_THAT(found("title:coffee", "en"), ElementsAre("cccccccccc"));
  EXPECT_THAT(found("title:hội gạo"), ElementsAre("aaaaaaaaaa"));
}

TEST_F(TitleField, LimitsOtherWordsByFields) {
  publish("aaaaaaaaaa", "vi", "Tin một", "Cảng mới.", [](content::Document& d) { d.places = {"46"}; });
  publish("bbbbbbbbbb", "vi", "Tin hai", "Cảng mới.", [](content::Document& d) { d.places = {"01"}; });

  EXPECT_THAT(found("cảng nơi:Huế"), ElementsAre("aaaaaaaaaa"));
  EXPECT_EQ(ask("cảng nơi:Huế").understood.place, "46");
}

}  // namespace
}  // namespace sen::search
