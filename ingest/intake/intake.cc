#include "ingest/intake/intake.h"

#include <algorithm>

#include "engine/base/bytes.h"
#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/identity/secret.h"
#include "ingest/amendments.h"

namespace sen::intake {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMaxNameBytes = 200;
constexpr std::chrono::hours kSweepEvery{1};

/// At most kMaxNameBytes, cut at a character.
std::string shortened(std::string name) {
  if (name.size() <= kMaxNameBytes) return name;
  name.resize(kMaxNameBytes);
  while (!is_utf8(name)) name.pop_back();
  return name;
}

Error not_there() {
  return {ErrorCode::NotFound, "there is no such upload"};
}

Error conflict() {
  return {ErrorCode::Conflict, "this package is not in a state for that"};
}

}  // namespace

UploadId make_upload_id() {
  return UploadId(to_hex(identity::random_bytes(kIdBytes)));
}

Result<std::unique_ptr<Intake>> Intake::open(const Services& services, IntakeOptions options) {
  std::unique_ptr<Intake> intake(new Intake(services, std::move(options)));
  SEN_TRY(intake->load().within("uploads"));
  intake->thread_ = std::jthread([self = intake.get()](const std::stop_token& stop) { self->work(stop); });
  return intake;
}

/// What was under way is queued again.
Result<void> Intake::load() {
  std::vector<Upload> found = SEN_TRY(shelf_.load());
  const MutexLock lock(mutex_);
  for (Upload& upload : found) {
    if (upload.state == State::Checking) upload.state = State::Waiting;
    if (upload.busy()) queue_.push_back(upload.id);
    const UploadId id = upload.id;
    uploads_.emplace(id, std::move(upload));
  }
  return {};
}

Result<UploadId> Intake::take(const Handover& handover, const std::vector<DeliveredFile>& files) {
  {
    const MutexLock lock(mutex_);
    SEN_TRY(want_place(handover.organisation));
  }
  Upload upload;
  upload.id = handover.id.empty() ? make_upload_id() : handover.id;
  upload.organisation = handover.organisation;
  upload.account = handover.account;
  upload.language = handover.language;
  upload.received = services_.clock.now();
  SEN_TRY(shelf_.add(upload.id));
  if (const auto placed = place(upload, handover.signature, files); !placed) {
    shelf_.remove(upload.id);
    return placed.error();
  }

  const MutexLock lock(mutex_);
  Result<void> kept = want_place(handover.organisation);
  if (kept) kept = shelf_.keep(upload);
  if (!kept) {
    shelf_.remove(upload.id);
    return kept.error();
  }
  queue_.push_back(upload.id);
  const UploadId id = upload.id;
  uploads_.emplace(id, std::move(upload));
  changed_.notify_all();
  return id;
}

Result<void> Intake::want_place(const content::OrganisationCode& organisation) const {
  const auto own = static_cast<std::size_t>(std::count_if(
      uploads_.begin(), uploads_.end(), [&](const auto& entry) { return entry.second.organisation == organisation; }));
  if (queue_.size() >= options_.queue || uploads_.size() >= options_.kept || own >= options_.kept_of)
    return Error(ErrorCode::Unavailable, "too many packages wait");
  return {};
}

/// Moves `files` and their signature to where `upload` lies, and says in it what they are.
Result<void> Intake::place(Upload& upload, const std::string& signature, const std::vector<DeliveredFile>& files) {
  const Delivery delivery = SEN_TRY(deliver(files, shelf_.package(upload.id), upload.language));
  upload.name = shortened(delivery.name);
  upload.bytes = delivery.bytes;
  const std::string& given = signature.empty() ? delivery.signature : signature;
  if (given.empty()) return {};
  return shelf_.keep_signature(upload.id, given);
}

Result<Upload> Intake::find(const UploadId& id) const {
  const MutexLock lock(mutex_);
  const auto found = uploads_.find(id);
  if (found == uploads_.end()) return not_there();
  return found->second;
}

std::vector<Upload> Intake::list() const {
  std::vector<Upload> all;
  {
    const MutexLock lock(mutex_);
    for (const auto& [id, upload] : uploads_) all.push_back(upload);
  }
  std::sort(all.begin(), all.end(),
            [](const Upload& a, const Upload& b) { return std::pair(b.received, b.id) < std::pair(a.received, a.id); });
  return all;
}

Result<ingest::Report> Intake::report(const UploadId& id) const {
  SEN_TRY(find(id));
  return shelf_.report(id);
}

Result<void> Intake::check_again(const UploadId& id, ingest::MessageLanguage language) {
  const MutexLock lock(mutex_);
  Upload& upload = *SEN_TRY(entry(id));
  if (upload.busy() || upload.state == State::Submitted) return conflict();
  Upload next = upload;
  next.language = language;
  return enqueue(upload, std::move(next), State::Waiting);
}

