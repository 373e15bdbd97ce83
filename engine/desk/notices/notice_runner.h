#pragma once

#include <chrono>
#include <string>
#include <thread>

#include "content/model/vocabulary.h"
#include "engine/desk/notices/notifier.h"
#include "engine/store/store.h"

namespace sen::desk {

struct NoticeOptions {
  std::string folder;  ///< Where the position and what was told are kept: the outbox's.
  std::chrono::minutes digest_at = std::chrono::hours(7) + std::chrono::minutes(30);  ///< Of the day in Viet Nam.
};

/// Follows the log and the clock, and has the Notifier write what people are to hear: of every change, of emergencies
/// whose review is overdue, and once a day of what is due. On a thread of its own, until destroyed. What lies before
/// its first start is not told. The position is kept behind the mails that it stands for, so a stop anywhere loses
/// none; a mail has the name of its occasion, so none that still waits is put in twice. Of one change, mails that went
/// out before a stop may go out again. A full outbox makes it wait. All references must outlive it.
class NoticeRunner {
 public:
  NoticeRunner(const store::Store& store, const content::Vocabulary& vocabulary, Notifier& notifier, const Clock& clock,
               NoticeOptions options);

 private:
  void run(const std::stop_token& stop);
  Result<void> follow_log();
  Result<void> tell_overdue();
  Result<void> tell_due();
  Result<void> tell_due_of(const content::Account& account, const store::Snapshot& snapshot, Timestamp day_ends,
                           const std::string& day);

  const store::Store& store_;
  const content::Vocabulary& vocabulary_;
  Notifier& notifier_;
  const Clock& clock_;
  const NoticeOptions options_;
  std::jthread thread_;
};

}  // namespace sen::desk
