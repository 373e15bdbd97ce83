#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>
#include <unordered_map>
#include <vector>

#include "engine/base/mutex.h"
#include "engine/http/pool.h"
#include "engine/http/transfer.h"

namespace sen::http {

/// Hears when a parked answer has gone out.
class Taker {
 public:
  virtual ~Taker() = default;
  /// On the drain's thread. `whole` is false if the reader was too slow or went away.
  virtual void taken(bool whole) = 0;
};

struct DrainOptions {
  std::chrono::milliseconds window{30'000};   ///< A reader that in this time takes…
  std::uint64_t min_bytes_per_second = 1024;  ///< …less than this is cut off.
};

/// The thread that waits for slow readers, so that no worker does: it owns answers that a
/// socket did not take at once, and streamed bodies, whose pieces it has read in the pool. Thread-safe.
class Drain {
 public:
  Drain(Pool& pool, DrainOptions options);
  Drain(const Drain&) = delete;
  Drain& operator=(const Drain&) = delete;
  ~Drain();

  /// Cuts what is left and ends the thread. To be called when the pool has stopped; add() must not follow.
  void stop();

  /// Sends the rest of `transfer` to `fd`, which stays open until `taker` has heard.
  void add(int fd, std::unique_ptr<Transfer> transfer, std::shared_ptr<Taker> taker);

  /// Bytes of memory that wait for readers.
  std::size_t parked_bytes() const { return parked_.load(std::memory_order_relaxed); }

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Entry {
    std::unique_ptr<Transfer> transfer;
    std::shared_ptr<Taker> taker;
    std::size_t held = 0;
    std::uint64_t taken_at_window = 0;
    Time window_start;
    bool filling = false;  ///< The pool reads its next piece.
  };
  struct Filled {
    int fd = -1;
    bool sound = false;  ///< Whether the source gave its next piece, or ended.
  };

  void run(const std::stop_token& token);
  void take_in();
  void write(int fd);
  void fill(int fd, Entry& entry);
  void hear(Filled filled);
  void wake() const;
  void finish(int fd, bool whole);
  void cut_slow_readers(Time now);

  Pool& pool_;
  const DrainOptions options_;
  int epoll_ = -1;
  int wake_event_ = -1;
  std::atomic<std::size_t> parked_{0};
  Mutex mutex_;
  std::vector<std::pair<int, Entry>> incoming_ SEN_GUARDED_BY(mutex_);
  std::vector<Filled> filled_ SEN_GUARDED_BY(mutex_);
  // Of the thread alone:
  std::unordered_map<int, Entry> entries_;
  std::vector<int> ready_;
  std::jthread thread_;
};

}  // namespace sen::http
