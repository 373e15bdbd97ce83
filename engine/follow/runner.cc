#include "engine/follow/runner.h"

#include <algorithm>
#include <condition_variable>
#include <deque>

#include "engine/base/log.h"
#include "engine/base/mutex.h"
#include "engine/follow/step.h"

namespace sen::follow {
namespace {

constexpr std::chrono::milliseconds kFirstPause{50};
/// A follower that nothing new wakes is still asked where it stands: it may have found what it keeps damaged.
constexpr std::chrono::seconds kBetweenLooks{5};

}  // namespace

class Runner::Impl {
 public:
  Impl(const store::Store& store, const store::Library& library, std::vector<Follower*> followers, Options options)
      : store_(store),
        library_(library),
        followers_(std::move(followers)),
        options_(options),
        positions_(followers_.size()) {
    for (Follower* follower : followers_) follower->resume();
    for (std::size_t i = 0; i < followers_.size(); ++i)
      threads_.emplace_back([this, i](const std::stop_token& stop) { run(i, *followers_[i], stop); });
  }
  ~Impl() { stop(); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void stop() {
    for (std::jthread& thread : threads_) thread.request_stop();
    for (Follower* follower : followers_) follower->stop();
  }

  bool wait_for(content::Sequence sequence, std::chrono::milliseconds wait) const {
    MutexLock lock(mutex_);
    return moved_.wait_for(lock.native(), wait, [&]() SEN_REQUIRES(mutex_) { return lowest() >= sequence; });
  }

  content::Sequence slowest() const {
    const MutexLock lock(mutex_);
    return lowest();
  }

 private:
  void run(std::size_t place, Follower& follower, const std::stop_token& stop) {
    if (const Result<content::Sequence> start = follower.position()) stand_at(place, *start);
    std::chrono::milliseconds pause = kFirstPause;
    while (!stop.stop_requested()) {
      const Result<Step> taken = step(store_, library_, follower, options_.batch);
      if (!taken.has_value() && stop.stop_requested()) return;  // It was told to end; it has not failed.
      if (!taken.has_value()) {
        log::error("follower failed", {{"follower", std::string(follower.name())},
                                       {"error", taken.error().message()},
                                       {"retry_ms", std::to_string(pause.count())}});
        rest(pause, stop);
        pause = std::min(pause * 2, options_.max_pause);
        continue;
      }
      pause = kFirstPause;
      stand_at(place, taken->position);
      if (!taken->moved) store_.log().wait_behind(taken->position, kBetweenLooks, stop);
    }
  }

  void rest(std::chrono::milliseconds pause, const std::stop_token& stop) {
    MutexLock lock(mutex_);
    moved_.wait_for(lock.native(), stop, pause, [] { return false; });
  }

  void stand_at(std::size_t place, content::Sequence position) {
    {
      const MutexLock lock(mutex_);
      positions_[place] = position;
    }
    moved_.notify_all();
  }

  /// The head of the log if nobody follows.
  content::Sequence lowest() const SEN_REQUIRES(mutex_) {
    const auto least = std::min_element(positions_.begin(), positions_.end());
    return least == positions_.end() ? store_.log().head().sequence : *least;
  }

  const store::Store& store_;
  const store::Library& library_;
  const std::vector<Follower*> followers_;
  const Options options_;
  mutable Mutex mutex_;
  mutable std::condition_variable_any moved_;
  std::vector<content::Sequence> positions_ SEN_GUARDED_BY(mutex_);
  std::deque<std::jthread> threads_;  // Last, so that they are gone before what they use.
};

Runner::Runner(const store::Store& store, const store::Library& library, std::vector<Follower*> followers,
               Options options)
    : impl_(std::make_unique<Impl>(store, library, std::move(followers), options)) {}

Runner::~Runner() = default;

void Runner::stop() {
  impl_->stop();
}

bool Runner::wait_for(content::Sequence sequence, std::chrono::milliseconds wait) const {
  return impl_->wait_for(sequence, wait);
}

content::Sequence Runner::slowest() const {
  return impl_->slowest();
}

Result<void> catch_up(const store::Store& store, const store::Library& library, Follower& follower) {
  follower.resume();
  for (bool moved = true; moved;) moved = SEN_TRY(step(store, library, follower, Runner::Options().batch)).moved;
  return {};
}

}  // namespace sen::follow
