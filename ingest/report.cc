#include "ingest/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "ingest/publisher.h"

namespace sen::ingest {
namespace {

nlohmann::ordered_json findings_json(const std::vector<Finding>& findings) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    nlohmann::ordered_json one;
    one["severity"] = finding.severity == Severity::Error ? "error" : "warning";
    one["file"] = finding.file;
    if (finding.line) one["line"] = *finding.line;
    if (finding.row) one["row"] = *finding.row;
    if (!finding.field.empty()) one["field"] = finding.field;
    if (!finding.column.empty()) one["column"] = finding.column;
    one["rule"] = finding.rule;
    one["message"] = finding.message;
    one["hint"] = finding.hint;
    list.push_back(std::move(one));
  }
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

std::string place_of(const Finding& finding) {
  std::string place;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    place += place.empty() ? "" : ", ";
    place += name;
    place += printable(value);
  };
  if (finding.line) add("line ", std::to_string(*finding.line));
  if (finding.row) add("row ", std::to_string(*finding.row));
  add("field ", finding.field);
  add("column ", finding.column);
  return place;
}

}  // namespace

bool Report::accepted() const {
  return std::none_of(findings.begin(), findings.end(),
                      [](const Finding& finding) { return finding.severity == Severity::Error; });
}

std::string to_json(const Report& report) {
  nlohmann::ordered_json json;
  json["package"] = report.package;
  json["accepted"] = report.accepted();
  json["findings"] = findings_json(report.findings);
  json["counts"] = {{"files", report.counts.files},       {"documents", report.counts.documents},
                    {"editions", report.counts.editions}, {"images", report.counts.images},
                    {"datasets", report.counts.datasets}, {"observations", report.counts.observations}};
  return one_line(json);
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
  json["findings"] = findings_json(receipt.report.findings);
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

std::string to_text(const Report& report, bool colour) {
  const std::string red = colour ? "\033[31m" : "", yellow = colour ? "\033[33m" : "", bold = colour ? "\033[1m" : "",
                    plain = colour ? "\033[0m" : "";
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
    add({"  ", error ? red : yellow, error ? "error" : "warning", plain, "  "});
    if (const std::string place = place_of(finding); !place.empty()) add({place, ": "});
    add({printable(finding.message), "  [", finding.rule, "]\n"});
    if (!finding.hint.empty()) add({"         ", printable(finding.hint), "\n"});
  }
  const Counts& counts = report.counts;
  out += printable(report.package) + ": " + (report.accepted() ? "accepted" : "refused") + ", " +
         std::to_string(errors) + " errors, " + std::to_string(report.findings.size() - errors) + " warnings; " +
         std::to_string(counts.files) + " files, " + std::to_string(counts.documents) + " documents, " +
         std::to_string(counts.editions) + " editions, " + std::to_string(counts.images) + " pictures, " +
         std::to_string(counts.datasets) + " datasets, " + std::to_string(counts.observations) + " observations\n";
  return out;
}

}  // namespace sen::ingest
