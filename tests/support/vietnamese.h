#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

/// Tells words of English in a message that should be Vietnamese.
namespace sen::test {

/// The first common English word of `message` outside of `code` and "quotes"; empty if there is none. The words are
/// such as Vietnamese, written without its marks, does not have.
inline std::string english_in(std::string_view message) {
  static constexpr std::array<std::string_view, 43> kWords = {
      "the",     "not",     "line",  "row",       "field",   "column", "invalid", "expected", "error",
      "warning", "is",      "are",   "of",        "and",     "must",   "cannot",  "missing",  "with",
      "be",      "than",    "which", "found",     "unknown", "it",     "its",     "has",      "have",
      "that",    "from",    "more",  "used",      "bytes",   "number", "string",  "boolean",  "value",
      "values",  "damaged", "end",   "truncated", "header",  "worker", "pixels"};
  std::string word;
  char open = '\0';
  for (std::size_t i = 0; i <= message.size(); ++i) {
    const char c = i < message.size() ? message[i] : ' ';
    if (open != '\0') {
      if (c == open) open = '\0';
      continue;
    }
    if (c == '`' || c == '"') open = c;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return word;
    word.clear();
  }
  return {};
}

}  // namespace sen::test
