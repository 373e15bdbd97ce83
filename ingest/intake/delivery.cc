#include "ingest/intake/delivery.h"

#include <filesystem>
#include <fstream>

#include "ingest/entry_names.h"
#include "ingest/phrases.h"

namespace sen::intake {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMagicBytes = 512;  // A tar says what it is at byte 257.

Error storage(const std::error_code& code) {
  return {ErrorCode::Storage, "a file that was handed in cannot be kept: " + code.message()};
}

bool starts_like_an_archive(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string first(kMagicBytes, '\0');
  file.read(first.data(), static_cast<std::streamsize>(first.size()));
  first.resize(static_cast<std::size_t>(file.gcount()));
  return ingest::is_archive(first);
}

/// The file of `files` that is an archive, if it came alone or with a signature only; else null.
const DeliveredFile* lone_archive(const std::vector<DeliveredFile>& files) {
  const DeliveredFile* archive = nullptr;
  std::size_t signatures = 0;
  for (const DeliveredFile& file : files) {
    if (file.name.ends_with(".minisig"))
      signatures += 1;
    else
      archive = &file;
  }
  if (archive == nullptr || signatures > 1 || signatures + 1 != files.size()) return nullptr;
  return !archive->path.empty() && starts_like_an_archive(archive->path) ? archive : nullptr;
}

/// The text of the signature among `files`, one byte too long if it is longer than one may be.
std::string signature_among(const std::vector<DeliveredFile>& files) {
  for (const DeliveredFile& file : files) {
    if (!file.name.ends_with(".minisig")) continue;
    std::ifstream in(file.path, std::ios::binary);
    std::string text(kMostSignatureBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text.empty() ? "\n" : text;  // An empty file is a malformed signature, not none.
  }
  return {};
}

/// The first part of the names, with its `/`, if all begin with it.
std::string outer_folder(const std::vector<DeliveredFile>& files) {
  const std::size_t slash = files.front().name.find('/');
  if (slash == std::string::npos) return {};
  const std::string outer = files.front().name.substr(0, slash + 1);
  for (const DeliveredFile& file : files)
    if (!file.name.starts_with(outer)) return {};
  return outer;
}

/// Gives `from` the name `to`; an empty `from` stands for a file without bytes.
Result<void> place(const std::string& from, const fs::path& to) {
  std::error_code code;
  if (from.empty()) {
    if (!std::ofstream(to)) return Error(ErrorCode::Storage, "a file that was handed in cannot be made");
    return {};
  }
  fs::rename(from, to, code);
  if (code) return storage(code);
  return {};
}

Result<std::uint64_t> bytes_of(const DeliveredFile& file) {
  if (file.path.empty()) return 0;
  std::error_code code;
  const std::uint64_t bytes = fs::file_size(file.path, code);
  if (code) return storage(code);
  return bytes;
}

struct Room {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

/// What the folder `path` holds beside `target`; it need not be there. Errors: Storage.
Result<Room> room_taken(const fs::path& path, const fs::path& target) {
  Room taken;
  std::error_code code;
  fs::recursive_directory_iterator walk(path, code);
  if (code == std::errc::no_such_file_or_directory) return taken;
  for (; !code && walk != fs::recursive_directory_iterator(); walk.increment(code)) {
    const bool counts = walk->path() != target && walk->is_regular_file(code);
    if (counts && !code) taken.bytes += walk->file_size(code);
    if (code) break;
    if (counts) taken.files += 1;
  }
  if (code) return storage(code);
  return taken;
}

}  // namespace

Result<Delivery> deliver(const std::vector<DeliveredFile>& files, const std::string& path,
                         ingest::MessageLanguage language) {
  assert(!files.empty() && "the form asks for a file");
  Delivery delivery;
  if (const DeliveredFile* archive = lone_archive(files)) {
    delivery.name = ingest::shown_name(fs::path(archive->name).filename().string());
    delivery.bytes = SEN_TRY(bytes_of(*archive));
    delivery.signature = signature_among(files);
    SEN_TRY(place(archive->path, path));
    return delivery;
  }
  for (const DeliveredFile& file : files) delivery.bytes += SEN_TRY(bytes_of(file));
  std::error_code code;
  const std::string outer = outer_folder(files);
  if (!outer.empty()) delivery.name = outer.substr(0, outer.size() - 1);
  for (const DeliveredFile& file : files) {
    const std::string name = file.name.substr(outer.size());
    const std::string shown = ingest::shown_name(file.name);
    if (const auto fault = ingest::name_fault(name))
      return Error(ErrorCode::InvalidInput, shown + ": " + ingest::text_of({*fault}, language));
    if (ingest::is_litter(name)) continue;
    const fs::path target = fs::path(path) / name;
    fs::create_directories(target.parent_path(), code);
    if (code && code != std::errc::not_a_directory) return storage(code);
    if (code || fs::exists(target, code))
      return Error(ErrorCode::InvalidInput,
                   shown + ": " + ingest::text_of({ingest::Phrase::NameTwice, {shown}}, language));
    SEN_TRY(place(file.path, target));
  }
  fs::create_directories(path, code);
  return delivery;
}

Result<void> want_room_in(const DeliveredFile& file, const std::string& path, const ingest::Limits& limits,
                          ingest::MessageLanguage language) {
  const auto refuse = [&](const ingest::Reason& reason) {
    return Error(ErrorCode::InvalidInput, ingest::shown_name(file.name) + ": " + ingest::text_of(reason, language));
  };
  if (const auto fault = ingest::name_fault(file.name)) return refuse({*fault});
  const std::uint64_t bytes = SEN_TRY(bytes_of(file));
  const Room taken = SEN_TRY(room_taken(path, fs::path(path) / file.name));
  if (taken.files + 1 > limits.max_entries)
    return refuse({ingest::Phrase::ChangedTooMany, {std::to_string(limits.max_entries)}});
  if (taken.bytes + bytes > limits.max_packed_bytes)
    return refuse({ingest::Phrase::ChangedTooLarge, {std::to_string(limits.max_packed_bytes)}});
  return {};
}

Result<void> deliver_into(const DeliveredFile& file, const std::string& path, ingest::MessageLanguage language) {
  const std::string shown = ingest::shown_name(file.name);
  const fs::path target = fs::path(path) / file.name;
  std::error_code code;
  fs::create_directories(target.parent_path(), code);
  if (code || fs::is_directory(target, code))
    return Error(ErrorCode::InvalidInput,
                 shown + ": " + ingest::text_of({ingest::Phrase::NameTwice, {shown}}, language));
  return place(file.path, target);
}

}  // namespace sen::intake
