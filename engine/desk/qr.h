#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace sen::desk {

/// `text` as a QR code (ISO/IEC 18004, error correction M) in SVG with the quiet zone of four modules, dark on white
/// whatever the page's colours. `label` is its name for assistive technology.
/// Errors: TooLarge if no code holds so much.
Result<std::string> draw_qr(std::string_view text, std::string_view label);

}  // namespace sen::desk
