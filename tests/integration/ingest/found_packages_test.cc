#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <iostream>

#include "tests/support/vietnamese.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

namespace fs = std::filesystem;

/// The inputs that lie beside the repository on some machines; an absent one is said and passed.
fs::path shared_data(const std::string& name) {
  fs::path path = fs::path(SEN_SOURCE_DIR).parent_path() / "shared" / "data" / name;
  if (!fs::exists(path)) std::cout << "absent, not tested: ../shared/data/" << name << "\n";
  return path;
}

std::vector<fs::path> inside(const fs::path& folder) {
  std::vector<fs::path> found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

/// Checks with the worker process, holds the time and memory of this process to their bounds, and what is said of the
/// package to Vietnamese.
Report check_within_bounds(const fs::path& path) {
  Options options;
  options.worker = SEN_WORKER;
  options.language = MessageLanguage::Vietnamese;
  const auto start = std::chrono::steady_clock::now();
  const auto report = check_package(path.string(), built_in_vocabulary(), options);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << path;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  EXPECT_LT(used.ru_maxrss, 512 * 1024) << path;
  EXPECT_TRUE(report.has_value()) << path;
  if (report)
    for (const Finding& finding : report->findings) {
      EXPECT_EQ(test::english_in(finding.message), "") << path << ": " << finding.message;
      EXPECT_EQ(test::english_in(finding.hint), "") << path << ": " << finding.hint;
    }
  return report ? *report : Report{};
}

TEST(FoundPackages, HostileArchivesAreRefused) {
  for (const char* folder : {"malicious/made-archives", "malicious/zip-slip-snyk", "malicious/zip-yauzl/failure"})
    for (const fs::path& path : inside(shared_data(folder))) {
      if (path.extension() == ".md") continue;
      EXPECT_FALSE(check_within_bounds(path).accepted()) << path;
    }
  EXPECT_FALSE(fs::exists("/tmp/evil.txt"));
}

/// What is expected of a package: accepted, or refused by `rule` at `file` and, in a table, row.
struct Expected {
  const char* rule = nullptr;  ///< Null: accepted.
  const char* file = nullptr;
  std::optional<std::uint64_t> row{};
};

const std::map<std::string, Expected>& expected_outcomes() {
  static const std::map<std::string, Expected> kOutcomes = {
      {"country-codes", {}},
      {"cpi", {"table-header", "data/cpi.csv", 1}},
      {"exchange-rates", {"missing-file", "datapackage.json"}},
      {"gdp", {}},
      {"gini-index", {"table-columns", "data/gini-index.csv", 1}},
      {"global-temp", {}},
      {"language-codes", {}},
      {"owid-co2-gdp-coupling-owid-based-on-world-bank", {}},
      {"owid-energy-efficiency-by-passenger-mode-in-usa-bts", {}},
      {"owid-fertility-un-population-division-2015-revision", {}},
      {"owid-global-co2-emissions-cdiac-and-un-population", {}},
      {"owid-households-actual-and-imputed-rent-as-share-of-gdp-oecd", {}},
      {"owid-hypothetical-global-co2-emissions-cdiac-2014", {}},
      {"owid-maternal-mortality-projection-to-2030-based-on-world-bank-20", {}},
      {"owid-measures-and-indicators-for-poverty-povcalnet-world-bank-201", {}},
      {"owid-oecd-education-pisa-test-scores-pisa-2015", {}},
      {"owid-prevalence-of-undernourishment-world-bank-2017-un-sofi-2018", {}},
      {"owid-share-of-energy-from-cereals-roots-and-tubers-fao-2017", {}},
      {"owid-uk-butterfly-populations-uk-ons", {}}};
  return kOutcomes;
}

bool is_refusal(const Finding& finding, const Expected& expected) {
  return finding.severity == Severity::Error && finding.rule == expected.rule && finding.file == expected.file &&
         finding.row == expected.row;
}

TEST(FoundPackages, EachPlainDataPackageIsAcceptedOrRefusedAsExpectedWithThePlace) {
  std::size_t met = 0;
  for (const fs::path& path : inside(shared_data("packages"))) {
    if (!fs::is_directory(path)) continue;
    const auto known = expected_outcomes().find(path.filename().string());
    ASSERT_NE(known, expected_outcomes().end()) << path << " is new: say what is expected of it";
    const Expected& expected = known->second;
    ++met;

    const Report report = check_within_bounds(path);

    EXPECT_EQ(report.accepted(), expected.rule == nullptr) << path;
    const bool as_expected = std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
      return expected.rule != nullptr && is_refusal(finding, expected);
    });
    EXPECT_EQ(as_expected, expected.rule != nullptr) << path;
    for (const Finding& finding : report.findings) {
      const bool placed = finding.row || finding.line || !finding.field.empty();
      EXPECT_TRUE(placed || finding.severity == Severity::Warning) << path << " " << finding.rule;
    }
  }
  EXPECT_TRUE(met == 0 || met == expected_outcomes().size());
}

TEST(FoundPackages, ManifestsThatAreNoJsonAreRefused) {
  for (const fs::path& path : inside(shared_data("malicious/json-test-suite/parsing"))) {
    if (!path.filename().string().starts_with("n_")) continue;
    const TemporaryPackage package;
    package.write("datapackage.json", file_bytes(path.string()));
    EXPECT_FALSE(check_within_bounds(package.path()).accepted()) << path;
  }
}

TEST(FoundPackages, PicturesThatAreBombsAreRefusedOrRead) {
  for (const fs::path& path : inside(shared_data("images/made-bombs"))) {
    if (path.extension() == ".md") continue;
    const TemporaryPackage package;
    package.write("datapackage.json",
                  R"({"name": "x", "licenses": [{"name": "CC0-1.0"}], "sen": {"format": 1, "organisation": "mofa"}})");
    package.write("articles/a/vi.md",
                  "---\ntype: news\ntitle: a\n---\n\n![](images/" + path.filename().string() + ")\n");
    package.write("images/" + path.filename().string(), file_bytes(path.string()));
    const Report report = check_within_bounds(package.path());
    const std::string name = path.filename().string();
    const bool is_large = name != "gif-3000-frames.gif" &&
                          (name.find("000x") != std::string::npos || name.find("655") != std::string::npos);
    EXPECT_FALSE(is_large && report.accepted()) << path;
  }
}

TEST(FoundPackages, PathologicalMarkdownIsRefusedOrRead) {
  for (const fs::path& path : inside(shared_data("markdown/made-pathological"))) {
    const TemporaryPackage package;
    TemporaryPackage::copy_good(package);
    package.write("articles/export-port/vi.md", "---\ntitle: a\n---\n\n" + file_bytes(path.string()));
    check_within_bounds(package.path());
  }
}

}  // namespace
}  // namespace sen::ingest
