#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace sen::desk {

/// Calls `clean` at once and then every `interval`, on a thread of its own, until destroyed. What it calls must
/// outlive it.
class Housekeeping {
 public:
  explicit Housekeeping(std::function<void()> clean, std::chrono::milliseconds interval = std::chrono::hours(1));

 private:
  std::jthread thread_;
};

}  // namespace sen::desk
