#include "engine/identity/vault.h"

#include "engine/identity/vault_map.h"

namespace sen::identity {
namespace {

constexpr std::size_t kMostKeyBytes = 500;
constexpr std::size_t kMostValueBytes = 64U * 1024;

class MemoryVault final : public Vault {
 public:
  Result<std::optional<std::string>> get(std::string_view key) const override { return map_.get(key); }
  Result<std::vector<VaultEntry>> list(std::string_view prefix) const override { return map_.list(prefix); }
  Result<void> commit(std::span<const VaultEntry> edits, std::span<const VaultEntry> expected) override {
    const MutexLock lock(writer_);
    SEN_TRY(map_.check(edits, expected));
    map_.apply(edits);
    return {};
  }

 private:
  Mutex writer_;
  VaultMap map_;
};

}  // namespace

Result<void> Vault::put(std::string key, std::string value) {
  const VaultEntry edit{std::move(key), std::move(value)};
  return commit({&edit, 1});
}

Result<void> Vault::erase(std::string key) {
  const VaultEntry edit{std::move(key), std::nullopt};
  return commit({&edit, 1});
}

std::unique_ptr<Vault> open_memory_vault() {
  return std::make_unique<MemoryVault>();
}

std::optional<std::string> VaultMap::get(std::string_view key) const {
  const MutexLock lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return std::nullopt;
  return found->second;
}

std::vector<VaultEntry> VaultMap::list(std::string_view prefix) const {
  const MutexLock lock(mutex_);
  std::vector<VaultEntry> found;
  for (auto at = entries_.lower_bound(prefix); at != entries_.end() && at->first.starts_with(prefix); ++at)
    found.push_back({at->first, at->second});
  return found;
}

Result<void> VaultMap::check(std::span<const VaultEntry> edits, std::span<const VaultEntry> expected) const {
  for (const VaultEntry& edit : edits)
    if (edit.key.size() > kMostKeyBytes || (edit.value && edit.value->size() > kMostValueBytes))
      return Error(ErrorCode::TooLarge, "an entry of the vault has at most 500 bytes of key and 64 KiB of value");
  for (const VaultEntry& entry : expected)
    if (get(entry.key) != entry.value) return Error(ErrorCode::Conflict, "the vault has changed meanwhile");
  return {};
}

void VaultMap::apply(std::span<const VaultEntry> edits) {
  const MutexLock lock(mutex_);
  for (const VaultEntry& edit : edits) {
    const auto found = entries_.find(edit.key);
    if (found != entries_.end()) {
      bytes_ -= found->first.size() + found->second.size();
      entries_.erase(found);
    }
    if (!edit.value) continue;
    bytes_ += edit.key.size() + edit.value->size();
    entries_.emplace(edit.key, *edit.value);
  }
}

std::size_t VaultMap::bytes() const {
  const MutexLock lock(mutex_);
  return bytes_;
}

}  // namespace sen::identity
