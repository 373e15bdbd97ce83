#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/base/result.h"
#include "ingest/intake/intake.h"
#include "ingest/intake/upload_part.h"

namespace sen::intake {

struct UnfinishedOptions {
  std::string folder;  ///< `DATA/unfinished-uploads`; made if there is none. On the file system of the intake's.
  std::uint64_t max_bytes = std::uint64_t{200} * 1024 * 1024;    ///< Of one upload.
  std::size_t uploads = 500;                                     ///< In all.
  std::uint64_t bytes = std::uint64_t{20} * 1024 * 1024 * 1024;  ///< Announced in all.
  std::size_t uploads_of = 10;                                   ///< Of one person.
  std::uint64_t bytes_of = std::uint64_t{1024} * 1024 * 1024;    ///< Announced by one person.
  std::chrono::hours keep{24};                                   ///< From its beginning; then it is removed.
};

/// A package on its way in: announced, and not all of it has arrived.
struct UnfinishedUpload {
  UploadId id;
  Handover handover;         ///< Whose it is and for whom; its `id` is empty.
  std::string name;          ///< Of the file.
  std::string metadata;      ///< As the client sent it (tus, Upload-Metadata), to be told again.
  std::uint64_t length = 0;  ///< Bytes, as announced.
  std::uint64_t offset = 0;  ///< Bytes that have arrived and are kept.
  Timestamp begun, expires;
};

/// Uploads that arrive in parts over as many connections as it takes (tus 1.0, docs/formats/uploads.md). What arrived
/// survives broken connections and restarts; after a day it is removed. It asks nobody for permission. Thread-safe.
class Unfinished {
 public:
  /// References must outlive it. Errors: Storage.
  static Result<std::unique_ptr<Unfinished>> open(Intake& intake, const Clock& clock, UnfinishedOptions options);
  ~Unfinished();
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  const UnfinishedOptions& options() const { return options_; }

  /// Announces an upload: `handover`, `name`, `metadata` and `length` say what will come. Returns it with the rest.
  /// Errors: InvalidInput if it is empty or may not be called so; TooLarge; Conflict if the person has too many or too
  /// large ones; Unavailable if all have; Storage.
  Result<UnfinishedUpload> begin(UnfinishedUpload upload);
  /// Errors: NotFound, also once it is finished or too old.
  Result<UnfinishedUpload> find(const UploadId& id) const;
  /// Of one person, newest first.
  std::vector<UnfinishedUpload> list(const content::AccountName& account) const;

  /// Opens it for more bytes at `offset`; whoever was writing it writes no more. With a `checksum` nothing counts
  /// before all bytes have come and fit it. Errors: NotFound; Conflict if another `offset` is next; Storage.
  Result<std::shared_ptr<UploadPart>> write(const UploadId& id, std::uint64_t offset, std::optional<Checksum> checksum);
  /// Whoever was writing it writes no more, so that its offset stands still. Returns it. Errors: NotFound.
  Result<UnfinishedUpload> interrupt(const UploadId& id);
  /// Hands it to the intake, under the same id, once all of it is there; then it is not here any more.
  /// Errors: NotFound; Conflict if bytes are missing; as Intake::take(), and it stays for another try.
  Result<void> finish(const UploadId& id);
  /// Errors: NotFound.
  Result<void> remove(const UploadId& id);
  /// Removes what is too old; done by itself once an hour. Returns how many.
  std::size_t sweep();

 private:
  struct Entry;

  Unfinished(Intake& intake, const Clock& clock, UnfinishedOptions options)
      : intake_(intake), clock_(clock), options_(std::move(options)) {}
  Result<void> load();
  Result<void> want_place(const UnfinishedUpload& upload) const SEN_REQUIRES(mutex_);
  Result<std::shared_ptr<Entry>> entry(const UploadId& id) const;
  std::string place(const UploadId& id) const { return options_.folder + "/" + id.value; }

  Intake& intake_;
  const Clock& clock_;
  const UnfinishedOptions options_;
  mutable Mutex mutex_;
  std::map<UploadId, std::shared_ptr<Entry>> entries_ SEN_GUARDED_BY(mutex_);
  std::jthread sweeper_;
};

}  // namespace sen::intake
