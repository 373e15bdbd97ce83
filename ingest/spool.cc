#include "ingest/spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace sen::ingest {
namespace {

Error system_error() {
  return {ErrorCode::Storage, std::string("a temporary file: ") + std::strerror(errno)};
}

}  // namespace

Spool::~Spool() {
  if (file_ >= 0) close(file_);
}

Result<Spool::Piece> Spool::put(std::string_view bytes) {
  if (file_ < 0) {
    std::string name = (std::filesystem::temp_directory_path() / "sen-spool-XXXXXX").string();
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) return system_error();
    unlink(name.c_str());
  }
  const Piece piece{size_, bytes.size()};
  while (!bytes.empty()) {
    const ssize_t done = pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (done < 0) return system_error();
    size_ += static_cast<std::uint64_t>(done);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return piece;
}

Result<std::string> Spool::get(const Piece& piece) const {
  std::string bytes(piece.size, '\0');
  for (std::uint64_t done = 0; done < piece.size;) {
    const ssize_t got = pread(file_, bytes.data() + done, piece.size - done, static_cast<off_t>(piece.offset + done));
    if (got <= 0) return system_error();
    done += static_cast<std::uint64_t>(got);
  }
  return bytes;
}

}  // namespace sen::ingest
