#include <map>
#include <shared_mutex>

#include "engine/store/keys.h"
#include "engine/store/log_store.h"

namespace sen::store {
namespace {

/// Every value that a key ever had, by the change that set it; so a snapshot is a number.
struct Values {
  std::shared_mutex mutex;
  std::map<std::string, std::map<std::uint64_t, std::optional<std::string>>, std::less<>> keys;
};

/// What a key had after `sequence`; null if it was not there.
const std::string* value_at(const std::map<std::uint64_t, std::optional<std::string>>& history,
                            content::Sequence sequence) {
  auto later = history.upper_bound(sequence.value);
  if (later == history.begin()) return nullptr;
  const std::optional<std::string>& value = std::prev(later)->second;
  return value ? &*value : nullptr;
}

class MemorySnapshot final : public Snapshot {
 public:
  MemorySnapshot(std::shared_ptr<Values> values, content::Sequence sequence)
      : values_(std::move(values)), sequence_(sequence) {}

  content::Sequence sequence() const override { return sequence_; }

 protected:
  Result<std::optional<std::string>> get(std::string_view key) const override {
    const std::shared_lock lock(values_->mutex);
    const auto found = values_->keys.find(key);
    if (found == values_->keys.end()) return std::optional<std::string>();
    const std::string* value = value_at(found->second, sequence_);
    return value == nullptr ? std::nullopt : std::optional<std::string>(*value);
  }

  // Copies a piece at a time, so that `visit` runs without the lock.
  Result<void> scan(std::string_view prefix, std::string_view from,
                    const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    constexpr std::size_t kPiece = 64;
    std::string next(from.empty() ? prefix : from);
    for (bool more = true; more;) {
      std::vector<std::pair<std::string, std::string>> piece;
      more = false;
      {
        const std::shared_lock lock(values_->mutex);
        for (auto at = values_->keys.lower_bound(next); at != values_->keys.end(); ++at) {
          if (!at->first.starts_with(prefix)) break;
          if (piece.size() == kPiece) {
            more = true;
            next = at->first;
            break;
          }
          if (const std::string* value = value_at(at->second, sequence_)) piece.emplace_back(at->first, *value);
        }
      }
      for (const auto& [key, value] : piece)
        if (!visit(key, value)) return {};
    }
    return {};
  }

 private:
  const std::shared_ptr<Values> values_;
  const content::Sequence sequence_;
};

using Bytes = std::shared_ptr<const std::string>;

class MemoryBlobs final : public Blobs {
 public:
  Result<std::unique_ptr<BlobWriter>> create(const BlobName& name) override {
    return std::unique_ptr<BlobWriter>(std::make_unique<Writer>(*this, name));
  }

  Result<std::unique_ptr<BlobReader>> open(const BlobName& name) const override {
    const MutexLock lock(mutex_);
    const auto found = blobs_.find(name);
    if (found == blobs_.end()) return Error(ErrorCode::NotFound, "there are no such bytes");
    return std::unique_ptr<BlobReader>(std::make_unique<Reader>(found->second));
  }

  Result<std::vector<BlobName>> list() const override {
    const MutexLock lock(mutex_);
    std::vector<BlobName> names;
    for (const auto& [name, bytes] : blobs_) names.push_back(name);
    return names;
  }

  Result<void> remove(const BlobName& name) override {
    const MutexLock lock(mutex_);
    blobs_.erase(name);
    return {};
  }

 private:
  class Writer final : public BlobWriter {
   public:
    Writer(MemoryBlobs& blobs, BlobName name) : blobs_(blobs), name_(std::move(name)) {}
    Result<void> append(std::string_view bytes) override {
      bytes_ += bytes;
      return {};
    }
    Result<void> finish() override {
      const MutexLock lock(blobs_.mutex_);
      blobs_.blobs_[name_] = std::make_shared<const std::string>(std::move(bytes_));
      return {};
    }

   private:
    MemoryBlobs& blobs_;
    const BlobName name_;
    std::string bytes_;
  };

  class Reader final : public BlobReader {
   public:
    explicit Reader(Bytes bytes) : bytes_(std::move(bytes)) {}
    std::uint64_t size() const override { return bytes_->size(); }
    Result<std::string> read(std::uint64_t offset, std::size_t limit) override {
      if (offset >= bytes_->size()) return std::string();
      return bytes_->substr(static_cast<std::size_t>(offset), limit);
    }

   private:
    const Bytes bytes_;
  };

  mutable Mutex mutex_;
  std::map<BlobName, Bytes> blobs_ SEN_GUARDED_BY(mutex_);
};

class MemoryStore final : public LogStore {
 public:
  explicit MemoryStore(const Clock& clock) : LogStore(clock), values_(std::make_shared<Values>()) {
    // An empty map has nothing that could fail to be read.
    [[maybe_unused]] const Result<void> opened = LogStore::open();
    assert(opened.has_value());
  }

  Blobs& blobs() override { return blobs_; }
  const Blobs& blobs() const override { return blobs_; }

 protected:
  Result<void> write(Commit commit) override {
    const std::unique_lock lock(values_->mutex);
    for (KeyWrite& write : commit.writes)
      values_->keys[write.key][commit.head.head.sequence.value] = std::move(write.value);
    return {};
  }

  Result<std::shared_ptr<const Snapshot>> take_snapshot(content::Sequence sequence) const override {
    return std::shared_ptr<const Snapshot>(std::make_shared<MemorySnapshot>(values_, sequence));
  }

  Result<LogHead> stored_head() const override { return LogHead{}; }

 private:
  const std::shared_ptr<Values> values_;
  MemoryBlobs blobs_;
};

}  // namespace

std::unique_ptr<Store> open_memory_store(const Clock& clock) {
  return std::make_unique<MemoryStore>(clock);
}

}  // namespace sen::store