Result<void> Intake::amend(const UploadId& id, std::vector<content::Amendment> amendments,
                           ingest::MessageLanguage language) {
  const MutexLock lock(mutex_);
  Upload& upload = *SEN_TRY(entry(id));
  if (upload.state == State::Submitting || upload.state == State::Submitted) return conflict();
  std::vector<content::Amendment> all = SEN_TRY(shelf_.amendments(id));
  for (content::Amendment& one : amendments) ingest::put_amendment(all, std::move(one));
  SEN_TRY(shelf_.keep_amendments(id, all));
  upload.language = language;
  if (upload.state == State::Waiting) return {};
  if (upload.state == State::Checking) {
    again_.insert(id);
    return {};
  }
  return enqueue(upload, upload, State::Waiting);
}

Result<void> Intake::replace(const UploadId& id, const DeliveredFile& file, ingest::MessageLanguage language) {
  const MutexLock one_by_one(replacing_);
  SEN_TRY(find(id));
  const Result<void> room = want_room_in(file, shelf_.changed(id), options_.limits, language);
  const MutexLock lock(mutex_);
  Upload& upload = *SEN_TRY(entry(id));
  if (upload.busy() || upload.state == State::Submitted) return conflict();
  SEN_TRY(room);
  SEN_TRY(deliver_into(file, shelf_.changed(id), language));
  upload.language = language;
  return enqueue(upload, upload, State::Waiting);
}

Result<void> Intake::submit(const UploadId& id, const content::AccountName& account,
                            std::vector<content::AccountName> asked) {
  const MutexLock lock(mutex_);
  Upload& upload = *SEN_TRY(entry(id));
  if (upload.state != State::Accepted) return conflict();
  Upload next = upload;
  next.submitter = account;
  next.asked = std::move(asked);
  return enqueue(upload, std::move(next), State::Submitting);
}

Result<void> Intake::remove(const UploadId& id) {
  {
    const MutexLock lock(mutex_);
    if (SEN_TRY(entry(id))->busy()) return conflict();
    uploads_.erase(id);
  }
  shelf_.remove(id);
  return {};
}

std::size_t Intake::sweep() {
  const Timestamp before =
      services_.clock.now() + -std::chrono::duration_cast<std::chrono::milliseconds>(options_.keep);
  std::vector<UploadId> old;
  {
    const MutexLock lock(mutex_);
    for (const auto& [id, upload] : uploads_)
      if (!upload.busy() && !(before < upload.received)) old.push_back(id);
    for (const UploadId& id : old) uploads_.erase(id);
  }
  // Nobody waits for the disk: a folder that is left over at a crash is found and swept at the next start.
  for (const UploadId& id : old) shelf_.remove(id);
  return old.size();
}

Result<Upload*> Intake::entry(const UploadId& id) {
  const auto found = uploads_.find(id);
  if (found == uploads_.end()) return not_there();
  return &found->second;
}

/// Puts `next` in the place of `upload` and into the queue, as `state`.
Result<void> Intake::enqueue(Upload& upload, Upload next, State state) {
  if (queue_.size() >= options_.queue) return Error(ErrorCode::Unavailable, "too many packages wait");
  next.state = state;
  next.progress = {};
  SEN_TRY(shelf_.keep(next));
  upload = std::move(next);
  queue_.push_back(upload.id);
  changed_.notify_all();
  return {};
}

void Intake::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    UploadId next;
    sweep();
    {
      MutexLock lock(mutex_);
      changed_.wait_for(lock.native(), stop, kSweepEvery, [this]() SEN_REQUIRES(mutex_) { return !queue_.empty(); });
      if (stop.stop_requested() || queue_.empty()) continue;
      next = queue_.front();
      queue_.pop_front();
    }
    handle(next, stop);
  }
}

/// Checks or stores one package, whatever its state asks for.
void Intake::handle(const UploadId& id, const std::stop_token& stop) {
  Upload upload;
  Result<std::vector<content::Amendment>> amendments = std::vector<content::Amendment>();
  {
    const MutexLock lock(mutex_);
    Upload& kept = uploads_.at(id);
    if (kept.state == State::Waiting) kept.state = State::Checking;
    upload = kept;
    amendments = shelf_.amendments(id);
  }
  const auto tell = [this, &id](const Upload::Progress& progress) {
    const MutexLock lock(mutex_);
    uploads_.at(id).progress = progress;
  };
  auto handled = examiner_.handle(std::move(upload), std::move(amendments), stop, tell);
  if (!handled) return;  // The record says that it waits: it is taken up again after the restart.
  const auto keep = [&] {
    if (const auto kept = shelf_.keep(*handled); !kept)
      log::error("intake", {{"upload", id.value}, {"error", kept.error().message()}});
  };
  const bool is_done = handled->state == State::Submitted;
  if (is_done) {  // Until it is told, it is busy: nobody else touches its folder.
    keep();
    shelf_.remove_package(id);
  }
  const MutexLock lock(mutex_);
  if (again_.erase(id) > 0) {  // Something was typed meanwhile.
    handled->state = State::Waiting;
    handled->language = uploads_.at(id).language;
    queue_.push_back(id);
  }
  if (!is_done) keep();
  uploads_.at(id) = *handled;
}

}  // namespace sen::intake
