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

/// Deflates another source piece by piece.
class GzipSource final : public BodySource {
 public:
  GzipSource(std::unique_ptr<BodySource> inner, int level) : inner_(std::move(inner)) {
    sound_ = deflateInit2(&stream_, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~GzipSource() override { deflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  Result<void> seek(std::uint64_t) override {
    return Error(ErrorCode::InvalidInput, "a body that is compressed as it goes has no ranges");
  }

  std::size_t held() const override { return inner_->held() + kPieceBytes; }

  Result<std::string> read() override {
    std::string out;
    while (out.size() < kPieceBytes / 2 && !ended_) {
      if (!sound_) return Error(ErrorCode::Storage, "cannot compress");
      const std::string piece = SEN_TRY(inner_->read());
      ended_ = piece.empty();
      deflate_into(out, piece);
    }
    return out;
  }

 private:
  void deflate_into(std::string& out, const std::string& piece) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    stream_.avail_in = static_cast<uInt>(piece.size());
    int outcome = Z_OK;
    do {
      const std::size_t at = out.size();
      out.resize(at + kPieceBytes / 2);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + at);
      stream_.avail_out = static_cast<uInt>(kPieceBytes / 2);
      outcome = deflate(&stream_, ended_ ? Z_FINISH : Z_NO_FLUSH);
      out.resize(out.size() - stream_.avail_out);
    } while (stream_.avail_out == 0 && outcome == Z_OK);
    sound_ = sound_ && (outcome == Z_OK || outcome == Z_BUF_ERROR || outcome == Z_STREAM_END);
  }

  std::unique_ptr<BodySource> inner_;
  z_stream stream_{};
  bool sound_ = false;
  bool ended_ = false;
};

std::shared_ptr<const std::string> keep_if_worth_it(std::string compressed, std::size_t identity) {
  if (compressed.empty() || !is_worth_it(compressed.size(), identity)) return nullptr;
  compressed.shrink_to_fit();
  return std::make_shared<const std::string>(std::move(compressed));
}

}  // namespace

bool may_be_compressed(std::string_view content_type, std::string_view cache_control) {
  // `+xml` and not `xml`: an Office document names it too, and is a zip.
  bool is_text = content_type.starts_with("text/");
  for (const std::string_view name : {"/json", "+json", "/xml", "+xml", "csv"})
    is_text = is_text || content_type.find(name) != std::string_view::npos;
  const bool is_private = cache_control.find("private") != std::string_view::npos ||
                          cache_control.find("no-store") != std::string_view::npos;
  return is_text && !is_private;
}

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

std::unique_ptr<BodySource> gzip_source(std::unique_ptr<BodySource> inner, int level) {
  return std::make_unique<GzipSource>(std::move(inner), level);
}

std::shared_ptr<const std::string> gzip_if_worth_it(std::string_view bytes, int level) {
  return keep_if_worth_it(gzip_of(bytes, level), bytes.size());
}

}  // namespace sen::http
