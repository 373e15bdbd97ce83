#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace sen {

/// What next_code_point gives for bytes that are not UTF-8.
inline constexpr char32_t kMalformed = 0xFFFFFFFF;

/// The code point that starts at `at`, which moves behind it; for a malformed
/// sequence kMalformed, and `at` moves one byte. `at` must be below the size.
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Whether `text` is well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

/// `text` in Normalization Form C (UAX #15). Errors: InvalidInput if it is not UTF-8.
Result<std::string> to_nfc(std::string_view text);

/// Code points in well-formed UTF-8 `text`.
std::size_t count_code_points(std::string_view text);

/// `text` without white space at both ends (ASCII, U+00A0, U+3000).
std::string_view trim(std::string_view text);

/// The parts of `text` between `separator`s; one part for empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

/// ASCII letters in lower case, all else as it is.
std::string to_lower_ascii(std::string_view text);
bool equals_ignoring_ascii_case(std::string_view a, std::string_view b);

/// Lower-case words of ASCII letters and digits joined by `-`, from text of any
/// script by ICU transliteration: `Hạ Long – Cát Bà` gives `ha-long-cat-ba`.
/// At most `max_bytes`, cut at a word. Empty if nothing is left.
std::string ascii_slug(std::string_view text, std::size_t max_bytes = 80);

/// Letters, digits and marks of any script joined by `-`, in lower case and NFC:
/// the slug of languages that are not written in Latin letters. At most `max_bytes`, cut at a character.
std::string unicode_slug(std::string_view text, std::size_t max_bytes = 120);

}  // namespace sen
