#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace sen::ingest::worker {

inline constexpr std::uint64_t kMaxImageBytes = 20ULL * 1024 * 1024;
inline constexpr std::uint64_t kMaxPixels = 40'000'000;
inline constexpr std::uint32_t kMaxSide = 16'000;

/// What the first bytes of a picture say of it.
struct ImageHeader {
  std::string content_type;  ///< `image/jpeg`, `image/png`, `image/webp`, `image/gif`.
  std::uint32_t width = 0;   ///< As stored, before any turn.
  std::uint32_t height = 0;
};

/// Reads the header of a JPEG (ITU T.81, annex B), PNG, WebP (RFC 9649) or GIF89a without decoding.
/// Errors: NotFound if it is none of them; InvalidInput if it is cut off or empty;
/// TooLarge, with the figure, if it is beyond the limits above.
Result<ImageHeader> read_image_header(std::string_view bytes);

}  // namespace sen::ingest::worker
