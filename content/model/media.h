#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/bytes.h"

namespace sen::content {

/// One made size of a picture.
struct Rendition {
  std::uint32_t width = 0;  ///< Pixels.
  std::uint32_t height = 0;
  std::string format;  ///< `jpg`, `webp`, `avif`.
  std::uint64_t bytes = 0;
};

/// An original picture and what was made of it; the bytes are in the store's media.
struct Media {
  Digest digest;             ///< Of the original as handed in.
  std::string content_type;  ///< `image/jpeg` …
  std::uint32_t width = 0;   ///< Pixels, after the turn that EXIF asks for.
  std::uint32_t height = 0;
  std::uint64_t bytes = 0;
  std::string colour;                 ///< Average colour `#rrggbb`, shown until the picture is there.
  std::vector<Rendition> renditions;  ///< By format and width.
};

/// The store's name of a rendition's bytes: `640.webp`; `original` is the file as handed in.
std::string rendition_name(const Rendition& rendition);

}  // namespace sen::content
