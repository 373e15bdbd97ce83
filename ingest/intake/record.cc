// UPLOADS/ID/record.json: one object with what Upload has but its progress; times in milliseconds.
// UPLOADS/ID/report.json: the last report as `sen check --json` prints it.
// UPLOADS/ID/package: the archive, or the folder with the files as they were sent.

#include "ingest/intake/record.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace sen::intake {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 8> kStates = {"waiting",        "checking",   "accepted",  "refused",
                                                     "already-stored", "submitting", "submitted", "failed"};

Error unreadable(std::string_view what) {
  return {ErrorCode::Storage, std::string(what) + " cannot be read"};
}

Json counts_json(const ingest::Counts& counts) {
  return {{"files", counts.files},   {"documents", counts.documents}, {"editions", counts.editions},
          {"images", counts.images}, {"datasets", counts.datasets},   {"observations", counts.observations}};
}

ingest::Counts parse_counts(const Json& json) {
  const auto number = [&](const char* name) { return json.at(name).get<std::uint64_t>(); };
  return {.files = number("files"),
          .documents = number("documents"),
          .editions = number("editions"),
          .images = number("images"),
          .datasets = number("datasets"),
          .observations = number("observations")};
}

ingest::Finding parse_finding(const Json& json) {
  ingest::Finding finding;
  finding.severity = json.at("severity") == "error" ? ingest::Severity::Error : ingest::Severity::Warning;
  finding.file = json.at("file");
  if (json.contains("line")) finding.line = json["line"].get<std::uint64_t>();
  if (json.contains("row")) finding.row = json["row"].get<std::uint64_t>();
  finding.field = json.value("field", "");
  finding.column = json.value("column", "");
  finding.rule = json.at("rule");
  finding.message = json.at("message");
  finding.why = json.value("why", "");
  finding.hint = json.at("hint");
  if (json.contains("quotes"))
    for (const Json& quote : json["quotes"])
      finding.quotes.push_back({quote.at("file"), quote.at("line"), quote.at("language"), quote.at("text"),
                                quote.at("begin"), quote.at("end")});
  if (json.contains("fix"))
    finding.fix = ingest::Fix{json["fix"].at("file"), json["fix"].at("field"), json["fix"].at("key")};
  finding.document = json.value("document", "");
  return finding;
}

/// A time that the report gives in words. Errors: as parse_rfc3339(); an amendment without one is none.
std::vector<content::Amendment> amendments_of(const Json& list) {
  std::vector<content::Amendment> amendments;
  for (const Json& one : list) {
    const auto at = parse_rfc3339(one.at("at").get<std::string>());
    if (!at) continue;
    amendments.push_back({one.at("file"), one.at("field"), one.at("key"), one.at("value"),
                          content::AccountName(one.at("account").get<std::string>()), *at});
  }
  return amendments;
}

}  // namespace

std::string_view to_string(State state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::string to_record(const Upload& upload) {
  const bool english = upload.language == ingest::MessageLanguage::English;
  Json json = {{"format", 1},
               {"id", upload.id.value},
               {"organisation", upload.organisation.value},
               {"account", upload.account.value},
               {"name", upload.name},
               {"bytes", upload.bytes},
               {"received", upload.received.milliseconds},
               {"state", to_string(upload.state)},
               {"language", english ? "en" : "vi"},
               {"checked", upload.checked.milliseconds},
               {"errors", upload.errors},
               {"warnings", upload.warnings},
               {"counts", counts_json(upload.counts)},
               {"submitter", upload.submitter.value},
               {"sequence", upload.sequence.value}};
  if (!upload.signed_by.empty()) json["signed"] = {{"key", upload.signed_by}, {"sequence", upload.signed_sequence}};
  for (const content::AccountName& one : upload.asked) json["asked"].push_back(one.value);
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Upload> parse_record(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    if (json.at("format") != 1) return unreadable("the record of an upload");
    Upload upload;
    upload.id = UploadId(json.at("id").get<std::string>());
    upload.organisation = content::OrganisationCode(json.at("organisation").get<std::string>());
    upload.account = content::AccountName(json.at("account").get<std::string>());
    upload.name = json.at("name");
    upload.bytes = json.at("bytes");
    upload.received = {json.at("received").get<std::int64_t>()};
    const auto state = std::find(kStates.begin(), kStates.end(), json.at("state").get<std::string>());
    if (state == kStates.end()) return unreadable("the state of an upload");
    upload.state = static_cast<State>(state - kStates.begin());
    upload.language =
        json.at("language") == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English;
    upload.checked = {json.at("checked").get<std::int64_t>()};
    upload.errors = json.at("errors");
    upload.warnings = json.at("warnings");
    upload.counts = parse_counts(json.at("counts"));
    upload.submitter = content::AccountName(json.at("submitter").get<std::string>());
    upload.sequence = {json.at("sequence").get<std::uint64_t>()};
    if (json.contains("signed")) {
      upload.signed_by = json["signed"].at("key").get<std::string>();
      upload.signed_sequence = json["signed"].at("sequence").get<std::uint64_t>();
    }
    for (const Json& one : json.value("asked", Json::array())) upload.asked.emplace_back(one.get<std::string>());
    return upload;
  } catch (const Json::exception&) {
    return unreadable("the record of an upload");
  }
}

Result<std::vector<content::Amendment>> parse_amendments(const std::string& text) {
  try {
    return amendments_of(Json::parse(text));
  } catch (const Json::exception&) {
    return unreadable("what was typed beside an upload");
  }
}

Result<ingest::Report> parse_report(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    ingest::Report report;
    report.package = json.at("package");
    for (const Json& finding : json.at("findings")) report.findings.push_back(parse_finding(finding));
    report.counts = parse_counts(json.at("counts"));
    if (json.contains("amendments")) report.amendments = amendments_of(json["amendments"]);
    if (json.contains("signed")) {
      const Json& by = json["signed"];
      report.signed_by = {by.at("key").get<std::string>(), by.value("label", ""),
                          by.at("sequence").get<std::uint64_t>()};
    }
    return report;
  } catch (const Json::exception&) {
    return unreadable("the report of an upload");
  }
}

}  // namespace sen::intake
