#include "ingest/worker/images.h"

#include <vips/vips.h>

#include <array>
#include <cstdio>
#include <memory>
#include <mutex>

#include "engine/base/text.h"
#include "ingest/worker/image_header.h"

namespace sen::ingest::worker {
namespace {

struct Unreference {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unreference>;

void start_vips() {
  static std::once_flag once;
  std::call_once(once, [] {
    VIPS_INIT("sen");
    vips_block_untrusted_set(TRUE);
    // One thread, no cache: memory and CPU stay within the worker's limits.
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_cache_set_max_mem(0);
  });
}

/// The first line of what libvips says is wrong.
Error vips_failure() {
  const std::string all = vips_error_buffer();
  vips_error_clear();
  const std::string_view line = trim(std::string_view(all).substr(0, all.find('\n')));
  return {ErrorCode::InvalidInput, line.empty() ? "it cannot be decoded" : std::string(line)};
}

std::vector<std::uint32_t> widths_for(std::span<const std::uint32_t> wanted, std::uint32_t own) {
  std::vector<std::uint32_t> widths;
  for (const std::uint32_t width : wanted)
    if (width <= own) widths.push_back(width);
  if (widths.empty()) widths.push_back(own);
  return widths;
}

/// Takes everything but pixels off: camera, place, software, profile (the pixels are sRGB by then).
void remove_metadata(VipsImage* image) {
  char** names = vips_image_get_fields(image);
  for (char** name = names; name != nullptr && *name != nullptr; ++name) {
    const std::string_view field = *name;
    const bool metadata = field.starts_with("exif-") || field.ends_with("-data") || field.ends_with("-comment") ||
                          field.starts_with("png-") || field.starts_with("jpeg-") || field == "orientation";
    if (metadata) vips_image_remove(image, *name);
  }
  g_strfreev(names);
}

/// `original` upright, in sRGB, at most `width` wide, decoded into memory.
Result<Image> decode(std::string_view original, std::uint32_t width) {
  VipsImage* thumbnail = nullptr;
  // The height is bounded by the limits of the header; the width alone decides.
  if (vips_thumbnail_buffer(
          const_cast<char*>(original.data()), original.size(), &thumbnail,
          static_cast<int>(width),  // NOLINT(cppcoreguidelines-pro-type-const-cast): libvips reads only
          "height", 10'000'000, "size", VIPS_SIZE_DOWN, "export_profile", "srgb", "option_string", "[fail_on=error]",
          nullptr) != 0)
    return vips_failure();
  const Image lazy(thumbnail);
  VipsImage* memory = vips_image_copy_memory(lazy.get());
  if (memory == nullptr) return vips_failure();
  remove_metadata(memory);
  return Image(memory);
}

Result<Image> scale(VipsImage* image, std::uint32_t width) {
  VipsImage* scaled = nullptr;
  if (vips_thumbnail_image(image, &scaled, static_cast<int>(width), "height", 10'000'000, "size", VIPS_SIZE_DOWN,
                           "no_rotate", TRUE, nullptr) != 0)
    return vips_failure();
  const Image lazy(scaled);
  VipsImage* memory = vips_image_copy_memory(lazy.get());
  if (memory == nullptr) return vips_failure();
  return Image(memory);
}

/// `image` without an alpha channel, over white.
Result<Image> flatten(VipsImage* image) {
  if (!vips_image_hasalpha(image)) {
    g_object_ref(image);
    return Image(image);
  }
  const std::array<double, 3> white = {255, 255, 255};
  VipsArrayDouble* background = vips_array_double_new(white.data(), vips_image_get_bands(image) >= 4 ? 3 : 1);
  VipsImage* flat = nullptr;
  const int failed = vips_flatten(image, &flat, "background", background, nullptr);
  vips_area_unref(VIPS_AREA(background));
  if (failed != 0) return vips_failure();
  return Image(flat);
}

Result<MadeRendition> encode(VipsImage* image, const std::string& format) {
  void* bytes = nullptr;
  std::size_t size = 0;
  int failed = 0;
  if (format == "webp") {
    failed = vips_webpsave_buffer(image, &bytes, &size, "Q", 72, "strip", TRUE, nullptr);
  } else if (format == "avif") {
    failed = vips_heifsave_buffer(image, &bytes, &size, "Q", 50, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1,
                                  "effort", 4, "strip", TRUE, nullptr);
  } else {
    const Image flat = SEN_TRY(flatten(image));
    failed = vips_jpegsave_buffer(flat.get(), &bytes, &size, "Q", 76, "interlace", TRUE, "optimize_coding", TRUE,
                                  "strip", TRUE, nullptr);
  }
  if (failed != 0) return vips_failure();
  MadeRendition made;
  made.bytes.assign(static_cast<const char*>(bytes), size);
  g_free(bytes);
  made.rendition = {static_cast<std::uint32_t>(vips_image_get_width(image)),
                    static_cast<std::uint32_t>(vips_image_get_height(image)), format, made.bytes.size()};
  return made;
}

/// Width and height after the turn, from the header as libvips reads it.
Result<MadeImage> describe(std::string_view original) {
  const ImageHeader header = SEN_TRY(read_image_header(original));
  start_vips();
  const Image lazy(vips_image_new_from_buffer(original.data(), original.size(), "", nullptr));
  if (lazy == nullptr) return vips_failure();
  MadeImage made;
  made.content_type = header.content_type;
  made.width = static_cast<std::uint32_t>(vips_image_get_width(lazy.get()));
  made.height = static_cast<std::uint32_t>(vips_image_get_height(lazy.get()));
  if (std::uint64_t{made.width} * made.height > kMaxPixels || made.width > kMaxSide || made.height > kMaxSide)
    return Error(ErrorCode::TooLarge, "its header and its data disagree");
  if (vips_image_get_orientation_swap(lazy.get())) std::swap(made.width, made.height);
  return made;
}

Result<std::string> average_colour(VipsImage* image) {
  const Image flat = SEN_TRY(flatten(image));
  VipsImage* pixel = nullptr;
  if (vips_thumbnail_image(flat.get(), &pixel, 1, "height", 1, "size", VIPS_SIZE_FORCE, nullptr) != 0)
    return vips_failure();
  const Image owner(pixel);
  double* values = nullptr;
  int count = 0;
  if (vips_getpoint(pixel, &values, &count, 0, 0, nullptr) != 0) return vips_failure();
  std::array<unsigned, 3> rgb{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = values[count >= 3 ? i : 0];
    rgb[i] = static_cast<unsigned>(value < 0 ? 0 : value > 255 ? 255 : value);
  }
  g_free(values);
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
  return std::string(text.data());
}

Result<MadeImage> make(std::string_view original, std::span<const std::uint32_t> wanted,
                       std::span<const std::string> formats) {
  MadeImage made = SEN_TRY(describe(original));
  const std::vector<std::uint32_t> widths = widths_for(wanted, made.width);
  // Decoded once at the largest width; the smaller ones are made from it, largest first.
  Image image = SEN_TRY(decode(original, widths.back()));
  made.colour = SEN_TRY(average_colour(image.get()));
  for (auto width = widths.rbegin(); width != widths.rend(); ++width) {
    if (width != widths.rbegin()) image = SEN_TRY(scale(image.get(), *width));
    for (const std::string& format : formats) made.renditions.push_back(SEN_TRY(encode(image.get(), format)));
  }
  std::sort(made.renditions.begin(), made.renditions.end(), [](const MadeRendition& a, const MadeRendition& b) {
    return std::pair(a.rendition.format, a.rendition.width) < std::pair(b.rendition.format, b.rendition.width);
  });
  return made;
}

}  // namespace

Result<MadeImage> make_renditions(std::string_view original) {
  static constexpr std::array<std::uint32_t, 5> kWidths = {320, 480, 768, 1200, 1600};
  static const std::array<std::string, 2> kFormats = {"webp", "jpg"};
  return make(original, kWidths, kFormats);
}

Result<MadeImage> make_avif_renditions(std::string_view original) {
  static constexpr std::array<std::uint32_t, 3> kWidths = {480, 768, 1200};
  static const std::array<std::string, 1> kFormats = {"avif"};
  return make(original, kWidths, kFormats);
}

}  // namespace sen::ingest::worker
