#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "engine/base/mutex.h"

namespace sen::http {

/// The threads that run handlers, behind a bounded queue. Thread-safe.
class Pool {
 public:
  using Job = std::function<void()>;  ///< Must not throw.

  Pool(int threads, std::size_t queue);
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool();

  /// Queues `job`. False if the queue is full, or the pool has stopped.
  bool submit(Job job);
  /// Lets running jobs end, drops those that wait, and ends the threads.
  void stop();

 private:
  void run(const std::stop_token& token);

  const std::size_t limit_;
  Mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Job> jobs_ SEN_GUARDED_BY(mutex_);
  bool stopped_ SEN_GUARDED_BY(mutex_) = false;
  std::vector<std::jthread> threads_;
};

}  // namespace sen::http
