#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sen::markup {

/// `address` as a link may hold it: http, https, mailto or relative, `//host` made https,
/// percent-encoded where a URL may not hold the byte. Nothing if it may not be linked to.
std::optional<std::string> safe_address(std::string_view address);

}  // namespace sen::markup
