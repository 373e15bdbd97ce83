#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace sen::search {

/// What `name:value` in a query limits.
enum class Field { Title, Language, Type, Organisation, Topic, Place, Year, From, To };

/// A name by which readers of a language write a field. The first of a language and field is the one that help shows.
struct FieldName {
  std::string_view locale;
  Field field;
  std::string_view name;
};

std::span<const FieldName> field_names();

/// The field that `text` ends with the name of, in any language and case, with marks or without; and where that name
/// begins. Nothing if it is a part of a longer word.
struct FieldAtEnd {
  Field field;
  std::size_t begin = 0;
};
std::optional<FieldAtEnd> field_at_end(std::string_view text);

}  // namespace sen::search
