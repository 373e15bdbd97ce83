#pragma once

#include <string_view>

namespace sen {

/// A file that was put into the program at build time (cmake/SenBuild.cmake, sen_embed).
struct EmbeddedFile {
  std::string_view name;   ///< Relative to the folder it was taken from, with `/`.
  std::string_view bytes;  ///< Lives as long as the program.
};

}  // namespace sen
