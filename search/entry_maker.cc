#include "search/entry_maker.h"

#include <algorithm>

namespace sen::search {

void EntryMaker::ask(store::VisibleEdition edition, std::vector<std::string> registered) {
  auto job = std::make_shared<Job>();
  job->edition = std::move(edition);
  job->registered = std::move(registered);
  {
    const MutexLock lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  if (++waiting_ == 1) return;
  if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  changed_.notify_all();
}

Entry EntryMaker::take() {
  --waiting_;
  std::shared_ptr<Job> job;
  bool begun = false;
  {
    const MutexLock lock(mutex_);
    job = std::move(jobs_.front());
    jobs_.pop_front();
    begun = std::exchange(job->begun, true);
  }
  if (!begun) return make_entry(job->edition, vocabulary_, job->registered);
  MutexLock lock(mutex_);
  changed_.wait(lock.native(), [&]() SEN_REQUIRES(mutex_) { return job->entry.has_value(); });
  return *std::move(job->entry);
}

void EntryMaker::clear() {
  const MutexLock lock(mutex_);
  jobs_.clear();
  waiting_ = 0;
}

void EntryMaker::run(const std::stop_token& stop) {
  for (;;) {
    std::shared_ptr<Job> job;
    {
      MutexLock lock(mutex_);
      const auto find_next = [&]() SEN_REQUIRES(mutex_) {
        const auto next = std::find_if(jobs_.begin(), jobs_.end(), [](const auto& one) { return !one->begun; });
        if (next != jobs_.end()) job = *next;
        return job != nullptr;
      };
      if (!changed_.wait(lock.native(), stop, find_next)) return;
      job->begun = true;
    }
    Entry entry = make_entry(job->edition, vocabulary_, job->registered);
    {
      const MutexLock lock(mutex_);
      job->entry = std::move(entry);
    }
    changed_.notify_all();
  }
}

}  // namespace sen::search
