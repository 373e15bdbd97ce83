#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <filesystem>

#include "engine/base/kill_point.h"
#include "engine/base/log.h"
#include "engine/store/derived.h"
#include "engine/store/files.h"
#include "engine/store/log_store.h"
#include "engine/store/rocks_blobs.h"
#include "engine/store/rocks_db.h"
#include "engine/store/small_file.h"
#include "engine/store/witness.h"

namespace sen::store {
namespace {

/// What a data directory holds.
struct Layout {
  std::string folder;
  std::string store = folder + "/store";
  std::string made = folder + "/store.new";  ///< A store that is being made; whatever is in it may be thrown away.
  std::string witness = folder + "/witness";
  std::string ballast = folder + "/ballast";
  std::string derived = folder + "/derived";  ///< kDerivedVersion of what the store holds.
};

std::string how_to_restore(const Layout& layout) {
  return "put the newest copy of the data directory in the place of " + layout.folder +
         " and prove it with `sen verify --data " + layout.folder + "`";
}

class RocksSnapshot final : public Snapshot {
 public:
  RocksSnapshot(std::shared_ptr<const RocksDb> db, content::Sequence sequence)
      : view_(std::move(db)), sequence_(sequence) {}
  content::Sequence sequence() const override { return sequence_; }

 protected:
  Result<std::optional<std::string>> get(std::string_view key) const override {
    return view_.get(view_.db().family(key), key);
  }
  Result<void> scan(std::string_view prefix, std::string_view from,
                    const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    return view_.scan(view_.db().family(prefix), prefix, from, visit);
  }

 private:
  const RocksView view_;
  const content::Sequence sequence_;
};

Result<LogHead> head_of(const std::shared_ptr<const RocksDb>& db) {
  return read_log_head(RocksSnapshot(db, {}));
}

/// Whether the database holds all that the witness saw, and the same.
Result<void> compare_with_witness(const std::shared_ptr<const RocksDb>& db, const std::optional<Head>& seen,
                                  const Layout& layout) {
  const RocksSnapshot snapshot(db, {});
  const Head head = SEN_TRY(head_of(db)).head;
  const auto hash_of = [&](content::Sequence sequence) -> Result<std::string> {
    if (sequence.value == 0) return std::string(Digest().view());
    const std::string key = keys::log_entry(sequence);
    const std::optional<std::string> entry = SEN_TRY(RawKeys::get(snapshot, key));
    return entry ? entry->substr(0, Digest().view().size()) : std::string();
  };
  const std::string at_head = SEN_TRY(hash_of(head.sequence));
  if (at_head != head.hash.view())
    return Error(ErrorCode::Storage, "the change log does not end where the store says; " + how_to_restore(layout));
  if (!seen) return {};
  if (head.sequence < seen->sequence)
    return Error(ErrorCode::Storage, "the store ends at change " + std::to_string(head.sequence.value) +
                                         " but change " + std::to_string(seen->sequence.value) +
                                         " was acknowledged: the end of its log is lost; " + how_to_restore(layout));
  const std::string at_seen = SEN_TRY(hash_of(seen->sequence));
  if (at_seen != seen->hash.view())
    return Error(ErrorCode::Storage, "change " + std::to_string(seen->sequence.value) +
                                         " is another than the one that was acknowledged; " + how_to_restore(layout));
  return {};
}

/// A store is made under another name and takes its own name when it is whole.
Result<void> make_if_missing(const Layout& layout, const std::optional<Head>& seen) {
  std::error_code failed;
  if (std::filesystem::exists(layout.store, failed)) return {};
  if (seen && seen->sequence.value > 0)
    return Error(ErrorCode::Storage, "the store is gone, though changes were acknowledged; " + how_to_restore(layout));
  std::filesystem::remove_all(layout.made, failed);
  SEN_TRY(RocksDb::create(layout.made));
  SEN_TRY(sync_folder(layout.made));
  kill_point("before-rename");
  std::filesystem::rename(layout.made, layout.store, failed);
  if (failed) return Error(ErrorCode::Storage, layout.store + ": " + failed.message());
  return sync_folder(layout.folder);
}

Result<void> make_room(const Layout& layout, const RocksOptions& options) {
  if (SEN_TRY(free_bytes(layout.folder)) >= kLeastFreeBytes + options.ballast_bytes) {
    if (options.ballast_bytes > 0) hold_ballast(layout.ballast, options.ballast_bytes);
    return {};
  }
  if (SEN_TRY(free_bytes(layout.folder)) >= kLeastFreeBytes) return {};
  std::error_code ignored;
  std::filesystem::remove(layout.ballast, ignored);
  if (SEN_TRY(free_bytes(layout.folder)) >= kLeastFreeBytes) {
    log::warning("disk is full", {{"folder", layout.folder}, {"given_up", layout.ballast}});
    return {};
  }
  return Error(ErrorCode::Unavailable, "the disk of " + layout.folder + " is full");
}

/// Strict first. After a crash the log may end in half a write, which strict recovery refuses: then what stands in
/// front of it is looked at without writing, and taken if it is all that was acknowledged.
Result<std::shared_ptr<RocksDb>> recover(const Layout& layout, const RocksOptions& options,
                                         const std::optional<Head>& seen) {
  Result<std::shared_ptr<RocksDb>> strict = RocksDb::open(layout.store, options, RocksDb::Recovery::Strict);
  if (strict.has_value()) {
    SEN_TRY(compare_with_witness(*strict, seen, layout));
    return strict;
  }
  if (strict.error().code() != ErrorCode::Storage) return strict.error();

  const auto damaged = [&](const Error& error) {
    return Error(ErrorCode::Storage, error.message() + "; " + how_to_restore(layout));
  };
  {
    const auto looked = RocksDb::open(layout.store, options, RocksDb::Recovery::PointInTime, RocksDb::Access::ReadOnly);
    if (!looked.has_value()) return damaged(looked.error());
    SEN_TRY(compare_with_witness(*looked, seen, layout));
  }
  Result<std::shared_ptr<RocksDb>> opened = RocksDb::open(layout.store, options, RocksDb::Recovery::PointInTime);
  if (!opened.has_value()) return damaged(opened.error());
  SEN_TRY(compare_with_witness(*opened, seen, layout));
  log::warning("store recovered", {{"folder", layout.folder}, {"reason", strict.error().message()}});
  return opened;
}

class RocksStore final : public LogStore {
 public:
  RocksStore(const Clock& clock, Layout layout, FolderLock lock, Witness witness, std::shared_ptr<RocksDb> db)
      : LogStore(clock),
        layout_(std::move(layout)),
        lock_(std::move(lock)),
        witness_(std::move(witness)),
        db_(std::move(db)),
        blobs_(db_) {}

