#include "ingest/findings.h"

#include <algorithm>

#include "engine/base/text.h"

namespace sen::ingest {
namespace {

/// Edits that turn one into the other: insert, remove, replace, swap neighbours (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view said, const std::vector<std::string>& known) {
  if (said.size() > 64) return {};
  const std::string lower = to_lower_ascii(said);
  const std::string* best = nullptr;
  std::size_t best_distance = lower.size() <= 3 ? 2 : lower.size() <= 8 ? 3 : 4;
  for (const std::string& word : known) {
    const std::size_t size = std::max(word.size(), lower.size()) - std::min(word.size(), lower.size());
    if (size >= best_distance) continue;
    if (const std::size_t edits = distance(lower, to_lower_ascii(word)); edits < best_distance) {
      best = &word;
      best_distance = edits;
    }
  }
  return best == nullptr ? std::string() : *best;
}

std::string did_you_mean(const Findings& findings, std::string_view suggestion) {
  if (suggestion.empty()) return {};
  return text_of({Phrase::DidYouMean, {std::string(suggestion)}}, findings.language());
}

void Findings::add(Rule rule, const Place& place, std::initializer_list<Said> values) {
  add_with_hint(rule, place, values, "");
}

void Findings::add_with_hint(Rule rule, const Place& place, std::initializer_list<Said> said, std::string hint) {
  const RuleText& text = rules()[static_cast<std::size_t>(rule)];
  const WhyText& why = reasons()[static_cast<std::size_t>(rule)];
  const bool english = language_ == MessageLanguage::English;
  std::vector<std::string> values;
  for (const Said& one : said) values.push_back(one.in(language_));
  if (hint.empty()) hint = fill(english ? text.english_hint : text.vietnamese_hint, values);
  errors_ += text.severity == Severity::Error ? 1 : 0;
  const bool about_files = rule == Rule::IgnoredFile || rule == Rule::UnusedImage;
  std::string name = std::string(text.code) + '\n' + (about_files ? "" : place.file) + '\n' + place.column;
  auto& [last, count] = seen_[std::move(name)];
  if (++count > kKept) return;
  last = findings_.size();
  Finding finding{.severity = text.severity,
                  .file = place.file,
                  .line = {},
                  .row = {},
                  .field = place.field,
                  .column = place.column,
                  .rule = std::string(text.code),
                  .message = fill(english ? text.english : text.vietnamese, values),
                  .why = std::string(english ? why.english : why.vietnamese),
                  .hint = std::move(hint),
                  .quotes = place.quotes,
                  .fix = place.fix,
                  .document = place.document};
  if (place.line > 0) finding.line = place.line;
  if (place.row > 0) finding.row = place.row;
  findings_.push_back(std::move(finding));
}

std::vector<Finding> Findings::finish() {
  for (const auto& [name, seen] : seen_) {
    if (seen.second <= kKept) continue;
    findings_[seen.first].message += text_of({Phrase::MoreLikeIt, {std::to_string(seen.second - kKept)}}, language_);
  }
  seen_.clear();
  std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
    const auto place = [](const Finding& finding) { return finding.line.value_or(finding.row.value_or(0)); };
    return std::pair(std::string_view(a.file), place(a)) < std::pair(std::string_view(b.file), place(b));
  });
  return std::move(findings_);
}

}  // namespace sen::ingest
