#pragma once

#include <optional>
#include <string_view>

#include "engine/http/refusal.h"
#include "engine/http/request.h"

namespace sen::http {

/// Reads `request.target` (RFC 9112, section 3.2) into path, query and raw_query, and leaves
/// it in origin form. `host` is the value of Host, empty if there is none: the absolute form
/// is taken only for `http` and the same authority. A path is decoded once, segment by
/// segment; a segment that is empty, `.`, `..` or holds a slash, a backslash or a control
/// character is refused, before and after decoding.
std::optional<Refusal> read_target(Request& request, std::string_view host);

}  // namespace sen::http
