#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"

/// Time-based one-time passwords (RFC 6238: HMAC-SHA-1, six digits, 30 seconds, as every authenticator reads them) and
/// recovery codes. Functions without state; what must be remembered is in identity::SecondFactors.
namespace sen::identity {

/// 20 random bytes (RFC 4226, section 4, R6).
std::string make_totp_secret();
/// The secret as people type it: base32 in groups of four, without padding.
std::string format_totp_secret(std::string_view secret);
/// `otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=ISSUER&algorithm=SHA1&digits=6&period=30`, percent-encoded: what the
/// QR code holds.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

/// The number of the 30 seconds that `at` falls in.
std::uint64_t totp_step(Timestamp at);
/// The step that `code` is right for: the one of `now`, or one before or after it for clocks that are off, if it is
/// behind `last_used`, so that each code works once. Nothing if it is wrong or was used. White space in `code` does
/// not count.
std::optional<std::uint64_t> match_totp(std::string_view secret, std::string_view code, Timestamp now,
                                        std::uint64_t last_used);

/// Ten codes for the day when the telephone is lost: 80 random bits each, as `abcd-efgh-ijkl-mnop` of `a-z2-7`.
std::vector<std::string> make_recovery_codes();
/// What is kept of a recovery code, however it was typed: upper case, spaces and hyphens do not count.
std::string hash_recovery_code(std::string_view code);

}  // namespace sen::identity
