#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

/// The few calls on files and folders that the store must get right by itself.
namespace sen::store {

/// A file descriptor that is closed with its owner.
class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File();
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// Opens or makes `path` for reading and writing. Errors: Storage.
Result<File> open_file(const std::string& path);

/// A folder that belongs to this process, once, as long as this lives. The lock is the process's own (fcntl): it ends
/// with it even while a process that it forked lives on for a moment, which a lock of flock would not.
class FolderLock {
 public:
  /// Errors: Unavailable if another process, or another owner in this one, has it; Storage.
  static Result<FolderLock> take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept = default;
  FolderLock& operator=(FolderLock&&) = delete;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(File file) : file_(std::move(file)) {}
  File file_;
};

/// Makes the names in `folder` durable. Errors: Storage.
Result<void> sync_folder(const std::string& folder);
/// Bytes that may still be written to the disk of `folder`. Errors: Storage.
Result<std::uint64_t> free_bytes(const std::string& folder);
/// RocksDB aborts or loses its footing where it finds no room at all, so this much is always left.
inline constexpr std::uint64_t kLeastFreeBytes = 16U * 1024 * 1024;
/// Errors: Unavailable if writing `bytes` to the disk of `folder` would leave less than kLeastFreeBytes; Storage.
Result<void> want_room(const std::string& folder, std::uint64_t bytes);
/// Holds `bytes` of disk in the file `path`, to be given up when the disk is full. A disk without that much
/// room keeps what it has.
void hold_ballast(const std::string& path, std::uint64_t bytes);

/// `what` with the reason that the system gives for the last failed call.
Error system_error(std::string_view what);

}  // namespace sen::store
