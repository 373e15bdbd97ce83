#include "ingest/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>

#include "ingest/entry_names.h"
#include "ingest/zip_directory.h"

namespace sen::ingest {
namespace {

constexpr std::size_t kBlock = 64 * 1024;

struct CloseFile {
  int file;
  ~CloseFile() {
    if (file >= 0) close(file);
  }
};

using Archive = std::unique_ptr<archive, int (*)(archive*)>;

enum class Kind { Zip, TarGz, Tar, None };

Kind kind_of(int file) {
  std::string first(512, '\0');
  const ssize_t got = pread(file, first.data(), first.size(), 0);
  first.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  if (first.starts_with("PK")) return Kind::Zip;
  if (first.starts_with("\x1F\x8B")) return Kind::TarGz;
  return first.size() == 512 && first.substr(257, 5) == "ustar" ? Kind::Tar : Kind::None;
}

/// Walks one archive entry by entry.
class Unpacker {
 public:
  Unpacker(const std::string& folder, const Limits& limits, Findings& findings,
           const std::function<void(std::uint64_t, std::uint64_t)>& progress)
      : folder_(folder), limits_(limits), findings_(findings), progress_(progress) {}

  Result<std::vector<Entry>> unpack(int file, std::uint64_t size) {
    packed_size_ = size;
    const Kind kind = kind_of(file);
    if (kind == Kind::None) {
      findings_.add(Rule::NotAPackage, {}, {Phrase::TheFile});
      return std::vector<Entry>();
    }
    if (kind == Kind::Zip) {
      zip_ = read_zip_directory(file, size, limits_, findings_);
      if (findings_.has_errors()) return std::vector<Entry>();
    }
    const Archive reader(archive_read_new(), archive_read_free);
    if (kind == Kind::Zip) {
      archive_read_support_format_zip_seekable(reader.get());
    } else {
      archive_read_support_format_tar(reader.get());
      if (kind == Kind::TarGz) archive_read_support_filter_gzip(reader.get());
    }
    if (archive_read_open_fd(reader.get(), file, kBlock) != ARCHIVE_OK) {
      damaged(reader.get(), "");
      return std::vector<Entry>();
    }
    SEN_TRY(walk(reader.get(), kind == Kind::Zip));
    return std::move(entries_);
  }

 private:
  void damaged(archive* reader, const std::string& name) {
    const char* text = archive_error_string(reader);
    findings_.add(Rule::ArchiveDamaged, {.file = name},
                  {Reason{Phrase::ArchiveData, {text == nullptr ? std::string() : shown_name(text)}}});
  }

  Result<void> walk(archive* reader, bool zip) {
    archive_entry* entry = nullptr;
    for (std::size_t i = 0;; ++i) {
      const int status = archive_read_next_header(reader, &entry);
      if (status == ARCHIVE_EOF) {
        if (zip && i != zip_.size()) findings_.add(Rule::ArchiveDamaged, {}, {Phrase::ArchiveFewerEntries});
        return {};
      }
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged(reader, ""), Result<void>();
      if (i >= limits_.max_entries || (zip && i >= zip_.size())) {
        findings_.add(Rule::TooManyEntries, {}, {std::to_string(limits_.max_entries)});
        return {};
      }
      SEN_TRY(take(reader, entry, zip ? &zip_[i] : nullptr));
      if (stop_) return {};
    }
  }

  /// A tar's name as stored: UTF-8 from a pax header, else the bytes of the old header, whatever the locale.
  static std::string tar_name(archive_entry* entry) {
    for (const char* name : {archive_entry_pathname_utf8(entry), archive_entry_pathname(entry)})
      if (name != nullptr) return name;
    return {};
  }

  /// Takes one entry; sets stop_ after what makes the rest not worth reading.
  Result<void> take(archive* reader, archive_entry* entry, const ZipEntry* zip) {
    std::string raw = zip != nullptr ? zip->name : tar_name(entry);
    const bool folder = zip != nullptr ? zip->folder : archive_entry_filetype(entry) == AE_IFDIR;
    const bool link = archive_entry_hardlink(entry) != nullptr || archive_entry_symlink(entry) != nullptr;
    if (folder) {
      while (raw.ends_with('/')) raw.pop_back();
      if (raw.empty() || raw == ".") return {};
      std::string_view inner = raw;
      while (inner.starts_with("./")) inner.remove_prefix(2);
      if (const auto fault = name_fault(inner)) findings_.add(Rule::EntryName, {.file = shown_name(raw)}, {*fault});
      return {};
    }
    if (link || archive_entry_filetype(entry) != AE_IFREG) {
      findings_.add(Rule::EntryType, {.file = shown_name(raw)}, {link ? Phrase::ALink : Phrase::ASpecialFile});
      return {};
    }
    const auto name = names_.accept(raw, findings_);
    if (!name || is_litter(*name)) return {};
    return spool(reader, *name);
  }

