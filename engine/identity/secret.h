#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

/// The few things that are done with secrets everywhere in this room. All thread-safe.
namespace sen::identity {

/// Bytes of a random 256-bit token, and of the hash that is kept of it.
inline constexpr std::size_t kTokenBytes = 32;

/// `count` bytes that nobody can foresee (libsodium's randombytes).
std::string random_bytes(std::size_t count);
/// A new token: 256 random bits as 43 characters of base64url.
std::string make_token();

/// RFC 4648, section 5, without padding.
std::string to_base64url(std::string_view bytes);
/// Errors: InvalidInput, also for padding, white space and unused bits that are set.
Result<std::string> parse_base64url(std::string_view text);
/// RFC 4648, section 4, with padding.
std::string to_base64(std::string_view bytes);
/// Errors: InvalidInput.
Result<std::string> parse_base64(std::string_view text);

/// What is kept of a token: its BLAKE2b-256 (RFC 7693) in base64url. A token has 256 random bits, so it needs no salt.
std::string hash_token(std::string_view token);
/// BLAKE2b-256 of `text` under `key` (RFC 7693, section 2.5), 32 bytes. `key`: 16 to 64 bytes.
std::string keyed_hash(std::string_view key, std::string_view text);
/// Whether both are the same, in a time that depends on their lengths only.
bool equal_secrets(std::string_view a, std::string_view b);

/// The 32 bytes in the file `path`, mode 0600; made, and synced with its folder, if there is no such file.
/// Errors: Storage.
Result<std::string> open_secret_key(const std::string& path);

}  // namespace sen::identity
