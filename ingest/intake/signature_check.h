#pragma once

#include <optional>
#include <string>

#include "engine/base/result.h"
#include "ingest/intake/services.h"
#include "ingest/intake/upload.h"
#include "ingest/report.h"

namespace sen::intake {

/// What the signature of a package says, or that there is none.
struct SignatureOpinion {
  std::optional<ingest::Finding> fault;         ///< Why the package may not come in; in the upload's language.
  std::optional<ingest::SignedBy> signed_by{};  ///< Set if the signature is good.
};

/// Looks at the signature of the package at `path`: `minisig` is its text, empty if it came without. A package without
/// one is in order unless its organisation demands signatures (docs/formats/signatures.md). If there is a folder
/// `changed`, with files in the place of the package's own, the package is not what was signed. Errors: Storage.
Result<SignatureOpinion> examine_signature(const Services& services, const Upload& upload, const std::string& minisig,
                                           const std::string& path, const std::string& changed);

/// Takes the sequence of `signed_by` for `upload`, before it is stored: nothing, or why another package has it.
/// Errors: as Vault::commit.
Result<std::optional<ingest::Finding>> claim_sequence(const Services& services, const Upload& upload,
                                                      const ingest::SignedBy& signed_by);

}  // namespace sen::intake
