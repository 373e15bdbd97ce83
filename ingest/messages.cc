#include "ingest/messages.h"

#include <optional>

#include "ingest/catalogue/catalogue.h"

namespace sen::ingest {
namespace {

/// The number of the mark `{0}` to `{9}` that begins at `at`; nothing if none does.
std::optional<std::size_t> mark_at(std::string_view text, std::size_t at) {
  const bool mark =
      text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' && text[at + 1] >= '0' && text[at + 1] <= '9';
  return mark ? std::optional<std::size_t>(static_cast<std::size_t>(text[at + 1] - '0')) : std::nullopt;
}

/// A mark `{0 file|files}`: a number with the word that goes with it.
struct Counted {
  std::size_t number = 0;
  std::string_view one, many;
  std::size_t end = 0;  ///< Behind the mark.
};

std::optional<Counted> counted_at(std::string_view text, std::size_t at) {
  if (text[at] != '{' || at + 2 >= text.size() || text[at + 2] != ' ' || text[at + 1] < '0' || text[at + 1] > '9')
    return std::nullopt;
  const std::size_t bar = text.find('|', at), end = text.find('}', at);
  if (bar >= end || end == std::string_view::npos) return std::nullopt;
  return Counted{static_cast<std::size_t>(text[at + 1] - '0'), text.substr(at + 3, bar - at - 3),
                 text.substr(bar + 1, end - bar - 1), end + 1};
}

/// What the marks of `pattern` stand for in `text`; nothing if it is not made of it. A mark ends where the words
/// behind it begin.
std::optional<std::vector<std::string>> read_back(std::string_view pattern, std::string_view text) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < pattern.size();) {
    const auto number = mark_at(pattern, i);
    if (!number) {
      if (text.empty() || text.front() != pattern[i]) return std::nullopt;
      text.remove_prefix(1);
      ++i;
      continue;
    }
    i += 3;
    std::size_t next = i;
    while (next < pattern.size() && !mark_at(pattern, next)) ++next;
    const std::string_view words = pattern.substr(i, next - i);
    const std::size_t end = words.empty() ? text.size() : text.find(words);
    if (end == std::string_view::npos) return std::nullopt;
    if (values.size() <= *number) values.resize(*number + 1);
    values[*number] = text.substr(0, end);
    text.remove_prefix(end);
  }
  return text.empty() ? std::optional(std::move(values)) : std::nullopt;
}

}  // namespace

std::span<const RuleText> rules() {
  static const std::vector<RuleText> kRules = [] {
    std::vector<RuleText> all;
    for (const auto& part : {catalogue::package_rules(), catalogue::document_rules(), catalogue::table_rules()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return kRules;
}

std::span<const WhyText> reasons() {
  static const std::vector<WhyText> kReasons = [] {
    std::vector<WhyText> all;
    for (const auto& part : {catalogue::package_reasons(), catalogue::document_reasons(), catalogue::table_reasons()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return kReasons;
}

std::span<const PhraseText> phrases() {
  return catalogue::phrases();
}

std::string fill(std::string_view text, std::span<const std::string> values) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const auto counted = counted_at(text, i)) {
      const std::string value = counted->number < values.size() ? values[counted->number] : std::string();
      (out += value) += ' ';
      out += value == "1" ? counted->one : counted->many;
      i = counted->end - 1;
      continue;
    }
    const auto number = mark_at(text, i);
    if (!number) {
      out += text[i];
      continue;
    }
    if (*number < values.size()) out += values[*number];
    i += 2;
  }
  return out;
}

std::string text_of(const Reason& reason, MessageLanguage language) {
  const PhraseText& text = phrases()[static_cast<std::size_t>(reason.phrase)];
  return fill(language == MessageLanguage::English ? text.english : text.vietnamese, reason.values);
}

Reason reason_for(std::string_view english, Phrase otherwise) {
  const auto first = static_cast<std::size_t>(Phrase::MarkdownTooLong),
             last = static_cast<std::size_t>(Phrase::WorkerOther);
  for (const PhraseText& text : phrases().subspan(first, last - first + 1))
    if (auto values = read_back(text.english, english)) return {text.phrase, *std::move(values)};
  return {otherwise, {std::string(english)}};
}

}  // namespace sen::ingest
