#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
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

/// What all sample packages hold together.
struct Holdings {
  std::set<std::string> documents, types, organisations, pictures, datasets;
  std::map<std::string, std::set<std::string>> languages;  ///< Of each document.
};

Holdings read_examples() {
  Holdings all;
  for (const std::string& path : example_packages()) {
    const auto package = nlohmann::json::parse(file_bytes(path + "/datapackage.json"));
    const std::string owner = package.at("sen").at("organisation");
    all.organisations.insert(owner);
    for (const auto& resource : package.value("resources", nlohmann::json::array()))
      if (resource.contains("sen")) all.datasets.insert(resource["sen"].at("dataflow"));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      const auto& file = entry.path();
      const std::string folder = owner + "/" + file.parent_path().filename().string();
      if (file.filename() == "document.yaml") {
        const std::string text = file_bytes(file);
        const std::size_t at = text.find("type: ") + 6;
        all.documents.insert(folder);
        all.types.insert(text.substr(at, text.find('\n', at) - at));
      } else if (file.extension() == ".md") {
        all.languages[folder].insert(file.stem());
      } else if (file.parent_path().filename() == "images" && entry.is_regular_file()) {
        all.pictures.insert(to_hex(sha256(file_bytes(file))));
      }
    }
  }
  return all;
}

TEST(Examples, ShowWhatSenCanDo) {
  const Holdings all = read_examples();

  EXPECT_GE(all.documents.size(), 40U);
  for (const content::DocumentType& type : built_in_vocabulary().types())
    EXPECT_TRUE(all.types.contains(type.code)) << type.code;
  EXPECT_GE(all.organisations.size(), 20U);
  EXPECT_GE(all.pictures.size(), 12U);
  EXPECT_GE(all.datasets.size(), 8U);
  std::size_t in_all_languages = 0;
  for (const auto& [document, languages] : all.languages) {
    EXPECT_TRUE(languages.contains("vi") && languages.contains("en")) << document;
    if (languages.size() == built_in_vocabulary().languages().size()) ++in_all_languages;
  }
  EXPECT_GE(in_all_languages, 10U);
}

}  // namespace
}  // namespace sen::ingest
