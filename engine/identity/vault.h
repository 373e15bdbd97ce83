#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace sen::identity {

/// A key with its value, or with none: as an edit, none erases it; as an expectation, none says that it is not there.
struct VaultEntry {
  std::string key;                   ///< `session/…`; at most 500 bytes.
  std::optional<std::string> value;  ///< At most 64 KiB.
};

/// Where secrets are kept: hashes of passwords, sessions, links and keys, passkeys, TOTP secrets. It is apart from the
/// change log because that is copied to replicas, exported and never forgets; nothing of the vault leaves the machine
/// but by a copy of its folder. Small: it is held in memory. Thread-safe.
class Vault {
 public:
  virtual ~Vault() = default;

  /// The value of `key`; nothing if there is none. Errors: Storage.
  virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
  /// All whose key begins with `prefix`, sorted by key; each has a value. Errors: Storage.
  virtual Result<std::vector<VaultEntry>> list(std::string_view prefix) const = 0;

  /// All of `edits` or none, if everything is as `expected`; durable when it returns.
  /// Errors: Conflict if something is not as expected; Unavailable if the disk is full; TooLarge; Storage, after which
  /// nothing is written until it is opened again.
  virtual Result<void> commit(std::span<const VaultEntry> edits, std::span<const VaultEntry> expected = {}) = 0;

  /// commit() of one edit.
  Result<void> put(std::string key, std::string value);
  Result<void> erase(std::string key);
};

/// A vault that ends with its owner, for tests.
std::unique_ptr<Vault> open_memory_vault();

/// The vault in `folder`, which is made if need be and is readable by its owner only (mode 0700). One process at a
/// time. Errors: Unavailable if another process has it; Storage, also if it is damaged anywhere but at its
/// unacknowledged end.
Result<std::unique_ptr<Vault>> open_file_vault(const std::string& folder);

}  // namespace sen::identity
