#include "content/compare/sentences.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "engine/base/text.h"

namespace sen::compare {
namespace {

struct Close {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
  void operator()(UText* text) const { utext_close(text); }
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Whether a line stands for itself: a heading, an item of a list, a row of a table, a picture.
bool stands_alone(std::string_view line) {
  const std::string_view text = trim(line);
  if (text.empty()) return false;
  if (std::string_view("#|>!").find(text.front()) != std::string_view::npos) return true;
  if ((text.front() == '-' || text.front() == '*' || text.front() == '+') && text.size() > 1 && text[1] == ' ')
    return true;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return digits != std::string_view::npos && digits > 0 && digits < 4 && (text[digits] == '.' || text[digits] == ')') &&
         digits + 1 < text.size() && text[digits + 1] == ' ';
}

/// The paragraphs of `text` as ranges of bytes.
std::vector<std::pair<std::size_t, std::size_t>> paragraphs_of(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, line_end - at);
    const bool blank = trim(line).empty();
    if (!blank && (!open || stands_alone(line))) out.emplace_back(at, line_end);
    if (!blank) out.back().second = line_end;
    open = !blank && !trim(line).starts_with('#');
    at = line_end + 1;
  }
  return out;
}

}  // namespace

std::vector<Sentence> cut_sentences(std::string_view text, const content::Locale& locale) {
  std::vector<Sentence> out;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UBreakIterator, Close> iterator(
      ubrk_open(UBRK_SENTENCE, locale.value.c_str(), nullptr, 0, &status));
  std::size_t line = 1, counted = 0, paragraph = 0;
  const auto add = [&](std::size_t begin, std::size_t end) {
    while (begin < end && is_blank(text[begin])) ++begin;
    while (end > begin && is_blank(text[end - 1])) --end;
    if (begin == end) return;
    line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                                text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    counted = begin;
    out.push_back({begin, end, paragraph, line});
  };
  for (const auto& [first, last] : paragraphs_of(text)) {
    const std::string_view piece = text.substr(first, last - first);
    status = U_ZERO_ERROR;
    const std::unique_ptr<UText, Close> source(
        utext_openUTF8(nullptr, piece.data(), static_cast<std::int64_t>(piece.size()), &status));
    if (iterator != nullptr) ubrk_setUText(iterator.get(), source.get(), &status);
    std::size_t begin = 0;
    if (iterator != nullptr && U_SUCCESS(status) != 0) {
      ubrk_first(iterator.get());
      for (std::int32_t at = ubrk_next(iterator.get()); at != UBRK_DONE; at = ubrk_next(iterator.get())) {
        add(first + begin, first + static_cast<std::size_t>(at));
        begin = static_cast<std::size_t>(at);
      }
    }
    add(first + begin, last);
    ++paragraph;
  }
  return out;
}

PlainSentence plain_sentence(std::string_view sentence, std::size_t begin, std::size_t end) {
  PlainSentence out;
  std::size_t at = 0;
  // What begins a heading, an item, a quotation.
  while (at < sentence.size() && std::string_view("#>-*+| ").find(sentence[at]) != std::string_view::npos && at < begin)
    ++at;
  for (; at <= sentence.size(); ++at) {
    if (at == begin) out.begin = out.text.size();
    if (at == end) out.end = out.text.size();
    if (at == sentence.size()) break;
    const char c = sentence[at];
    if (c == '*' || c == '`' || c == '\\') continue;
    if (c == '[' || (c == '!' && at + 1 < sentence.size() && sentence[at + 1] == '[')) continue;
    if (c == ']') {
      const std::size_t close = sentence.substr(at).starts_with("](") ? sentence.find(')', at) : std::string_view::npos;
      if (close == std::string_view::npos) continue;
      // The address; a mark within it stands at its end.
      for (const std::size_t mark : {begin, end})
        if (mark > at && mark <= close) (mark == begin ? out.begin : out.end) = out.text.size();
      at = close;
      continue;
    }
    const bool blank = is_blank(c) || c == '|';
    if (!blank) out.text += c;
    if (blank && !out.text.empty() && out.text.back() != ' ') out.text += ' ';
  }
  out.end = std::max(out.begin, std::min(out.end, out.text.size()));
  return out;
}

}  // namespace sen::compare
