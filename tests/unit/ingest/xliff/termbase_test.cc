#include "ingest/xliff/termbase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "tests/support/golden.h"

namespace sen::xliff {
namespace {

using content::Locale;
using content::TermStatus;

const content::Vocabulary& vocabulary() {
  static const content::Vocabulary kVocabulary = content::load_built_in_vocabulary().value();
  return kVocabulary;
}

std::string sample(const std::string& name) {
  std::string path = SEN_SOURCE_DIR;
  path += "/tests/data/terms/";
  path += name;
  return test::read_file(path);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(Termbase, ReadsTbxBasicWithRegionsStatusesDefinitionsAndTheLock) {
  const auto entries = read_tbx(sample("basic.tbx"), vocabulary());

  ASSERT_TRUE(entries.has_value()) << entries.error().message();
  ASSERT_EQ(entries->size(), 2U);
  const content::TermEntry& first = entries->at(0);
  EXPECT_EQ(first.id.value, "doi-moi");
  EXPECT_TRUE(first.locked);
  EXPECT_EQ(first.subject, "history");
  EXPECT_EQ(first.note, "Never translated.");
  EXPECT_EQ(first.definitions.at(Locale("en")), "The reforms that began in 1986");
  ASSERT_EQ(first.terms.size(), 3U);
  EXPECT_EQ(first.terms[1].text, "perestroika");
  EXPECT_EQ(first.terms[1].status, TermStatus::Forbidden);
  EXPECT_EQ(entries->at(1).id.value, "c2");
  EXPECT_FALSE(entries->at(1).locked);
}

/// A file of entries without ids, each of one English term.
std::string without_ids(const std::vector<std::string>& terms) {
  std::string body;
  for (const std::string& term : terms) {
    body += "<conceptEntry><langSec xml:lang=\"en\"><termSec><term>";
    body += term;
    body += "</term></termSec></langSec></conceptEntry>";
  }
  return "<tbx type=\"TBX-Basic\"><text><body>" + body + "</body></text></tbx>";
}

TEST(Termbase, NamesAnEntryWithoutAnIdByItsWordsSoThatAnotherFileReplacesNoOther) {
  const auto first = read_tbx(without_ids({"rice", "floating market", "rice"}), vocabulary());
  const auto second = read_tbx(without_ids({"floating market", "pepper"}), vocabulary());

  ASSERT_TRUE(first.has_value()) << first.error().message();
  ASSERT_TRUE(second.has_value()) << second.error().message();
  EXPECT_EQ(first->at(2).id.value, first->at(0).id.value + "-2");
  EXPECT_EQ(second->at(0).id, first->at(1).id);
  for (const content::TermEntry& entry : *first) EXPECT_NE(second->at(1).id, entry.id);
}

TEST(Termbase, NamesAFullFileOfAlikeEntriesInTimeThatGrowsAsTheFileDoes) {
  const std::string file = without_ids(std::vector<std::string>(kMostTerms, "rice"));
  const std::clock_t begun = std::clock();

  const auto entries = read_tbx(file, vocabulary());

  const double seconds = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  ASSERT_TRUE(entries.has_value()) << entries.error().message();
  EXPECT_EQ(entries->back().id.value, entries->front().id.value + "-20000");
  EXPECT_LT(seconds, 15) << "a comparison with every entry before takes minutes";
}

TEST(Termbase, GivesBackWhatItReadInBothFormats) {
  const auto entries = read_tbx(sample("basic.tbx"), vocabulary());
  const std::string tbx = write_tbx(*entries);
  const std::string csv = write_terms_csv(*entries);

  const auto from_tbx = read_tbx(tbx, vocabulary());
  const auto from_csv = read_terms_csv(csv, vocabulary());

  ASSERT_TRUE(from_tbx.has_value()) << from_tbx.error().message();
  ASSERT_TRUE(from_csv.has_value()) << from_csv.error().message();
  EXPECT_EQ(write_tbx(*from_tbx), tbx);
  EXPECT_EQ(write_terms_csv(*from_csv), csv);
  EXPECT_THAT(tbx, testing::HasSubstr("urn:iso:std:iso:30042:ed-2"));
}

TEST(Termbase, ReadsASheetAndDoesNotTakeATermForAFormula) {
  const auto entries = read_terms_csv(sample("terms.csv"), vocabulary());
  ASSERT_TRUE(entries.has_value()) << entries.error().message();
  ASSERT_EQ(entries->size(), 1U);
  EXPECT_TRUE(entries->front().locked);
  EXPECT_EQ(entries->front().terms.size(), 3U);

  auto odd = *entries;
  odd.front().terms.front().text = "=1+1";
  const std::string csv = write_terms_csv(odd);

  EXPECT_THAT(csv, testing::HasSubstr("\"'=1+1\""));
  EXPECT_EQ(read_terms_csv(csv, vocabulary())->front().terms.front().text, "=1+1");
}

TEST(Termbase, NamesRowColumnAndLineOfWhatIsWrong) {
  const std::string csv = sample("terms.csv"), tbx = sample("basic.tbx");
  const auto csv_error = [&](const std::string& from, const std::string& to) {
    const auto read = read_terms_csv(replaced(csv, from, to), vocabulary());
    return read.has_value() ? std::string("accepted") : read.error().message();
  };
  const auto tbx_error = [&](const std::string& from, const std::string& to) {
    const auto read = read_tbx(replaced(tbx, from, to), vocabulary());
    return read.has_value() ? std::string("accepted") : read.error().message();
  };

  EXPECT_EQ(csv_error("forbidden", "banned"), "row 3: column status: it is preferred, admitted or forbidden");
  EXPECT_THAT(csv_error("subject", "topic"), testing::HasSubstr("row 1: column topic"));
  EXPECT_THAT(csv_error(",vi,", ",xx,"), testing::HasSubstr("row 2: entry doi-moi: language"));
  EXPECT_THAT(tbx_error("xml:lang=\"en-GB\"", "xml:lang=\"tlh\""), testing::HasSubstr("line 16: xml:lang"));
  EXPECT_THAT(tbx_error("deprecatedTerm", "unknownTerm"), testing::HasSubstr("line 27: administrativeStatus"));
  EXPECT_THAT(tbx_error("id=\"C2\"", "id=\"doi-moi\""), testing::HasSubstr("line 36: entry doi-moi: it stands twice"));
  EXPECT_THAT(tbx_error("<tbx ", "<!DOCTYPE x><tbx "), testing::HasSubstr("document type"));
  EXPECT_FALSE(read_tbx("", vocabulary()).has_value());
  EXPECT_FALSE(read_terms_csv("", vocabulary()).has_value());
}

}  // namespace
}  // namespace sen::xliff
