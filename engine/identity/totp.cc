#include "engine/identity/totp.h"

#include <liboath/oath.h>

#include "engine/base/bytes.h"
#include "engine/identity/secret.h"

namespace sen::identity {
namespace {

constexpr std::uint64_t kStepSeconds = 30;
constexpr unsigned kDigits = 6;
constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kRecoveryCodes = 10;
constexpr std::size_t kRecoveryBytes = 10;
constexpr std::size_t kGroup = 4;

/// `text` in groups of four.
std::string grouped(std::string_view text, char separator) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % kGroup == 0) out += separator;
    out += text[i];
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

/// RFC 3986, section 2.1: all but the unreserved characters.
std::string percent_encode(std::string_view text) {
  constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char& c : text) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    out += '%';
    out += upper(to_hex({&c, 1}));
  }
  return out;
}

/// The code of `step`; empty if liboath refuses.
std::string code_at(std::string_view secret, std::uint64_t step) {
  std::array<char, kDigits + 1> code{};
  const int outcome =
      oath_totp_generate(secret.data(), secret.size(), static_cast<time_t>(step * kStepSeconds),
                         static_cast<unsigned>(kStepSeconds), OATH_TOTP_DEFAULT_START_TIME, kDigits, code.data());
  return outcome == OATH_OK ? std::string(code.data()) : std::string();
}

}  // namespace

std::string make_totp_secret() {
  return random_bytes(kSecretBytes);
}

std::string format_totp_secret(std::string_view secret) {
  return grouped(upper(to_base32(secret)), ' ');
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  const std::string from = percent_encode(issuer);
  return "otpauth://totp/" + from + ":" + percent_encode(account) + "?secret=" + upper(to_base32(secret)) +
         "&issuer=" + from + "&algorithm=SHA1&digits=6&period=30";
}

std::uint64_t totp_step(Timestamp at) {
  return static_cast<std::uint64_t>(at.milliseconds) / 1'000 / kStepSeconds;
}

std::optional<std::uint64_t> match_totp(std::string_view secret, std::string_view code, Timestamp now,
                                        std::uint64_t last_used) {
  std::string typed;
  for (const char c : code)
    if (c != ' ' && c != '\t') typed += c;
  const std::uint64_t middle = totp_step(now);
  std::optional<std::uint64_t> matched;
  for (std::uint64_t step = middle - 1; step <= middle + 1; ++step) {
    const std::string right = code_at(secret, step);
    // All three are compared, so that the time does not tell which was close.
    if (!right.empty() && equal_secrets(right, typed) && step > last_used && !matched) matched = step;
  }
  return matched;
}

std::vector<std::string> make_recovery_codes() {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < kRecoveryCodes; ++i)
    codes.push_back(grouped(to_base32(random_bytes(kRecoveryBytes)), '-'));
  return codes;
}

std::string hash_recovery_code(std::string_view code) {
  std::string plain;
  for (const char c : upper(code))
    if (c != ' ' && c != '-') plain += c;
  return hash_token(plain);
}

}  // namespace sen::identity
