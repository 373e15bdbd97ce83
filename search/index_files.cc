#include "search/index_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <fstream>

namespace sen::search {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "index-";
constexpr const char* kCurrent = "CURRENT";

/// The N of `index-N`; 0 for any other name.
std::uint64_t number_of(const std::string& name) {
  std::uint64_t number = 0;
  if (name.rfind(kPrefix, 0) == 0) std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), number);
  return number;
}

bool sync(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  return synced;
}

Error failure(const std::string& what) {
  return {ErrorCode::Storage, "the folder of the search index cannot be written: " + what};
}

}  // namespace

Result<IndexFiles> IndexFiles::open(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return failure(error.message());
  std::string current;
  std::ifstream(fs::path(folder) / kCurrent) >> current;
  if (number_of(current) == 0) current.clear();
  return IndexFiles(folder, current);
}

fs::path IndexFiles::current() const {
  return current_.empty() ? fs::path() : folder_ / current_;
}

Result<fs::path> IndexFiles::make_next() {
  std::error_code error;
  fs::path next = folder_ / (std::string(kPrefix) + std::to_string(number_of(current_) + 1));
  fs::remove_all(next, error);
  fs::create_directory(next, error);
  if (error) return failure(error.message());
  return next;
}

Result<void> IndexFiles::adopt(const fs::path& next) {
  const fs::path written = folder_ / "CURRENT.next";
  std::ofstream(written) << next.filename().string() << '\n';
  std::error_code error;
  if (!sync(written)) return failure("CURRENT");
  fs::rename(written, folder_ / kCurrent, error);
  if (error) return failure(error.message());
  if (!sync(folder_)) return failure("CURRENT");
  current_ = next.filename().string();
  return {};
}

void IndexFiles::sweep() const {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    const std::string name = entry.path().filename().string();
    if (number_of(name) != 0 && name != current_) fs::remove_all(entry.path(), error);
  }
}

}  // namespace sen::search
