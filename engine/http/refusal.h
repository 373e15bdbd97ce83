#pragma once

#include <string_view>

namespace sen::http {

/// Why a request cannot be read. Its connection ends after the answer, because
/// what follows it could be read in more than one way.
struct Refusal {
  int status = 0;
  std::string_view message;  ///< One lower-case sentence for programs; a constant.
};

}  // namespace sen::http
