#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "ingest/intake/delivery.h"
#include "ingest/intake/upload.h"
#include "ingest/publisher.h"

namespace sen::intake {

struct IntakeOptions {
  std::string folder;         ///< `DATA/uploads`; made if there is none. On the file system of the server's spool.
  std::string worker;         ///< As ingest::Options::worker.
  std::size_t queue = 64;     ///< Packages that wait to be checked or stored.
  std::size_t kept = 1000;    ///< Uploads in all.
  std::size_t kept_of = 200;  ///< Uploads of one organisation.
  const ingest::Neighbours* neighbours = nullptr;  ///< As ingest::Options::neighbours.
  std::chrono::hours keep{30 * 24};                ///< From the day that it was handed in; then it is removed.
};

/// Who hands what in, for whom.
struct Handover {
  content::OrganisationCode organisation;
  content::AccountName account;
  ingest::MessageLanguage language = ingest::MessageLanguage::English;
};

/// Where packages wait that people handed in: checked in the background one after the other, stored when somebody
/// submits them. Nothing of a package enters the store before. It asks nobody for permission: the desk and the API do.
/// What waits survives a restart. Thread-safe; its one thread ends with it, after the package under way.
class Intake {
 public:
  /// References must outlive it. Errors: Storage.
  static Result<std::unique_ptr<Intake>> open(ingest::Publisher& publisher, const Clock& clock, IntakeOptions options);
  ~Intake();
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  /// Moves `files` (at least one) here and queues their check.
  /// Errors: InvalidInput as deliver(); Unavailable if too many wait or are kept; Storage.
  Result<UploadId> take(const Handover& handover, const std::vector<DeliveredFile>& files);

  /// Errors: NotFound.
  Result<Upload> find(const UploadId& id) const;
  /// All, newest first.
  std::vector<Upload> list() const;
  /// Of the last check. Errors: NotFound if there was none; Storage.
  Result<ingest::Report> report(const UploadId& id) const;

  /// Checks it once more, with findings in `language`. Errors: NotFound; Conflict if it is busy or submitted;
  /// Unavailable if too many wait.
  Result<void> check_again(const UploadId& id, ingest::MessageLanguage language);
  /// Keeps what was typed beside the package, in the place of what was typed of the same before (an empty value only
  /// takes that back), and queues its check, with findings in `language`. The package's bytes stay as they are.
  /// Errors: NotFound; Conflict while it is stored, or once it was; Unavailable if too many wait; Storage.
  Result<void> amend(const UploadId& id, std::vector<content::Amendment> amendments, ingest::MessageLanguage language);
  /// Puts `file`, which has a name of the package, in the place of the package's file or beside the others, and queues
  /// its check, which looks at what changed. Errors: InvalidInput as deliver(); NotFound; Conflict if it is busy or was
  /// submitted; Unavailable; Storage.
  Result<void> replace(const UploadId& id, const DeliveredFile& file, ingest::MessageLanguage language);
  /// Stores it in the background, in the name of `account`; what it changes waits in reviews.
  /// Errors: NotFound; Conflict unless it is accepted; Unavailable if too many wait.
  Result<void> submit(const UploadId& id, const content::AccountName& account);
  /// Takes it away, with its files. What was submitted stays in the store. Errors: NotFound; Conflict if it is busy.
  Result<void> remove(const UploadId& id);
  /// Removes what is older than IntakeOptions::keep; done by itself once an hour. Returns how many.
  std::size_t sweep();

 private:
  class Impl;
  explicit Intake(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::intake
