#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/mutex.h"
#include "engine/base/result.h"
#include "ingest/intake/delivery.h"
#include "ingest/intake/examiner.h"
#include "ingest/intake/services.h"
#include "ingest/intake/shelf.h"
#include "ingest/intake/upload.h"

namespace sen::intake {

/// Who hands what in, for whom.
struct Handover {
  content::OrganisationCode organisation;
  content::AccountName account;
  ingest::MessageLanguage language = ingest::MessageLanguage::English;
  std::string signature{};  ///< The text of the package's `.minisig`, if it is not among the files; or empty.
  UploadId id{};            ///< Under which it was announced before; empty: a new one.
};

/// Where packages wait that people handed in: checked in the background one after the other, stored when somebody
/// submits them. Nothing of a package enters the store before. It asks nobody for permission: the desk and the API do.
/// What waits survives a restart. Thread-safe; its one thread ends with it, and a check under way is given up: it
/// begins anew after the restart.
class Intake {
 public:
  /// Errors: Storage.
  static Result<std::unique_ptr<Intake>> open(const Services& services, IntakeOptions options);
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  /// Moves `files` (at least one) here and queues their check. A `.minisig` beside an archive is its signature.
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
  /// its check, which looks at what changed. Errors: InvalidInput as want_room_in(); NotFound; Conflict if it is busy
  /// or was submitted; Unavailable; Storage.
  Result<void> replace(const UploadId& id, const DeliveredFile& file, ingest::MessageLanguage language);
  /// Stores it in the background, in the name of `account`; what it changes waits in reviews, which ask `asked` by
  /// name. Errors: NotFound; Conflict unless it is accepted; Unavailable if too many wait.
  Result<void> submit(const UploadId& id, const content::AccountName& account,
                      std::vector<content::AccountName> asked = {});
  /// Takes it away, with its files. What was submitted stays in the store. Errors: NotFound; Conflict if it is busy.
  Result<void> remove(const UploadId& id);
  /// Removes what is older than IntakeOptions::keep; done by itself once an hour. Returns how many.
  std::size_t sweep();

 private:
  Intake(const Services& services, IntakeOptions options)
      : services_(services),
        options_(std::move(options)),
        shelf_(options_.folder),
        examiner_(services_, shelf_, options_) {}

  Result<void> load();
  Result<void> place(Upload& upload, const std::string& signature, const std::vector<DeliveredFile>& files);
  Result<void> want_place(const content::OrganisationCode& organisation) const SEN_REQUIRES(mutex_);
  Result<Upload*> entry(const UploadId& id) SEN_REQUIRES(mutex_);
  Result<void> enqueue(Upload& upload, Upload next, State state) SEN_REQUIRES(mutex_);
  void work(const std::stop_token& stop);
  void handle(const UploadId& id, const std::stop_token& stop);

  const Services services_;
  const IntakeOptions options_;
  const Shelf shelf_;
  const Examiner examiner_;
  Mutex replacing_;  ///< Held while a folder is measured and gets a file, so that none outgrows its limits.
  mutable Mutex mutex_;
  std::condition_variable_any changed_;
  std::map<UploadId, Upload> uploads_ SEN_GUARDED_BY(mutex_);
  std::deque<UploadId> queue_ SEN_GUARDED_BY(mutex_);
  std::set<UploadId> again_ SEN_GUARDED_BY(mutex_);  ///< Being checked, and to be checked once more.
  std::jthread thread_;                              ///< Ends first.
};

}  // namespace sen::intake
