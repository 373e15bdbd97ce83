#pragma once

#include <functional>
#include <optional>

#include "content/model/vocabulary.h"
#include "ingest/findings.h"
#include "ingest/package.h"
#include "ingest/package_source.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// How much of a package is read: a check looks at every figure and picture, but keeps none of them.
enum class Depth { Check, Publish };

/// The picture that is already kept under a digest, if any: its renditions are not made again.
using KnownMedia = std::function<std::optional<content::Media>(const Digest&)>;

/// Reads all that `source` holds: manifest, documents, pictures (with renditions), tables. Everything
/// that is wrong becomes a finding, in one pass. Errors: Storage, if the worker cannot be started or a
/// file cannot be read.
Result<Package> read_package(const PackageSource& source, const content::Vocabulary& vocabulary, const Options& options,
                             Depth depth, const KnownMedia& known, Findings& findings);

/// The datasets and plain tables of `source` alone, once more and without findings: after read_package(), for a plan
/// that took the first ones.
Result<std::vector<DatasetDraft>> read_figures(const PackageSource& source, const content::Vocabulary& vocabulary,
                                               const Options& options);

}  // namespace sen::ingest
