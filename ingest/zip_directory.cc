#include "ingest/zip_directory.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "ingest/entry_names.h"

namespace sen::ingest {
namespace {

constexpr std::uint32_t kLocal = 0x04034b50, kCentral = 0x02014b50, kEnd = 0x06054b50, kDescriptor = 0x08074b50;
constexpr std::uint64_t kLocalSize = 30, kCentralSize = 46, kEndSize = 22;
constexpr std::uint16_t kEncrypted = 1U << 0U, kHasDescriptor = 1U << 3U, kStrong = 1U << 6U, kMasked = 1U << 13U;
constexpr std::uint16_t kZip64 = 0x0001;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;

/// Little-endian numbers within bytes that are known to be there.
struct Bytes {
  std::string_view bytes;
  std::uint64_t number(std::size_t at, std::size_t size) const {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
  }
  std::uint16_t u16(std::size_t at) const { return static_cast<std::uint16_t>(number(at, 2)); }
  std::uint32_t u32(std::size_t at) const { return static_cast<std::uint32_t>(number(at, 4)); }
};

class Reader {
 public:
  Reader(int file, std::uint64_t size, const Limits& limits, Findings& findings)
      : file_(file), size_(size), limits_(limits), findings_(findings) {}

  std::vector<ZipEntry> read() {
    if (!read_end() || !read_central()) return {};
    std::sort(entries_.begin(), entries_.end(),
              [](const Known& a, const Known& b) { return a.entry.offset < b.entry.offset; });
    if (!check_locals()) return {};
    std::vector<ZipEntry> entries;
    for (Known& known : entries_) entries.push_back(std::move(known.entry));
    return entries;
  }

 private:
  struct Known {
    ZipEntry entry;
    std::uint16_t flags = 0, method = 0;
    std::uint32_t crc = 0;
  };

  bool damaged(Phrase what) {
    findings_.add(Rule::ArchiveDamaged, {}, {what});
    return false;
  }
  bool unsupported(const std::string& name, Phrase what) {
    findings_.add(Rule::ArchiveUnsupported, {.file = shown_name(name)}, {what});
    return false;
  }
  bool mismatch(const std::string& name, Phrase what) {
    findings_.add(Rule::ArchiveMismatch, {.file = shown_name(name)}, {what});
    return false;
  }

  /// Exactly `size` bytes at `offset`, or nothing.
  std::string bytes_at(std::uint64_t offset, std::uint64_t size) const {
    if (offset > size_ || size > size_ - offset) return {};
    std::string out(size, '\0');
    std::size_t done = 0;
    while (done < size) {
      const ssize_t got = pread(file_, out.data() + done, size - done, static_cast<off_t>(offset + done));
      if (got <= 0) return {};
      done += static_cast<std::size_t>(got);
    }
    return out;
  }

  /// Finds the end record, which must end the file.
  bool read_end() {
    if (size_ < kEndSize) return damaged(Phrase::ZipTooShort);
    const std::uint64_t tail_size = std::min<std::uint64_t>(size_, kEndSize + 0xFFFF);
    const std::string tail = bytes_at(size_ - tail_size, tail_size);
    if (tail.empty()) return damaged(Phrase::ZipUnreadable);
    for (std::size_t at = tail.size() - kEndSize + 1; at-- > 0;) {
      const Bytes end{std::string_view(tail).substr(at)};
      if (end.u32(0) != kEnd) continue;
      if (end.u16(20) != end.bytes.size() - kEndSize) return damaged(Phrase::ZipBytesAfterEnd);
      return read_end_record(end, size_ - tail_size + at);
    }
    return damaged(Phrase::ZipNoDirectory);
  }

  bool read_end_record(const Bytes& end, std::uint64_t at) {
    if (end.u16(4) != 0 || end.u16(6) != 0) return unsupported("", Phrase::SeveralDisks);
    count_ = end.u16(10);
    central_size_ = end.u32(12);
    central_offset_ = end.u32(16);
    if (count_ == 0xFFFF || central_size_ == kIn64 || central_offset_ == kIn64)
      return unsupported("", Phrase::Zip64End);
    if (end.u16(8) != count_) return damaged(Phrase::ZipTwoCounts);
    if (count_ > limits_.max_entries) {
      findings_.add(Rule::TooManyEntries, {}, {std::to_string(limits_.max_entries)});
      return false;
    }
    return central_offset_ + central_size_ == at || damaged(Phrase::ZipDirectoryMisplaced);
  }

