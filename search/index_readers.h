#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "engine/base/mutex.h"
#include "engine/base/result.h"

namespace Xapian {
class Database;
}

namespace sen::search {

/// Hands out readers of the index in use, one a thread at a time, each at the newest commit. Thread-safe.
class IndexReaders {
 public:
  explicit IndexReaders(std::filesystem::path folder);
  ~IndexReaders();

  /// From now on readers read the index in `folder`.
  void move_to(std::filesystem::path folder);

  /// Calls `ask` with a reader, again from the start if a commit took away what it was reading.
  /// Errors: Storage if the index cannot be read; Unavailable if commits kept coming.
  Result<void> read(const std::function<void(const Xapian::Database&)>& ask) const;

  /// Whether a reader met damage.
  bool damaged() const { return damaged_; }

 private:
  using Reader = std::unique_ptr<Xapian::Database>;
  struct Lease {
    std::filesystem::path folder;
    Reader reader;  ///< Null: none was idle.
  };
  Lease take() const;
  void give_back(Lease lease) const;
  bool was_replaced(const Lease& lease) const;

  mutable Mutex mutex_;
  std::filesystem::path folder_ SEN_GUARDED_BY(mutex_);
  mutable std::vector<Reader> idle_ SEN_GUARDED_BY(mutex_);
  mutable std::atomic<bool> damaged_ = false;
};

}  // namespace sen::search
