#include "engine/portal/pages/pages.h"

namespace sen::portal::pages {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

/// A rendition's bytes, read from the store as the reader takes them.
class MediaSource final : public http::BodySource {
 public:
  explicit MediaSource(std::unique_ptr<store::BlobReader> reader) : reader_(std::move(reader)) {}

  std::optional<std::uint64_t> size() const override { return reader_->size(); }
  Result<std::string> read() override {
    std::string piece = SEN_TRY(reader_->read(offset_, kPiece));
    offset_ += piece.size();
    return piece;
  }
  Result<void> seek(std::uint64_t offset) override {
    if (offset > reader_->size()) return Error(ErrorCode::InvalidInput, "the offset is behind the end");
    offset_ = offset;
    return {};
  }

 private:
  std::unique_ptr<store::BlobReader> reader_;
  std::uint64_t offset_ = 0;
};

std::string_view content_type_of(std::string_view format) {
  if (format == "webp") return "image/webp";
  if (format == "avif") return "image/avif";
  return "image/jpeg";
}

}  // namespace

Result<http::Response> media(const Context& context, const http::Request& request, const http::Parameters& parameters) {
  // `immutable` for a day only, and caches that many share ask again: a picture that is withdrawn must leave them.
  return answer_media(SEN_TRY(context.library.visible_to(store::Audience::Public)), request, parameters["prefix"],
                      parameters["name"], "public, max-age=86400, s-maxage=10, immutable");
}

Result<http::Response> answer_media(const store::VisibleContent& content, const http::Request& request,
                                    std::string_view prefix, std::string_view name, std::string_view cache_control) {
  const content::Media media = SEN_TRY(content.media_by_prefix(prefix));
  for (const content::Rendition& rendition : media.renditions) {
    if (content::rendition_name(rendition) != name) continue;
    auto source = std::make_unique<MediaSource>(SEN_TRY(content.open_media(media.digest, name)));
    const std::string etag =
        http::make_etag(to_hex(media.digest) + "/" + std::string(name) + "/" + std::to_string(rendition.bytes));
    return http::respond_stream(request, std::move(source), content_type_of(rendition.format), etag, std::nullopt,
                                cache_control);
  }
  return Error(ErrorCode::NotFound, "the picture has no such size");
}

Result<http::Response> asset(const Context& context, const http::Request& request, const http::Parameters& parameters) {
  const http::Representation* found = context.assets.find(parameters["file"]);
  if (!found) return Error(ErrorCode::NotFound, "there is no such file");
  return http::respond(request, *found);
}

}  // namespace sen::portal::pages
