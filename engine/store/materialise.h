#pragma once

#include <vector>

#include "content/model/change.h"
#include "engine/base/result.h"
#include "engine/store/keys.h"
#include "engine/store/store.h"

namespace sen::store {

/// The newest log entry, as it is kept under keys::head().
struct LogHead {
  Head head;
  Timestamp at;  ///< When it was committed.
};
std::string encode(const LogHead& head);
/// Errors: Storage.
Result<LogHead> decode_log_head(std::string_view bytes);

/// A change made ready: everything that a store has to write for it, at once or not at all.
struct Commit {
  LogHead head;                          ///< With the change's sequence and time.
  std::vector<content::Media> pictures;  ///< That the change names.
  std::vector<KeyWrite> writes;          ///< By key: records, index, log entry, head.
};

/// Makes `change` ready as the next entry behind `last`. Pure, and the same for all stores; so
/// replaying a log gives the same keys everywhere.
/// Errors: as Store::commit.
Result<Commit> materialise(const Snapshot& before, const LogHead& last, content::Change change, Timestamp now);

}  // namespace sen::store
