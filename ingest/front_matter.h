#pragma once

#include <cstdint>
#include <string_view>

namespace sen::ingest {

/// A Markdown file taken apart: `---`, YAML, `---`, CommonMark.
struct FrontMatter {
  std::string_view yaml;        ///< Empty if there is none.
  std::uint64_t yaml_line = 2;  ///< Where `yaml` begins in the file.
  std::string_view body;
  std::uint64_t body_line = 1;
  bool unclosed = false;  ///< The first line opens it and none closes it.
};

/// Views into `text`, which must outlive them. A byte order mark in front is left out.
FrontMatter split_front_matter(std::string_view text);

}  // namespace sen::ingest