  bool read_central() {
    const std::string central = bytes_at(central_offset_, central_size_);
    if (central.size() != central_size_) return damaged(Phrase::ZipDirectoryCutOff);
    std::size_t at = 0;
    std::uint64_t unpacked = 0;
    for (std::uint64_t i = 0; i < count_; ++i) {
      const Bytes header{std::string_view(central).substr(at)};
      if (header.bytes.size() < kCentralSize || header.u32(0) != kCentral) return damaged(Phrase::ZipDirectoryCutOff);
      const std::size_t name_size = header.u16(28), extra_size = header.u16(30), comment_size = header.u16(32);
      const std::size_t size = kCentralSize + name_size + extra_size + comment_size;
      if (header.bytes.size() < size) return damaged(Phrase::ZipDirectoryCutOff);
      if (!read_entry(header, header.bytes.substr(kCentralSize, name_size),
                      header.bytes.substr(kCentralSize + name_size, extra_size)))
        return false;
      unpacked += entries_.back().entry.unpacked;
      at += size;
    }
    if (unpacked > limits_.max_unpacked_bytes) {
      findings_.add(Rule::UnpackedTooLarge, {}, {std::to_string(limits_.max_unpacked_bytes)});
      return false;
    }
    return at == central.size() || damaged(Phrase::ZipBytesInDirectory);
  }

  bool read_entry(const Bytes& header, std::string_view name, std::string_view extra) {
    Known known;
    known.entry.name = name;
    known.flags = header.u16(8);
    known.method = header.u16(10);
    known.crc = header.u32(16);
    known.entry.packed = header.u32(20);
    known.entry.unpacked = header.u32(24);
    known.entry.offset = header.u32(42);
    known.entry.folder = name.ends_with('/');
    if (!read_zip64(extra, known)) return damaged(Phrase::ZipExtraCutOff);
    if (!check_kind(header, known)) return false;
    const ZipEntry& entry = known.entry;
    if (entry.packed > size_ || (known.method == 0 && entry.packed != entry.unpacked))
      return mismatch(entry.name, Phrase::ItsSizes);
    const bool large =
        entry.unpacked > kRatioFloor && entry.unpacked / std::max<std::uint64_t>(entry.packed, 1) >= limits_.max_ratio;
    if (large) {
      findings_.add(Rule::EntryRatio, {.file = shown_name(entry.name)}, {std::to_string(limits_.max_ratio)});
      return false;
    }
    entries_.push_back(std::move(known));
    return true;
  }

  /// Sizes and offset from the zip64 extra field, where the header has none; false if a field is cut off.
  static bool read_zip64(std::string_view extra, Known& known) {
    while (!extra.empty()) {
      if (extra.size() < 4) return false;
      const Bytes field{extra};
      const std::size_t size = field.u16(2);
      if (extra.size() < 4 + size) return false;
      std::size_t at = 4;
      if (field.u16(0) == kZip64) {
        for (std::uint64_t* value : {&known.entry.unpacked, &known.entry.packed, &known.entry.offset}) {
          if (*value != kIn64) continue;
          if (at + 8 > 4 + size) return false;
          *value = field.number(at, 8);
          at += 8;
        }
      }
      extra.remove_prefix(4 + size);
    }
    return known.entry.unpacked != kIn64 && known.entry.packed != kIn64 && known.entry.offset != kIn64;
  }

  bool check_kind(const Bytes& header, const Known& known) {
    const std::string& name = known.entry.name;
    if ((known.flags & (kEncrypted | kStrong | kMasked)) != 0) {
      findings_.add(Rule::ArchiveEncrypted, {.file = shown_name(name)});
      return false;
    }
    if (header.u16(34) != 0) return unsupported(name, Phrase::SeveralDisks);
    if (known.method != 0 && known.method != 8) return unsupported(name, Phrase::OtherCompression);
    constexpr std::uint8_t kUnix = 3;
    const std::uint32_t mode = header.u32(38) >> 16U;
    const bool unix_made = static_cast<std::uint8_t>(header.u16(4) >> 8U) == kUnix;
    const std::uint32_t type = mode & static_cast<std::uint32_t>(S_IFMT);
    if (!unix_made || type == 0 || type == S_IFREG || type == S_IFDIR) return true;
    findings_.add(Rule::EntryType, {.file = shown_name(name)},
                  {type == S_IFLNK ? Phrase::ALink : Phrase::ASpecialFile});
    return false;
  }

