#pragma once

#include "engine/app/commands.h"

namespace sen::app {

/// `sen ingest --server URL --key FILE`: sends each package over HTTP, waits for its check, and submits what was
/// accepted (docs/formats/package-api.md). Prints what a local ingest prints and returns the same exit codes.
int ingest_remotely(const IngestOptions& options);

}  // namespace sen::app
