#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ingest/report.h"

namespace sen::desk::views {

/// What a check found in one file of a package.
struct FileFindings {
  std::string file;                       ///< Empty: the package as a whole.
  std::size_t errors = 0;                 ///< The rest are warnings.
  std::vector<ingest::Finding> findings;  ///< Errors first, then by line or row.
};

/// The findings of `report` by file: files with errors first, then by name.
std::vector<FileFindings> group_by_file(const ingest::Report& report);

}  // namespace sen::desk::views
