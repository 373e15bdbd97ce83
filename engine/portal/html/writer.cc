#include "engine/portal/html/writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "engine/base/text.h"

namespace sen::portal::html {
namespace {

/// Copies `text`, with each byte in `special` replaced by what `replacement` gives.
template <typename Replacement>
void escape(std::string& out, std::string_view text, const char* special, Replacement replacement) {
  std::size_t start = 0;
  for (std::size_t at = text.find_first_of(special); at != std::string_view::npos;
       at = text.find_first_of(special, start)) {
    out.append(text, start, at - start);
    out.append(replacement(text[at]));
    start = at + 1;
  }
  out.append(text, start);
}

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "&#39;";
  }
}

std::string_view json_escape(char c) {
  switch (c) {
    case '&':
      return "\\u0026";
    case '<':
      return "\\u003c";
    default:
      return "\\u003e";
  }
}

}  // namespace

bool is_safe_url(std::string_view url) {
  for (const char c : url)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || url.find_first_of("/?#") < colon) return true;  // relative
  const std::string scheme = to_lower_ascii(url.substr(0, colon));
  return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

Writer& Writer::operator<<(Text text) {
  escape(out_, text.value, "&<>", entity);
  return *this;
}

Writer& Writer::operator<<(Attr attribute) {
  escape(out_, attribute.value, "&<>\"'", entity);
  return *this;
}

Writer& Writer::operator<<(Url url) {
  if (!is_safe_url(url.value)) return *this << Literal("#");
  return *this << Attr{url.value};
}

Writer& Writer::operator<<(Json json) {
  escape(out_, json.value, "&<>", json_escape);
  return *this;
}

Writer& Writer::operator<<(std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
  return *this;
}

Writer& Writer::operator<<(double length) {
  const auto tenths = static_cast<std::int64_t>(std::llround(length * 10));
  if (tenths < 0) out_ += '-';
  const std::int64_t size = std::abs(tenths);
  *this << size / 10;
  if (size % 10 != 0) {
    out_ += '.';
    out_ += static_cast<char>('0' + size % 10);
  }
  return *this;
}

}  // namespace sen::portal::html
