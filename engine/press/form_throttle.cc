#include "engine/press/form_throttle.h"

#include <algorithm>

#include "engine/base/bytes.h"
#include "engine/base/network.h"
#include "engine/identity/secret.h"

namespace sen::press {

FormThrottle::FormThrottle(const Clock& clock, std::uint32_t tries, std::chrono::seconds per)
    : clock_(clock),
      window_(std::chrono::milliseconds(per).count()),
      interval_(window_ / tries),
      key_(identity::random_bytes(32)),
      empty_at_(kSlots, 0) {}

std::chrono::seconds FormThrottle::admit(std::string_view client) {
  const std::string hash = identity::keyed_hash(key_, network_of(client));
  const std::int64_t now = clock_.now().milliseconds;
  const MutexLock lock(mutex_);
  std::int64_t& slot = empty_at_[read_u64(hash) % kSlots];
  const std::int64_t next = std::max(slot, now) + interval_;
  if (next - now > window_) return std::chrono::seconds((next - now - window_ + 999) / 1000);
  slot = next;
  return std::chrono::seconds(0);
}

}  // namespace sen::press