  Result<void> start() {
    SEN_TRY(LogStore::open());
    const Head head = log().head();
    if (witness_.seen() != head) SEN_TRY(witness_.record(head));
    const std::size_t swept = SEN_TRY(blobs_.sweep());
    if (swept > 0) log::info("unused pictures removed", {{"count", std::to_string(swept)}});
    // Pages of the desk are incomplete without it, and nothing else is: it is tried again at the next start.
    if (const Result<void> complete = add_derived(); !complete)
      log::warning("what the store lacks cannot be added", {{"error", complete.error().message()}});
    return {};
  }

  Blobs& blobs() override { return blobs_; }
  const Blobs& blobs() const override { return blobs_; }

 protected:
  Result<void> write(Commit commit) override {
    if (spent_) return *spent_;
    rocksdb::WriteBatch batch(batch_bytes(commit.writes));
    for (KeyWrite& write : commit.writes) {
      if (write.value)
        batch.Put(db_->family(write.key), write.key, *write.value);
      else
        batch.Delete(db_->family(write.key), write.key);
      write = {};  // The batch has it; a large change must not be held twice.
    }
    for (const content::Media& media : commit.pictures) blobs_.settle(media, batch);
    SEN_TRY(want_room(layout_.folder, 2 * batch.GetDataSize()));

    kill_point("before-write");
    rocksdb::WriteOptions synced;
    synced.sync = true;
    const rocksdb::Status status = db_->db().Write(synced, &batch);
    if (!status.ok()) return spend(rocks_error(status, "a change cannot be stored"));
    kill_point("after-write");
    const Result<void> witnessed = witness_.record(commit.head.head);
    if (!witnessed.has_value()) return spend(witnessed.error());
    kill_point("after-witness");
    return {};
  }

  Result<std::shared_ptr<const Snapshot>> take_snapshot(content::Sequence sequence) const override {
    return std::shared_ptr<const Snapshot>(std::make_shared<RocksSnapshot>(db_, sequence));
  }

  Result<LogHead> stored_head() const override { return head_of(db_); }

 private:
  /// Adds what the program that made the store did not keep yet. Errors: Storage; Unavailable if the disk is full.
  Result<void> add_derived() {
    if (SEN_TRY(read_small_file(layout_.derived, 64)) == kDerivedVersion) return {};
    const std::size_t documents =
        SEN_TRY(derive(RocksSnapshot(db_, {}), [&](const std::vector<KeyWrite>& writes) -> Result<void> {
          rocksdb::WriteBatch batch(batch_bytes(writes));
          for (const KeyWrite& write : writes) batch.Put(db_->family(write.key), write.key, write.value.value_or(""));
          rocksdb::WriteOptions synced;
          synced.sync = true;
          const rocksdb::Status status = db_->db().Write(synced, &batch);
          return status.ok() ? Result<void>() : rocks_error(status, "what is derived cannot be stored");
        }));
    SEN_TRY(write_small_file(layout_.derived, kDerivedVersion));
    if (documents > 0) log::info("derived state made anew", {{"documents", std::to_string(documents)}});
    return {};
  }

  /// What a batch of `writes` takes: it would grow by doubling else.
  static std::size_t batch_bytes(const std::vector<KeyWrite>& writes) {
    constexpr std::size_t kHeader = 12, kEach = 16;
    std::size_t bytes = kHeader;
    for (const KeyWrite& write : writes) bytes += kEach + write.key.size() + (write.value ? write.value->size() : 0);
    return bytes;
  }

  /// A sync that failed is not tried again on the same files (the outcome is unknown): no more changes until the
  /// store is opened again.
  Error spend(const Error& error) {
    spent_ = Error(ErrorCode::Storage, "the store takes no changes until it is opened again: " + error.message());
    return *spent_;
  }

  const Layout layout_;
  const FolderLock lock_;
  Witness witness_;
  const std::shared_ptr<RocksDb> db_;
  RocksBlobs blobs_;
  std::optional<Error> spent_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_rocks_store(const std::string& folder, const Clock& clock, RocksOptions options) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error(ErrorCode::Storage, folder + ": " + failed.message());

  const Layout layout{.folder = folder};
  FolderLock lock = SEN_TRY(FolderLock::take(folder));
  SEN_TRY(make_room(layout, options));
  Witness witness = SEN_TRY(Witness::open(layout.witness));
  SEN_TRY(make_if_missing(layout, witness.seen()));
  std::shared_ptr<RocksDb> db = SEN_TRY(recover(layout, options, witness.seen()));
  auto store = std::make_unique<RocksStore>(clock, layout, std::move(lock), std::move(witness), std::move(db));
  SEN_TRY(store->start());
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace sen::store