  Result<void> spool(archive* reader, const std::string& name) {
    Entry entry{.name = name, .size = 0, .digest = {}, .path = folder_ + "/" + std::to_string(spooled_++)};
    const CloseFile out{::open(entry.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (out.file < 0) return Error(ErrorCode::Storage, std::string("a temporary file: ") + std::strerror(errno));
    Sha256 digest;
    const std::int64_t packed_before = archive_filter_bytes(reader, -1);
    for (;;) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(reader, &block, &size, &offset);
      if (status == ARCHIVE_EOF) break;
      if (status != ARCHIVE_OK) return stop_ = true, damaged(reader, name), Result<void>();
      if (static_cast<std::uint64_t>(offset) != entry.size) {
        findings_.add(Rule::EntryType, {.file = name}, {Phrase::AFileWithHoles});
        stop_ = true;
        return {};
      }
      if (findings_.given_up()) return stop_ = true, Result<void>();
      const std::string_view bytes(static_cast<const char*>(block), size);
      if (entry.size == 0 && is_archive(bytes)) {
        findings_.add(Rule::NestedArchive, {.file = name});
        return {};
      }
      entry.size += size;
      unpacked_ += size;
      if (!within_limits(reader, entry, packed_before)) return stop_ = true, Result<void>();
      digest.update(bytes);
      SEN_TRY(write_all(out.file, bytes));
    }
    entry.digest = digest.finish();
    entries_.push_back(std::move(entry));
    if (progress_) progress_(static_cast<std::uint64_t>(archive_filter_bytes(reader, -1)), packed_size_);
    return {};
  }

  bool within_limits(archive* reader, const Entry& entry, std::int64_t packed_before) {
    if (unpacked_ > limits_.max_unpacked_bytes) {
      findings_.add(Rule::UnpackedTooLarge, {.file = entry.name}, {std::to_string(limits_.max_unpacked_bytes)});
      return false;
    }
    // A block is read ahead, so what was taken from the file is counted with one to spare.
    const auto packed =
        static_cast<std::uint64_t>(std::max<std::int64_t>(archive_filter_bytes(reader, -1) - packed_before, 0));
    if (entry.size <= kRatioFloor || entry.size <= (packed + kBlock) * limits_.max_ratio) return true;
    findings_.add(Rule::EntryRatio, {.file = entry.name}, {std::to_string(limits_.max_ratio)});
    return false;
  }

  static Result<void> write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t done = ::write(file, bytes.data(), bytes.size());
      if (done < 0) return Error(ErrorCode::Storage, std::string("a temporary file: ") + std::strerror(errno));
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return {};
  }

  const std::string& folder_;
  const Limits& limits_;
  Findings& findings_;
  const std::function<void(std::uint64_t, std::uint64_t)>& progress_;
  EntryNames names_;
  std::vector<ZipEntry> zip_;
  std::vector<Entry> entries_;
  std::uint64_t packed_size_ = 0, unpacked_ = 0, spooled_ = 0;
  bool stop_ = false;
};

}  // namespace

Result<std::vector<Entry>> unpack_archive(const std::string& path, const std::string& folder, const Limits& limits,
                                          Findings& findings,
                                          const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  const CloseFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status {};
  if (file.file < 0 || fstat(file.file, &status) != 0)
    return Error(ErrorCode::Storage, std::string("the package cannot be opened: ") + std::strerror(errno));
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limits.max_packed_bytes) {
    findings.add(Rule::PackageTooLarge, {}, {std::to_string(limits.max_packed_bytes)});
    return std::vector<Entry>();
  }
  return Unpacker(folder, limits, findings, progress).unpack(file.file, size);
}

}  // namespace sen::ingest
