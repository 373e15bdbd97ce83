#pragma once

#include <cstdint>

#include "ingest/worker/protocol.h"

namespace sen::ingest::worker {

/// Address space of a worker.
inline constexpr std::uint64_t kMemoryBytes = 512ULL * 1024 * 1024;
/// A worker writes no files; but libvips' code generator (ORC) maps its machine code from a small temporary one.
inline constexpr std::uint64_t kFileBytes = 1024 * 1024;
inline constexpr std::uint64_t kMarkdownCpuSeconds = 2;
inline constexpr std::uint64_t kImageCpuSeconds = 6;
/// AV1 is slow to encode, and nobody waits for it.
inline constexpr std::uint64_t kAvifCpuSeconds = 60;

/// The CPU that one request may take; a worker counts in whole seconds, so one more may pass.
constexpr std::uint64_t cpu_seconds(Request request) {
  switch (request) {
    case Request::Markdown:
      return kMarkdownCpuSeconds;
    case Request::Image:
      return kImageCpuSeconds;
    case Request::Avif:
      return kAvifCpuSeconds;
  }
  return kMarkdownCpuSeconds;
}

/// How long its answer is waited for, in milliseconds. The CPU limit ends what is hostile; this one is for a worker
/// that hangs, and leaves room for a machine on which many others work.
constexpr int wait_milliseconds(Request request) {
  return static_cast<int>(cpu_seconds(request)) * 10'000;
}

}  // namespace sen::ingest::worker
