#include "content/markup/address.h"

#include "engine/base/text.h"

namespace sen::markup {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The scheme in front of `address` (RFC 3986, section 3.1), empty if it is relative.
std::string_view scheme_of(std::string_view address) {
  for (std::size_t i = 0; i < address.size(); ++i) {
    const char c = address[i];
    if (c == ':') return address.substr(0, i);
    if (!is_letter_or_digit(c) && c != '+' && c != '-' && c != '.') break;
  }
  return {};
}

std::string percent_encode(std::string_view address) {
  constexpr std::string_view kKept = "-_.~!*'();:@&=+$,/?#[]%";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(address.size());
  for (const char c : address) {
    if (is_letter_or_digit(c) || kKept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> safe_address(std::string_view address) {
  address = trim(address);
  if (address.empty()) return std::nullopt;
  // A browser reads a backslash as a slash, so `/\host` would leave the site.
  if (address.find('\\') != std::string_view::npos) return std::nullopt;
  if (address.starts_with("//")) return "https:" + percent_encode(address);
  const std::string scheme = to_lower_ascii(scheme_of(address));
  if (!scheme.empty() && scheme != "http" && scheme != "https" && scheme != "mailto") return std::nullopt;
  return percent_encode(address);
}

}  // namespace sen::markup
