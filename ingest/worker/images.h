#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/media.h"
#include "engine/base/result.h"

namespace sen::ingest::worker {

/// A made size of a picture, with its bytes.
struct MadeRendition {
  content::Rendition rendition;
  std::string bytes;
};

/// A picture read once, and what was made of it.
struct MadeImage {
  std::string content_type;
  std::uint32_t width = 0;  ///< After the turn that EXIF asks for.
  std::uint32_t height = 0;
  std::string colour;  ///< Average, `#rrggbb`.
  std::vector<MadeRendition> renditions;
};

/// Decodes `original` (JPEG, PNG, WebP, first frame of a GIF) with libvips, turns it upright, brings it
/// to sRGB and makes WebP (quality 72) and progressive JPEG (76) at 320, 480, 768, 1200 and 1600 pixels
/// width as far as the original reaches, or at its own width if that is less. Metadata, the place of the
/// picture among it, is left out. Errors: NotFound, InvalidInput, TooLarge as read_image_header();
/// InvalidInput if it cannot be decoded.
Result<MadeImage> make_renditions(std::string_view original);

/// AVIF (quality 50, effort 4) at 480, 768 and 1200 pixels width, as make_renditions().
Result<MadeImage> make_avif_renditions(std::string_view original);

}  // namespace sen::ingest::worker
