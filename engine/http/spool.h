#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace sen::http {

/// Gathers a request's body: in memory while it is small, in a file of its own beyond.
/// The file is removed with the spool. Called by one thread at a time.
class Spool {
 public:
  Spool() = default;
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool();

  /// Appends `bytes`; more than `inline_bytes` in all move to a file in `folder`.
  /// Errors: Storage if the file cannot be made or written.
  Result<void> append(std::string_view bytes, std::size_t inline_bytes, const std::string& folder);

  /// Bytes so far.
  std::uint64_t size() const { return size_; }
  /// The body, if it is in memory.
  std::string take_body();
  /// The file's path; empty if the body is in memory.
  const std::string& file() const { return file_; }
  /// Forgets the body and removes the file.
  void clear();

 private:
  Result<void> open(const std::string& folder);
  Result<void> write(std::string_view bytes);

  std::string body_;
  std::string file_;
  std::uint64_t size_ = 0;
  int fd_ = -1;
};

}  // namespace sen::http
