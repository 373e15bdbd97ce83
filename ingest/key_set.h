#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace sen::ingest {

/// Which keys were met, by their 64-bit hashes: sixteen to thirty-two bytes a key where a set of strings takes a
/// hundred. Two of two million keys have one hash once in nine million packages. Called by one thread.
class KeySet {
 public:
  /// Notes `key`; false if it was noted before.
  bool insert(std::string_view key) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    std::uint64_t& slot = slots_[place(hash(key))];
    if (slot != 0) return false;
    slot = hash(key);
    ++size_;
    return true;
  }
  bool contains(std::string_view key) const { return !slots_.empty() && slots_[place(hash(key))] != 0; }

 private:
  static std::uint64_t hash(std::string_view key) {
    const std::uint64_t value = std::hash<std::string_view>()(key);
    return value == 0 ? 1 : value;  // 0 is an empty slot.
  }

  /// Where `value` is, or would be put: open addressing with linear probing.
  std::size_t place(std::uint64_t value) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(value) & mask;
    while (slots_[at] != 0 && slots_[at] != value) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    constexpr std::size_t kFirst = 16;
    std::vector<std::uint64_t> before(slots_.empty() ? kFirst : 2 * slots_.size());
    before.swap(slots_);
    for (const std::uint64_t value : before)
      if (value != 0) slots_[place(value)] = value;
  }

  std::vector<std::uint64_t> slots_;  ///< A power of two of them, at most half full.
  std::size_t size_ = 0;
};

}  // namespace sen::ingest
