#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <optional>

#include "engine/base/mutex.h"
#include "engine/store/materialise.h"
#include "engine/store/store.h"

namespace sen::store {

/// The log of a store that keeps it under keys::log_entry(): 32 bytes of hash, then the encoded
/// change. Thread-safe.
class StoredLog final : public ChangeLog {
 public:
  /// `newest` gives the content as it stands.
  StoredLog(LogHead head, std::function<std::shared_ptr<const Snapshot>()> newest);

  Head head() const override;
  LogHead newest() const;
  /// Tells of a commit that is durable and can be read.
  void advance(const LogHead& head);

  Result<std::vector<content::Change>> read(content::Sequence after, std::size_t limit) const override;
  Result<Head> verify() const override;
  bool wait_behind(content::Sequence after, std::chrono::milliseconds wait, std::stop_token stop) const override;

 private:
  const std::function<std::shared_ptr<const Snapshot>()> newest_;
  mutable Mutex mutex_;
  mutable std::condition_variable_any moved_;
  LogHead head_ SEN_GUARDED_BY(mutex_);
};

/// The newest entry of the log in `snapshot`, by its own key: what the store at hand really ends with.
/// Errors: Storage.
Result<LogHead> read_log_head(const Snapshot& snapshot);

/// The hash that `snapshot` keeps of an entry; nothing if there is none. Whether it fits the entry is what
/// ChangeLog::verify() shows. Errors: Storage.
Result<std::optional<Digest>> read_entry_hash(const Snapshot& snapshot, content::Sequence sequence);

}  // namespace sen::store
