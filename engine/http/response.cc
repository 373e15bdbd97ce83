#include "engine/http/response.h"

#include "engine/base/bytes.h"
#include "engine/base/text.h"
#include "engine/http/compress.h"
#include "engine/http/conditional.h"

namespace sen::http {
namespace {

constexpr std::size_t kEtagLetters = 22;

/// `etag` with `mark` inside the closing quote.
std::string marked(std::string_view etag, std::string_view mark) {
  if (etag.empty() || mark.empty()) return std::string(etag);
  std::string out(etag.substr(0, etag.size() - 1));
  out.append(mark).push_back('"');
  return out;
}

/// What tells the tag of a compressed copy from that of the identity bytes.
std::string_view mark_of(Coding coding) {
  if (coding == Coding::Brotli) return "-br";
  return coding == Coding::Gzip ? "-gzip" : "";
}

class WholeSource final : public BodySource {
 public:
  explicit WholeSource(std::shared_ptr<const std::string> bytes) : bytes_(std::move(bytes)) {}

  std::optional<std::uint64_t> size() const override { return bytes_->size(); }
  Result<std::string> read() override {
    std::string piece = bytes_->substr(offset_, kPieceBytes);
    offset_ += piece.size();
    return piece;
  }
  Result<void> seek(std::uint64_t offset) override {
    if (offset > bytes_->size()) return Error(ErrorCode::InvalidInput, "the offset is behind the end");
    offset_ = static_cast<std::size_t>(offset);
    return {};
  }
  std::size_t held() const override { return bytes_->size(); }

 private:
  std::shared_ptr<const std::string> bytes_;
  std::size_t offset_ = 0;
};

void add_validators(Response& response, std::string_view etag, std::optional<Timestamp> last_modified,
                    std::string_view cache_control) {
  if (!cache_control.empty()) response.add("Cache-Control", cache_control);
  if (!etag.empty()) response.add("ETag", etag);
  if (last_modified) response.add("Last-Modified", format_http_date(*last_modified));
}

}  // namespace

Response make_response(int status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.add("Content-Type", content_type);
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

Response redirect(int status, std::string_view location) {
  Response response;
  response.status = status;
  response.add("Location", location);
  return response;
}

Coding choose_coding(std::string_view accept_encoding, bool gzip, bool brotli) {
  double any = -1;
  double gzip_weight = -1;
  double brotli_weight = -1;
  double identity_weight = -1;
  for (const auto& [name, weight] : parse_accept(accept_encoding)) {
    if (equals_ignoring_ascii_case(name, "gzip") || equals_ignoring_ascii_case(name, "x-gzip")) gzip_weight = weight;
    if (equals_ignoring_ascii_case(name, "br")) brotli_weight = weight;
    if (equals_ignoring_ascii_case(name, "identity")) identity_weight = weight;
    if (name == "*") any = weight;
  }
  if (gzip_weight < 0) gzip_weight = any;
  if (brotli_weight < 0) brotli_weight = any;
  // Identity is allowed unless it is refused by name; it is the last choice at the same weight.
  const double floor = std::max(identity_weight, 0.0);
  if (brotli && brotli_weight > 0 && brotli_weight >= floor && (!gzip || brotli_weight >= gzip_weight)) {
    return Coding::Brotli;
  }
  if (gzip && gzip_weight > 0 && gzip_weight >= floor) return Coding::Gzip;
  return Coding::Identity;
}

Response respond(const Request& request, const Representation& kept) {
  const bool varies = kept.gzip != nullptr || kept.brotli != nullptr;
  const Coding coding =
      varies ? choose_coding(request.joined_header("accept-encoding"), kept.gzip != nullptr, kept.brotli != nullptr)
             : Coding::Identity;
  const std::string etag = marked(kept.etag, mark_of(coding));
  Response response;
  response.headers.reserve(8 + kept.headers.size());
  add_validators(response, etag, kept.last_modified, kept.cache_control);
  bool vary_sent = false;
  for (const auto& [name, value] : kept.headers) {
    if (varies && equals_ignoring_ascii_case(name, "vary")) {
      response.add(name, "Accept-Encoding, " + value);
      vary_sent = true;
    } else {
      response.add(name, value);
    }
  }
  if (varies && !vary_sent) response.add("Vary", "Accept-Encoding");
  if (is_not_modified(request, etag, kept.last_modified)) {
    response.status = 304;
    return response;
  }
  response.add("Content-Type", kept.content_type);
  if (coding == Coding::Identity) {
    response.body = kept.identity;
  } else {
    response.add("Content-Encoding", coding == Coding::Brotli ? "br" : "gzip");
    response.body = coding == Coding::Brotli ? kept.brotli : kept.gzip;
  }
  return response;
}

std::unique_ptr<BodySource> whole_source(std::shared_ptr<const std::string> bytes) {
  return std::make_unique<WholeSource>(std::move(bytes));
}

bool wants_part(const Request& request, std::string_view etag, std::optional<Timestamp> last_modified) {
  return request.method == Method::Get && request.header("range") &&
         if_range_holds(request, etag, last_modified ? format_http_date(*last_modified) : std::string());
}

Response respond_stream(const Request& request, std::unique_ptr<BodySource> source, std::string_view content_type,
                        std::string_view etag, std::optional<Timestamp> last_modified, std::string_view cache_control) {
  const bool varies = may_be_compressed(content_type, cache_control);
  const bool whole = varies && !wants_part(request, etag, last_modified);
  const Coding coding = whole ? choose_coding(request.joined_header("accept-encoding"), true, false) : Coding::Identity;
  const std::string tag = marked(etag, mark_of(coding));
  Response response;
  add_validators(response, tag, last_modified, cache_control);
  if (varies) response.add("Vary", "Accept-Encoding");
  if (is_not_modified(request, tag, last_modified)) {
    response.status = 304;
    return response;
  }
  response.add("Content-Type", content_type);
  response.source = std::move(source);
  if (coding == Coding::Gzip) {
    response.source = gzip_source(std::move(response.source), kQuickLevel);
    response.add("Content-Encoding", "gzip");
  }
  return response;
}

std::string make_etag(std::string_view bytes) {
  return "\"" + to_base32(sha256(bytes).view()).substr(0, kEtagLetters) + "\"";
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput:
      return 400;
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::Gone:
      return 410;
    case ErrorCode::Conflict:
      return 409;
    case ErrorCode::Unavailable:
      return 503;
    case ErrorCode::TooLarge:
      return 413;
    case ErrorCode::PermissionDenied:
      return 403;
    case ErrorCode::Storage:
      return 500;
  }
  return 500;
}

}  // namespace sen::http
