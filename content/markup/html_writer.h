#pragma once

#include <string>
#include <string_view>

namespace sen::markup {

/// Appends `text` with `& < > " '` escaped: good for text and for quoted attributes.
void append_escaped(std::string& html, std::string_view text);

/// Appends ` name="value"`.
void append_attribute(std::string& html, std::string_view name, std::string_view value);

}  // namespace sen::markup
