#pragma once

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "engine/base/result.h"
#include "engine/follow/follower.h"
#include "engine/store/store.h"

namespace sen::follow {

/// Walks followers along the log, each on a thread of its own, so that a slow one holds up
/// nobody. A follower that fails is tried again after a pause that grows to `max_pause`, and the
/// failure is logged. Thread-safe. Followers, store and library must outlive it.
class Runner {
 public:
  struct Options {
    std::size_t batch = 256;  ///< Changes given to one apply() at most.
    std::chrono::milliseconds max_pause{5'000};
  };
  Runner(const store::Store& store, const store::Library& library, std::vector<Follower*> followers, Options options);
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  /// Tells the followers to end, and does not wait for them; ~Runner() does both.
  void stop();

  /// Whether every follower reached `sequence` within `wait`.
  bool wait_for(content::Sequence sequence, std::chrono::milliseconds wait) const;
  /// The follower that is furthest behind stands here.
  content::Sequence slowest() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Brings one follower to the head of the log in the calling thread; for commands without a server.
Result<void> catch_up(const store::Store& store, const store::Library& library, Follower& follower);

}  // namespace sen::follow
