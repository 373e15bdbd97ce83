#include "ingest/worker/image_header.h"

namespace sen::ingest::worker {
namespace {

using namespace std::string_view_literals;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8U | byte_at(bytes, at + i);
  return value;
}
std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8U | byte_at(bytes, at + i);
  return value;
}

Error cut_off() {
  return {ErrorCode::InvalidInput, "its header is cut off"};
}

Result<ImageHeader> read_jpeg(std::string_view bytes) {
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    if (byte_at(bytes, at) != 0xFF) return cut_off();
    const std::uint32_t marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
      at += 2;
      continue;
    }
    if (marker == 0xD9 || marker == 0xDA) return cut_off();
    const std::size_t size = big(bytes, at + 2, 2);
    // Start of frame: all of C0 to CF but huffman tables, extension and arithmetic conditioning.
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame && (size < 8 || at + 9 > bytes.size())) return cut_off();
    if (frame) return ImageHeader{"image/jpeg", big(bytes, at + 7, 2), big(bytes, at + 5, 2)};
    if (size < 2) return cut_off();
    at += 2 + size;
  }
  return cut_off();
}

Result<ImageHeader> read_webp(std::string_view bytes) {
  if (bytes.size() < 30) return cut_off();
  const std::string_view kind = bytes.substr(12, 4);
  if (kind == "VP8X") return ImageHeader{"image/webp", little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1};
  if (kind == "VP8L") {
    const std::uint32_t bits = little(bytes, 21, 4);
    return ImageHeader{"image/webp", (bits & 0x3FFFU) + 1, (bits >> 14U & 0x3FFFU) + 1};
  }
  if (kind == "VP8 ") return ImageHeader{"image/webp", little(bytes, 26, 2) & 0x3FFFU, little(bytes, 28, 2) & 0x3FFFU};
  return cut_off();
}

Result<ImageHeader> read_any(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return read_jpeg(bytes);
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
    if (bytes.size() < 33 || bytes.substr(12, 4) != "IHDR") return cut_off();
    return ImageHeader{"image/png", big(bytes, 16, 4), big(bytes, 20, 4)};
  }
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP")) return read_webp(bytes);
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) {
    if (bytes.size() < 13) return cut_off();
    return ImageHeader{"image/gif", little(bytes, 6, 2), little(bytes, 8, 2)};
  }
  return Error(ErrorCode::NotFound, "it is no JPEG, PNG, WebP or GIF");
}

}  // namespace

Result<ImageHeader> read_image_header(std::string_view bytes) {
  const ImageHeader header = SEN_TRY(read_any(bytes));
  if (bytes.size() > kMaxImageBytes)
    return Error(ErrorCode::TooLarge, std::to_string(bytes.size() / 1024 / 1024) + " MB");
  if (header.width == 0 || header.height == 0) return Error(ErrorCode::InvalidInput, "it has no pixels");
  const std::uint64_t pixels = std::uint64_t{header.width} * header.height;
  if (header.width > kMaxSide || header.height > kMaxSide || pixels > kMaxPixels)
    return Error(ErrorCode::TooLarge, std::to_string(header.width) + " × " + std::to_string(header.height) + " pixels");
  return header;
}

}  // namespace sen::ingest::worker