  /// Each local header equals its entry, and the entries fill the file from its start to the directory.
  bool check_locals() {
    std::uint64_t at = 0;
    for (const Known& known : entries_) {
      const ZipEntry& entry = known.entry;
      if (entry.offset != at) {
        findings_.add(Rule::ArchiveOverlap, {.file = shown_name(entry.name)});
        return false;
      }
      const std::string fixed = bytes_at(entry.offset, kLocalSize);
      if (fixed.empty() || Bytes{fixed}.u32(0) != kLocal) return damaged(Phrase::ZipNoLocalHeader);
      const Bytes header{fixed};
      const std::uint64_t name_size = header.u16(26), extra_size = header.u16(28);
      const std::string variable = bytes_at(entry.offset + kLocalSize, name_size + extra_size);
      if (variable.size() != name_size + extra_size) return damaged(Phrase::ZipLocalHeaderCutOff);
      if (std::string_view(variable).substr(0, name_size) != entry.name) return mismatch(entry.name, Phrase::ItsName);
      if (header.u16(6) != known.flags || header.u16(8) != known.method) return mismatch(entry.name, Phrase::ItsFlags);
      if (!local_sizes_agree(header, std::string_view(variable).substr(name_size), known))
        return mismatch(entry.name, Phrase::ItsSizes);
      at = entry.offset + kLocalSize + name_size + extra_size + entry.packed;
      if ((known.flags & kHasDescriptor) != 0) at += descriptor_size(at, known);
    }
    if (at == central_offset_) return true;
    findings_.add(Rule::ArchiveOverlap, {.file = entries_.empty() ? "" : shown_name(entries_.back().entry.name)});
    return false;
  }

  static bool local_sizes_agree(const Bytes& header, std::string_view extra, const Known& known) {
    Known local;
    local.entry.packed = header.u32(18);
    local.entry.unpacked = header.u32(22);
    const std::uint32_t crc = header.u32(14);
    if (!read_zip64(extra, local)) return false;
    const ZipEntry &a = local.entry, &b = known.entry;
    // With a data descriptor behind the entry a writer may leave any of the three out.
    const bool later = (known.flags & kHasDescriptor) != 0;
    const auto agrees = [&](std::uint64_t said, std::uint64_t is) { return said == is || (later && said == 0); };
    return agrees(a.packed, b.packed) && agrees(a.unpacked, b.unpacked) && agrees(crc, known.crc);
  }

  /// The size of the data descriptor at `at`: with or without signature, with 4- or 8-byte sizes; 0 if there is none.
  std::uint64_t descriptor_size(std::uint64_t at, const Known& known) const {
    const std::string bytes = bytes_at(at, std::min<std::uint64_t>(24, size_ - std::min(at, size_)));
    for (const std::size_t signature : {4U, 0U}) {
      for (const std::size_t width : {4U, 8U}) {
        const std::size_t size = signature + 4 + 2 * width;
        if (bytes.size() < size) continue;
        const Bytes descriptor{bytes};
        const bool fits = (signature == 0 || descriptor.u32(0) == kDescriptor) &&
                          descriptor.u32(signature) == known.crc &&
                          descriptor.number(signature + 4, width) == known.entry.packed &&
                          descriptor.number(signature + 4 + width, width) == known.entry.unpacked;
        if (fits) return size;
      }
    }
    return 0;
  }

  int file_;
  std::uint64_t size_;
  const Limits& limits_;
  Findings& findings_;
  std::uint64_t count_ = 0, central_size_ = 0, central_offset_ = 0;
  std::vector<Known> entries_;
};

}  // namespace

std::vector<ZipEntry> read_zip_directory(int file, std::uint64_t size, const Limits& limits, Findings& findings) {
  return Reader(file, size, limits, findings).read();
}

}  // namespace sen::ingest
