#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

// Of tests/fuzz/http_request_fuzz.cc; it aborts on a violation.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace sen::http {
namespace {

TEST(Corpus, IsReadTheSameHoweverItIsSplit) {
  std::size_t files = 0;

  for (const auto& entry : std::filesystem::directory_iterator(SEN_SOURCE_DIR "/tests/fuzz/corpus/http_request")) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    SCOPED_TRACE(entry.path());
    EXPECT_EQ(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()), 0);
    files += 1;
  }

  EXPECT_GE(files, 7U);
}

}  // namespace
}  // namespace sen::http
