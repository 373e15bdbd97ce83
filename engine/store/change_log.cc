#include "engine/store/change_log.h"

#include "content/codec/codec.h"

namespace sen::store {
namespace {

constexpr std::size_t kHashBytes = 32;

Error damaged(content::Sequence sequence, std::string_view what) {
  return Error(ErrorCode::Storage,
               "entry " + std::to_string(sequence.value) + " of the change log " + std::string(what));
}

}  // namespace

StoredLog::StoredLog(LogHead head, std::function<std::shared_ptr<const Snapshot>()> newest)
    : newest_(std::move(newest)), head_(head) {}

Head StoredLog::head() const {
  return newest().head;
}

LogHead StoredLog::newest() const {
  const MutexLock lock(mutex_);
  return head_;
}

void StoredLog::advance(const LogHead& head) {
  {
    const MutexLock lock(mutex_);
    head_ = head;
  }
  moved_.notify_all();
}

Result<std::vector<content::Change>> StoredLog::read(content::Sequence after, std::size_t limit) const {
  constexpr std::size_t kEnoughBytes = 8U * 1024 * 1024;
  std::vector<content::Change> changes;
  if (limit == 0) return changes;
  std::size_t bytes = 0;
  std::optional<Error> failure;
  content::Sequence expected{after.value + 1};
  SEN_TRY(RawKeys::scan(*newest_(), keys::log(), keys::log_entry(expected),
                        [&](std::string_view key, std::string_view entry) {
                          if (read_u64(key.substr(1)) != expected.value || entry.size() < kHashBytes) {
                            failure = damaged(expected, "is missing");
                            return false;
                          }
                          Result<content::Change> change = codec::decode_change(entry.substr(kHashBytes));
                          if (!change.has_value()) {
                            failure = damaged(expected, "cannot be read");
                            return false;
                          }
                          changes.push_back(std::move(*change));
                          bytes += entry.size();
                          ++expected.value;
                          return changes.size() < limit && bytes < kEnoughBytes;
                        }));
  if (failure) return *failure;
  return changes;
}

Result<Head> StoredLog::verify() const {
  const std::shared_ptr<const Snapshot> snapshot = newest_();
  Head reached;
  std::optional<Error> failure;
  const auto scanned = RawKeys::scan(*snapshot, keys::log(), {}, [&](std::string_view key, std::string_view entry) {
    const content::Sequence next{reached.sequence.value + 1};
    if (read_u64(key.substr(1)) != next.value) {
      failure = damaged(next, "is missing");
      return false;
    }
    Sha256 hash;
    hash.update(reached.hash.view());
    if (entry.size() >= kHashBytes) hash.update(entry.substr(kHashBytes));
    const Digest digest = hash.finish();
    if (entry.substr(0, kHashBytes) != digest.view()) {
      failure = damaged(next, "does not fit the chain");
      return false;
    }
    const Result<content::Change> change = codec::decode_change(entry.substr(kHashBytes));
    if (!change.has_value() || change->sequence != next) {
      failure = damaged(next, "cannot be read");
      return false;
    }
    reached = {next, digest};
    return true;
  });
  if (failure) return *failure;
  if (!scanned) return damaged({reached.sequence.value + 1}, "cannot be read: " + scanned.error().message());
  if (reached != SEN_TRY(read_log_head(*snapshot)).head)
    return damaged({reached.sequence.value + 1}, "is missing: the head is another");
  return reached;
}

bool StoredLog::wait_behind(content::Sequence after, std::chrono::milliseconds wait, std::stop_token stop) const {
  MutexLock lock(mutex_);
  return moved_.wait_for(lock.native(), stop, wait, [&]() SEN_REQUIRES(mutex_) { return head_.head.sequence > after; });
}

Result<LogHead> read_log_head(const Snapshot& snapshot) {
  const std::optional<std::string> stored = SEN_TRY(RawKeys::get(snapshot, keys::head()));
  if (!stored) return LogHead{};
  return decode_log_head(*stored);
}

Result<std::optional<Digest>> read_entry_hash(const Snapshot& snapshot, content::Sequence sequence) {
  const std::optional<std::string> entry = SEN_TRY(RawKeys::get(snapshot, keys::log_entry(sequence)));
  if (!entry) return std::optional<Digest>();
  if (entry->size() < kHashBytes) return damaged(sequence, "cannot be read");
  Digest hash;
  std::copy_n(entry->begin(), kHashBytes, hash.bytes.begin());
  return std::optional<Digest>(hash);
}

}  // namespace sen::store
