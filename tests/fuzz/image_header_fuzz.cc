#include <cstdlib>

#include "ingest/worker/image_header.h"

/// A header that is accepted is within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sen::ingest::worker;
  const auto header = read_image_header({reinterpret_cast<const char*>(data), size});
  if (!header) return 0;
  const std::uint64_t pixels = std::uint64_t{header->width} * header->height;
  if (pixels == 0 || pixels > kMaxPixels || header->width > kMaxSide || header->height > kMaxSide) std::abort();
  return 0;
}
