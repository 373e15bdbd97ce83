#include "ingest/xliff/bundle.h"

#include <gtest/gtest.h>

namespace sen::xliff {
namespace {

std::vector<BundleFile> texts(std::size_t count, std::size_t bytes) {
  std::vector<BundleFile> files;
  for (std::size_t at = 0; at < count; ++at) files.push_back({std::to_string(at) + ".xlf", std::string(bytes, ' ')});
  return files;
}

TEST(Bundle, AddsTheFilesOfEachArchiveToThoseBefore) {
  std::vector<BundleFile> files;

  ASSERT_TRUE(read_bundle("one.zip", write_bundle({{"a.xlf", "A"}, {"readme.txt", "?"}}).value(), files).has_value());
  ASSERT_TRUE(read_bundle("folder/b.xlf", "B", files).has_value());

  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].bytes, "A");
  EXPECT_EQ(files[1].name, "b.xlf");
}

TEST(Bundle, HoldsItsLimitsOverAllArchivesTogether) {
  constexpr std::size_t kMegabyte = std::size_t{1024} * 1024;
  const std::string many = write_bundle(texts(150, 1)).value();
  const std::string large = write_bundle(texts(10, 4 * kMegabyte)).value();
  for (const std::string& zip : {many, large}) {
    std::vector<BundleFile> files;
    ASSERT_TRUE(read_bundle("one.zip", zip, files).has_value());
    const std::size_t before = files.size();

    const Result<void> second = read_bundle("two.zip", zip, files);

    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code(), ErrorCode::TooLarge);
    EXPECT_EQ(files.size(), before);
  }
  std::vector<BundleFile> files;
  EXPECT_EQ(read_bundle("a.zip", write_bundle(texts(1, 4 * kMegabyte + 1)).value(), files).error().code(),
            ErrorCode::TooLarge);
}

}  // namespace
}  // namespace sen::xliff
