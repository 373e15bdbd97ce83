#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/audit/checkpoint.h"
#include "engine/audit/signed_note.h"
#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/base/result.h"
#include "engine/store/store.h"

namespace sen::audit {

/// The signed checkpoints of one data directory, kept beside the store (docs/formats/checkpoints.md):
///
///     checkpoints/key                         the private key, mode 0600
///     checkpoints/keys                        public keys, one a line, the newest first
///     checkpoints/00000000000000000123.note   a checkpoint, by the number of entries
///
/// A new checkpoint is signed only if the log still has the one before it: what was said once is never contradicted.
/// Looking writes nothing. Thread-safe.
class CheckpointBook {
 public:
  /// Opens what is there; the folder need not be. Errors: Storage.
  static Result<std::unique_ptr<CheckpointBook>> open(const std::string& folder);

  /// Makes the key that signs from now on, if there is none. `name`: under which it signs; empty: one that nobody else
  /// has. Errors: InvalidInput for a name that cannot be a key's; Storage.
  Result<void> want_key(std::string_view name);
  /// Signs the head of the log, if it moved since the newest checkpoint; whether it did. Errors: NotFound without a
  /// key; Storage, also if the log no longer has the newest checkpoint.
  Result<bool> add(const store::Store& store, Timestamp now);
  /// From now on another key signs. A last checkpoint names it and is signed by both. Errors: as add().
  Result<NoteKey> change_key(const store::Store& store, Timestamp now);

  /// The entries of the newest checkpoint; 0: there is none.
  content::Sequence newest() const;
  /// A checkpoint as it was signed. Errors: NotFound; Storage.
  Result<std::string> note(content::Sequence sequence) const;
  /// The newest at most `limit`, newest first.
  std::vector<content::Sequence> list(std::size_t limit) const;
  /// Every public key that signed, the newest first, as format_note_key(), one a line; empty before the first.
  std::string keys() const;

 private:
  explicit CheckpointBook(std::string folder) : folder_(std::move(folder)) {}

  Result<void> load();
  /// Writes the public keys, if the file says otherwise.
  Result<void> keep_keys() const SEN_REQUIRES(mutex_);
  content::Sequence last() const SEN_REQUIRES(mutex_);
  /// Whether the log still has the newest checkpoint.
  Result<void> find_newest(const store::Store& store) const SEN_REQUIRES(mutex_);
  Result<void> sign(const store::Store& store, Timestamp now, const std::optional<NoteSigner>& next)
      SEN_REQUIRES(mutex_);
  Result<std::string> read(content::Sequence sequence) const;

  const std::string folder_;
  mutable Mutex mutex_;
  std::optional<NoteSigner> signer_ SEN_GUARDED_BY(mutex_);
  std::string keys_ SEN_GUARDED_BY(mutex_);
  std::vector<content::Sequence> kept_ SEN_GUARDED_BY(mutex_);  ///< The oldest first.
};

}  // namespace sen::audit
