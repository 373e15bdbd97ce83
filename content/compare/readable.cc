#include "content/compare/readable.h"

#include <unicode/uchar.h>

#include "engine/base/text.h"

namespace sen::compare {
namespace {

char32_t readable(char32_t c) {
  if (c == kMalformed) return kHidden;
  const auto digit = u_charDigitValue(static_cast<UChar32>(c));
  if (digit >= 0) return U'0' + static_cast<char32_t>(digit);
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + U'!';
  if (c == 0x2009 || c == 0x202F || c == 0x00A0) return 0x00A0;
  if (c == 0x3000 || c == 0x200B || c == '\t') return U' ';
  if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 || c == 0x2212) return U'-';
  return c;
}

bool starts(std::u32string_view text, std::size_t at, std::u32string_view what) {
  return text.substr(at, what.size()) == what;
}

/// Where the address, code or tag that begins at `at` ends; `at` if none does.
std::size_t end_of_hidden(std::u32string_view text, std::size_t at) {
  const auto until = [&](std::u32string_view ends, std::size_t from) {
    const std::size_t end = text.find_first_of(ends, from);
    return end == std::u32string_view::npos ? text.size() : end;
  };
  if (starts(text, at, U"](")) return until(U")\n", at + 2);
  if (starts(text, at, U"http://") || starts(text, at, U"https://") || starts(text, at, U"www."))
    return until(U" )>\n", at);
  if (text[at] == U'`') {
    const std::size_t end = text.find(U'`', at + 1);
    return end == std::u32string_view::npos ? at : end + 1;
  }
  if (text[at] == U'<' && at + 1 < text.size() && (u_isalpha(static_cast<UChar32>(text[at + 1])) != 0)) {
    const std::size_t end = until(U">\n", at);
    return end < text.size() && text[end] == U'>' ? end : at;
  }
  return at;
}

}  // namespace

Readable make_readable(std::string_view text) {
  Readable out;
  out.text.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    out.offsets.push_back(at);
    out.text.push_back(readable(next_code_point(text, at)));
  }
  out.offsets.push_back(text.size());
  for (std::size_t at = 0; at < out.text.size(); ++at) {
    const std::size_t end = end_of_hidden(out.text, at);
    for (std::size_t i = at; i < end; ++i)
      if (out.text[i] != U'\n') out.text[i] = kHidden;
    if (end > at) at = end - 1;
  }
  return out;
}

}  // namespace sen::compare
