#include "engine/store/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

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

Result<File> lock_folder(const std::string& folder) {
  File file = SEN_TRY(open_file(folder + "/lock"));
  if (flock(file.descriptor(), LOCK_EX | LOCK_NB) == 0) return file;
  if (errno == EWOULDBLOCK) return Error(ErrorCode::Unavailable, "another process uses the data directory " + folder);
  return system_error(folder + "/lock");
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

void hold_ballast(const std::string& path, std::uint64_t bytes) {
  const File file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  struct stat status {};
  if (file.descriptor() < 0 || fstat(file.descriptor(), &status) != 0) return;
  if (static_cast<std::uint64_t>(status.st_size) >= bytes) return;
  if (posix_fallocate(file.descriptor(), 0, static_cast<off_t>(bytes)) != 0) unlink(path.c_str());
}

}  // namespace sen::store
