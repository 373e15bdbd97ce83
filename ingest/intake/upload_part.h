#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/mutex.h"
#include "engine/base/result.h"
#include "engine/store/files.h"

namespace sen::intake {

/// What the bytes of one request must come to (tus 1.0, checksum).
struct Checksum {
  enum class Algorithm { Sha1, Sha256 } algorithm = Algorithm::Sha1;
  std::string digest;  ///< 20 or 32 bytes.
};

/// The file that an upload grows in, and who writes it. Thread-safe.
class GrowingFile {
 public:
  /// `path` exists and has `offset` bytes, of `length` to come.
  GrowingFile(std::string path, std::uint64_t offset, std::uint64_t length)
      : path_(std::move(path)), length_(length), offset_(offset) {}

  const std::string& path() const { return path_; }
  std::uint64_t length() const { return length_; }
  std::uint64_t offset() const;
  /// A new writer at `offset`: from now on all others are refused. Errors: Conflict if another offset is next.
  Result<std::uint64_t> take_over(std::uint64_t offset);
  /// From now on every writer is refused.
  void interrupt();

  /// Appends `bytes` by `out`, which is open on path(). Errors: Unavailable if `writer` is not the present one;
  /// TooLarge beyond the length; Storage.
  Result<void> append(std::uint64_t writer, const store::File& out, std::string_view bytes);

 private:
  const std::string path_;
  const std::uint64_t length_;
  mutable Mutex mutex_;
  std::uint64_t offset_ SEN_GUARDED_BY(mutex_);
  std::uint64_t writer_ SEN_GUARDED_BY(mutex_) = 0;
};

/// The bytes of one request on their way into a file. Without a checksum each byte counts as it arrives; with one they
/// wait in a file of their own, and go with it if the request breaks off. Called by one thread at a time.
class UploadPart {
 public:
  /// `writer`: from GrowingFile::take_over().
  UploadPart(std::shared_ptr<GrowingFile> file, std::uint64_t writer, std::optional<Checksum> checksum);
  UploadPart(const UploadPart&) = delete;
  UploadPart& operator=(const UploadPart&) = delete;
  ~UploadPart();

  /// Bytes that the upload still lacks.
  std::uint64_t missing() const;
  /// Errors: as GrowingFile::append().
  Result<void> append(std::string_view bytes);
  /// All bytes have come: they are durable when it returns. Errors: InvalidInput if they do not fit the checksum, and
  /// none of them counts; as GrowingFile::append().
  Result<void> finish();

 private:
  class Hash;

  Result<void> open_out();
  Result<void> append_now(std::string_view bytes);
  Result<void> keep_apart(std::string_view bytes);
  Result<void> bring_over();

  std::shared_ptr<GrowingFile> file_;
  std::uint64_t writer_;
  std::optional<Checksum> checksum_;
  std::unique_ptr<Hash> hash_;
  store::File out_;            ///< Opened with the first bytes.
  std::string apart_;          ///< The file in which bytes wait for their checksum; empty: there is none yet.
  std::uint64_t waiting_ = 0;  ///< Bytes in it.
  store::File apart_file_;
};

}  // namespace sen::intake
