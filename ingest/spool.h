#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace sen::ingest {

/// Bytes put aside on disk while a package is read, so that its pictures do not fill the memory. The
/// file has no name and goes with this object. Called by one thread.
class Spool {
 public:
  /// Where bytes were put.
  struct Piece {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };

  Spool() = default;
  Spool(Spool&& other) noexcept : file_(std::exchange(other.file_, -1)), size_(other.size_) {}
  Spool& operator=(Spool&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(size_, other.size_);
    return *this;
  }
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool();

  /// Errors of both: Storage.
  Result<Piece> put(std::string_view bytes);
  Result<std::string> get(const Piece& piece) const;

 private:
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace sen::ingest
