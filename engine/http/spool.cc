#include "engine/http/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace sen::http {

Spool::~Spool() {
  clear();
}

Result<void> Spool::append(std::string_view bytes, std::size_t inline_bytes, const std::string& folder) {
  size_ += bytes.size();
  if (fd_ < 0 && body_.size() + bytes.size() <= inline_bytes) {
    body_.append(bytes);
    return {};
  }
  if (fd_ < 0) {
    SEN_TRY(open(folder));
    SEN_TRY(write(body_));
    body_ = std::string();
  }
  return write(bytes);
}

std::string Spool::take_body() {
  return std::exchange(body_, std::string());
}

void Spool::clear() {
  if (fd_ >= 0) ::close(fd_);
  if (!file_.empty()) ::unlink(file_.c_str());
  fd_ = -1;
  file_.clear();
  body_.clear();
  size_ = 0;
}

Result<void> Spool::open(const std::string& folder) {
  std::string path = folder + "/sen-body-XXXXXX";
  fd_ = ::mkostemp(path.data(), O_CLOEXEC);
  if (fd_ < 0) return Error(ErrorCode::Storage, "cannot make a spool file");
  file_ = std::move(path);
  return {};
}

Result<void> Spool::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Error(ErrorCode::Storage, "cannot write a spool file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace sen::http
