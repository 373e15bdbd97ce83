#include "content/compare/translation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sen::compare {
namespace {

using content::Locale;

/// Where it stands, its words, and what was wanted: `source 54 ()`.
std::vector<std::string> lines(const std::vector<content::Difference>& differences) {
  std::vector<std::string> lines;
  for (const content::Difference& one : differences)
    lines.push_back((one.in_source ? "source " : "translation ") + one.text + " (" + one.wanted + ")");
  return lines;
}

content::Version version(const char* locale, const std::string& title, const std::string& body) {
  content::Version version;
  version.locale = Locale(locale);
  version.title = title;
  version.body = body;
  return version;
}

TEST(TranslationDifferences, AreThoseOfTheSentencesInTheirOrderThenTerms) {
  const content::Vocabulary vocabulary = content::load_built_in_vocabulary().value();
  content::TermEntry entry;
  entry.locked = true;
  entry.terms = {{Locale("en"), "Doi Moi", content::TermStatus::Preferred, ""},
                 {Locale("vi"), "Đổi mới", content::TermStatus::Preferred, ""}};
  const content::Version source = version("vi", "Xuất khẩu đạt 54 tỷ", "Bốn mươi năm đổi mới.\n\nCó 12 cửa khẩu.\n");
  const content::Version translation = version("en", "Exports reach 45 billion", "Forty years.\n\nOf gates, 14 are.\n");

  EXPECT_THAT(lines(differences_of(source, translation, ProtectedNames(vocabulary), {entry})),
              testing::ElementsAre("source 54 tỷ ()", "translation 45 billion ()", "source 12 ()", "translation 14 ()",
                                   "source Đổi mới (Doi Moi)"));
}

TEST(TranslationDifferences, IncludeNamesOfASentenceThatMayHaveBeenLeftOut) {
  const content::Vocabulary vocabulary = content::load_built_in_vocabulary().value();
  const content::Version source = version("vi", "Tin", "Hội nghị họp ở Hải Phòng.");
  const content::Version translation = version("en", "News", "A conference was held.");

  EXPECT_THAT(lines(differences_of(source, translation, ProtectedNames(vocabulary), {})),
              testing::ElementsAre("source Hải Phòng (Hai Phong)"));
}

}  // namespace
}  // namespace sen::compare
