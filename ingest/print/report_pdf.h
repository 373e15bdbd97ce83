#pragma once

#include <cstddef>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "ingest/report.h"

namespace sen::print {

/// Of a report with more findings the first are printed, errors before warnings, and the rest is counted.
inline constexpr std::size_t kMostPrintedFindings = 1000;

/// `report` as a PDF of A4 pages (Pango, cairo): grouped by file, files with errors first, errors before warnings; each
/// finding says what, where and how to fix it. Every script is set by the fonts of the system (Noto), each paragraph
/// in its own direction. Tagged, with title, language and an outline of files. The same report, time and fonts give the
/// same bytes. Thread-safe. Errors: Storage if cairo fails.
Result<std::string> report_pdf(const ingest::Report& report, ingest::MessageLanguage language, Timestamp checked_at);

}  // namespace sen::print
