#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/http/refusal.h"
#include "engine/http/request.h"

namespace sen::http {

/// Whether `text` is a token (RFC 9110, section 5.6.2), thus not empty.
bool is_token(std::string_view text);

/// Whether `text` holds only what a field value may: no controls but tab (RFC 9110, section 5.5).
bool is_field_value(std::string_view text);

/// `text` without spaces and tabs at both ends.
std::string_view trim_spaces(std::string_view text);

/// Splits a header line at its colon and appends it to `headers`; the line has no CRLF.
std::optional<Refusal> read_field(std::string_view line, Pairs& headers);

/// Digits only, saturating at 2^64-1; nothing for any other text.
std::optional<std::uint64_t> read_digits(std::string_view text);

/// Whether `text` is `host [":" port]` with a host that is not empty (RFC 3986, section 3.2.2).
bool is_authority(std::string_view text);

/// Whether the comma-separated list `header` holds `token`, without regard to ASCII case.
bool list_has(std::string_view header, std::string_view token);

}  // namespace sen::http
