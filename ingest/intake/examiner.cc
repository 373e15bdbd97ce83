#include "ingest/intake/examiner.h"

#include <algorithm>

#include "engine/base/log.h"
#include "ingest/intake/signature_check.h"

namespace sen::intake {
namespace {

State state_after(const ingest::Receipt& receipt, bool stored) {
  if (!receipt.report.accepted()) return State::Refused;
  switch (receipt.outcome) {
    case ingest::Outcome::Published:
    case ingest::Outcome::Submitted:
      return stored ? State::Submitted : State::Accepted;
    case ingest::Outcome::AlreadyStored:
      return State::AlreadyStored;
    case ingest::Outcome::Refused:
      return State::Refused;
  }
  return State::Refused;
}

}  // namespace

std::optional<Upload> Examiner::handle(Upload upload, Result<std::vector<content::Amendment>> amendments,
                                       const std::stop_token& stop, const Tell& tell) const {
  const bool storing = upload.state == State::Submitting;
  const auto work_on = [&]() -> Result<ingest::Receipt> {
    ingest::Options options = options_for(upload, stop, tell);
    options.amendments = SEN_TRY(std::move(amendments));
    return run(upload, options);
  };
  auto receipt = work_on();
  if (!receipt && stop.stop_requested()) return std::nullopt;
  upload.checked = services_.clock.now();
  upload.progress = {};
  if (receipt) {
    take_up(upload, *receipt, storing);
  } else {
    log::error("intake", {{"upload", upload.id.value}, {"error", receipt.error().message()}});
    upload.state = State::Failed;
  }
  return upload;
}

/// The signature is looked at each time: the key may have been revoked since the check.
Result<ingest::Receipt> Examiner::run(Upload& upload, const ingest::Options& options) const {
  const std::string path = shelf_.package(upload.id);
  const std::string minisig = SEN_TRY(shelf_.signature(upload.id));
  SignatureOpinion signature = SEN_TRY(examine_signature(services_, upload, minisig, path, options.changed));
  upload.signed_by = signature.signed_by ? signature.signed_by->key : "";
  upload.signed_sequence = signature.signed_by ? signature.signed_by->sequence : 0;
  if (upload.state == State::Submitting) {
    if (signature.signed_by && !signature.fault)
      signature.fault = SEN_TRY(claim_sequence(services_, upload, *signature.signed_by));
    if (signature.fault) return refuse(upload, *signature.fault);
  }
  ingest::Receipt receipt = SEN_TRY(upload.state == State::Submitting ? services_.publisher.publish(path, options)
                                                                      : services_.publisher.rehearse(path, options));
  if (signature.fault) receipt.report.findings.insert(receipt.report.findings.begin(), *signature.fault);
  receipt.report.signed_by = signature.signed_by;
  return receipt;
}

ingest::Options Examiner::options_for(const Upload& upload, const std::stop_token& stop, const Tell& tell) const {
  ingest::Options options;
  options.handed_in_for = upload.organisation;
  options.actor = upload.state == State::Submitting ? upload.submitter.value : upload.account.value;
  if (upload.state == State::Submitting) options.asked = upload.asked;
  options.language = upload.language;
  options.worker = options_.worker;
  options.limits = options_.limits;
  options.changed = shelf_.changed(upload.id);
  options.made = shelf_.made(upload.id);
  options.neighbours = options_.neighbours;
  options.stop = stop;
  options.progress = [&tell](std::uint64_t done, std::uint64_t all, std::string_view stage) {
    tell({done, all, std::string(stage)});
  };
  return options;
}

/// The last report with `fault` in front: nothing is stored.
Result<ingest::Receipt> Examiner::refuse(const Upload& upload, const ingest::Finding& fault) const {
  ingest::Receipt receipt;
  receipt.report = SEN_TRY(shelf_.report(upload.id));
  receipt.report.signed_by.reset();
  receipt.report.findings.insert(receipt.report.findings.begin(), fault);
  return receipt;
}

/// What the receipt says, into the record and the report beside it.
void Examiner::take_up(Upload& upload, ingest::Receipt& receipt, bool storing) const {
  ingest::Report& report = receipt.report;
  if (report.package.empty() || report.package == "package") report.package = upload.name;
  upload.state = state_after(receipt, storing);
  upload.counts = report.counts;
  upload.sequence = receipt.sequence;
  upload.errors = static_cast<std::uint64_t>(
      std::count_if(report.findings.begin(), report.findings.end(),
                    [](const ingest::Finding& finding) { return finding.severity == ingest::Severity::Error; }));
  upload.warnings = report.open_warnings();
  if (const auto written = shelf_.keep_report(upload.id, report); !written) {
    log::error("intake", {{"upload", upload.id.value}, {"error", written.error().message()}});
    if (!storing) upload.state = State::Failed;
  }
}

}  // namespace sen::intake
