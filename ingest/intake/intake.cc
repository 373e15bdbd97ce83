#include "ingest/intake/intake.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>
#include <set>
#include <thread>

#include "engine/base/bytes.h"
#include "engine/base/log.h"
#include "engine/base/mutex.h"
#include "engine/base/text.h"
#include "engine/identity/secret.h"
#include "ingest/amendments.h"
#include "ingest/intake/record.h"

namespace sen::intake {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMaxNameBytes = 200;
constexpr std::chrono::hours kSweepEvery{1};

std::string record_path(const std::string& folder) {
  return folder + "/record.json";
}
std::string report_path(const std::string& folder) {
  return folder + "/report.json";
}
std::string package_path(const std::string& folder) {
  return folder + "/package";
}
std::string amendments_path(const std::string& folder) {
  return folder + "/amendments.json";
}
std::string changed_path(const std::string& folder) {
  return folder + "/changed";
}
std::string made_path(const std::string& folder) {
  return folder + "/made";
}

/// What was typed beside the package in `folder`; none if nothing was.
Result<std::vector<content::Amendment>> read_amendments(const std::string& folder) {
  const auto text = read_whole(amendments_path(folder));
  if (!text && text.error().code() == ErrorCode::NotFound) return std::vector<content::Amendment>();
  if (!text) return text.error();
  return parse_amendments(*text);
}

/// At most kMaxNameBytes, cut at a character.
std::string shortened(std::string name) {
  if (name.size() <= kMaxNameBytes) return name;
  name.resize(kMaxNameBytes);
  while (!is_utf8(name)) name.pop_back();
  return name;
}

void remove_folder(const std::string& folder) {
  std::error_code code;
  fs::remove_all(folder, code);
  if (code) log::warning("intake", {{"folder", folder}, {"error", code.message()}});
}

State state_after(ingest::Outcome outcome, bool stored) {
  switch (outcome) {
    case ingest::Outcome::Published:
    case ingest::Outcome::Submitted:
      return stored ? State::Submitted : State::Accepted;
    case ingest::Outcome::AlreadyStored:
      return State::AlreadyStored;
    case ingest::Outcome::Refused:
      return State::Refused;
  }
  return State::Refused;
}

}  // namespace

class Intake::Impl {
 public:
  Impl(ingest::Publisher& publisher, const Clock& clock, IntakeOptions options)
      : publisher_(publisher), clock_(clock), options_(std::move(options)) {}

  /// Reads what was kept; what was under way is queued again. A folder without a record was never acknowledged.
  Result<void> load() {
    std::error_code code;
    fs::create_directories(options_.folder, code);
    fs::directory_iterator walk(options_.folder, code), end;
    if (code) return Error(ErrorCode::Storage, options_.folder + ": " + code.message());
    std::vector<Upload> found;
    for (; walk != end; walk.increment(code)) {
      const std::string folder = walk->path().string();
      const auto text = read_whole(record_path(folder));
      if (!text && text.error().code() == ErrorCode::NotFound) {
        remove_folder(folder);
        continue;
      }
      if (!text) return text.error();
      // Another program may make it otherwise.
      remove_folder(made_path(folder));
      found.push_back(SEN_TRY(parse_record(*text).within(folder)));
    }
    if (code) return Error(ErrorCode::Storage, options_.folder + ": " + code.message());
    std::sort(found.begin(), found.end(), [](const Upload& a, const Upload& b) {
      return std::pair(a.received, a.id) < std::pair(b.received, b.id);
    });
    const MutexLock lock(mutex_);
    for (Upload& upload : found) {
      if (upload.state == State::Checking) upload.state = State::Waiting;
      if (upload.busy()) queue_.push_back(upload.id);
      const UploadId id = upload.id;
      uploads_.emplace(id, std::move(upload));
    }
    return {};
  }

