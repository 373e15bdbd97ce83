#include "engine/audit/checkpoint_book.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "engine/identity/secret.h"
#include "engine/store/small_file.h"

namespace sen::audit {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} * 1024;
constexpr std::size_t kDigits = 20;
constexpr std::string_view kEnding = ".note";

std::string file_name(content::Sequence sequence) {
  const std::string number = std::to_string(sequence.value);
  return std::string(kDigits - number.size(), '0') + number + std::string(kEnding);
}

std::optional<content::Sequence> parse_file_name(std::string_view name) {
  if (name.size() != kDigits + kEnding.size() || !name.ends_with(kEnding)) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(name.data(), name.data() + kDigits, value);
  if (failure != std::errc() || end != name.data() + kDigits) return std::nullopt;
  return content::Sequence{value};
}

/// The oldest first.
Result<std::vector<content::Sequence>> list_files(const std::string& folder) {
  std::vector<content::Sequence> found;
  std::error_code failed;
  if (!std::filesystem::exists(folder, failed) && !failed) return found;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (const auto sequence = parse_file_name(entry.path().filename().string())) found.push_back(*sequence);
  if (failed) return Error(ErrorCode::Storage, folder + ": " + failed.message());
  std::sort(found.begin(), found.end());
  return found;
}

/// A name that no other log has, for a site without an address.
std::string own_name() {
  constexpr std::size_t kRandomBytes = 10;
  return "sen-" + to_base32(identity::random_bytes(kRandomBytes)) + "/log";
}

Result<std::optional<NoteSigner>> read_key(const std::string& path) {
  const auto stored = SEN_TRY(store::read_small_file(path, kMostBytes));
  if (!stored) return std::optional<NoteSigner>();
  std::string_view line = *stored;
  while (line.ends_with('\n')) line.remove_suffix(1);
  const auto signer = parse_note_signer(line);
  if (!signer) return Error(ErrorCode::Storage, path + ": " + signer.error().message());
  return std::optional(*signer);
}

}  // namespace

Result<std::unique_ptr<CheckpointBook>> CheckpointBook::open(const std::string& folder) {
  std::unique_ptr<CheckpointBook> book(new CheckpointBook(folder));
  SEN_TRY(book->load());
  return book;
}

Result<void> CheckpointBook::load() {
  const MutexLock lock(mutex_);
  signer_ = SEN_TRY(read_key(folder_ + "/key"));
  keys_ = SEN_TRY(store::read_small_file(folder_ + "/keys", kMostBytes)).value_or(std::string());
  // The key that signs stands first, also after a stop in the middle of a change of keys.
  if (signer_) {
    const std::string line = format_note_key(signer_->key) + "\n";
    if (!keys_.starts_with(line)) keys_.insert(0, line);
  }
  kept_ = SEN_TRY(list_files(folder_));
  return {};
}

Result<void> CheckpointBook::want_key(std::string_view name) {
  const MutexLock lock(mutex_);
  if (signer_) return keep_keys();
  std::error_code failed;
  std::filesystem::create_directories(folder_, failed);
  if (failed) return Error(ErrorCode::Storage, folder_ + ": " + failed.message());
  const NoteSigner signer = SEN_TRY(make_note_signer(name.empty() ? own_name() : std::string(name)));
  SEN_TRY(store::write_small_file(folder_ + "/key", format_note_signer(signer) + "\n"));
  signer_ = signer;
  keys_.insert(0, format_note_key(signer.key) + "\n");
  return keep_keys();
}

Result<void> CheckpointBook::keep_keys() const {
  const std::string path = folder_ + "/keys";
  const auto stored = SEN_TRY(store::read_small_file(path, kMostBytes));
  if (stored == keys_) return {};
  return store::write_small_file(path, keys_);
}

content::Sequence CheckpointBook::last() const {
  return kept_.empty() ? content::Sequence{} : kept_.back();
}

Result<std::string> CheckpointBook::read(content::Sequence sequence) const {
  auto note = SEN_TRY(store::read_small_file(folder_ + "/" + file_name(sequence), kMostBytes));
  if (!note) return Error(ErrorCode::NotFound, "there is no checkpoint " + std::to_string(sequence.value));
  return std::move(*note);
}

Result<void> CheckpointBook::find_newest(const store::Store& store) const {
  if (kept_.empty()) return {};
  const std::string note = SEN_TRY(read(last()));
  const std::vector<NoteKey> keys = SEN_TRY(parse_note_keys(keys_));
  const Checkpoint before = SEN_TRY(open_checkpoint(note, keys));
  const auto snapshot = SEN_TRY(store.snapshot());
  return find_in_log(before, *snapshot);
}

Result<void> CheckpointBook::sign(const store::Store& store, Timestamp now, const std::optional<NoteSigner>& next) {
  if (!signer_) return Error(ErrorCode::NotFound, "there is no key that signs the log");
  SEN_TRY(find_newest(store));
  Checkpoint checkpoint;
  checkpoint.origin = signer_->key.name;
  checkpoint.head = store.log().head();
  checkpoint.at = {now.milliseconds - now.milliseconds % 1000};
  std::vector<NoteSigner> signers = {*signer_};
  if (next) {
    checkpoint.next_key = next->key;
    signers.push_back(*next);
  }
  SEN_TRY(store::write_small_file(folder_ + "/" + file_name(checkpoint.head.sequence),
                                  sign_note(format_checkpoint(checkpoint), signers)));
  // A change of keys may sign the same head once more.
  if (last() < checkpoint.head.sequence) kept_.push_back(checkpoint.head.sequence);
  return {};
}

Result<bool> CheckpointBook::add(const store::Store& store, Timestamp now) {
  const MutexLock lock(mutex_);
  if (store.log().head().sequence <= last()) {
    SEN_TRY(find_newest(store));
    return false;
  }
  SEN_TRY(sign(store, now, std::nullopt));
  return true;
}

Result<NoteKey> CheckpointBook::change_key(const store::Store& store, Timestamp now) {
  const MutexLock lock(mutex_);
  if (!signer_) return Error(ErrorCode::NotFound, "there is no key that signs the log");
  const NoteSigner next = SEN_TRY(make_note_signer(signer_->key.name));
  SEN_TRY(sign(store, now, next));
  // Public first: a reader of the last checkpoint must find the key that it names.
  std::string keys = format_note_key(next.key) + "\n" + keys_;
  SEN_TRY(store::write_small_file(folder_ + "/keys", keys));
  SEN_TRY(store::write_small_file(folder_ + "/key", format_note_signer(next) + "\n"));
  keys_ = std::move(keys);
  signer_ = next;
  return next.key;
}

content::Sequence CheckpointBook::newest() const {
  const MutexLock lock(mutex_);
  return last();
}

Result<std::string> CheckpointBook::note(content::Sequence sequence) const {
  return read(sequence);
}

std::vector<content::Sequence> CheckpointBook::list(std::size_t limit) const {
  const MutexLock lock(mutex_);
  return {kept_.rbegin(), kept_.rbegin() + static_cast<std::ptrdiff_t>(std::min(limit, kept_.size()))};
}

std::string CheckpointBook::keys() const {
  const MutexLock lock(mutex_);
  return keys_;
}

}  // namespace sen::audit
