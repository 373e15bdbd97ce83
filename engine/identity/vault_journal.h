#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/identity/vault.h"
#include "engine/store/files.h"

namespace sen::identity {

/// The file of a vault: every commit behind the one before it (docs/formats/vault.md). Integers are big-endian.
///
///     file    = "sen vault 1" LF *record
///     record  = length inverse sum payload  length: u32, of the payload;  inverse: its bits turned over;
///                                           sum: 32 bytes, BLAKE2b-256 of length ‖ payload under the sum before it
///                                           (32 zero bytes for the first)
///     payload = 1*( key-length key %x00 / key-length key %x01 value-length value )      lengths: u32
///
/// Called by one thread.
class VaultJournal {
 public:
  using Visit = std::function<void(const std::vector<VaultEntry>&)>;

  /// Opens or makes the file and gives every record to `visit` in order. What a power cut left half written at the end,
  /// which was never acknowledged, is cut off. Errors: Storage, also if it is damaged.
  static Result<VaultJournal> open(const std::string& path, const Visit& visit);
  /// A new file with `entries` in the place of `path`. Errors: Storage, Unavailable.
  static Result<VaultJournal> replace(const std::string& path, const std::vector<VaultEntry>& entries);

  /// Adds a record, synced. Errors: Unavailable if the disk is full; Storage: the outcome is not known.
  Result<void> append(std::span<const VaultEntry> edits);
  std::uint64_t bytes() const { return bytes_; }

 private:
  VaultJournal(store::File file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  Result<void> read(const Visit& visit);
  Result<void> write(std::span<const VaultEntry> edits);

  store::File file_;
  std::string path_;
  std::uint64_t bytes_ = 0;
  std::string sum_;  ///< Of the last record.
};

}  // namespace sen::identity
