// DATA/unfinished-uploads/ID/upload.json: what was announced. DATA/unfinished-uploads/ID/data: the bytes so far.

#include "ingest/intake/unfinished.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/log.h"
#include "engine/store/files.h"
#include "engine/store/small_file.h"
#include "ingest/entry_names.h"

namespace sen::intake {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kRecord = "/upload.json";
constexpr const char* kData = "/data";
constexpr const char* kOutgoing = "/outgoing";
constexpr std::chrono::hours kSweepEvery{1};
constexpr std::size_t kMostRecordBytes = std::size_t{1024} * 1024;

Error not_there() {
  return {ErrorCode::NotFound, "there is no such upload"};
}

std::string to_json(const UnfinishedUpload& upload) {
  const Json json = {
      {"format", 1},
      {"id", upload.id.value},
      {"organisation", upload.handover.organisation.value},
      {"account", upload.handover.account.value},
      {"language", upload.handover.language == ingest::MessageLanguage::English ? "en" : "vi"},
      {"signature", upload.handover.signature},
      {"name", upload.name},
      {"metadata", upload.metadata},
      {"length", upload.length},
      {"begun", upload.begun.milliseconds},
  };
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<UnfinishedUpload> parse(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    UnfinishedUpload upload;
    upload.id = UploadId(json.at("id").get<std::string>());
    upload.handover.organisation = content::OrganisationCode(json.at("organisation").get<std::string>());
    upload.handover.account = content::AccountName(json.at("account").get<std::string>());
    upload.handover.language =
        json.at("language") == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English;
    upload.handover.signature = json.at("signature");
    upload.name = json.at("name");
    upload.metadata = json.at("metadata");
    upload.length = json.at("length");
    upload.begun = {json.at("begun").get<std::int64_t>()};
    return upload;
  } catch (const Json::exception&) {
    return Error(ErrorCode::Storage, "the record of an unfinished upload cannot be read");
  }
}

void remove_folder(const std::string& folder) {
  std::error_code code;
  fs::remove_all(folder, code);
  if (code) log::warning("intake", {{"folder", folder}, {"error", code.message()}});
}

}  // namespace

/// `upload` never changes; what arrives is the file's.
struct Unfinished::Entry {
  Entry(UnfinishedUpload announced, const std::string& path, std::uint64_t offset)
      : upload(std::move(announced)), file(std::make_shared<GrowingFile>(path, offset, upload.length)) {}

  UnfinishedUpload now() const {
    UnfinishedUpload copy = upload;
    copy.offset = file->offset();
    return copy;
  }

  const UnfinishedUpload upload;
  const std::shared_ptr<GrowingFile> file;
  Mutex finishing;  ///< Held while it is handed over, so that this is done once.
};

Result<std::unique_ptr<Unfinished>> Unfinished::open(Intake& intake, const Clock& clock, UnfinishedOptions options) {
  std::unique_ptr<Unfinished> unfinished(new Unfinished(intake, clock, std::move(options)));
  SEN_TRY(unfinished->load().within("unfinished uploads"));
  unfinished->sweeper_ = std::jthread([self = unfinished.get()](const std::stop_token& stop) {
    Mutex mutex;
    std::condition_variable_any never;
    MutexLock lock(mutex);
    while (!stop.stop_requested()) {
      self->sweep();
      never.wait_for(lock.native(), stop, kSweepEvery, [] { return false; });
    }
  });
  return unfinished;
}

Unfinished::~Unfinished() = default;

Result<void> Unfinished::load() {
  std::error_code code;
  fs::create_directories(options_.folder, code);
  fs::directory_iterator walk(options_.folder, code), end;
  const MutexLock lock(mutex_);
  for (; !code && walk != end; walk.increment(code)) {
    const std::string folder = walk->path().string();
    const auto text = SEN_TRY(store::read_small_file(folder + kRecord, kMostRecordBytes));
    if (!text) {
      remove_folder(folder);  // It was never acknowledged.
      continue;
    }
    UnfinishedUpload upload = SEN_TRY(parse(*text).within(folder));
    upload.expires = upload.begun + options_.keep;
    if (intake_.find(upload.id)) {
      remove_folder(folder);  // It was handed over; its removal was cut off.
      continue;
    }
    for (const auto& file : fs::directory_iterator(folder, code))
      if (file.path().filename().string().starts_with("data-")) fs::remove(file.path(), code);
    const std::uint64_t offset = fs::file_size(folder + kData, code);
    if (code) break;
    const UploadId id = upload.id;
    entries_.emplace(id, std::make_shared<Entry>(std::move(upload), folder + kData, offset));
  }
  if (code) return Error(ErrorCode::Storage, options_.folder + ": " + code.message());
  return {};
}

