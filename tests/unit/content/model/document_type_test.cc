#include "content/model/document_type.h"

#include <gtest/gtest.h>

namespace sen::content {
namespace {

constexpr std::string_view kRecipe = R"(type: recipe
section: country
schema_org: Recipe
tone: press
date_field: cooked
approvals: 2
labels: {en: Recipe}
plural: {en: Recipes}
fields:
  - name: minutes
    kind: integer
    required: true
    shown: true
    labels: {en: Minutes}
  - name: cooked
    kind: date
    labels: {en: Cooked on}
  - name: taste
    kind: code
    labels: {en: Taste}
    codes:
      - code: sour
        labels: {en: Sour}
checks:
  - {rule: min_items, field: minutes, count: 1}
)";

Result<DocumentType> read(std::string text) {
  return read_document_type({.name = "recipe.yaml", .bytes = text});
}

std::string replace(std::string_view from, std::string_view to) {
  std::string text(kRecipe);
  return text.replace(text.find(from), from.size(), to);
}

TEST(DocumentType, IsReadFromItsFile) {
  const DocumentType type = *read(std::string(kRecipe));

  EXPECT_EQ(type.code, "recipe");
  EXPECT_EQ(type.section, "country");
  EXPECT_EQ(type.approvals, 2U);
  EXPECT_EQ(type.tone, "press");
  EXPECT_EQ(type.date_field, "cooked");
  EXPECT_FALSE(type.needs_note);
  EXPECT_FALSE(type.unlisted);
  EXPECT_TRUE(read(replace("tone: press", "tone: press\nunlisted: true"))->unlisted);
  ASSERT_NE(type.field("minutes"), nullptr);
  EXPECT_TRUE(type.field("minutes")->required);
  EXPECT_TRUE(type.field("minutes")->shown);
  EXPECT_EQ(type.field("taste")->codes.front().first, "sour");
  EXPECT_EQ(type.field("claim"), nullptr);
  EXPECT_EQ(type.checks.front().count, 1U);
}

TEST(DocumentType, RefusesWhatItDoesNotKnow) {
  EXPECT_FALSE(read(replace("kind: integer", "kind: float")).has_value());
  EXPECT_FALSE(read(replace("rule: min_items", "rule: tasty")).has_value());
  EXPECT_FALSE(read(replace("field: minutes, count", "field: hours, count")).has_value());
  EXPECT_FALSE(read(replace("approvals: 2", "approvals: 3")).has_value());
  EXPECT_FALSE(read(replace("kind: code", "kind: text")).has_value());
  EXPECT_FALSE(read(replace("tone: press", "tone: loud")).has_value());
  EXPECT_FALSE(read(replace("date_field: cooked", "date_field: minutes")).has_value());
  EXPECT_FALSE(read(replace("date_field: cooked", "date_field: eaten")).has_value());
}

TEST(DocumentType, NamesTheLineOfAMisspeltKey) {
  const auto type = read(replace("required: true", "requierd: true"));

  ASSERT_FALSE(type.has_value());
  EXPECT_EQ(type.error().message(), "recipe.yaml: line 12: unknown key \"requierd\"");
}

TEST(Sections, KeepTheirOrder) {
  const std::string_view text =
      "sections:\n"
      "  - {code: news, navigation: true, labels: {en: News}}\n"
      "  - {code: events, labels: {en: Events}}\n";

  const std::vector<Section> sections = *read_sections({.name = "sections.yaml", .bytes = text});

  ASSERT_EQ(sections.size(), 2U);
  EXPECT_EQ(sections[0].code, "news");
  EXPECT_TRUE(sections[0].in_navigation);
  EXPECT_FALSE(sections[1].in_navigation);
}

}  // namespace
}  // namespace sen::content