  void start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  }
  void stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
  }

  Result<UploadId> take(const Handover& handover, const std::vector<DeliveredFile>& files) {
    {
      const MutexLock lock(mutex_);
      SEN_TRY(want_place(handover.organisation));
    }
    Upload upload;
    upload.id = UploadId(to_hex(identity::random_bytes(kIdBytes)));
    upload.organisation = handover.organisation;
    upload.account = handover.account;
    upload.language = handover.language;
    upload.received = clock_.now();
    const std::string folder = folder_of(upload.id);
    std::error_code code;
    fs::create_directory(folder, code);
    if (code) return Error(ErrorCode::Storage, folder + ": " + code.message());
    const auto delivery = deliver(files, package_path(folder), handover.language);
    if (!delivery) {
      remove_folder(folder);
      return delivery.error();
    }
    upload.name = shortened(delivery->name);
    upload.bytes = delivery->bytes;

    const MutexLock lock(mutex_);
    Result<void> kept = want_place(handover.organisation);
    if (kept) kept = keep(upload);
    if (!kept) {
      remove_folder(folder);
      return kept.error();
    }
    queue_.push_back(upload.id);
    const UploadId id = upload.id;
    uploads_.emplace(id, std::move(upload));
    changed_.notify_all();
    return id;
  }

  Result<Upload> find(const UploadId& id) const {
    const MutexLock lock(mutex_);
    const auto found = uploads_.find(id);
    if (found == uploads_.end()) return Error(ErrorCode::NotFound, "there is no such upload");
    return found->second;
  }

  std::vector<Upload> list() const {
    std::vector<Upload> all;
    {
      const MutexLock lock(mutex_);
      for (const auto& [id, upload] : uploads_) all.push_back(upload);
    }
    std::sort(all.begin(), all.end(), [](const Upload& a, const Upload& b) {
      return std::pair(b.received, b.id) < std::pair(a.received, a.id);
    });
    return all;
  }

  Result<ingest::Report> report(const UploadId& id) const {
    SEN_TRY(find(id));
    return parse_report(SEN_TRY(read_whole(report_path(folder_of(id)))));
  }

  Result<void> check_again(const UploadId& id, ingest::MessageLanguage language) {
    return queue(id, State::Waiting, [&](Upload& upload) -> Result<void> {
      if (upload.busy() || upload.state == State::Submitted) return conflict();
      upload.language = language;
      return {};
    });
  }

  Result<void> amend(const UploadId& id, std::vector<content::Amendment> amendments, ingest::MessageLanguage language) {
    const MutexLock lock(mutex_);
    const auto found = uploads_.find(id);
    if (found == uploads_.end()) return Error(ErrorCode::NotFound, "there is no such upload");
    const State state = found->second.state;
    if (state == State::Submitting || state == State::Submitted) return conflict();
    std::vector<content::Amendment> all = SEN_TRY(read_amendments(folder_of(id)));
    for (content::Amendment& one : amendments) ingest::put_amendment(all, std::move(one));
    SEN_TRY(write_whole(amendments_path(folder_of(id)), ingest::to_json(all)));
    found->second.language = language;
    if (state == State::Waiting) return {};
    if (state == State::Checking) {
      again_.insert(id);
      return {};
    }
    return enqueue(found->second, State::Waiting);
  }

  Result<void> replace(const UploadId& id, const DeliveredFile& file, ingest::MessageLanguage language) {
    const MutexLock lock(mutex_);
    const auto found = uploads_.find(id);
    if (found == uploads_.end()) return Error(ErrorCode::NotFound, "there is no such upload");
    if (found->second.busy() || found->second.state == State::Submitted) return conflict();
    SEN_TRY(deliver_into(file, changed_path(folder_of(id)), language));
    found->second.language = language;
    return enqueue(found->second, State::Waiting);
  }

  Result<void> submit(const UploadId& id, const content::AccountName& account) {
    return queue(id, State::Submitting, [&](Upload& upload) -> Result<void> {
      if (upload.state != State::Accepted) return conflict();
      upload.submitter = account;
      return {};
    });
  }

  Result<void> remove(const UploadId& id) {
    const MutexLock lock(mutex_);
    const auto found = uploads_.find(id);
    if (found == uploads_.end()) return Error(ErrorCode::NotFound, "there is no such upload");
    if (found->second.busy()) return conflict();
    remove_folder(folder_of(id));
    uploads_.erase(found);
    return {};
  }

  std::size_t sweep() {
    const Timestamp before = clock_.now() + -std::chrono::duration_cast<std::chrono::milliseconds>(options_.keep);
    std::size_t removed = 0;
    const MutexLock lock(mutex_);
    for (auto upload = uploads_.begin(); upload != uploads_.end();) {
      if (upload->second.busy() || before < upload->second.received) {
        ++upload;
        continue;
      }
      remove_folder(folder_of(upload->first));
      upload = uploads_.erase(upload);
      removed += 1;
    }
    return removed;
  }

 private:
  static Error conflict() { return {ErrorCode::Conflict, "this package is not in a state for that"}; }

  std::string folder_of(const UploadId& id) const { return options_.folder + "/" + id.value; }

  Result<void> want_place(const content::OrganisationCode& organisation) const SEN_REQUIRES(mutex_) {
    const auto own = static_cast<std::size_t>(std::count_if(uploads_.begin(), uploads_.end(), [&](const auto& entry) {
      return entry.second.organisation == organisation;
    }));
    if (queue_.size() >= options_.queue || uploads_.size() >= options_.kept || own >= options_.kept_of)
      return Error(ErrorCode::Unavailable, "too many packages wait");
    return {};
  }

  Result<void> keep(const Upload& upload) { return write_whole(record_path(folder_of(upload.id)), to_record(upload)); }

  /// Puts `id` into the queue as `state`, if `change` has nothing against it.
  template <typename Change>
  Result<void> queue(const UploadId& id, State state, Change change) {
    const MutexLock lock(mutex_);
    const auto found = uploads_.find(id);
    if (found == uploads_.end()) return Error(ErrorCode::NotFound, "there is no such upload");
    Upload upload = found->second;
    SEN_TRY(change(upload));
    SEN_TRY(enqueue(upload, state));
    found->second = std::move(upload);
    return {};
  }

  Result<void> enqueue(Upload& upload, State state) SEN_REQUIRES(mutex_) {
    if (queue_.size() >= options_.queue) return Error(ErrorCode::Unavailable, "too many packages wait");
    Upload next = upload;
    next.state = state;
    next.progress = {};
    SEN_TRY(keep(next));
    upload = std::move(next);
    queue_.push_back(upload.id);
    changed_.notify_all();
    return {};
  }

  void work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      UploadId next;
      sweep();
      {
        MutexLock lock(mutex_);
        changed_.wait_for(lock.native(), stop, kSweepEvery, [this] { return !queue_.empty(); });
        if (stop.stop_requested() || queue_.empty()) continue;
        next = queue_.front();
        queue_.pop_front();
      }
      handle(next);
    }
  }

  /// Checks or stores one package, whatever its state asks for.
  void handle(const UploadId& id) {
    Upload upload;
    const std::string folder = folder_of(id);
    Result<std::vector<content::Amendment>> amendments = std::vector<content::Amendment>();
    {
      const MutexLock lock(mutex_);
      Upload& kept = uploads_.at(id);
      if (kept.state == State::Waiting) kept.state = State::Checking;
      upload = kept;
      amendments = read_amendments(folder);
    }
    const bool storing = upload.state == State::Submitting;
    ingest::Options options;
    options.handed_in_for = upload.organisation;
    options.actor = storing ? upload.submitter.value : upload.account.value;
    options.language = upload.language;
    options.worker = options_.worker;
    options.progress = [this, id](std::uint64_t done, std::uint64_t all, std::string_view stage) {
      const MutexLock lock(mutex_);
      uploads_.at(id).progress = {done, all, std::string(stage)};
    };
    options.changed = changed_path(folder);
    options.made = made_path(folder);
    options.neighbours = options_.neighbours;
    const std::string path = package_path(folder);
    const auto work_on = [&]() -> Result<ingest::Receipt> {
      options.amendments = SEN_TRY(std::move(amendments));
      return storing ? publisher_.publish(path, options) : publisher_.rehearse(path, options);
    };
    auto receipt = work_on();
    upload.checked = clock_.now();
    if (receipt) {
      take_up(upload, *receipt, storing);
    } else {
      log::error("intake", {{"upload", id.value}, {"error", receipt.error().message()}});
      upload.state = State::Failed;
    }
    upload.progress = {};
    const MutexLock lock(mutex_);
    // Something was typed meanwhile.
    const bool again = again_.erase(id) > 0;
    if (again) {
      upload.state = State::Waiting;
      upload.language = uploads_.at(id).language;
      queue_.push_back(id);
    }
    if (const auto kept = keep(upload); !kept)
      log::error("intake", {{"upload", id.value}, {"error", kept.error().message()}});
    uploads_.at(id) = upload;
    if (upload.state != State::Submitted) return;
    for (const std::string& done : {path, changed_path(folder), made_path(folder)}) remove_folder(done);
  }

  /// What the receipt says, into the record and the report beside it.
  void take_up(Upload& upload, ingest::Receipt& receipt, bool storing) {
    ingest::Report& report = receipt.report;
    if (report.package.empty() || report.package == "package") report.package = upload.name;
    upload.state = state_after(receipt.outcome, storing);
    upload.counts = report.counts;
    upload.sequence = receipt.sequence;
    upload.errors = static_cast<std::uint64_t>(
        std::count_if(report.findings.begin(), report.findings.end(),
                      [](const ingest::Finding& finding) { return finding.severity == ingest::Severity::Error; }));
    upload.warnings = report.open_warnings();
    if (const auto written = write_whole(report_path(folder_of(upload.id)), ingest::to_json(report)); !written) {
      log::error("intake", {{"upload", upload.id.value}, {"error", written.error().message()}});
      if (!storing) upload.state = State::Failed;
    }
  }

  ingest::Publisher& publisher_;
  const Clock& clock_;
  const IntakeOptions options_;
  mutable Mutex mutex_;
  std::condition_variable_any changed_;
  std::map<UploadId, Upload> uploads_ SEN_GUARDED_BY(mutex_);
  std::deque<UploadId> queue_ SEN_GUARDED_BY(mutex_);
  std::set<UploadId> again_ SEN_GUARDED_BY(mutex_);  ///< Being checked, and to be checked once more.
  std::jthread thread_;
};

