#include "engine/http/visitors.h"

namespace sen::http {

bool Visitors::enter(const std::string& client, bool spared) {
  const MutexLock lock(mutex_);
  if (count() >= most_) return false;
  std::size_t& of_one = by_client_[client];
  if (!spared && most_of_one_ > 0 && of_one >= most_of_one_) return false;
  of_one += 1;
  count_.fetch_add(1, std::memory_order_relaxed);
  return true;
}

void Visitors::leave(const std::string& client) {
  const MutexLock lock(mutex_);
  const auto found = by_client_.find(client);
  if (found == by_client_.end()) return;
  found->second -= 1;
  if (found->second == 0) by_client_.erase(found);
  count_.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace sen::http
