#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/portal/html/writer.h"

namespace sen::desk::components {

/// A sentence, where it stands, and the words in it that are meant.
struct ShownQuote {
  std::string caption;               ///< In the desk's language.
  std::string language;              ///< Of the text, BCP 47.
  std::string text;                  ///< UTF-8.
  std::uint64_t begin = 0, end = 0;  ///< Bytes of `text`: [begin, end); equal: none.
};

/// Sentences side by side, or one under the other on a phone.
void quotes(portal::html::Writer& w, const std::vector<ShownQuote>& all);

}  // namespace sen::desk::components
