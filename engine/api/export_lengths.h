#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/mutex.h"
#include "engine/base/result.h"

namespace sen::api {

/// How long exports are, by their strong entity tags: bytes that have been made once have one length for ever, so that
/// ranges of them can be told from the whole. Keeps the newest few thousand. Thread-safe.
class ExportLengths {
 public:
  /// Bytes of the identity form.
  std::optional<std::uint64_t> find(std::string_view etag) const;
  void keep(std::string_view etag, std::uint64_t bytes);

  /// The length that is kept, or else what `measure` finds, which may take as long as making the export. One is
  /// measured at a time, so that other requests keep their threads: meanwhile nothing is known of others. Errors: as
  /// `measure`.
  Result<std::optional<std::uint64_t>> find_or_measure(std::string_view etag,
                                                       const std::function<Result<std::uint64_t>()>& measure);

 private:
  static constexpr std::size_t kMostKept = 4096;

  mutable Mutex mutex_;
  std::unordered_map<std::string, std::uint64_t> lengths_ SEN_GUARDED_BY(mutex_);
  std::deque<std::string> oldest_first_ SEN_GUARDED_BY(mutex_);
  bool measuring_ SEN_GUARDED_BY(mutex_) = false;
};

}  // namespace sen::api
