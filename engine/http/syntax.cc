#include "engine/http/syntax.h"

#include <limits>

#include "engine/base/text.h"

namespace sen::http {
namespace {

constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";
constexpr std::string_view kHostMarks = "-._~!$&'()*+,;=";

constexpr bool is_letter_or_digit(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr std::array<bool, 256> table_of(std::string_view marks) {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = is_letter_or_digit(static_cast<unsigned char>(c));
  for (const char c : marks) table[static_cast<unsigned char>(c)] = true;
  return table;
}

constexpr std::array<bool, 256> kTokenCharacters = table_of(kTokenMarks);
constexpr std::array<bool, 256> kHostCharacters = table_of(kHostMarks);

bool all_in(std::string_view text, const std::array<bool, 256>& table) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return table[static_cast<unsigned char>(c)]; });
}

bool is_registered_name(std::string_view host) {
  for (std::size_t i = 0; i < host.size(); ++i) {
    if (kHostCharacters[static_cast<unsigned char>(host[i])]) continue;
    if (host[i] != '%' || i + 2 >= host.size() || !is_hex(host[i + 1]) || !is_hex(host[i + 2])) return false;
    i += 2;
  }
  return !host.empty();
}

bool is_bracketed_address(std::string_view host) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
  host = host.substr(1, host.size() - 2);
  return std::all_of(host.begin(), host.end(), [](char c) { return is_hex(c) || c == ':' || c == '.'; }) &&
         host.find(':') != std::string_view::npos;
}

/// Where the port's colon stands; the size if there is none.
std::size_t colon_of(std::string_view authority) {
  const std::size_t from = authority.starts_with('[') ? authority.find(']') : 0;
  if (from == std::string_view::npos) return authority.size();
  return std::min(authority.find(':', from), authority.size());
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && all_in(text, kTokenCharacters);
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char raw) {
    const auto c = static_cast<unsigned char>(raw);
    return (c < 0x20 && c != '\t') || c == 0x7F;
  });
}

std::string_view trim_spaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<Refusal> read_field(std::string_view line, Pairs& headers) {
  if (line.starts_with(' ') || line.starts_with('\t')) return Refusal{400, "a header line is folded"};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return Refusal{400, "a header line has no colon"};
  const std::string_view name = line.substr(0, colon);
  if (!is_token(name)) return Refusal{400, "a header name is not a token"};
  const std::string_view value = trim_spaces(line.substr(colon + 1));
  if (!is_field_value(value)) return Refusal{400, "a header value holds a control character"};
  headers.emplace_back(name, value);
  return std::nullopt;
}

std::optional<std::uint64_t> read_digits(std::string_view text) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  if (text.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    value = value > (kMost - digit) / 10 ? kMost : value * 10 + digit;
  }
  return value;
}

bool is_authority(std::string_view text) {
  const std::size_t colon = colon_of(text);
  const std::string_view host = text.substr(0, colon);
  const std::string_view port = colon < text.size() ? text.substr(colon + 1) : std::string_view{};
  if (port.size() > 5 || !std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return false;
  }
  return host.starts_with('[') ? is_bracketed_address(host) : is_registered_name(host);
}

bool list_has(std::string_view header, std::string_view token) {
  for (const std::string_view part : split(header, ',')) {
    if (equals_ignoring_ascii_case(trim_spaces(part), token)) return true;
  }
  return false;
}

}  // namespace sen::http
