// The test suite and schema of XLIFF 2.1, where they are at hand.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ingest/xliff/document.h"
#include "ingest/xliff/xliff.h"

namespace sen::xliff {
namespace {

namespace fs = std::filesystem;

fs::path shared(const std::string& name) {
  return fs::path(SEN_SOURCE_DIR).parent_path() / "shared" / name;
}

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(XliffSuite, ReadsTheValidCasesAndRefusesTheInvalidOnes) {
  const fs::path suite = shared("data/newsexchange/xliff/xliff-21");
  if (!fs::exists(suite)) GTEST_SKIP() << "no test suite here";
  int valid = 0, invalid = 0, refused = 0;
  for (const char* part : {"core", "modules"})
    for (const auto& file : fs::directory_iterator(suite / part / "valid")) {
      if (file.path().extension() != ".xlf") continue;
      const auto result = parse_document(contents(file.path()));
      EXPECT_TRUE(result.has_value()) << file.path().filename() << ": " << result.error().message();
      ++valid;
    }
  for (const auto& file : fs::directory_iterator(suite / "core" / "invalid")) {
    const bool read = parse_document(contents(file.path())).has_value();
    if (read) std::printf("read although invalid: %s\n", file.path().filename().c_str());
    ++invalid;
    refused += read ? 0 : 1;
  }
  std::printf("%d valid cases read; %d of %d invalid ones refused\n", valid, refused, invalid);
  // The others break rules of reordering, fragment identifiers and extensions, of which no import makes use.
  EXPECT_GE(refused * 100, invalid * 75);
}

TEST(XliffSuite, WritesWhatTheSchemaAllows) {
  const fs::path schema = shared("schemas/xliff/2.1/xliff_core_2.0.xsd");
  if (!fs::exists(schema) || std::system("command -v xmllint > /dev/null") != 0)
    GTEST_SKIP() << "no schema or xmllint here";
  const Order order{
      "aaaaaaaaaa/v1",
      content::Locale("vi"),
      content::Locale("ar"),
      {"T & <b>", "S",
       "# A *b* `c` [d](e \"f\")\n\n![g](h)\n\n<br> x &amp; y  \nz\n\n| a | b |\n|--|--|\n| 1 | **2** |\n"},
      {"one", "two"}};
  const fs::path file = fs::path(testing::TempDir()) / "order.xlf";
  std::ofstream(file, std::ios::binary) << write_xliff(order).value();

  EXPECT_EQ(std::system(("xmllint --nonet --noout --schema '" + schema.string() + "' '" + file.string() + "'").c_str()),
            0);
}

}  // namespace
}  // namespace sen::xliff
