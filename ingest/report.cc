#include "ingest/report.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "ingest/amendments.h"
#include "ingest/phrases.h"
#include "ingest/publisher.h"

namespace sen::ingest {
namespace {

nlohmann::ordered_json quote_json(const Quote& quote) {
  return {{"file", quote.file}, {"line", quote.line},   {"language", quote.language},
          {"text", quote.text}, {"begin", quote.begin}, {"end", quote.end}};
}

nlohmann::ordered_json findings_json(const Report& report) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings) {
    nlohmann::ordered_json one;
    one["severity"] = finding.severity == Severity::Error ? "error" : "warning";
    one["file"] = finding.file;
    if (finding.line) one["line"] = *finding.line;
    if (finding.row) one["row"] = *finding.row;
    if (!finding.field.empty()) one["field"] = finding.field;
    if (!finding.column.empty()) one["column"] = finding.column;
    one["rule"] = finding.rule;
    one["message"] = finding.message;
    one["why"] = finding.why;
    one["hint"] = finding.hint;
    for (const Quote& quote : finding.quotes) one["quotes"].push_back(quote_json(quote));
    if (finding.fix)
      one["fix"] = {{"file", finding.fix->file}, {"field", finding.fix->field}, {"key", finding.fix->key}};
    if (!finding.document.empty()) one["document"] = finding.document;
    if (const content::Amendment* said = report.explanation(finding))
      one["explanation"] = {{"text", said->value}, {"account", said->account.value}, {"at", format_rfc3339(said->at)}};
    list.push_back(std::move(one));
  }
  return list;
}

nlohmann::ordered_json amendments_json(const std::vector<content::Amendment>& amendments) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const content::Amendment& amendment : amendments)
    list.push_back({{"file", amendment.file},
                    {"field", amendment.field},
                    {"key", amendment.key},
                    {"value", amendment.value},
                    {"account", amendment.account.value},
                    {"at", format_rfc3339(amendment.at)}});
  return list;
}

/// One line; bytes that are not UTF-8 (a file name) are replaced.
std::string one_line(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// `text` for a terminal: control characters that a package could smuggle in become `?`.
std::string printable(const std::string& text) {
  std::string out = text;
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  return out;
}

std::string place_of(const Finding& finding, MessageLanguage language) {
  std::string place;
  const auto add = [&](Phrase name, const std::string& value) {
    if (value.empty()) return;
    place += place.empty() ? "" : ", ";
    place += text_of({name, {printable(value)}}, language);
  };
  if (finding.line) add(Phrase::LabelLine, std::to_string(*finding.line));
  if (finding.row) add(Phrase::LabelRow, std::to_string(*finding.row));
  add(Phrase::LabelField, finding.field);
  add(Phrase::LabelColumn, finding.column);
  return place;
}

}  // namespace

bool Report::accepted() const {
  return std::none_of(findings.begin(), findings.end(),
                      [](const Finding& finding) { return finding.severity == Severity::Error; });
}

const content::Amendment* Report::explanation(const Finding& finding) const {
  if (!finding.fix || finding.fix->field != kExplanation) return nullptr;
  const auto found = std::find_if(amendments.begin(), amendments.end(), [&](const content::Amendment& one) {
    return Fix{one.file, one.field, one.key} == *finding.fix;
  });
  return found == amendments.end() ? nullptr : &*found;
}

std::uint64_t Report::open_warnings() const {
  return static_cast<std::uint64_t>(std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.severity == Severity::Warning && explanation(finding) == nullptr;
  }));
}

std::string to_json(const Report& report) {
  nlohmann::ordered_json json;
  json["package"] = report.package;
  json["accepted"] = report.accepted();
  json["findings"] = findings_json(report);
  json["counts"] = {{"files", report.counts.files},       {"documents", report.counts.documents},
                    {"editions", report.counts.editions}, {"images", report.counts.images},
                    {"datasets", report.counts.datasets}, {"observations", report.counts.observations},
                    {"tables", report.counts.tables},     {"rows", report.counts.rows}};
  if (!report.amendments.empty()) json["amendments"] = amendments_json(report.amendments);
  if (const auto& by = report.signed_by)
    json["signed"] = {{"key", by->key}, {"label", by->label}, {"sequence", by->sequence}};
  return one_line(json);
}

