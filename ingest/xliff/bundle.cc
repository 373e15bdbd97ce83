#include "ingest/xliff/bundle.h"

#include <archive.h>
#include <archive_entry.h>

#include <charconv>
#include <iterator>
#include <memory>

#include "ingest/xliff/document.h"
#include "ingest/xliff/xml_tree.h"

namespace sen::xliff {
namespace {

constexpr int kPlainFile = 0644;

bool add(archive* out, const BundleFile& file) {
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), file.name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), kPlainFile);
  return archive_write_header(out, entry.get()) == ARCHIVE_OK &&
         archive_write_data(out, file.bytes.data(), file.bytes.size()) == static_cast<la_ssize_t>(file.bytes.size());
}

la_ssize_t append(archive*, void* out, const void* bytes, std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

bool is_xliff_name(std::string_view name) {
  return name.ends_with(".xlf") || name.ends_with(".xliff") || name.ends_with(".XLF") || name.ends_with(".XLIFF");
}

std::string without_folders(std::string_view path) {
  const std::size_t end = path.rfind('/');
  return std::string(end == std::string_view::npos ? path : path.substr(end + 1));
}

/// The bytes of the entry that `in` stands at, at most kMostXmlBytes. Errors: InvalidInput; TooLarge.
Result<std::string> read_entry(archive* in, const std::string& name) {
  constexpr std::size_t kPiece = std::size_t{64} * 1024;
  std::vector<char> piece(kPiece);
  std::string bytes;
  la_ssize_t read = 0;
  while ((read = archive_read_data(in, piece.data(), piece.size())) > 0) {
    bytes.append(piece.data(), static_cast<std::size_t>(read));
    if (bytes.size() > kMostXmlBytes) return Error(ErrorCode::TooLarge, name + ": it is larger than 4 MiB");
  }
  if (read < 0) return Error(ErrorCode::InvalidInput, name + ": the archive is damaged");
  return bytes;
}

/// Collects files until all of them together are too many. Called by one thread.
class Collection {
 public:
  explicit Collection(const std::vector<BundleFile>& before) : count_(before.size()) {
    for (const BundleFile& file : before) bytes_ += file.bytes.size();
  }

  /// Errors: TooLarge, then nothing more may be added.
  Result<void> add(BundleFile file) {
    bytes_ += file.bytes.size();
    if (++count_ > kMostFiles || bytes_ > kMostBundleBytes)
      return Error(ErrorCode::TooLarge, "at most 200 texts and 64 MB are brought in at once");
    files_.push_back(std::move(file));
    return {};
  }
  bool is_empty() const { return files_.empty(); }
  void move_to(std::vector<BundleFile>& files) {
    files.insert(files.end(), std::make_move_iterator(files_.begin()), std::make_move_iterator(files_.end()));
  }

 private:
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
  std::vector<BundleFile> files_;
};

}  // namespace

Result<std::string> write_bundle(const std::vector<BundleFile>& files) {
  std::size_t all = 0;
  for (const BundleFile& file : files) all += file.bytes.size();
  if (files.size() > kMostFiles || all > kMostBundleBytes)
    return Error(ErrorCode::TooLarge, "at most 200 texts and 64 MB are taken out at once");
  std::string zip;
  const std::unique_ptr<archive, decltype(&archive_write_free)> out(archive_write_new(), archive_write_free);
  bool good = archive_write_set_format_zip(out.get()) == ARCHIVE_OK &&
              archive_write_open(out.get(), &zip, nullptr, append, nullptr) == ARCHIVE_OK;
  for (const BundleFile& file : files) good = good && add(out.get(), file);
  good = good && archive_write_close(out.get()) == ARCHIVE_OK;
  if (!good) return Error(ErrorCode::Storage, "the texts cannot be packed");
  return zip;
}

Result<void> read_bundle(std::string_view name, std::string_view bytes, std::vector<BundleFile>& files) {
  Collection read(files);
  if (!bytes.starts_with("PK")) {
    if (bytes.size() > kMostXmlBytes)
      return Error(ErrorCode::TooLarge, std::string(name) + ": it is larger than 4 MiB");
    SEN_TRY(read.add({without_folders(name), std::string(bytes)}));
    read.move_to(files);
    return {};
  }
  const std::unique_ptr<archive, decltype(&archive_read_free)> in(archive_read_new(), archive_read_free);
  archive_read_support_format_zip(in.get());
  if (archive_read_open_memory(in.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return Error(ErrorCode::InvalidInput, std::string(name) + ": the archive is damaged");
  constexpr int kMostEntries = 5'000;
  int entries = 0, status = ARCHIVE_OK;
  archive_entry* entry = nullptr;
  while ((status = archive_read_next_header(in.get(), &entry)) == ARCHIVE_OK) {
    if (++entries > kMostEntries) return Error(ErrorCode::TooLarge, std::string(name) + ": it has too many entries");
    const char* path = archive_entry_pathname_utf8(entry);
    const std::string inner = path == nullptr ? std::string("?") : without_folders(path);
    if (archive_entry_filetype(entry) != AE_IFREG || !is_xliff_name(inner) || inner.starts_with(".")) continue;
    std::string text = SEN_TRY(read_entry(in.get(), inner));
    SEN_TRY(read.add({inner, std::move(text)}));
  }
  if (status != ARCHIVE_EOF) return Error(ErrorCode::InvalidInput, std::string(name) + ": the archive is damaged");
  if (read.is_empty()) return Error(ErrorCode::InvalidInput, std::string(name) + ": it holds no .xlf file");
  read.move_to(files);
  return {};
}

Result<Heading> read_heading(std::string_view xml) {
  const Document document = SEN_TRY(parse_document(xml));
  const Error foreign(ErrorCode::InvalidInput,
                      "line 1: original \"" + document.original + "\" names no text of this site");
  const std::size_t slash = document.original.find("/v");
  if (slash == std::string::npos) return foreign;
  const auto id = content::parse_content_id(std::string_view(document.original).substr(0, slash));
  Heading heading;
  const char* const end = document.original.data() + document.original.size();
  const auto [stop, error] = std::from_chars(document.original.data() + slash + 2, end, heading.version);
  if (!id.has_value() || error != std::errc() || stop != end || heading.version == 0) return foreign;
  heading.id = *id;
  heading.source = content::Locale(document.source);
  heading.target = content::Locale(document.target);
  return heading;
}

}  // namespace sen::xliff
