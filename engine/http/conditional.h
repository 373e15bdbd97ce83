#pragma once

#include <optional>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/http/request.h"

namespace sen::http {

/// Whether a GET or HEAD `request` is answered 304 (RFC 9110, section 13.2.2, steps 3 and 4):
/// If-None-Match decides where it is sent, else If-Modified-Since, by the second.
bool is_not_modified(const Request& request, std::string_view etag, std::optional<Timestamp> last_modified);

/// Whether If-Range allows a part to be sent (RFC 9110, section 13.1.5): absent, or the strong
/// `etag`, or exactly the date that `last_modified` was sent as.
bool if_range_holds(const Request& request, std::string_view etag, std::string_view last_modified);

/// A range of bytes, both ends included.
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

/// What a Range header asks of `size` bytes (RFC 9110, section 14.1.2).
struct RangeRequest {
  enum class Kind {
    Whole,          ///< No range, several ranges, another unit, or malformed: the whole is sent.
    Part,           ///< `range` is sent.
    Unsatisfiable,  ///< 416.
  };
  Kind kind = Kind::Whole;
  ByteRange range;
};
RangeRequest read_range(std::string_view header, std::uint64_t size);

}  // namespace sen::http
