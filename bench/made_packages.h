#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sen::bench {

/// What the made packages hold.
struct Shape {
  std::size_t packages = 10;
  std::size_t documents = 100;               ///< Of each package.
  std::vector<std::string> languages{"vi"};  ///< An edition of each document in each: `vi`, `en`.
  std::size_t words = 300;                   ///< Of each edition.
};

/// Writes packages of made-up articles into `folder` and gives their paths. Words are drawn as in a natural language
/// (the n-th most frequent one 1/n as often as the first) out of a few thousand syllables for vi and some ten
/// thousand words for en; the same shape gives the same bytes.
std::vector<std::string> make_packages(const std::filesystem::path& folder, const Shape& shape);

/// Writes a package with one dataset, BENCH: `series` series by indicator and area, each with `years` observations up
/// to 2024. Gives its path.
std::string make_table_package(const std::filesystem::path& folder, std::size_t series, std::size_t years);

}  // namespace sen::bench
