#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/arguments.h"

/// Files under tests/golden that say what is expected to the byte. A test program that is called with
/// `--update-golden` rewrites them; the difference is reviewed like code.
namespace sen::test {

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

inline std::string golden_path(const std::string& name) {
  return std::string(SEN_SOURCE_DIR) + "/tests/golden/" + name;
}

inline bool updates_golden() {
  const std::vector<std::string> words = arguments();
  return std::find(words.begin(), words.end(), "--update-golden") != words.end();
}

/// Compares `bytes` with tests/golden/`name`.
inline void expect_golden(const std::string& name, const std::string& bytes) {
  const std::string path = golden_path(name);
  if (updates_golden()) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return;
  }
  EXPECT_TRUE(std::filesystem::exists(path)) << path << " is missing; run with --update-golden and review it";
  EXPECT_TRUE(read_file(path) == bytes) << path << " differs; run with --update-golden and review the difference";
}

}  // namespace sen::test
