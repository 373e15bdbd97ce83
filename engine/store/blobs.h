#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/result.h"

namespace sen::store {

/// Which bytes: those of an original, or of something made of it.
struct BlobName {
  Digest digest;     ///< Of the original.
  std::string name;  ///< `original`, `640.webp`.
  auto operator<=>(const BlobName&) const = default;
};

/// Takes bytes piece by piece. Nothing is readable before finish(). Called by one thread.
class BlobWriter {
 public:
  virtual ~BlobWriter() = default;
  virtual Result<void> append(std::string_view bytes) = 0;
  virtual Result<void> finish() = 0;
};

/// Reads bytes at any place. Called by one thread at a time.
class BlobReader {
 public:
  virtual ~BlobReader() = default;
  virtual std::uint64_t size() const = 0;
  /// At most `limit` bytes from `offset`; empty at the end.
  virtual Result<std::string> read(std::uint64_t offset, std::size_t limit) = 0;
};

/// Pictures and other large bytes, in pieces, beside the records so that one checkpoint
/// holds everything. What no Media record names is not reachable and may be swept. Thread-safe.
class Blobs {
 public:
  virtual ~Blobs() = default;
  /// Replaces what had the name.
  virtual Result<std::unique_ptr<BlobWriter>> create(const BlobName& name) = 0;
  /// Errors: NotFound.
  virtual Result<std::unique_ptr<BlobReader>> open(const BlobName& name) const = 0;
  virtual Result<std::vector<BlobName>> list() const = 0;
  virtual Result<void> remove(const BlobName& name) = 0;
};

}  // namespace sen::store
