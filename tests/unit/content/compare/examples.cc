#include "tests/unit/content/compare/examples.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace sen::compare {
namespace {

/// The value of `key: value` in front matter, without quotes.
std::string field(const std::string& front, const std::string& key) {
  const std::size_t at = front.find("\n" + key + ":");
  if (at == std::string::npos) return {};
  const std::size_t begin = front.find_first_not_of(" \"", at + key.size() + 2);
  std::string value = front.substr(begin, front.find('\n', begin) - begin);
  if (value.ends_with('"')) value.pop_back();
  return value;
}

}  // namespace

std::map<std::string, std::map<std::string, std::string>> sample_editions() {
  namespace fs = std::filesystem;
  std::map<std::string, std::map<std::string, std::string>> out;
  for (const auto& file : fs::recursive_directory_iterator(std::string(SEN_SOURCE_DIR) + "/examples")) {
    if (file.path().extension() != ".md" || file.path().string().find("/articles/") == std::string::npos) continue;
    std::ifstream in(file.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::size_t end = text.find("\n---\n", 3);
    if (!text.starts_with("---\n") || end == std::string::npos) continue;
    const std::string front = text.substr(3, end - 3);
    out[fs::relative(file.path().parent_path(), std::string(SEN_SOURCE_DIR) + "/examples").string()]
       [file.path().stem().string()] =
           field(front, "title") + "\n\n" + field(front, "summary") + "\n\n" + text.substr(end + 5);
  }
  return out;
}

}  // namespace sen::compare
