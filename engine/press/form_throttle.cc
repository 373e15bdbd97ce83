#include "engine/press/form_throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "engine/base/bytes.h"
#include "engine/identity/secret.h"

namespace sen::press {
namespace {

/// The network that a client is told apart by.
std::string network_of(std::string_view client) {
  constexpr std::size_t kPrefixBytes = 7;
  std::array<unsigned char, 16> address{};
  if (inet_pton(AF_INET6, std::string(client).c_str(), address.data()) != 1) return std::string(client);
  return std::string(address.begin(), address.begin() + kPrefixBytes);
}

}  // namespace

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
