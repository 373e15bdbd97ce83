#pragma once

#include <map>

#include "engine/base/mutex.h"
#include "engine/identity/vault.h"

namespace sen::identity {

/// The content of a vault in memory. Thread-safe; readers do not wait for what a writer syncs.
class VaultMap {
 public:
  std::optional<std::string> get(std::string_view key) const;
  std::vector<VaultEntry> list(std::string_view prefix) const;
  /// Errors: Conflict, TooLarge.
  Result<void> check(std::span<const VaultEntry> edits, std::span<const VaultEntry> expected) const;
  void apply(std::span<const VaultEntry> edits);
  /// Bytes of all keys and values.
  std::size_t bytes() const;

 private:
  mutable Mutex mutex_;
  std::map<std::string, std::string, std::less<>> entries_ SEN_GUARDED_BY(mutex_);
  std::size_t bytes_ SEN_GUARDED_BY(mutex_) = 0;
};

}  // namespace sen::identity