Result<void> Unfinished::want_place(const UnfinishedUpload& upload) const {
  std::size_t all = 0, own = 0;
  std::uint64_t own_bytes = upload.length, all_bytes = upload.length;
  for (const auto& [id, entry] : entries_) {
    if (entry->upload.expires <= upload.begun) continue;  // Gone with the next sweep.
    all += 1;
    all_bytes += entry->upload.length;
    if (entry->upload.handover.account != upload.handover.account) continue;
    own += 1;
    own_bytes += entry->upload.length;
  }
  if (own >= options_.uploads_of || own_bytes > options_.bytes_of)
    return Error(ErrorCode::Conflict, "too many unfinished uploads; finish or remove some first");
  if (all >= options_.uploads || all_bytes > options_.bytes)
    return Error(ErrorCode::Unavailable, "too many uploads are under way");
  return {};
}

Result<UnfinishedUpload> Unfinished::begin(UnfinishedUpload upload) {
  if (upload.length == 0) return Error(ErrorCode::InvalidInput, "an upload has at least one byte");
  if (upload.length > options_.max_bytes)
    return Error(ErrorCode::TooLarge, "an upload has at most " + std::to_string(options_.max_bytes) + " bytes");
  if (const auto fault = ingest::name_fault(upload.name))
    return Error(ErrorCode::InvalidInput, "filename: " + ingest::text_of({*fault}, upload.handover.language));
  upload.id = make_upload_id();
  upload.begun = clock_.now();
  upload.expires = upload.begun + options_.keep;
  upload.offset = 0;
  const std::string folder = place(upload.id);
  const MutexLock lock(mutex_);
  SEN_TRY(want_place(upload));
  SEN_TRY(store::want_room(options_.folder, upload.length));
  std::error_code code;
  fs::create_directory(folder, code);
  if (code || !std::ofstream(folder + kData)) return Error(ErrorCode::Storage, folder + ": an upload cannot be begun");
  if (const auto kept = store::write_small_file(folder + kRecord, to_json(upload)); !kept) {
    remove_folder(folder);
    return kept.error();
  }
  entries_.emplace(upload.id, std::make_shared<Entry>(upload, folder + kData, 0));
  return upload;
}

Result<std::shared_ptr<Unfinished::Entry>> Unfinished::entry(const UploadId& id) const {
  const MutexLock lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second->upload.expires <= clock_.now()) return not_there();
  return found->second;
}

Result<UnfinishedUpload> Unfinished::find(const UploadId& id) const {
  return SEN_TRY(entry(id))->now();
}

std::vector<UnfinishedUpload> Unfinished::list(const content::AccountName& account) const {
  std::vector<UnfinishedUpload> own;
  {
    const MutexLock lock(mutex_);
    for (const auto& [id, entry] : entries_)
      if (entry->upload.handover.account == account && clock_.now() < entry->upload.expires)
        own.push_back(entry->now());
  }
  std::sort(own.begin(), own.end(), [](const UnfinishedUpload& a, const UnfinishedUpload& b) {
    return std::pair(b.begun, b.id) < std::pair(a.begun, a.id);
  });
  return own;
}

Result<std::shared_ptr<UploadPart>> Unfinished::write(const UploadId& id, std::uint64_t offset,
                                                      std::optional<Checksum> checksum) {
  const auto found = SEN_TRY(entry(id));
  const std::uint64_t writer = SEN_TRY(found->file->take_over(offset));
  return std::make_shared<UploadPart>(found->file, writer, std::move(checksum));
}

Result<UnfinishedUpload> Unfinished::interrupt(const UploadId& id) {
  const auto found = SEN_TRY(entry(id));
  found->file->interrupt();
  return found->now();
}

Result<void> Unfinished::finish(const UploadId& id) {
  const auto found = SEN_TRY(entry(id));
  const MutexLock once(found->finishing);
  SEN_TRY(entry(id));
  const UnfinishedUpload upload = found->now();
  if (upload.offset != upload.length) return Error(ErrorCode::Conflict, "bytes are missing");
  // The intake moves the file away, or removes it if it has no room: a second name keeps the bytes for another try.
  const std::string outgoing = place(id) + kOutgoing;
  std::error_code code;
  fs::remove(outgoing, code);
  fs::create_hard_link(found->file->path(), outgoing, code);
  if (code) return Error(ErrorCode::Storage, outgoing + ": " + code.message());
  Handover handover = upload.handover;
  handover.id = id;
  SEN_TRY(intake_.take(handover, {{upload.name, outgoing}}));
  return remove(id);
}

Result<void> Unfinished::remove(const UploadId& id) {
  std::shared_ptr<Entry> removed;
  {
    const MutexLock lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end()) return not_there();
    removed = found->second;
    entries_.erase(found);
  }
  removed->file->interrupt();
  remove_folder(place(id));
  return {};
}

std::size_t Unfinished::sweep() {
  const Timestamp now = clock_.now();
  std::vector<UploadId> old;
  {
    const MutexLock lock(mutex_);
    for (const auto& [id, entry] : entries_)
      if (entry->upload.expires <= now) old.push_back(id);
  }
  for (const UploadId& id : old)
    if (const auto removed = remove(id); !removed) log::info("intake", {{"upload", id.value}, {"gone", "already"}});
  return old.size();
}

}  // namespace sen::intake
