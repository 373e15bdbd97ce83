#include "engine/store/small_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "engine/store/files.h"

namespace sen::store {
namespace {

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == ENOSPC) return Error(ErrorCode::Unavailable, path + ": the disk is full");
    if (written < 0) return system_error(path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Result<void> write_small_file(const std::string& path, std::string_view bytes) {
  const std::string fresh = path + ".new";
  {
    const File file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file.descriptor() < 0) return system_error(fresh);
    SEN_TRY(write_all(file.descriptor(), bytes, fresh));
    if (::fsync(file.descriptor()) != 0) return system_error(fresh);
  }
  if (::rename(fresh.c_str(), path.c_str()) != 0) return system_error(path);
  return sync_folder(std::filesystem::path(path).parent_path().string());
}

Result<std::optional<std::string>> read_small_file(const std::string& path, std::size_t most) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.descriptor() < 0) {
    if (errno == ENOENT) return std::optional<std::string>();
    return system_error(path);
  }
  constexpr std::size_t kFirst = std::size_t{64} * 1024;
  std::string bytes;
  std::size_t size = 0;
  while (size <= most) {
    if (size == bytes.size()) bytes.resize(std::min(most + 1, std::max(kFirst, 2 * size)));
    const ssize_t got = ::read(file.descriptor(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(path);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > most) return Error(ErrorCode::TooLarge, path + " has more than " + std::to_string(most) + " bytes");
  bytes.resize(size);
  return std::optional<std::string>(std::move(bytes));
}

}  // namespace sen::store
