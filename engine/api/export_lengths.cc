#include "engine/api/export_lengths.h"

namespace sen::api {

std::optional<std::uint64_t> ExportLengths::find(std::string_view etag) const {
  const MutexLock lock(mutex_);
  const auto found = lengths_.find(std::string(etag));
  if (found == lengths_.end()) return std::nullopt;
  return found->second;
}

void ExportLengths::keep(std::string_view etag, std::uint64_t bytes) {
  const MutexLock lock(mutex_);
  if (!lengths_.emplace(etag, bytes).second) return;
  oldest_first_.emplace_back(etag);
  if (oldest_first_.size() <= kMostKept) return;
  lengths_.erase(oldest_first_.front());
  oldest_first_.pop_front();
}

Result<std::optional<std::uint64_t>> ExportLengths::find_or_measure(
    std::string_view etag, const std::function<Result<std::uint64_t>()>& measure) {
  if (const auto known = find(etag)) return known;
  {
    const MutexLock lock(mutex_);
    if (std::exchange(measuring_, true)) return std::optional<std::uint64_t>();
  }
  struct Turn {
    ExportLengths& lengths;
    ~Turn() {
      const MutexLock lock(lengths.mutex_);
      lengths.measuring_ = false;
    }
  };
  const Turn turn{*this};
  const std::uint64_t bytes = SEN_TRY(measure());
  keep(etag, bytes);
  return std::optional<std::uint64_t>(bytes);
}

}  // namespace sen::api
