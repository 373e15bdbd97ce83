#pragma once

#include <memory>

#include "engine/base/mutex.h"
#include "engine/store/change_log.h"
#include "engine/store/materialise.h"
#include "engine/store/store.h"

namespace sen::store {

/// What every store of sorted keys shares: one writer at a time, materialise(), the log, and the
/// newest snapshot at hand. An implementation adds how keys are written and read.
/// open() comes before any other call. Thread-safe after it.
class LogStore : public Store {
 public:
  Result<std::shared_ptr<const Snapshot>> snapshot(content::Sequence at_least) const override;
  Result<content::Sequence> commit(content::Change change) override;
  const ChangeLog& log() const override { return log_; }

 protected:
  /// `clock` must outlive the store.
  explicit LogStore(const Clock& clock);
  /// Takes the first snapshot and reads the head of the log. Errors: Storage.
  Result<void> open();

  /// Writes all of `commit` durably, or nothing. Called by one thread at a time.
  /// Errors: Unavailable, Storage.
  virtual Result<void> write(Commit commit) = 0;
  /// The content as it now stands; `sequence` is its head.
  virtual Result<std::shared_ptr<const Snapshot>> take_snapshot(content::Sequence sequence) const = 0;
  /// The head as it is stored.
  virtual Result<LogHead> stored_head() const = 0;

 private:
  std::shared_ptr<const Snapshot> newest() const;

  const Clock& clock_;
  Mutex writer_;
  mutable Mutex mutex_;
  std::shared_ptr<const Snapshot> newest_ SEN_GUARDED_BY(mutex_);
  StoredLog log_;
};

}  // namespace sen::store
