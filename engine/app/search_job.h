#pragma once

#include <string>

#include "engine/app/engine.h"
#include "engine/app/ingest_job.h"

namespace sen::app {

/// The reader's language that `code` names. Errors: InvalidInput names the known ones.
Result<content::Locale> parse_language(const content::Vocabulary& vocabulary, const std::string& code);

/// The answer to `sen search`, ready to print: JSON as /search.json gives it, or a line a hit.
Result<std::string> search_text(Engine& engine, const std::string& query, const std::string& language, bool json);

/// `12 packages: 10 published, 1 already stored, 1 refused; 40 documents, …`
std::string describe(const IngestTotals& totals);

}  // namespace sen::app
