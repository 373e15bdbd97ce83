#pragma once

#include <string_view>

#include "content/markup/markup.h"

namespace sen::markup {

/// Looks for what cmark 0.30 takes quadratic time for, before it is parsed: size, brackets in a
/// block, containers in a line. Errors: TooLarge names the limit and the line.
Result<void> check_limits(std::string_view markdown, const Limits& limits);

}  // namespace sen::markup
