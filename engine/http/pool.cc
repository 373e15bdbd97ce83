#include "engine/http/pool.h"

namespace sen::http {

Pool::Pool(int threads, std::size_t queue) : limit_(queue) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& token) { run(token); });
  }
}

Pool::~Pool() {
  stop();
}

bool Pool::submit(Job job) {
  {
    const MutexLock lock(mutex_);
    if (stopped_ || jobs_.size() >= limit_) return false;
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

void Pool::stop() {
  std::deque<Job> dropped;
  {
    const MutexLock lock(mutex_);
    stopped_ = true;
    dropped.swap(jobs_);
  }
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
}

void Pool::run(const std::stop_token& token) {
  for (;;) {
    Job job;
    {
      MutexLock lock(mutex_);
      wake_.wait(lock.native(), token, [this]() SEN_REQUIRES(mutex_) { return !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace sen::http
