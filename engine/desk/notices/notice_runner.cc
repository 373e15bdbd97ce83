#include "engine/desk/notices/notice_runner.h"

#include <charconv>

#include "engine/base/log.h"
#include "engine/store/small_file.h"
#include "engine/workflow/queue.h"

namespace sen::desk {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1024} * 1024;
constexpr std::chrono::seconds kLook{20};
constexpr std::chrono::hours kHanoi{7};
constexpr std::size_t kAtOnce = 200;

Result<std::optional<content::Sequence>> read_position(const std::string& path) {
  const auto text = SEN_TRY(store::read_small_file(path, kMostBytes));
  if (!text) return std::optional<content::Sequence>();
  content::Sequence position;
  const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), position.value);
  if (failure != std::errc()) return Error(ErrorCode::Storage, path + " cannot be read");
  return std::optional<content::Sequence>(position);
}

/// Midnight in Viet Nam before `now`.
Timestamp day_begins(Timestamp now) {
  const std::int64_t day = std::chrono::milliseconds(std::chrono::hours(24)).count();
  const std::int64_t offset = std::chrono::milliseconds(kHanoi).count();
  return {now.milliseconds - (now.milliseconds + offset) % day};
}

}  // namespace

NoticeRunner::NoticeRunner(const store::Store& store, const content::Vocabulary& vocabulary, Notifier& notifier,
                           const Clock& clock, NoticeOptions options)
    : store_(store),
      vocabulary_(vocabulary),
      notifier_(notifier),
      clock_(clock),
      options_(std::move(options)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Result<void> NoticeRunner::follow_log() {
  const std::string path = options_.folder + "/position";
  const auto stored = SEN_TRY(read_position(path));
  content::Sequence position = stored.value_or(store_.log().head().sequence);
  const auto keep = [&path](content::Sequence done) {
    return store::write_small_file(path, std::to_string(done.value) + "\n");
  };
  if (!stored) SEN_TRY(keep(position));
  while (position < store_.log().head().sequence) {
    const auto changes = SEN_TRY(store_.log().read(position, kAtOnce));
    if (changes.empty()) return {};
    const auto snapshot = SEN_TRY(store_.snapshot(changes.back().sequence));
    const auto tell = [&](const content::Change& change, const std::vector<Notice>& notices) -> Result<void> {
      for (const Notice& notice : notices) {
        const content::Account account = SEN_TRY(snapshot->account(notice.to));
        SEN_TRY(notifier_.send(notice, account,
                               std::to_string(change.sequence.value) + "-" + std::string(notice_name(notice.kind)) +
                                   "-" + notice.to.value));
      }
      position = change.sequence;
      // At once: what the relay has taken, the outbox does not know again.
      if (!notices.empty()) SEN_TRY(keep(position));
      return {};
    };
    SEN_TRY(notices_of(changes, *snapshot, vocabulary_, tell));
    SEN_TRY(keep(position));
  }
  return {};
}

Result<void> NoticeRunner::tell_overdue() {
  const std::string path = options_.folder + "/overdue";
  const auto snapshot = SEN_TRY(store_.snapshot());
  const auto notices = SEN_TRY(overdue_notices(*snapshot, vocabulary_, clock_.now()));
  const auto stored = SEN_TRY(store::read_small_file(path, kMostBytes));
  const std::string told = stored.value_or(std::string());
  std::string now_told;
  for (const Notice& notice : notices) {
    Notice news = notice;
    news.items.clear();
    std::string occasion;
    for (const NoticeItem& item : notice.items) {
      const std::string line =
          notice.to.value + " " + item.id.value + " " + item.locale.value + " " + format_rfc3339(*item.at) + "\n";
      now_told += line;
      if (told.find(line) != std::string::npos) continue;
      news.items.push_back(item);
      occasion += line;
    }
    if (news.items.empty()) continue;
    const content::Account account = SEN_TRY(snapshot->account(news.to));
    SEN_TRY(notifier_.send(news, account, "overdue-" + to_hex(sha256(occasion)).substr(0, 32)));
  }
  if (now_told != told) SEN_TRY(store::write_small_file(path, now_told));
  return {};
}

Result<void> NoticeRunner::tell_due_of(const content::Account& account, const store::Snapshot& snapshot,
                                       Timestamp day_ends, const std::string& day) {
  if (!wants(account, NoticeKind::DueToday)) return {};
  Notice notice;
  notice.kind = NoticeKind::DueToday;
  notice.to = account.name;
  // Whoever reads the mail has signed in with all that his roles ask for before he acts on it.
  const auto waiting =
      SEN_TRY(workflow::queue(snapshot, vocabulary_, identity::make_actor(account, true), clock_.now()));
  for (const workflow::QueueItem& item : waiting) {
    if (item.id.empty() || !item.due || *item.due >= day_ends || item.waiting == workflow::Waiting::Scheduled) continue;
    NoticeItem due{.id = item.id, .locale = item.locale, .title = {}, .at = item.due};
    const bool is_asked = item.waiting == workflow::Waiting::Translate;  // Its own language has no words yet.
    due.is_request = is_asked;
    due.title = SEN_TRY(title_in_mail(snapshot, item.id, is_asked ? content::Locale() : item.locale, 0, clock_.now()));
    notice.items.push_back(std::move(due));
  }
  return notifier_.send(notice, account, "due-" + day + "-" + account.name.value);
}

Result<void> NoticeRunner::tell_due() {
  const Timestamp now = clock_.now();
  const Timestamp begins = day_begins(now);
  if (now < begins + options_.digest_at) return {};
  const std::string day = format_rfc3339(begins + kHanoi).substr(0, 10);
  const std::string path = options_.folder + "/digest";
  const auto last = SEN_TRY(store::read_small_file(path, kMostBytes));
  if (last == day + "\n") return {};
  const auto snapshot = SEN_TRY(store_.snapshot());
  const auto accounts = SEN_TRY(snapshot->accounts());
  for (const content::Account& account : accounts)
    SEN_TRY(tell_due_of(account, *snapshot, begins + std::chrono::hours(24), day));
  return store::write_small_file(path, day + "\n");
}

void NoticeRunner::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const content::Sequence seen = store_.log().head().sequence;
    bool all_well = true;
    for (const auto& step : {&NoticeRunner::follow_log, &NoticeRunner::tell_overdue, &NoticeRunner::tell_due})
      if (const Result<void> done = (this->*step)(); !done) {
        log::error("notices failed", {{"error", done.error().message()}});
        all_well = false;
      }
    // What failed is not tried again before its time, however far the log has gone.
    store_.log().wait_behind(all_well ? seen : content::Sequence{UINT64_MAX}, kLook, stop);
  }
}

}  // namespace sen::desk
