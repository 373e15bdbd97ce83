#pragma once

#include <string>

#include "engine/base/result.h"
#include "ingest/intake/upload.h"

/// What is kept beside a package that was handed in: docs/formats/uploads.md.
namespace sen::intake {

std::string to_record(const Upload& upload);
/// Errors: Storage if it is not what to_record() writes.
Result<Upload> parse_record(const std::string& json);

/// What was typed beside a package, as ingest::to_json() wrote it. Errors: Storage if it is nothing such.
Result<std::vector<content::Amendment>> parse_amendments(const std::string& json);

/// A report as ingest::to_json() wrote it. Errors: Storage if it is none.
Result<ingest::Report> parse_report(const std::string& json);

}  // namespace sen::intake
