#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

/// Small files that are there whole or not at all.
namespace sen::store {

/// Writes `bytes` to `path` in one step, mode 0600, durable when it returns: a file `path`.new that is synced and takes
/// its place. One writer of a path at a time. Errors: Unavailable if the disk is full; Storage.
Result<void> write_small_file(const std::string& path, std::string_view bytes);

/// The file at `path`; nothing if there is none. Errors: TooLarge if it has more than `most` bytes; Storage.
Result<std::optional<std::string>> read_small_file(const std::string& path, std::size_t most);

}  // namespace sen::store
