#pragma once

#include <string>
#include <string_view>

namespace sen::desk::pages {

/// `next` if it is a path of the desk, else `/desk`: where a form sends one on never leaves the site. A path begins
/// with `/desk`, then ends or goes on with `/` or `?`, and holds no backslash, no `//` and no control character.
std::string safe_next(std::string_view next);

}  // namespace sen::desk::pages
