#include "engine/store/rocks_db.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

namespace sen::store {
namespace {

constexpr std::size_t kMegabyte = 1024U * 1024;

/// The settings of the whole database (docs/decisions/0002-rocksdb-settings.md).
rocksdb::DBOptions database_options(RocksDb::Recovery recovery) {
  rocksdb::DBOptions options;
  options.wal_recovery_mode = recovery == RocksDb::Recovery::Strict ? rocksdb::WALRecoveryMode::kAbsoluteConsistency
                                                                    : rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  // A write-ahead log file that is gone is noticed. Safe because the log is only synced by writes (7.8 refuses
  // to open after SyncWAL() with it).
  options.track_and_verify_wals_in_manifest = true;
  options.paranoid_checks = true;
  options.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  // Two cores: one flush and one compaction. With one flush thread and two write buffers a flush that failed and
  // is tried again cannot misorder updates (mended in 7.9).
  options.max_background_jobs = 2;
  options.max_open_files = 256;
  options.max_total_wal_size = 128 * kMegabyte;
  options.db_write_buffer_size = 64 * kMegabyte;
  options.bytes_per_sync = kMegabyte;
  // Opening reads no statistics of every file: a start takes under a second.
  options.skip_stats_update_on_db_open = true;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  options.keep_log_file_num = 4;
  options.max_log_file_size = 4 * kMegabyte;
  return options;
}

rocksdb::ColumnFamilyOptions family_options(std::size_t family, const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.format_version = 5;
  table.block_size = 16 * 1024;
  // Index and filter blocks count against the cache, so that memory does not grow with the store.
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;

  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = 16 * kMegabyte;
  options.max_write_buffer_number = 2;  // More would need the flush fix of 7.9.
  options.force_consistency_checks = true;
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  if (family == kMediaFamily) {
    options.compression = rocksdb::kNoCompression;  // Pictures are compressed already.
    options.bottommost_compression = rocksdb::kNoCompression;
    table.block_size = 64 * 1024;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families(std::size_t cache_bytes) {
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i)
    families.emplace_back(kFamilyNames[i], family_options(i, cache));
  // RocksDB wants its default family; it stays empty.
  families.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions());
  return families;
}

/// The first key that is behind all keys with `prefix`; empty: there is none.
std::string behind(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xFF) end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace

Error rocks_error(const rocksdb::Status& status, std::string_view what) {
  const bool is_full = status.IsNoSpace() || status.subcode() == rocksdb::Status::kNoSpace;
  const bool is_busy = status.IsBusy() || status.IsTryAgain();
  std::string message(what);
  message += ": ";
  message += is_full ? "the disk is full" : status.ToString();
  return Error(is_full || is_busy ? ErrorCode::Unavailable : ErrorCode::Storage, std::move(message));
}

Result<std::shared_ptr<RocksDb>> RocksDb::open(const std::string& path, const RocksOptions& options, Recovery recovery,
                                               Access access) {
  std::shared_ptr<RocksDb> opened(new RocksDb);
  rocksdb::DB* db = nullptr;
  const auto descriptors = families(options.block_cache_bytes);
  const rocksdb::DBOptions settings = database_options(recovery);
  const rocksdb::Status status =
      access == Access::Write ? rocksdb::DB::Open(settings, path, descriptors, &opened->handles_, &db)
                              : rocksdb::DB::OpenForReadOnly(settings, path, descriptors, &opened->handles_, &db);
  opened->db_.reset(db);
  if (!status.ok()) return rocks_error(status, "the store cannot be opened");
  return opened;
}

Result<void> RocksDb::create(const std::string& path) {
  rocksdb::DBOptions settings = database_options(Recovery::Strict);
  settings.create_if_missing = true;
  settings.create_missing_column_families = true;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* made = nullptr;
  rocksdb::Status status = rocksdb::DB::Open(settings, path, families(kMegabyte), &handles, &made);
  const std::unique_ptr<rocksdb::DB> db(made);
  if (status.ok()) {
    for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle);
    status = db->Close();
  }
  if (!status.ok()) return rocks_error(status, "the store cannot be made");
  return {};
}

RocksDb::RocksDb() = default;

RocksDb::~RocksDb() {
  if (!db_) return;
  for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
}

RocksView::RocksView(std::shared_ptr<const RocksDb> db) : db_(std::move(db)), snapshot_(db_->db().GetSnapshot()) {}

RocksView::~RocksView() {
  db_->db().ReleaseSnapshot(snapshot_);
}

Result<std::optional<std::string>> RocksView::get(rocksdb::ColumnFamilyHandle* family, std::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  std::string value;
  const rocksdb::Status status = db_->db().Get(options, family, key, &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  if (!status.ok()) return rocks_error(status, "the store cannot be read");
  return std::optional<std::string>(std::move(value));
}

Result<void> RocksView::scan(rocksdb::ColumnFamilyHandle* family, std::string_view prefix, std::string_view from,
                             const std::function<bool(std::string_view, std::string_view)>& visit) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  const std::string end = behind(prefix);
  const rocksdb::Slice bound(end);
  if (!end.empty()) options.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> at(db_->db().NewIterator(options, family));
  for (at->Seek(from.empty() ? prefix : from); at->Valid(); at->Next())
    if (!visit(at->key().ToStringView(), at->value().ToStringView())) return {};
  if (!at->status().ok()) return rocks_error(at->status(), "the store cannot be read");
  return {};
}

}  // namespace sen::store
