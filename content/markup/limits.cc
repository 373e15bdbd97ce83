#include "content/markup/limits.h"

#include <string>

namespace sen::markup {
namespace {

/// How many quotes and list items the beginning of `line` opens, or stands in by its indentation.
std::size_t containers_in(std::string_view line) {
  std::size_t markers = 0, indentation = 0;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    if (c == ' ' || c == '\t') {
      indentation += c == ' ' ? 1 : 4;
      ++i;
      continue;
    }
    const bool last = i + 1 == line.size();
    const bool bullet = (c == '-' || c == '*' || c == '+') && (last || line[i + 1] == ' ' || line[i + 1] == '\t');
    if (c == '>' || bullet) {
      ++markers;
      ++i;
      continue;
    }
    const std::size_t digits = line.find_first_not_of("0123456789", i);
    const bool ordered = digits != i && digits != std::string_view::npos && digits - i <= 9 &&
                         (line[digits] == '.' || line[digits] == ')');
    if (!ordered) return markers == 0 ? 0 : markers + indentation / 8;
    ++markers;
    i = digits + 1;
  }
  return markers == 0 ? 0 : markers + indentation / 8;
}

}  // namespace

Result<void> check_limits(std::string_view markdown, const Limits& limits) {
  if (markdown.size() > limits.max_bytes)
    return Error(ErrorCode::TooLarge, "the text is longer than " + std::to_string(limits.max_bytes) + " bytes");
  std::size_t line_number = 0, brackets = 0;
  while (!markdown.empty()) {
    ++line_number;
    const std::size_t end = markdown.find('\n');
    const std::string_view line = markdown.substr(0, end);
    markdown.remove_prefix(end == std::string_view::npos ? markdown.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) brackets = 0;
    for (const char c : line) brackets += c == '[' ? 1 : 0;
    const std::string place = "line " + std::to_string(line_number) + ": ";
    if (brackets > limits.max_brackets)
      return Error(ErrorCode::TooLarge,
                   place + "more than " + std::to_string(limits.max_brackets) + " `[` in one paragraph");
    if (containers_in(line) > limits.max_nesting)
      return Error(ErrorCode::TooLarge,
                   place + "quotes and lists nested deeper than " + std::to_string(limits.max_nesting));
  }
  return {};
}

}  // namespace sen::markup
