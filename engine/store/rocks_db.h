#pragma once

// RocksDB behind our own words; for rocks_store.cc, rocks_blobs.cc and rocks_db.cc, which include its headers.

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/store/keys.h"
#include "engine/store/store.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Snapshot;
class Status;
class WriteBatch;
}  // namespace rocksdb

namespace sen::store {

/// The families on disk: those of keys::Family, and the media.
constexpr std::array<const char*, 5> kFamilyNames = {"records", "index", "log", "meta", "media"};
constexpr std::size_t kMediaFamily = 4;

/// An open database. Thread-safe.
class RocksDb {
 public:
  enum class Recovery {
    Strict,       ///< Any damage of the write-ahead log refuses.
    PointInTime,  ///< Whatever stands in front of the damage; the caller compares it with the witness.
  };
  enum class Access { Write, ReadOnly };
  /// Errors: Storage, Unavailable.
  static Result<std::shared_ptr<RocksDb>> open(const std::string& path, const RocksOptions& options, Recovery recovery,
                                               Access access = Access::Write);
  /// Makes an empty one. Errors: Storage.
  static Result<void> create(const std::string& path);
  ~RocksDb();
  RocksDb(const RocksDb&) = delete;
  RocksDb& operator=(const RocksDb&) = delete;

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* family(std::string_view key) const {
    return handles_[static_cast<std::size_t>(keys::family_of(key))];
  }
  rocksdb::ColumnFamilyHandle* media() const { return handles_[kMediaFamily]; }

 private:
  RocksDb();
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
  std::unique_ptr<rocksdb::DB> db_;
};

/// A consistent reading place. Thread-safe.
class RocksView {
 public:
  explicit RocksView(std::shared_ptr<const RocksDb> db);
  ~RocksView();
  RocksView(const RocksView&) = delete;
  RocksView& operator=(const RocksView&) = delete;

  Result<std::optional<std::string>> get(rocksdb::ColumnFamilyHandle* family, std::string_view key) const;
  Result<void> scan(rocksdb::ColumnFamilyHandle* family, std::string_view prefix, std::string_view from,
                    const std::function<bool(std::string_view, std::string_view)>& visit) const;
  const RocksDb& db() const { return *db_; }

 private:
  const std::shared_ptr<const RocksDb> db_;
  const rocksdb::Snapshot* const snapshot_;
};

Error rocks_error(const rocksdb::Status& status, std::string_view what);

}  // namespace sen::store
