#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/field_names.h"

namespace sen::search {

/// A part of what was typed.
struct Clause {
  std::string text{};
  bool quoted = false;    ///< The words side by side, as typed.
  bool excluded = false;  ///< What holds it is not shown.
  std::optional<Field> field{};
  std::size_t begin = 0, end = 0;  ///< Bytes of what was typed, the field's name included; of a field's clause only.
};

inline constexpr std::size_t kLongestQuery = 512;  ///< Bytes; the rest is not read.

/// Reads the query language of docs/formats/search.md: words, `"words side by side"`, `-` in front of either, and
/// `name:value` of the fields of field_names().
/// Everything can be typed: what is no operator is text. `typed` is UTF-8; malformed bytes part words.
/// Text that is neither quoted nor excluded nor of a field is one clause, the first, if there is any.
std::vector<Clause> read_query(std::string_view typed);

}  // namespace sen::search
