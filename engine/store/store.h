#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <vector>

#include "content/model/change.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/store/blobs.h"
#include "engine/store/snapshot.h"

namespace sen::store {

/// An entry's place in the chain: what the next entry, the witness and the audit hold on to.
struct Head {
  content::Sequence sequence;  ///< 0: the log is empty.
  Digest hash;  ///< SHA-256(hash of the entry before ‖ stored bytes of this one); zero for an empty log.
  bool operator==(const Head&) const = default;
};

/// Every change ever committed, numbered from 1 without gaps. Each entry holds
/// the SHA-256 of the one before it: the log is also the audit trail. Thread-safe.
class ChangeLog {
 public:
  virtual ~ChangeLog() = default;
  virtual Head head() const = 0;
  /// At most `limit` changes behind `after`, in order; empty only at the end. Gives fewer when they are large.
  virtual Result<std::vector<content::Change>> read(content::Sequence after, std::size_t limit) const = 0;
  /// Walks the whole chain. Errors: Storage names the first entry that does not fit.
  virtual Result<Head> verify() const = 0;
  /// Waits until the head is behind `after`, `wait` has passed or a stop is asked for; whether it is.
  virtual bool wait_behind(content::Sequence after, std::chrono::milliseconds wait,
                           std::stop_token stop = {}) const = 0;
};

/// The one place where content is kept. Thread-safe. Writers do not wait for
/// readers: a reader holds a Snapshot, and a commit makes the next one.
class Store {
 public:
  virtual ~Store() = default;

  /// The content as it stood after some change at or above `at_least`.
  /// Errors: Unavailable if a replica does not reach that change in time.
  virtual Result<std::shared_ptr<const Snapshot>> snapshot(content::Sequence at_least = {}) const = 0;

  /// Applies `change` and appends it to the log in one durable step.
  /// Returns its sequence; from then on a crash does not lose it.
  /// `committed_at` never goes back, even if the clock does.
  /// Errors: Conflict if a document (in any of its languages), dataset, picture or package that it
  /// touches has changed since `change.based_on`; InvalidInput if a record cannot be stored: a
  /// name with control characters or spaces, an edition of no document, other words for a
  /// version that is stored; Unavailable or Storage if the disk refuses, then the outcome is
  /// known only after reading again.
  virtual Result<content::Sequence> commit(content::Change change) = 0;

  virtual const ChangeLog& log() const = 0;
  virtual Blobs& blobs() = 0;
  virtual const Blobs& blobs() const = 0;
};

/// A store in memory, for tests. `clock` must outlive it.
std::unique_ptr<Store> open_memory_store(const Clock& clock);

struct RocksOptions {
  std::size_t block_cache_bytes = 64U * 1024 * 1024;
  /// Disk that is held back in a file, to be given up when a store has to be opened on a full disk.
  std::uint64_t ballast_bytes = 64U * 1024 * 1024;
};

/// The store of a data directory (RocksDB in `folder`/store, the witness beside it), made
/// crash-safely on first use. One process at a time.
/// Errors: Unavailable if another process has it; Storage if it is damaged or below its
/// witness, with the command that restores it.
Result<std::unique_ptr<Store>> open_rocks_store(const std::string& folder, const Clock& clock,
                                                RocksOptions options = {});

}  // namespace sen::store
