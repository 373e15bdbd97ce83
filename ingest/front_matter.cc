#include "ingest/front_matter.h"

#include "engine/base/text.h"

namespace sen::ingest {
namespace {

/// Takes the first line, without its end, off `rest`.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

}  // namespace

FrontMatter split_front_matter(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  FrontMatter out;
  out.body = text;
  std::string_view rest = text;
  if (trim(take_line(rest)) != "---") return out;
  const std::string_view inner = rest;
  for (std::uint64_t line = 2; !rest.empty(); ++line) {
    const std::size_t length = inner.size() - rest.size();
    const std::string_view text_line = trim(take_line(rest));
    if (text_line != "---" && text_line != "...") continue;
    out.yaml = inner.substr(0, length);
    out.body = rest;
    out.body_line = line + 1;
    return out;
  }
  out.unclosed = true;
  return out;
}

}  // namespace sen::ingest
