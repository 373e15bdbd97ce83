#pragma once

#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace sen::test {

/// What this test program was called with; GoogleTest leaves what it does not know.
inline std::vector<std::string> arguments() {
  std::ifstream in("/proc/self/cmdline", std::ios::binary);
  const std::string all{std::istreambuf_iterator<char>(in), {}};
  std::vector<std::string> words;
  for (std::size_t start = 0; start < all.size();) {
    const std::size_t end = std::min(all.find('\0', start), all.size());
    words.push_back(all.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

/// The value of `--name=value`, or `otherwise`.
inline long argument(const std::string& name, long otherwise) {
  for (const std::string& word : arguments())
    if (word.starts_with("--" + name + "=")) return std::stol(word.substr(name.size() + 3));
  return otherwise;
}

}  // namespace sen::test