Intake::Intake(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Intake::~Intake() {
  impl_->stop();
}

Result<std::unique_ptr<Intake>> Intake::open(ingest::Publisher& publisher, const Clock& clock, IntakeOptions options) {
  auto impl = std::make_unique<Impl>(publisher, clock, std::move(options));
  SEN_TRY(impl->load().within("uploads"));
  impl->start();
  return std::unique_ptr<Intake>(new Intake(std::move(impl)));
}

Result<UploadId> Intake::take(const Handover& handover, const std::vector<DeliveredFile>& files) {
  return impl_->take(handover, files);
}
Result<Upload> Intake::find(const UploadId& id) const {
  return impl_->find(id);
}
std::vector<Upload> Intake::list() const {
  return impl_->list();
}
Result<ingest::Report> Intake::report(const UploadId& id) const {
  return impl_->report(id);
}
Result<void> Intake::check_again(const UploadId& id, ingest::MessageLanguage language) {
  return impl_->check_again(id, language);
}
Result<void> Intake::amend(const UploadId& id, std::vector<content::Amendment> amendments,
                           ingest::MessageLanguage language) {
  return impl_->amend(id, std::move(amendments), language);
}
Result<void> Intake::replace(const UploadId& id, const DeliveredFile& file, ingest::MessageLanguage language) {
  return impl_->replace(id, file, language);
}
Result<void> Intake::submit(const UploadId& id, const content::AccountName& account) {
  return impl_->submit(id, account);
}
Result<void> Intake::remove(const UploadId& id) {
  return impl_->remove(id);
}
std::size_t Intake::sweep() {
  return impl_->sweep();
}

}  // namespace sen::intake
