#include "engine/store/log_store.h"

namespace sen::store {

LogStore::LogStore(const Clock& clock) : clock_(clock), log_({}, [this] { return newest(); }) {}

Result<void> LogStore::open() {
  const LogHead head = SEN_TRY(stored_head());
  std::shared_ptr<const Snapshot> first = SEN_TRY(take_snapshot(head.head.sequence));
  {
    const MutexLock lock(mutex_);
    newest_ = std::move(first);
  }
  log_.advance(head);
  return {};
}

std::shared_ptr<const Snapshot> LogStore::newest() const {
  const MutexLock lock(mutex_);
  return newest_;
}

Result<std::shared_ptr<const Snapshot>> LogStore::snapshot(content::Sequence at_least) const {
  std::shared_ptr<const Snapshot> snapshot = newest();
  if (snapshot->sequence() < at_least)
    return Error(ErrorCode::Unavailable, "change " + std::to_string(at_least.value) + " is not here yet");
  return snapshot;
}

Result<content::Sequence> LogStore::commit(content::Change change) {
  const MutexLock one_writer(writer_);
  const std::shared_ptr<const Snapshot> before = newest();
  Commit commit = SEN_TRY(materialise(*before, log_.newest(), std::move(change), clock_.now()));
  const LogHead head = commit.head;
  SEN_TRY(write(std::move(commit)));

  std::shared_ptr<const Snapshot> after = SEN_TRY(take_snapshot(head.head.sequence));
  {
    const MutexLock lock(mutex_);
    newest_ = std::move(after);
  }
  log_.advance(head);
  return head.head.sequence;
}

}  // namespace sen::store
