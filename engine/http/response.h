#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/http/request.h"

namespace sen::http {

/// Bytes made piece by piece, for what is not held whole in memory: media, exports.
/// Called by one thread at a time, of the pool.
class BodySource {
 public:
  virtual ~BodySource() = default;
  /// The length in bytes, where it is known before reading.
  virtual std::optional<std::uint64_t> size() const = 0;
  /// The next piece, at most 64 KB; empty at the end. An error cuts the connection.
  virtual Result<std::string> read() = 0;
  /// Moves to `offset`. Errors: InvalidInput if it cannot; then what lies before is read and dropped.
  virtual Result<void> seek(std::uint64_t offset) = 0;
  /// Bytes of memory that it keeps until it has been read.
  virtual std::size_t held() const { return kPieceBytes; }

  static constexpr std::size_t kPieceBytes = 64UL * 1024;
};

/// One resource's bytes as kept for many readers: identity and, where worth it,
/// compressed copies, with what conditional requests need. Immutable.
struct Representation {
  std::string content_type;  ///< With charset where it is text.
  std::string etag;          ///< Strong, quoted; of the identity bytes.
  std::optional<Timestamp> last_modified;
  std::string cache_control = "no-cache";
  std::shared_ptr<const std::string> identity;
  std::shared_ptr<const std::string> gzip;    ///< Null when not worth it.
  std::shared_ptr<const std::string> brotli;  ///< Null when not worth it.
  Pairs headers;                              ///< Others, such as Content-Language, Link, Vary.
};

/// An answer. The listener adds Date, Connection and Content-Length, leaves the body
/// out for HEAD and 304, and answers Range where `source` has a size.
struct Response {
  int status = 200;
  Pairs headers;                            ///< In this order; names may repeat.
  std::shared_ptr<const std::string> body;  ///< Shared, never copied; null for none.
  std::unique_ptr<BodySource> source;       ///< Instead of `body`.
  bool close = false;                       ///< End the connection after this answer.

  Response& add(std::string_view name, std::string_view value) {
    headers.emplace_back(name, value);
    return *this;
  }
};

/// A response with a whole body.
Response make_response(int status, std::string_view content_type, std::string body);

/// A redirect with an empty body. `location` is a path or an absolute address, already encoded.
Response redirect(int status, std::string_view location);

/// `kept` as an answer to `request`: 304 where the reader's copy is good (If-None-Match goes
/// before If-Modified-Since; RFC 9110, section 13.2.2), else the best encoding that
/// Accept-Encoding allows, with Vary and an ETag of its own for each encoding.
Response respond(const Request& request, const Representation& kept);

/// `bytes` as a source, for a whole that is to have ranges.
std::unique_ptr<BodySource> whole_source(std::shared_ptr<const std::string> bytes);

/// A streamed resource with ETag and, where `source` has a size, ranges (RFC 9110, section 14). Text goes out as gzip
/// where Accept-Encoding allows it, with Vary and an ETag of its own; a part is always of the identity bytes.
Response respond_stream(const Request& request, std::unique_ptr<BodySource> source, std::string_view content_type,
                        std::string_view etag, std::optional<Timestamp> last_modified, std::string_view cache_control);

/// Whether `request` asks for a part of the bytes that `etag` and `last_modified` stand for: a GET with Range whose
/// If-Range, if there is one, holds (RFC 9110, section 13.2.2, step 5).
bool wants_part(const Request& request, std::string_view etag, std::optional<Timestamp> last_modified);

/// Fills gzip and brotli of `kept` where they save a tenth or more. `quality`: 0 fastest … 11 smallest.
void compress(Representation& kept, int quality);

/// A strong entity tag of `bytes`: quoted, 22 characters of its SHA-256 in base32.
std::string make_etag(std::string_view bytes);

/// Whether the reader's copy is still good (If-None-Match, RFC 9110, section 13.1.2).
/// `header` is the field value as sent; entity tags compare weakly (section 8.8.3.2).
/// `*` matches any page that exists. A malformed list matches nothing.
bool matches_etag(std::string_view header, std::string_view etag);

/// The media types or languages of an Accept or Accept-Language header, best first, by
/// quality and then order. Never fails: what cannot be read is left out.
std::vector<std::pair<std::string, double>> parse_accept(std::string_view header);

/// The entry of `offers` that `accept` likes best; the first offer for an empty or
/// unreadable header; nullopt if every offer is refused by q=0 or not covered.
std::optional<std::string> choose_media_type(std::string_view accept, const std::vector<std::string>& offers);

/// The status code of an error that a handler passed up.
int status_of(ErrorCode code);

/// `text` percent-encoded for one path segment (RFC 3986): unreserved characters stay.
std::string encode_segment(std::string_view text);
/// The same for a query value.
std::string encode_query(std::string_view text);
/// Percent-decoded once. Errors: InvalidInput for a malformed escape, NUL, or bytes that are not UTF-8.
Result<std::string> percent_decode(std::string_view text, bool plus_is_space);
/// The pairs of a query or an application/x-www-form-urlencoded body, decoded once, `+` being a space.
/// Errors: as percent_decode().
Result<Pairs> read_pairs(std::string_view text);

}  // namespace sen::http
