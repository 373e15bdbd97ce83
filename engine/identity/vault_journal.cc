#include "engine/identity/vault_journal.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "engine/identity/secret.h"

namespace sen::identity {
namespace {

constexpr std::string_view kMagic = "sen vault 1\n";
constexpr std::size_t kSumBytes = 32;
constexpr std::size_t kHeadBytes = 8 + kSumBytes;
constexpr std::size_t kAllOnes = 0xFFFFFFFF;

void append_u32(std::string& out, std::size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 255);
}

std::size_t read_u32(std::string_view bytes) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

void append_text(std::string& out, std::string_view text) {
  append_u32(out, text.size());
  out += text;
}

/// Takes a length and so many bytes from the front of `bytes`; nothing if they are not there.
std::optional<std::string> take_text(std::string_view& bytes) {
  if (bytes.size() < 4) return std::nullopt;
  const std::size_t size = read_u32(bytes);
  bytes.remove_prefix(4);
  if (bytes.size() < size) return std::nullopt;
  std::string text(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return text;
}

std::string encode(std::span<const VaultEntry> edits) {
  std::string payload;
  for (const VaultEntry& edit : edits) {
    append_text(payload, edit.key);
    payload += edit.value ? '\1' : '\0';
    if (edit.value) append_text(payload, *edit.value);
  }
  return payload;
}

std::optional<std::vector<VaultEntry>> decode(std::string_view payload) {
  std::vector<VaultEntry> edits;
  while (!payload.empty()) {
    auto key = take_text(payload);
    if (!key || payload.empty()) return std::nullopt;
    const bool has_value = payload.front() == '\1';
    payload.remove_prefix(1);
    VaultEntry edit{std::move(*key), std::nullopt};
    if (has_value && !(edit.value = take_text(payload))) return std::nullopt;
    edits.push_back(std::move(edit));
  }
  return edits;
}

std::string sum_of(std::string_view before, std::string_view payload) {
  std::string text;
  append_text(text, payload);
  return keyed_hash(before, text);
}

Result<std::string> read_whole(const store::File& file, const std::string& path) {
  struct stat status {};
  if (fstat(file.descriptor(), &status) != 0) return store::system_error(path);
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t got = pread(file.descriptor(), bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got <= 0) return store::system_error(path);
    at += static_cast<std::size_t>(got);
  }
  return bytes;
}

Result<void> write_at(const store::File& file, std::string_view bytes, std::uint64_t at, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t put = pwrite(file.descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (put <= 0) return store::system_error(path);
    bytes.remove_prefix(static_cast<std::size_t>(put));
    at += static_cast<std::uint64_t>(put);
  }
  return {};
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

}  // namespace

Result<VaultJournal> VaultJournal::open(const std::string& path, const Visit& visit) {
  if (!std::filesystem::exists(path)) return replace(path, {});
  VaultJournal journal(SEN_TRY(store::open_file(path)), path);
  SEN_TRY(journal.read(visit));
  return journal;
}

Result<VaultJournal> VaultJournal::replace(const std::string& path, const std::vector<VaultEntry>& entries) {
  const std::string fresh = path + ".new";
  VaultJournal journal(SEN_TRY(store::open_file(fresh)), path);
  if (ftruncate(journal.file_.descriptor(), 0) != 0) return store::system_error(fresh);
  SEN_TRY(write_at(journal.file_, kMagic, 0, fresh));
  journal.bytes_ = kMagic.size();
  journal.sum_.assign(kSumBytes, '\0');
  // A record an entry keeps every record small.
  for (const VaultEntry& entry : entries) SEN_TRY(journal.write({&entry, 1}));
  if (fsync(journal.file_.descriptor()) != 0 || rename(fresh.c_str(), path.c_str()) != 0)
    return store::system_error(path);
  SEN_TRY(store::sync_folder(folder_of(path)));
  return journal;
}

Result<void> VaultJournal::read(const Visit& visit) {
  const std::string all = SEN_TRY(read_whole(file_, path_));
  const auto damaged = [&](std::uint64_t at) {
    return Error(ErrorCode::Storage, path_ + ": damaged at byte " + std::to_string(at) + ", restore a backup of it");
  };
  if (!all.starts_with(kMagic)) return damaged(0);
  bytes_ = kMagic.size();
  sum_.assign(kSumBytes, '\0');
  while (bytes_ < all.size()) {
    const std::string_view rest = std::string_view(all).substr(bytes_);
    // The system may have made the file longer before it wrote what belongs there.
    if (rest.size() < kHeadBytes || rest.find_first_not_of('\0') == std::string_view::npos) break;
    const std::size_t size = read_u32(rest);
    if ((size ^ kAllOnes) != read_u32(rest.substr(4))) return damaged(bytes_);
    if (size > rest.size() - kHeadBytes) break;
    const std::string_view payload = rest.substr(kHeadBytes, size);
    const std::string_view sum = rest.substr(8, kSumBytes);
    const auto edits = sum == sum_of(sum_, payload) ? decode(payload) : std::nullopt;
    if (!edits && kHeadBytes + size == rest.size()) break;
    if (!edits) return damaged(bytes_);
    visit(*edits);
    sum_ = sum;
    bytes_ += kHeadBytes + size;
  }
  if (bytes_ == all.size()) return {};
  if (ftruncate(file_.descriptor(), static_cast<off_t>(bytes_)) != 0 || fsync(file_.descriptor()) != 0)
    return store::system_error(path_);
  return {};
}

Result<void> VaultJournal::write(std::span<const VaultEntry> edits) {
  const std::string payload = encode(edits);
  const std::string sum = sum_of(sum_, payload);
  std::string record;
  append_u32(record, payload.size());
  append_u32(record, payload.size() ^ kAllOnes);
  record += sum;
  record += payload;
  SEN_TRY(store::want_room(folder_of(path_), record.size()));
  SEN_TRY(write_at(file_, record, bytes_, path_));
  bytes_ += record.size();
  sum_ = sum;
  return {};
}

Result<void> VaultJournal::append(std::span<const VaultEntry> edits) {
  SEN_TRY(write(edits));
  if (fdatasync(file_.descriptor()) != 0) return store::system_error(path_);
  return {};
}

}  // namespace sen::identity
