#include "engine/press/records.h"

#include <algorithm>
#include <charconv>

#include "engine/base/text.h"

namespace sen::press {
namespace {

constexpr std::size_t kDigits = 4;

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<FreeNumber> free_number(const identity::Vault& vault, std::string_view letter, Timestamp now) {
  const std::string year = format_rfc3339(now).substr(0, 4);
  FreeNumber out;
  out.expected.key = "number/" + std::string(letter) + "/" + year;
  out.expected.value = SEN_TRY(vault.get(out.expected.key));
  std::uint64_t last = 0;
  if (out.expected.value) {
    const std::string& digits = *out.expected.value;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), last);
    if (read.ec != std::errc()) return Error(ErrorCode::Storage, "a number of the press's vault cannot be read");
  }
  std::string digits = std::to_string(last + 1);
  out.edit = {out.expected.key, digits};
  if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
  out.number = std::string(letter) + "-" + year + "-" + digits;
  return out;
}

bool is_number(std::string_view letter, std::string_view text) {
  constexpr std::size_t kYear = 4;
  const std::size_t start = letter.size() + 1;
  return text.size() > start + kYear + 1 && text.size() < 32 && text.starts_with(letter) &&
         text[letter.size()] == '-' && all_digits(text.substr(start, kYear)) && text[start + kYear] == '-' &&
         all_digits(text.substr(start + kYear + 1));
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.size() > kMostEmail ||
      text.find('@', at + 1) != std::string_view::npos)
    return false;
  const std::string_view host = text.substr(at + 1);
  const std::size_t dot = host.find('.');
  return dot != std::string_view::npos && dot != 0 && host.back() != '.' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) > ' ' && c != '<' && c != '>' && c != '"' && c != ',' && c != ';' &&
                  c != 0x7F;
         });
}

Result<void> check_reply(std::string_view field, std::string_view text) {
  if (text.empty()) return Error(ErrorCode::InvalidInput, std::string(field) + ": it is missing");
  const std::size_t length = count_code_points(text);
  if (length <= kMostReply) return {};
  return Error(ErrorCode::InvalidInput, std::string(field) + ": it has " + std::to_string(length) +
                                            " characters; at most " + std::to_string(kMostReply) + " are allowed");
}

}  // namespace sen::press
