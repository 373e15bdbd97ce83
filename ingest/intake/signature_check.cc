#include "ingest/intake/signature_check.h"

#include <filesystem>

#include "engine/identity/package_signature.h"
#include "engine/store/snapshot.h"
#include "engine/store/store.h"
#include "ingest/findings.h"

namespace sen::intake {
namespace {

using identity::SignatureFault;
using identity::SignatureVerdict;
using ingest::Rule;

ingest::Finding finding_of(const Upload& upload, Rule rule, std::initializer_list<ingest::Said> values) {
  ingest::Findings findings(upload.language);
  findings.add(rule, {.file = upload.name.empty() ? "" : upload.name + ".minisig"}, values);
  return findings.finish().front();
}

Rule rule_of(SignatureFault fault) {
  switch (fault) {
    case SignatureFault::Malformed:
      return Rule::SignatureMalformed;
    case SignatureFault::UnknownKey:
      return Rule::SignatureUnknownKey;
    case SignatureFault::Revoked:
      return Rule::SignatureRevoked;
    case SignatureFault::NotYetValid:
      return Rule::SignatureNotYetValid;
    case SignatureFault::Expired:
      return Rule::SignatureExpired;
    case SignatureFault::TooLarge:
      return Rule::SignatureTooLarge;
    case SignatureFault::Changed:
      return Rule::SignatureChanged;
    case SignatureFault::Comment:
      return Rule::SignatureComment;
    case SignatureFault::OtherOrganisation:
      return Rule::SignatureOfAnother;
    case SignatureFault::Replayed:
      return Rule::SignatureReplayed;
  }
  return Rule::SignatureMalformed;
}

ingest::Finding finding_of(const Upload& upload, const SignatureVerdict& verdict) {
  const SignatureFault fault = *verdict.fault;
  if (fault == SignatureFault::Replayed)
    return finding_of(upload, Rule::SignatureReplayed,
                      {std::to_string(verdict.package.sequence), std::to_string(verdict.last_sequence)});
  if (fault == SignatureFault::Comment || fault == SignatureFault::OtherOrganisation)
    return finding_of(upload, rule_of(fault), {upload.organisation.value});
  return finding_of(upload, rule_of(fault),
                    {identity::format_key_id(verdict.package.key_id), upload.organisation.value});
}

Result<bool> demands_signatures(const store::Store& store, const content::OrganisationCode& organisation) {
  const auto entry = SEN_TRY(store.snapshot())->organisation(organisation);
  if (!entry && entry.error().code() != ErrorCode::NotFound) return entry.error();
  return entry && entry->signed_packages_only;
}

}  // namespace

Result<SignatureOpinion> examine_signature(const Services& services, const Upload& upload, const std::string& minisig,
                                           const std::string& path, const std::string& changed) {
  if (minisig.empty()) {
    if (!SEN_TRY(demands_signatures(services.store, upload.organisation))) return SignatureOpinion{};
    ingest::Findings findings(upload.language);
    findings.add(Rule::SignatureMissing, {}, {upload.organisation.value});
    return SignatureOpinion{.fault = findings.finish().front()};
  }
  std::error_code code;
  if (std::filesystem::is_directory(path, code))
    return SignatureOpinion{.fault = finding_of(upload, Rule::SignatureOfNoArchive, {})};
  SignatureVerdict verdict = SEN_TRY(services.keys.judge(upload.organisation, minisig, path, upload.id.value));
  if (!verdict.fault && std::filesystem::exists(changed, code)) verdict.fault = SignatureFault::Changed;
  if (verdict.fault) return SignatureOpinion{.fault = finding_of(upload, verdict)};
  return SignatureOpinion{.fault = std::nullopt,
                          .signed_by = ingest::SignedBy{.key = identity::format_key_id(verdict.package.key_id),
                                                        .label = verdict.label,
                                                        .sequence = verdict.package.sequence}};
}

Result<std::optional<ingest::Finding>> claim_sequence(const Services& services, const Upload& upload,
                                                      const ingest::SignedBy& signed_by) {
  const identity::SignedPackage package{upload.organisation, SEN_TRY(identity::parse_key_id(signed_by.key)),
                                        signed_by.sequence};
  const auto taken = services.keys.accept(package, upload.id.value);
  if (taken) return std::optional<ingest::Finding>();
  if (taken.error().code() != ErrorCode::Conflict) return taken.error();
  const std::uint64_t last = SEN_TRY(services.keys.last_sequence(upload.organisation));
  return std::optional(
      finding_of(upload, Rule::SignatureReplayed, {std::to_string(signed_by.sequence), std::to_string(last)}));
}

}  // namespace sen::intake
