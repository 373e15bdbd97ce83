#include "engine/http/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include "engine/http/response.h"

namespace sen::http {
namespace {

constexpr int kGzipWindow = 15 + 16;  // 16 asks zlib for the gzip wrapper.

bool is_worth_it(std::size_t compressed, std::size_t identity) {
  return compressed + identity / 10 <= identity;
}

std::string brotli_of(std::string_view bytes, int quality) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  if (size == 0 || BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                         reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                         reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
    return {};
  }
  out.resize(size);
  return out;
}

std::shared_ptr<const std::string> keep_if_worth_it(std::string compressed, std::size_t identity) {
  if (compressed.empty() || !is_worth_it(compressed.size(), identity)) return nullptr;
  compressed.shrink_to_fit();
  return std::make_shared<const std::string>(std::move(compressed));
}

}  // namespace

std::string gzip_of(std::string_view bytes, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  // zlib's interface is not const-correct; it does not write to its input.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return outcome == Z_STREAM_END ? out : std::string{};
}

void compress(Representation& kept, int quality) {
  if (kept.identity == nullptr || kept.identity->empty()) return;
  const std::string& bytes = *kept.identity;
  kept.gzip = keep_if_worth_it(gzip_of(bytes, std::clamp(quality, 1, 9)), bytes.size());
  kept.brotli = keep_if_worth_it(brotli_of(bytes, std::clamp(quality, 0, 11)), bytes.size());
}

std::shared_ptr<const std::string> gzip_if_worth_it(std::string_view bytes, int level) {
  return keep_if_worth_it(gzip_of(bytes, level), bytes.size());
}

}  // namespace sen::http
