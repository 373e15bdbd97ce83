#pragma once

#include <memory>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/store/store.h"

namespace sen::workflow {

/// Commits what falls due at `now` or fell due before: scheduled editions and datasets whose embargo
/// has ended become Published (reason `released`), published ones past their expiry become Expired
/// (reason `expired`), pictures past `rights_until` are no longer shown (reason `rights ended`), and releases of
/// datasets whose hour may be told ahead are announced (reason `announced`). What expires before it is released is
/// never public. Each change that is committed is one event of the log, named by its reason
/// (`released`, `expired`, `rights-ended`, `announced`) with a count; so is lateness. Returns how many documents and
/// datasets changed. Repeats after a Conflict.
Result<std::size_t> release_due(store::Store& store, Timestamp now);

/// Calls release_due() at start and at every set hour, on a thread of its own, until destroyed.
/// A clock that steps back never undoes a release. Store and clock must outlive it.
class Scheduler {
 public:
  Scheduler(store::Store& store, const Clock& clock);
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::workflow
