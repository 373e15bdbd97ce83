#include <sys/stat.h>

#include <filesystem>

#include "engine/base/log.h"
#include "engine/identity/vault_journal.h"
#include "engine/identity/vault_map.h"

namespace sen::identity {
namespace {

/// The file may be so many times larger than what is in it, once it is beyond a megabyte: then it is written anew.
constexpr std::uint64_t kMostTimes = 4;
constexpr std::uint64_t kMegabyte = 1024U * 1024;

class FileVault final : public Vault {
 public:
  FileVault(store::FolderLock lock, std::string path) : folder_lock_(std::move(lock)), path_(std::move(path)) {}

  Result<void> open() {
    const MutexLock lock(writer_);
    VaultJournal journal = SEN_TRY(VaultJournal::open(path_, [this](const auto& edits) { map_.apply(edits); }));
    // What was erased does not stay on the disk for longer than a run.
    journal_ = SEN_TRY(VaultJournal::replace(path_, map_.list({})));
    return {};
  }

  Result<std::optional<std::string>> get(std::string_view key) const override { return map_.get(key); }
  Result<std::vector<VaultEntry>> list(std::string_view prefix) const override { return map_.list(prefix); }

  Result<void> commit(std::span<const VaultEntry> edits, std::span<const VaultEntry> expected) override {
    const MutexLock lock(writer_);
    if (!journal_) return Error(ErrorCode::Storage, path_ + ": a write failed; start again to see what is there");
    SEN_TRY(map_.check(edits, expected));
    if (edits.empty()) return {};
    if (auto written = journal_->append(edits); !written) {
      // A failed sync must not be tried again: what the disk holds is not known any more.
      if (written.error().code() == ErrorCode::Storage) journal_.reset();
      return written;
    }
    map_.apply(edits);
    tidy();
    return {};
  }

 private:
  void tidy() SEN_REQUIRES(writer_) {
    if (journal_->bytes() < kMegabyte || journal_->bytes() < kMostTimes * map_.bytes()) return;
    auto fresh = VaultJournal::replace(path_, map_.list({}));
    if (fresh) {
      journal_ = std::move(fresh).value();
      return;
    }
    log::warning("vault.not_tidied", {{"reason", fresh.error().message()}});
    // The new file may be in the place of the old one already.
    if (fresh.error().code() == ErrorCode::Storage) journal_.reset();
  }

  const store::FolderLock folder_lock_;
  const std::string path_;
  VaultMap map_;
  Mutex writer_;
  std::optional<VaultJournal> journal_ SEN_GUARDED_BY(writer_);
};

}  // namespace

Result<std::unique_ptr<Vault>> open_file_vault(const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (chmod(folder.c_str(), 0700) != 0) return store::system_error(folder);
  auto vault = std::make_unique<FileVault>(SEN_TRY(store::FolderLock::take(folder)), folder + "/vault");
  SEN_TRY(vault->open());
  return std::unique_ptr<Vault>(std::move(vault));
}

}  // namespace sen::identity
