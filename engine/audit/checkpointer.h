#pragma once

#include <chrono>
#include <cstdint>
#include <thread>

#include "engine/audit/checkpoint_book.h"

namespace sen::audit {

/// How often the head of the log is signed.
struct CheckpointOptions {
  std::chrono::milliseconds every = std::chrono::minutes(10);  ///< If there were changes.
  std::uint64_t changes = 1'000;                               ///< At once after so many.
};

/// Signs the head of the log at start, from time to time, and when it is destroyed, on a thread of its own. What goes
/// wrong is an event of the log (`checkpoint failed`) and is tried again. Store, clock and book must outlive it.
class Checkpointer {
 public:
  Checkpointer(const store::Store& store, const Clock& clock, CheckpointBook& book, CheckpointOptions options = {});
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

 private:
  /// Whether all is well.
  bool sign();
  void run(const std::stop_token& stop);

  const store::Store& store_;
  const Clock& clock_;
  CheckpointBook& book_;
  const CheckpointOptions options_;
  std::jthread thread_;
};

}  // namespace sen::audit
