#include "engine/api/export_answer.h"

#include "engine/base/log.h"
#include "engine/store/fingerprint.h"

namespace sen::api {
namespace {

/// An export as the body of an answer; one that is read to its end leaves its length behind.
class ExportSource final : public http::BodySource {
 public:
  ExportSource(std::unique_ptr<feeds::Export> source, std::optional<std::uint64_t> size,
               std::shared_ptr<ExportLengths> lengths, std::string etag)
      : source_(std::move(source)), size_(size), lengths_(std::move(lengths)), etag_(std::move(etag)) {}

  std::optional<std::uint64_t> size() const override { return size_; }
  Result<std::string> read() override {
    std::string piece = SEN_TRY(source_->read());
    made_ += piece.size();
    if (piece.empty() && !size_) lengths_->keep(etag_, made_);
    return piece;
  }
  Result<void> seek(std::uint64_t) override {
    return Error(ErrorCode::InvalidInput, "an export is made from its beginning");
  }

 private:
  std::unique_ptr<feeds::Export> source_;
  const std::optional<std::uint64_t> size_;
  std::shared_ptr<ExportLengths> lengths_;
  const std::string etag_;
  std::uint64_t made_ = 0;
};

Result<std::uint64_t> measure(feeds::Export& source) {
  std::uint64_t bytes = 0;
  for (;;) {
    const std::string piece = SEN_TRY(source.read());
    if (piece.empty()) return bytes;
    bytes += piece.size();
  }
}

}  // namespace

std::string export_etag(const Parts& parts, const content::Dataset& dataset, std::string_view variant) {
  return http::make_etag(to_hex(store::fingerprint(dataset)) + "|" + parts.site.version + "|" + std::string(variant));
}

std::optional<Timestamp> last_published(const content::Dataset& dataset) {
  if (dataset.releases.empty()) return std::nullopt;
  return dataset.releases.back().published;
}

http::Response answer_export(const Parts& parts, const http::Request& request, const MakeExport& make,
                             const ExportFacts& facts) {
  std::optional<std::uint64_t> size = parts.lengths->find(facts.etag);
  if (!size && http::wants_part(request, facts.etag, facts.published)) {
    const auto found = parts.lengths->find_or_measure(facts.etag, [&] { return measure(*make()); });
    // Without a length the whole is sent; what hinders its making is told by its own reading.
    if (found)
      size = *found;
    else
      log::error("export.measure", {{"target", request.target}, {"error", found.error().message()}});
  }
  auto source = std::make_unique<ExportSource>(make(), size, parts.lengths, facts.etag);
  http::Response response =
      http::respond_stream(request, std::move(source), facts.content_type, facts.etag, facts.published, "no-cache");
  response.add("Accept-Ranges", "bytes");
  return response;
}

}  // namespace sen::api
