#pragma once

#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/store/files.h"
#include "engine/store/store.h"

namespace sen::store {

/// A small file beside the store that keeps the head of the log that was acknowledged. The store's own
/// recovery drops a damaged end of its write-ahead log without a word; the witness is how that is seen.
///
/// Two slots of 512 bytes at 0 and 4096, written in turn, so that a torn write leaves the other:
///
///     sen witness 1 SEQUENCE HASH SUM ‖ zero bytes      HASH, SUM: 64 hexadecimal digits;
///                                                        SUM is the SHA-256 of what is in front of it
///
/// Called by one thread.
class Witness {
 public:
  /// Opens or makes the file. Errors: Storage, also if it is there and neither slot can be read.
  static Result<Witness> open(const std::string& path);

  /// The newest head that it saw; nothing if it is new.
  const std::optional<Head>& seen() const { return seen_; }
  /// Keeps `head`, synced. Errors: Storage.
  Result<void> record(const Head& head);

 private:
  Witness(File file, std::optional<Head> seen, int next_slot)
      : file_(std::move(file)), seen_(seen), next_slot_(next_slot) {}

  File file_;
  std::optional<Head> seen_;
  int next_slot_ = 0;
};

}  // namespace sen::store
