#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/audit/signed_note.h"
#include "engine/base/clock.h"
#include "engine/store/store.h"

namespace sen::audit {

/// What the site says of its log at one moment: so many entries, and the newest has this hash. In the form of a
/// checkpoint of a transparency log (c2sp.org/tlog-checkpoint):
///
///     ORIGIN                          sen.example/log
///     SEQUENCE                        entries, decimal
///     base64(HASH)                    of entry SEQUENCE (docs/formats/store.md)
///     chain sha256                    extension: the hash is that of a chain
///     time 2026-11-22T08:30:00Z       extension
///     next-key NAME+ID+KEY            extension, once: from now on this key signs
///
/// Differs: the third line of a tlog-checkpoint is the root of a Merkle tree (RFC 6962). Ours is the head of a hash
/// chain, which commits to every entry likewise, but has no short proofs: who checks needs the log.
struct Checkpoint {
  std::string origin;
  store::Head head;
  Timestamp at;  ///< To the second.
  std::optional<NoteKey> next_key;
  bool operator==(const Checkpoint&) const = default;
};

/// The text of its note.
std::string format_checkpoint(const Checkpoint& checkpoint);
/// Errors: InvalidInput names the line.
Result<Checkpoint> parse_checkpoint(std::string_view text);

/// The checkpoint of a note that one of `keys` signed. Errors: as open_note() and parse_checkpoint().
Result<Checkpoint> open_checkpoint(std::string_view note, const std::vector<NoteKey>& keys);

/// Whether the log still has `checkpoint`'s entry with its hash. Cost: one read; it does not walk the chain.
/// Errors: Storage says whether the log was cut off or rewritten, and where.
Result<void> find_in_log(const Checkpoint& checkpoint, const store::Snapshot& snapshot);

}  // namespace sen::audit
