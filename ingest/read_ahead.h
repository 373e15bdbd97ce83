#pragma once

#include <condition_variable>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/mutex.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// Reads and checks packages on a thread of its own, in the order given, one ahead of the one that is being
/// committed. What holds many observations in memory is committed before the next package is read.
/// Called by one thread, which commits what it was given before it asks for the next. `publisher` must outlive it.
class ReadAhead {
 public:
  /// `options.progress` is called by next() only.
  ReadAhead(Publisher& publisher, std::vector<std::string> packages, Options options);
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next package: at most as many calls as there are packages. Errors: as Publisher::prepare(); the last call
  /// then.
  Result<Prepared> next();

 private:
  struct Progress {
    std::uint64_t done = 0, all = 0;
    std::string stage;
  };

  void run(const std::stop_token& stop);
  /// Waits until next() was called `calls` times; false if nobody will.
  bool wait_for(std::size_t calls, const std::stop_token& stop);
  void note(Progress progress);

  Publisher& publisher_;
  const std::vector<std::string> packages_;
  const Options options_;
  Mutex mutex_;
  std::condition_variable_any changed_;
  std::size_t calls_ SEN_GUARDED_BY(mutex_) = 0;  ///< Of next(), the one that waits among them.
  std::optional<Result<Prepared>> ready_ SEN_GUARDED_BY(mutex_);
  std::optional<Progress> progress_ SEN_GUARDED_BY(mutex_);  ///< Not told yet.
  std::jthread thread_;                                      // Last, so that it is gone before what it uses.
};

}  // namespace sen::ingest
