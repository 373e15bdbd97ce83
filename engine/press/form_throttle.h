#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/mutex.h"

namespace sen::press {

/// Slows a client that sends forms: `tries` at once, and one more each `tries`-th part of `per` (GCRA, ITU-T I.371,
/// annex A). Counts are slots of a table of fixed size, chosen by a keyed hash of the network address (an IPv6 one by
/// its /56), which others may share by chance: a limit may be met early, never late. A restart forgets. Thread-safe.
class FormThrottle {
 public:
  FormThrottle(const Clock& clock, std::uint32_t tries, std::chrono::seconds per);

  /// Counts one form of `client`; how long it must wait instead, 0: it may go on.
  std::chrono::seconds admit(std::string_view client);

 private:
  static constexpr std::size_t kSlots = 16'384;

  const Clock& clock_;
  const std::int64_t window_;    ///< Milliseconds.
  const std::int64_t interval_;  ///< Milliseconds between two tries in the long run.
  const std::string key_;
  Mutex mutex_;
  std::vector<std::int64_t> empty_at_ SEN_GUARDED_BY(mutex_);  ///< Milliseconds since 1970.
};

}  // namespace sen::press
