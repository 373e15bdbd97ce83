#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sen::desk {

/// A field's bytes as text: UTF-8 made NFC, CRLF and CR as `\n` (forms send CRLF; HTML, section 4.10.21.4).
/// Nothing if they are not UTF-8, or hold a control character other than tab and line end.
std::optional<std::string> text_value(std::string_view bytes);

}  // namespace sen::desk
