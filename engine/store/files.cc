#include "engine/store/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>

#include "engine/base/mutex.h"

namespace sen::store {

File& File::operator=(File&& other) noexcept {
  if (this != &other) {
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

File::~File() {
  if (descriptor_ >= 0) close(descriptor_);
}

Error system_error(std::string_view what) {
  std::string message(what);
  message += ": ";
  message += strerrordesc_np(errno);
  return Error(ErrorCode::Storage, std::move(message));
}

Result<File> open_file(const std::string& path) {
  File file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (file.descriptor() < 0) return system_error(path);
  return file;
}

namespace {

using FileIdentity = std::pair<dev_t, ino_t>;

/// Lock files that this process holds. A second lock of fcntl would succeed in the same process, and closing its file
/// would end the first, so the file is not even opened then.
struct Held {
  Mutex mutex;
  std::set<FileIdentity> files SEN_GUARDED_BY(mutex);
};

Held& held() {
  static Held held;
  return held;
}

Error in_use(const std::string& folder) {
  return Error(ErrorCode::Unavailable, "another process uses the data directory " + folder);
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  const MutexLock lock(held().mutex);
  struct stat status {};
  if (stat(path.c_str(), &status) == 0 && held().files.contains({status.st_dev, status.st_ino})) return in_use(folder);
  File file = SEN_TRY(open_file(path));
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (fcntl(file.descriptor(), F_SETLK, &whole) != 0) {
    if (errno == EACCES || errno == EAGAIN) return in_use(folder);
    return system_error(path);
  }
  if (fstat(file.descriptor(), &status) != 0) return system_error(path);
  held().files.insert({status.st_dev, status.st_ino});
  return FolderLock(std::move(file));
}

FolderLock::~FolderLock() {
  struct stat status {};
  if (file_.descriptor() < 0 || fstat(file_.descriptor(), &status) != 0) return;
  const MutexLock lock(held().mutex);
  held().files.erase({status.st_dev, status.st_ino});
  file_ = File();
}

Result<void> sync_folder(const std::string& folder) {
  const File file(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (file.descriptor() < 0 || fsync(file.descriptor()) != 0) return system_error(folder);
  return {};
}

Result<std::uint64_t> free_bytes(const std::string& folder) {
  struct statvfs space {};
  if (statvfs(folder.c_str(), &space) != 0) return system_error(folder);
  return static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize;
}

Result<void> want_room(const std::string& folder, std::uint64_t bytes) {
  if (SEN_TRY(free_bytes(folder)) >= kLeastFreeBytes + bytes) return {};
  return Error(ErrorCode::Unavailable, "the disk is full");
}

void hold_ballast(const std::string& path, std::uint64_t bytes) {
  const File file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  struct stat status {};
  if (file.descriptor() < 0 || fstat(file.descriptor(), &status) != 0) return;
  if (static_cast<std::uint64_t>(status.st_size) >= bytes) return;
  if (posix_fallocate(file.descriptor(), 0, static_cast<off_t>(bytes)) != 0) unlink(path.c_str());
}

}  // namespace sen::store
