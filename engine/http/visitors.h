#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "engine/base/mutex.h"

namespace sen::http {

/// Counts open connections, in all and by client, and says who may come in. Thread-safe.
class Visitors {
 public:
  /// `most_of_one` is the limit of one client; 0: none.
  Visitors(std::size_t most, std::size_t most_of_one) : most_(most), most_of_one_(most_of_one) {}

  /// Counts a connection from `client` in; false if there are too many. `spared`: the limit of one client does not
  /// hold.
  bool enter(const std::string& client, bool spared);
  /// Counts it out.
  void leave(const std::string& client);
  /// Connections that are open.
  std::size_t count() const { return count_.load(std::memory_order_relaxed); }

 private:
  const std::size_t most_;
  const std::size_t most_of_one_;
  std::atomic<std::size_t> count_{0};
  Mutex mutex_;
  std::unordered_map<std::string, std::size_t> by_client_ SEN_GUARDED_BY(mutex_);
};

}  // namespace sen::http
