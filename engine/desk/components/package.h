#pragma once

#include <cstdint>
#include <string>

#include "engine/portal/html/writer.h"
#include "engine/portal/tongue.h"
#include "ingest/intake/upload.h"
#include "ingest/report.h"

/// The parts of the pages about packages that were handed in.
namespace sen::desk::components {

/// `Accepted`, `To mend` …
std::string state_label(const portal::Tongue& tongue, intake::State state);
void state_tag(portal::html::Writer& w, const portal::Tongue& tongue, intake::State state);

/// `214 MB`, in powers of 1,000, at most one decimal.
std::string size_label(const portal::Tongue& tongue, std::uint64_t bytes);
/// What is being done: `Checking pictures: 3 of 10`.
std::string progress_label(const portal::Tongue& tongue, const intake::Upload& upload);

/// How many files, documents, editions, pictures and tables it has.
void counts(portal::html::Writer& w, const portal::Tongue& tongue, const ingest::Counts& counts);

}  // namespace sen::desk::components
