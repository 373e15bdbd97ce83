#include "ingest/read_ahead.h"

#include <utility>

namespace sen::ingest {
namespace {

/// So many observations take some tens of megabytes.
constexpr std::uint64_t kManyObservations = 100'000;

}  // namespace

ReadAhead::ReadAhead(Publisher& publisher, std::vector<std::string> packages, Options options)
    : publisher_(publisher),
      packages_(std::move(packages)),
      options_(std::move(options)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Result<Prepared> ReadAhead::next() {
  MutexLock lock(mutex_);
  ++calls_;
  changed_.notify_all();
  for (;;) {
    changed_.wait(lock.native(), [&]() SEN_REQUIRES(mutex_) { return ready_ || progress_; });
    if (const auto progress = std::exchange(progress_, std::nullopt)) {
      lock.native().unlock();
      options_.progress(progress->done, progress->all, progress->stage);
      lock.native().lock();
    }
    if (!ready_) continue;
    Result<Prepared> ready = *std::move(ready_);
    ready_.reset();
    changed_.notify_all();
    return ready;
  }
}

void ReadAhead::run(const std::stop_token& stop) {
  Options own = options_;
  if (options_.progress)
    own.progress = [this](std::uint64_t done, std::uint64_t all, std::string_view stage) {
      note({done, all, std::string(stage)});
    };
  bool heavy = false;
  for (std::size_t i = 0; i < packages_.size(); ++i) {
    // The call for the package in front frees its place; the next one says that it is committed.
    if (!wait_for(heavy ? i + 1 : i, stop)) return;
    Result<Prepared> prepared = publisher_.prepare(packages_[i], own, [&] { wait_for(i + 1, stop); });
    const bool failed = !prepared.has_value();
    heavy = !failed && prepared->observations() > kManyObservations;
    {
      MutexLock lock(mutex_);
      // Of two that are ready the later one waits here.
      if (!changed_.wait(lock.native(), stop, [&]() SEN_REQUIRES(mutex_) { return !ready_; })) return;
      ready_.emplace(std::move(prepared));
    }
    changed_.notify_all();
    if (failed) return;
  }
}

bool ReadAhead::wait_for(std::size_t calls, const std::stop_token& stop) {
  MutexLock lock(mutex_);
  return changed_.wait(lock.native(), stop, [&]() SEN_REQUIRES(mutex_) { return calls_ >= calls; });
}

void ReadAhead::note(Progress progress) {
  {
    const MutexLock lock(mutex_);
    progress_ = std::move(progress);
  }
  changed_.notify_all();
}

}  // namespace sen::ingest
