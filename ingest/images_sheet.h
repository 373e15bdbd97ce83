#pragma once

#include <map>
#include <span>
#include <string>

#include "content/model/change.h"
#include "content/model/document.h"
#include "content/model/vocabulary.h"
#include "ingest/findings.h"
#include "ingest/package_source.h"

namespace sen::ingest {

inline constexpr std::uint64_t kMaxSheetBytes = 4ULL * 1024 * 1024;

/// What images.csv says of each picture, by entry name: credit, licence, rights, focal point, words per
/// language. Empty if there is no sheet.
/// A licence that `amendments` replace is not looked at.
std::map<std::string, content::MediaUse> read_images_sheet(const PackageSource& source,
                                                           const content::Vocabulary& vocabulary,
                                                           std::span<const content::Amendment> amendments,
                                                           Findings& findings);

}  // namespace sen::ingest
