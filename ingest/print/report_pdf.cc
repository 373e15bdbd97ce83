#include "ingest/print/report_pdf.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ingest/amendments.h"
#include "ingest/print/sheet.h"
#include "ingest/print/words.h"

namespace sen::print {
namespace {

using ingest::Finding;
using ingest::Severity;

constexpr Colour kLeaf{0.02, 0.25, 0.23}, kRed{0.68, 0.07, 0.11}, kAmber{0.48, 0.31, 0.0}, kMuted{0.33, 0.38, 0.36};

/// The findings in the order of the page: files with errors first, then by file; within, errors first.
std::vector<const Finding*> in_order(const std::vector<Finding>& findings) {
  std::vector<std::string_view> with_errors;
  for (const Finding& finding : findings)
    if (finding.severity == Severity::Error) with_errors.push_back(finding.file);
  std::sort(with_errors.begin(), with_errors.end());
  const auto key = [&](const Finding& finding) {
    const bool errors = std::binary_search(with_errors.begin(), with_errors.end(), std::string_view(finding.file));
    return std::tuple(!errors, std::string_view(finding.file), finding.severity == Severity::Warning);
  };
  std::vector<const Finding*> out;
  for (const Finding& finding : findings) out.push_back(&finding);
  std::stable_sort(out.begin(), out.end(), [&](const Finding* a, const Finding* b) { return key(*a) < key(*b); });
  return out;
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// `2 errors, 1 warning`
std::string totals(const std::vector<const Finding*>& findings, std::string_view file, bool all, const Words& words) {
  std::size_t errors = 0, warnings = 0;
  for (const Finding* finding : findings)
    if (all || finding->file == file) ++(finding->severity == Severity::Error ? errors : warnings);
  return counted(errors, words.error, words.errors) + ", " + counted(warnings, words.warning, words.warnings);
}

std::string place_of(const Finding& finding, const Words& words) {
  std::string place;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) place += (place.empty() ? "" : ", ") + std::string(name) + " " + value;
  };
  add(words.line, finding.line ? std::to_string(*finding.line) : "");
  add(words.row, finding.row ? std::to_string(*finding.row) : "");
  add(words.field, finding.field);
  add(words.column, finding.column);
  return place;
}

/// The language of an edition's file, `articles/port/zh.md`: its characters are shown in its forms.
std::string language_of(std::string_view file) {
  const std::size_t slash = file.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? file : file.substr(slash + 1);
  return name.size() == 5 && name.ends_with(".md") ? std::string(name.substr(0, 2)) : std::string();
}

/// `2026-11-22 09:30` in Hanoi, which has kept UTC+7 since 1975.
std::string hanoi_time(Timestamp at) {
  constexpr std::int64_t kSevenHours = std::int64_t{7} * 3600 * 1000;
  std::string text = format_rfc3339(Timestamp{at.milliseconds + kSevenHours}).substr(0, 16);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

void write_head(Sheet& sheet, const ingest::Report& report, const std::vector<const Finding*>& findings,
                const Words& words, Timestamp at) {
  const bool good = report.accepted();
  sheet.paragraph(words.title, {.size = 22, .bold = true, .colour = kLeaf, .tag = "H1"});
  sheet.paragraph(report.package, {.size = 14, .bold = true, .space_before = 4});
  sheet.paragraph(filled(words.checked, "time", hanoi_time(at)), {.size = 9, .colour = kMuted, .space_before = 2});
  sheet.rule();
  sheet.paragraph(good ? words.accepted : words.refused,
                  {.size = 13, .bold = true, .colour = good ? kLeaf : kRed, .space_before = 6});
  sheet.paragraph(totals(findings, {}, true, words), {.size = 11, .space_before = 3});
  const ingest::Counts& counts = report.counts;
  std::string line = words.counts;
  for (const auto& [name, value] :
       std::array<std::pair<const char*, std::uint64_t>, 6>{{{"files", counts.files},
                                                             {"documents", counts.documents},
                                                             {"editions", counts.editions},
                                                             {"images", counts.images},
                                                             {"datasets", counts.datasets},
                                                             {"observations", counts.observations}}})
    line = filled(line, name, std::to_string(value));
  sheet.paragraph(line, {.size = 9, .colour = kMuted, .space_before = 3});
  if (const auto& by = report.signed_by)
    sheet.paragraph(filled(filled(filled(words.signed_by, "key", by->key), "sequence", std::to_string(by->sequence)),
                           "label", by->label),
                    {.size = 9, .colour = kMuted, .space_before = 3});
  if (findings.empty()) sheet.paragraph(words.nothing, {.size = 11, .space_before = 16});
}

std::string said_by(const char* pattern, const content::Amendment& said) {
  return filled(filled(pattern, "name", said.account.value), "time", hanoi_time(said.at));
}

/// What was typed beside the package, but for explanations, which stand with their findings.
void write_amendments(Sheet& sheet, const ingest::Report& report, const Words& words) {
  bool first = true;
  for (const content::Amendment& one : report.amendments) {
    if (one.field == ingest::kExplanation) continue;
    if (first)
      sheet.paragraph(
          words.amended,
          {.size = 12, .bold = true, .colour = kLeaf, .space_before = 20, .keep_with_next = 80, .tag = "H2"});
    first = false;
    const std::string name =
        (one.file.empty() ? words.whole_package : one.file) + ", " + one.field + (one.key.empty() ? "" : "." + one.key);
    sheet.labelled(name, one.value, {.size = 10, .indent = 14, .space_before = 6, .language = one.key});
    sheet.paragraph(one.account.value + ", " + hanoi_time(one.at),
                    {.size = 8.5, .colour = kMuted, .indent = 14, .space_before = 1});
  }
}

void write_finding(Sheet& sheet, const ingest::Report& report, const Finding& finding, const Words& words) {
  const bool error = finding.severity == Severity::Error;
  std::string label = error ? words.error : words.warning;
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 'a' + 'A');
  const Style text{.size = 10, .indent = 14, .space_before = 2, .language = language_of(finding.file)};
  sheet.paragraph((error ? "■ " : "▲ ") + label,
                  {.size = 10, .bold = true, .colour = error ? kRed : kAmber, .space_before = 9, .keep_with_next = 40});
  sheet.labelled(words.what, finding.message, text);
  if (const std::string place = place_of(finding, words); !place.empty()) sheet.labelled(words.where, place, text);
  for (const ingest::Quote& quote : finding.quotes) {
    Style said = text;
    said.language = quote.language;
    const std::string line = quote.line > 0 ? ", " + std::string(words.line) + " " + std::to_string(quote.line) : "";
    sheet.labelled(words.compared, quote.language + line + ": " + quote.text, said);
  }
  if (!finding.why.empty()) sheet.labelled(words.why, finding.why, text);
  if (!finding.hint.empty()) sheet.labelled(words.how, finding.hint, text);
  if (const content::Amendment* said = report.explanation(finding))
    sheet.labelled(said_by(words.explained, *said), said->value, text);
  Style rule = text;
  rule.size = 8.5;
  rule.colour = kMuted;
  sheet.labelled(words.rule, finding.rule, rule);
}

void write(Sheet& sheet, const ingest::Report& report, const Words& words, Timestamp at) {
  const std::vector<const Finding*> findings = in_order(report.findings);
  write_head(sheet, report, findings, words, at);
  const Finding* last = nullptr;
  const std::size_t printed = std::min(findings.size(), kMostPrintedFindings);
  for (std::size_t i = 0; i < printed; ++i) {
    const Finding& finding = *findings[i];
    if (last == nullptr || last->file != finding.file) {
      const std::string name = finding.file.empty() ? words.whole_package : finding.file;
      sheet.paragraph(name, {.size = 12,
                             .bold = true,
                             .colour = kLeaf,
                             .space_before = 20,
                             .keep_with_next = 80,
                             .tag = "H2",
                             .language = language_of(finding.file)});
      sheet.outline(name);
      sheet.paragraph(totals(findings, finding.file, false, words),
                      {.size = 9, .colour = kMuted, .space_before = 1, .keep_with_next = 60});
    }
    write_finding(sheet, report, finding, words);
    last = &finding;
  }
  if (printed < findings.size())
    sheet.paragraph(filled(words.more, "n", std::to_string(findings.size() - printed)),
                    {.size = 11, .bold = true, .space_before = 20});
  write_amendments(sheet, report, words);
}

}  // namespace

Result<std::string> report_pdf(const ingest::Report& report, ingest::MessageLanguage language, Timestamp checked_at) {
  const Words& words = words_in(language);
  SheetOptions options;
  options.title = std::string(words.title) + ": " + report.package;
  options.subject = report.accepted() ? words.accepted : words.refused;
  options.language = language == ingest::MessageLanguage::Vietnamese ? "vi" : "en";
  options.created = format_rfc3339(checked_at);
  options.page_label = words.page;
  Sheet draft(options);  // The first time to count the pages.
  write(draft, report, words, checked_at);
  options.pages = draft.pages();
  Sheet sheet(options);
  write(sheet, report, words, checked_at);
  return sheet.finish();
}

}  // namespace sen::print
