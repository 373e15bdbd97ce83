#pragma once

#include <vector>

#include "content/model/vocabulary.h"
#include "ingest/findings.h"
#include "ingest/package.h"
#include "ingest/worker/client.h"

namespace sen::ingest {

inline constexpr std::uint64_t kMaxDocumentBytes = 64ULL * 1024;     ///< Of document.yaml.
inline constexpr std::uint64_t kMaxEditionBytes = 320ULL * 1024;     ///< Of LANGUAGE.md.
inline constexpr std::uint64_t kMaxFrontMatterBytes = 64ULL * 1024;  ///< Within LANGUAGE.md.

/// The documents under articles/, by folder, with their bodies rendered by `worker`. What their fields
/// mean is left to the checker; here are form, kinds and unknown fields.
/// `progress` hears of documents done and of all.
std::vector<DocumentDraft> read_documents(const PackageSource& source, const content::Vocabulary& vocabulary,
                                          worker::Client& worker, Findings& findings,
                                          const std::function<void(std::uint64_t, std::uint64_t)>& progress);

/// The entry that `path`, as a text of the document in `folder` has it, means: relative to the package
/// or to the document's folder; the path itself if there is no such entry.
std::string resolve_path(const PackageSource& source, const std::string& folder, std::string_view path);

}  // namespace sen::ingest
