#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

/// The folders under examples/ that are packages.
std::vector<std::string> example_packages() {
  std::vector<std::string> found;
  const auto examples = std::filesystem::path(SEN_SOURCE_DIR) / "examples";
  for (const auto& entry : std::filesystem::directory_iterator(examples))
    if (std::filesystem::exists(entry.path() / "datapackage.json")) found.push_back(entry.path().string());
  return found;
}

TEST(Examples, FigurePackagesAreAcceptedWithoutAFinding) {
  std::size_t checked = 0;
  for (const std::string& path : example_packages()) {
    if (!path.ends_with("-figures")) continue;

    const Result<Report> report = check_package(path, built_in_vocabulary(), Options{});

    ASSERT_TRUE(report.has_value()) << path << ": " << report.error().message();
    EXPECT_TRUE(report->findings.empty()) << to_text(*report, MessageLanguage::English, false);
    ++checked;
  }
  EXPECT_GE(checked, 6U);
}

}  // namespace
}  // namespace sen::ingest
