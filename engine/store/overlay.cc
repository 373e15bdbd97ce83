#include "engine/store/overlay.h"

namespace sen::store {

std::vector<KeyWrite> Overlay::take_writes() {
  std::vector<KeyWrite> writes;
  writes.reserve(writes_.size());
  while (!writes_.empty()) {
    auto node = writes_.extract(writes_.begin());
    writes.push_back({std::move(node.key()), std::move(node.mapped())});
  }
  return writes;
}

Result<std::optional<std::string>> Overlay::get(std::string_view key) const {
  if (const auto found = writes_.find(key); found != writes_.end()) return found->second;
  return RawKeys::get(below_, key);
}

Result<void> Overlay::scan(std::string_view prefix, std::string_view from,
                           const std::function<bool(std::string_view, std::string_view)>& visit) const {
  auto own = writes_.lower_bound(from.empty() ? prefix : from);
  bool wanted = true;
  // Hands over our own entries in front of `key` (of all, if there is none).
  const auto visit_own_before = [&](std::optional<std::string_view> key) {
    for (; wanted && own != writes_.end() && own->first.starts_with(prefix) && (!key || own->first < *key); ++own)
      if (own->second) wanted = visit(own->first, *own->second);
  };

  SEN_TRY(RawKeys::scan(below_, prefix, from, [&](std::string_view key, std::string_view value) {
    visit_own_before(key);
    if (!wanted) return false;
    if (own != writes_.end() && own->first == key) {
      if (own->second) wanted = visit(key, *own->second);
      ++own;
    } else {
      wanted = visit(key, value);
    }
    return wanted;
  }));
  visit_own_before(std::nullopt);
  return {};
}

}  // namespace sen::store
