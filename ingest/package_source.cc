#include "ingest/package_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "ingest/archive_reader.h"
#include "ingest/entry_names.h"

namespace sen::ingest {
namespace {

namespace fs = std::filesystem;

struct CloseFile {
  int file;
  ~CloseFile() {
    if (file >= 0) close(file);
  }
};

Error system_error(const std::string& what) {
  return {ErrorCode::Storage, what + ": " + std::strerror(errno)};
}

/// The bytes of a regular file, piece by piece. A link in the place of the file is refused.
Result<void> each_block(const std::string& path, const std::function<void(std::string_view)>& take) {
  const CloseFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  if (file.file < 0) return system_error("a file of the package");
  std::string block(256 * 1024, '\0');
  for (;;) {
    const ssize_t got = ::read(file.file, block.data(), block.size());
    if (got < 0) return system_error("a file of the package");
    if (got == 0) return {};
    take(std::string_view(block).substr(0, static_cast<std::size_t>(got)));
  }
}

/// The regular files under a folder, with findings for what else is there.
std::vector<Entry> list_folder(const std::string& path, const Limits& limits, Findings& findings) {
  EntryNames names;
  std::vector<Entry> entries;
  std::uint64_t total = 0;
  std::error_code error;
  fs::recursive_directory_iterator walk(path, error), end;
  for (; !error && walk != end; walk.increment(error)) {
    const std::string raw = walk->path().lexically_relative(path).generic_string();
    const fs::file_status status = walk->symlink_status(error);
    if (raw == ".git") walk.disable_recursion_pending();
    if (fs::is_directory(status) || is_litter(raw)) continue;
    if (!fs::is_regular_file(status)) {
      findings.add(Rule::EntryType, {.file = shown_name(raw)},
                   {fs::is_symlink(status) ? Phrase::ALink : Phrase::ASpecialFile});
      continue;
    }
    if (entries.size() >= limits.max_entries) {
      findings.add(Rule::TooManyEntries, {}, {std::to_string(limits.max_entries)});
      return entries;
    }
    const auto name = names.accept(raw, findings);
    if (!name) continue;
    entries.push_back({.name = *name, .size = walk->file_size(error), .digest = {}, .path = walk->path().string()});
    total += entries.back().size;
  }
  if (error) findings.add(Rule::ArchiveDamaged, {}, {Reason{Phrase::FolderUnreadable, {error.message()}}});
  if (total > limits.max_unpacked_bytes)
    findings.add(Rule::UnpackedTooLarge, {}, {std::to_string(limits.max_unpacked_bytes)});
  return entries;
}

Result<std::vector<Entry>> read_folder(const std::string& path, const Limits& limits, Findings& findings,
                                       const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  std::vector<Entry> entries = list_folder(path, limits, findings);
  if (findings.has_errors()) return entries;
  std::uint64_t all = 0, done = 0;
  for (const Entry& entry : entries) all += entry.size;
  for (Entry& entry : entries) {
    if (findings.given_up()) break;
    Sha256 digest;
    std::uint64_t size = 0;
    bool nested = false;
    SEN_TRY(each_block(entry.path, [&](std::string_view block) {
      if (size == 0) nested = is_archive(block);
      size += block.size();
      digest.update(block);
    }));
    if (nested) findings.add(Rule::NestedArchive, {.file = entry.name});
    entry.size = size;
    entry.digest = digest.finish();
    done += size;
    if (progress) progress(done, all);
  }
  return entries;
}

/// Whether files that were each let in may lie in one package.
void check_merged(const std::vector<Entry>& entries, const Limits& limits, Findings& findings) {
  EntryNames names;
  std::uint64_t total = 0;
  for (const Entry& entry : entries) {
    names.accept(entry.name, findings);
    total += entry.size;
  }
  if (entries.size() > limits.max_entries) findings.add(Rule::TooManyEntries, {}, {std::to_string(limits.max_entries)});
  if (total > limits.max_unpacked_bytes)
    findings.add(Rule::UnpackedTooLarge, {}, {std::to_string(limits.max_unpacked_bytes)});
}

/// Takes a folder off all names if they share it and the manifest lies in it: an archive of the
/// folder is as good as one of its contents.
void strip_outer_folder(std::vector<Entry>& entries) {
  if (entries.empty()) return;
  const std::string folder = entries.front().name.substr(0, entries.front().name.find('/') + 1);
  if (folder.empty() || folder == "articles/") return;
  for (const Entry& entry : entries)
    if (!entry.name.starts_with(folder)) return;
  for (Entry& entry : entries) entry.name.erase(0, folder.size());
}

}  // namespace

PackageSource::PackageSource(PackageSource&& other) noexcept
    : entries_(std::move(other.entries_)), temporary_(std::exchange(other.temporary_, {})) {}

PackageSource& PackageSource::operator=(PackageSource&& other) noexcept {
  std::swap(entries_, other.entries_);
  std::swap(temporary_, other.temporary_);
  return *this;
}

PackageSource::~PackageSource() {
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
}

const Entry* PackageSource::find(std::string_view name) const {
  const auto place = std::lower_bound(entries_.begin(), entries_.end(), name,
                                      [](const Entry& entry, std::string_view wanted) { return entry.name < wanted; });
  return place != entries_.end() && place->name == name ? &*place : nullptr;
}

Result<std::string> PackageSource::read(const Entry& entry, std::uint64_t max_bytes) const {
  std::string bytes;
  if (entry.size > max_bytes) return Error(ErrorCode::TooLarge, "more than " + std::to_string(max_bytes) + " bytes");
  SEN_TRY(each_block(entry.path, [&](std::string_view block) {
    if (bytes.size() <= max_bytes) bytes.append(block);
  }));
  if (sha256(bytes) != entry.digest) return Error(ErrorCode::Storage, entry.name + " changed while it was read");
  return bytes;
}

Digest PackageSource::digest() const {
  Sha256 digest;
  for (const Entry& entry : entries_) {
    digest.update(entry.name);
    digest.update(std::string_view("\0", 1));
    digest.update(entry.digest.view());
  }
  return digest.finish();
}

Result<PackageSource> open_package(const std::string& path, const Limits& limits, Findings& findings,
                                   const std::function<void(std::uint64_t done, std::uint64_t all)>& progress,
                                   const std::string& changed) {
  struct stat status {};
  PackageSource source;
  if (stat(path.c_str(), &status) != 0) {
    findings.add(Rule::UnreadablePackage, {}, {errno == ENOENT ? Phrase::NothingThere : Phrase::MayNotBeRead});
  } else if (S_ISDIR(status.st_mode)) {
    source.entries_ = SEN_TRY(read_folder(path, limits, findings, progress));
  } else if (S_ISREG(status.st_mode)) {
    std::string folder = (fs::temp_directory_path() / "sen-package-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) return system_error("a temporary folder");
    source.temporary_ = folder;
    source.entries_ = SEN_TRY(unpack_archive(path, folder, limits, findings, progress));
    strip_outer_folder(source.entries_);
  } else {
    findings.add(Rule::NotAPackage, {}, {path});
  }
  if (!changed.empty() && fs::is_directory(changed)) {
    for (Entry& entry : SEN_TRY(read_folder(changed, limits, findings, {}))) {
      std::erase_if(source.entries_, [&](const Entry& one) { return one.name == entry.name; });
      source.entries_.push_back(std::move(entry));
    }
    if (!findings.has_errors()) check_merged(source.entries_, limits, findings);
  }
  std::sort(source.entries_.begin(), source.entries_.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return source;
}

}  // namespace sen::ingest
