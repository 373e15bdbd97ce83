#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "ingest/messages.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

/// A line of tests/data/packages/expected.txt.
struct Expected {
  std::string folder, rule, file, place;
};

std::vector<Expected> expected_findings() {
  std::istringstream file(file_bytes(repository_file("tests/data/packages/expected.txt")));
  std::vector<Expected> all;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    Expected one;
    words >> one.folder >> one.rule >> one.file >> one.place;
    all.push_back(one);
  }
  return all;
}

Report check_broken(const std::string& folder, MessageLanguage language) {
  Options options;
  options.language = language;
  const auto report =
      check_package(repository_file("tests/data/packages/broken/" + folder), built_in_vocabulary(), options);
  EXPECT_TRUE(report.has_value()) << folder;
  return report ? *report : Report{};
}

bool fits(const Finding& finding, const Expected& expected) {
  if (finding.rule != expected.rule) return false;
  if (!expected.file.empty() && finding.file != expected.file) return false;
  // `row=2` and, in the files that say so, a column behind it.
  const std::string& place = expected.place;
  if (place.starts_with("line=")) return finding.line && std::to_string(*finding.line) == place.substr(5);
  if (place.starts_with("row=")) return finding.row && std::to_string(*finding.row) == place.substr(4);
  if (place.starts_with("field=")) return finding.field == place.substr(6);
  if (place.starts_with("column=")) return finding.column == place.substr(7);
  return true;
}

TEST(BrokenPackages, AreToldByRuleFileAndPlace) {
  for (const Expected& expected : expected_findings()) {
    const Report report = check_broken(expected.folder, MessageLanguage::English);

    bool found = false;
    for (const Finding& finding : report.findings) found = found || fits(finding, expected);
    EXPECT_TRUE(found) << expected.folder << ": " << expected.rule << " " << expected.file << " " << expected.place
                       << "\n"
                       << to_text(report, MessageLanguage::English, false);
  }
}

TEST(BrokenPackages, AreToldInVietnameseToo) {
  const Report english = check_broken("no-title", MessageLanguage::English);
  const Report vietnamese = check_broken("no-title", MessageLanguage::Vietnamese);

  EXPECT_EQ(find_rule(english, "missing-title")->message, "the title is missing");
  EXPECT_EQ(find_rule(vietnamese, "missing-title")->message, "thiếu tiêu đề");
  EXPECT_EQ(find_rule(vietnamese, "missing-title")->hint, "hãy thêm `title: …` vào đầu tệp");
}

TEST(BrokenPackages, MayBeOfAnOrganisationThatOnlyTheSiteKnows) {
  const Report report = check_broken("strange-organisation", MessageLanguage::English);

  EXPECT_EQ(find_rule(report, "unknown-organisation"), nullptr);
  const Finding* warning = find_rule(report, "organisation-not-checked");
  ASSERT_NE(warning, nullptr);
  EXPECT_EQ(warning->severity, Severity::Warning);
  EXPECT_EQ(warning->message,
            "`moffa` is none of the organisations that Sen ships; whether the site's register has it was not asked");
}

TEST(BrokenPackages, HoldEveryRuleThatAFolderCanBreak) {
  // These need an archive, a store, a special file or more than a few kilobytes; other tests hold them.
  const std::set<std::string_view> elsewhere = {
      "unreadable-package",    "not-a-package",      "archive-damaged",          "archive-encrypted",
      "archive-mismatch",      "archive-overlap",    "archive-unsupported",      "entry-name",
      "entry-duplicate",       "entry-type",         "too-many-entries",         "package-too-large",
      "unpacked-too-large",    "entry-ratio",        "file-too-large",           "worker-limit",
      "too-many-observations", "tables-too-large",   "dataset-of-another",       "package-of-another",
      "structure-waits",       "embargo-on-update",  "withdrawal-needs-publish", "document-waits",
      "change-not-stated",     "unknown-related",    "unknown-source",           "folder-name",
      "near-duplicate",        "topic-overlap",      "signature-missing",        "signature-malformed",
      "signature-unknown-key", "signature-revoked",  "signature-not-yet-valid",  "signature-expired",
      "signature-too-large",   "signature-changed",  "signature-comment",        "signature-of-another",
      "signature-replayed",    "folder-of-training", "provenance-unlabelled",    "signature-of-no-archive",
      "unknown-organisation"};
  std::set<std::string_view> held;
  const auto all = expected_findings();
  for (const Expected& expected : all) held.insert(expected.rule);

  for (const RuleText& rule : rules()) EXPECT_NE(held.contains(rule.code), elsewhere.contains(rule.code)) << rule.code;
}

TEST(Rules, AreAllListedInTheFormatsPage) {
  const std::string page = file_bytes(repository_file("docs/formats/package.md"));

  for (const RuleText& rule : rules()) {
    const std::string row =
        "| `" + std::string(rule.code) + "` | " + (rule.severity == Severity::Error ? "error" : "warning") + " |";
    EXPECT_NE(page.find(row), std::string::npos) << row;
  }
}

}  // namespace
}  // namespace sen::ingest
