#pragma once

#include <string>
#include <string_view>

#include "engine/store/blobs.h"

namespace sen::ingest {

/// Writes one blob piece by piece. Errors: as the store's.
Result<void> write_blob(store::Blobs& blobs, const store::BlobName& name, std::string_view bytes);

/// A whole blob. Errors: NotFound; TooLarge if it has more than `max_bytes`.
Result<std::string> read_blob(const store::Blobs& blobs, const store::BlobName& name, std::uint64_t max_bytes);

}  // namespace sen::ingest
