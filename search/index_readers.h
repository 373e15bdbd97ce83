#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "engine/base/mutex.h"
#include "engine/base/result.h"
#include "search/facet_columns.h"

namespace Xapian {
class Database;
}

namespace sen::search {

/// Hands out readers of the index in use, one a thread at a time, each at the newest commit. Thread-safe.
class IndexReaders {
 public:
  IndexReaders(std::filesystem::path folder, std::shared_ptr<const FacetColumns> facets);
  ~IndexReaders();

  /// From now on readers read the index in `folder`, whose facets are `facets`.
  void move_to(std::filesystem::path folder, std::shared_ptr<const FacetColumns> facets);
  /// The facets after a commit.
  void show(std::shared_ptr<const FacetColumns> facets);

  /// Asks with a reader and the facets of its index, which may stand a commit behind it for a moment.
  using Ask = std::function<void(const Xapian::Database& index, const FacetColumns& facets)>;
  /// Calls `ask`, again from the start if a commit took away what it was reading.
  /// Errors: Unavailable if the index is damaged, which damaged() says from then on, or if commits kept coming.
  Result<void> read(const Ask& ask) const;

  /// Whether a reader met damage.
  bool damaged() const { return damaged_; }

 private:
  using Reader = std::unique_ptr<Xapian::Database>;
  struct Lease {
    std::filesystem::path folder;
    Reader reader;  ///< Null: none was idle.
    std::shared_ptr<const FacetColumns> facets;
  };
  Lease take() const;
  void give_back(Lease lease) const;
  bool was_replaced(const Lease& lease) const;

  mutable Mutex mutex_;
  std::filesystem::path folder_ SEN_GUARDED_BY(mutex_);
  std::shared_ptr<const FacetColumns> facets_ SEN_GUARDED_BY(mutex_);
  mutable std::vector<Reader> idle_ SEN_GUARDED_BY(mutex_);
  mutable std::atomic<bool> damaged_ = false;
};

}  // namespace sen::search