std::string to_json(const std::vector<content::Amendment>& amendments) {
  return one_line(amendments_json(amendments));
}

std::string to_json(const Receipt& receipt) {
  nlohmann::ordered_json json;
  json["package"] = receipt.report.package;
  json["outcome"] = to_string(receipt.outcome);
  if (receipt.sequence.value > 0) {
    json["sequence"] = receipt.sequence.value;
  } else {
    json["sequence"] = nullptr;
  }
  json["findings"] = findings_json(receipt.report);
  return one_line(json);
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::Published:
      return "published";
    case Outcome::Submitted:
      return "submitted";
    case Outcome::AlreadyStored:
      return "already stored";
    case Outcome::Refused:
      return "refused";
  }
  return "refused";
}

std::string to_text(const Report& report, MessageLanguage language, bool colour) {
  const std::string red = colour ? "\033[31m" : "", yellow = colour ? "\033[33m" : "", bold = colour ? "\033[1m" : "",
                    plain = colour ? "\033[0m" : "";
  const auto word = [&](Phrase phrase) { return text_of({phrase}, language); };
  std::string out;
  const std::string* file = nullptr;
  std::size_t errors = 0;
  const auto add = [&](std::initializer_list<std::string_view> pieces) {
    for (const std::string_view piece : pieces) out += piece;
  };
  for (const Finding& finding : report.findings) {
    if (file == nullptr || *file != finding.file) {
      add({bold, printable(finding.file.empty() ? report.package : finding.file), plain, "\n"});
      file = &finding.file;
    }
    const bool error = finding.severity == Severity::Error;
    errors += error ? 1 : 0;
    add({"  ", error ? red : yellow, word(error ? Phrase::LabelError : Phrase::LabelWarning), plain, "  "});
    if (const std::string place = place_of(finding, language); !place.empty()) add({place, ": "});
    add({printable(finding.message), "  [", finding.rule, "]\n"});
    if (!finding.hint.empty()) add({"         ", printable(finding.hint), "\n"});
  }
  const Counts& counts = report.counts;
  std::vector<std::string> values = {printable(report.package),
                                     word(report.accepted() ? Phrase::Accepted : Phrase::NotAccepted)};
  for (const std::uint64_t number :
       {std::uint64_t{errors}, std::uint64_t{report.findings.size() - errors}, counts.files, counts.documents,
        counts.editions, counts.images, counts.datasets, counts.observations})
    values.push_back(std::to_string(number));
  out += text_of({Phrase::Summary, std::move(values)}, language);
  if (counts.tables > 0)
    out += ", " +
           text_of({Phrase::SummaryOfTables, {std::to_string(counts.tables), std::to_string(counts.rows)}}, language);
  return out + "\n";
}

std::string to_text(const Receipt& receipt, const std::string& path, MessageLanguage language, bool colour) {
  constexpr std::array<Phrase, 4> kOutcomes = {Phrase::OutcomePublished, Phrase::OutcomeSubmitted,
                                               Phrase::OutcomeAlreadyStored, Phrase::OutcomeRefused};
  std::vector<std::string> values = {path, text_of({kOutcomes[static_cast<std::size_t>(receipt.outcome)]}, language)};
  const bool changed = receipt.sequence.value > 0;
  if (changed) values.push_back(std::to_string(receipt.sequence.value));
  std::string out = text_of({changed ? Phrase::AsChange : Phrase::AsNothing, std::move(values)}, language) + "\n";
  if (!receipt.report.findings.empty()) out += to_text(receipt.report, language, colour);
  return out;
}

}  // namespace sen::ingest
