#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/http/body_decoder.h"
#include "engine/http/refusal.h"
#include "engine/http/request.h"

namespace sen::http {

struct ParserLimits {
  std::size_t header_bytes = 16 * 1024;  ///< Of the header section without the request line; 431 beyond.
  std::size_t header_lines = 100;        ///< 431 beyond.
  std::size_t target_bytes = 8 * 1024;   ///< 414 beyond.
};

/// What the header section says about the message around the request.
struct Framing {
  int minor_version = 1;                        ///< 0 or 1.
  bool keep_alive = true;                       ///< RFC 9112, section 9.3.
  bool expects_continue = false;                ///< `Expect: 100-continue` of an HTTP/1.1 request with a body.
  bool chunked = false;                         ///< Else the body has `content_length` bytes.
  std::optional<std::uint64_t> content_length;  ///< Below 2^64-1.

  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

/// What the parser found at the front of the bytes that it was given.
struct Step {
  enum class Kind {
    NeedMore,  ///< All bytes are used; the rest is still to come.
    Head,      ///< The header section has ended: request() and framing() are set, the body is not.
    Body,      ///< `body` is the next piece of the decoded body.
    End,       ///< The request is whole. reset() before the next one.
    Refused,   ///< refusal() says why. Nothing after it can be read.
  };
  Kind kind = Kind::NeedMore;
  std::size_t used = 0;   ///< Bytes that need not be given again.
  std::string_view body;  ///< Part of the bytes that were given.
};

/// An incremental reader of HTTP/1.1 requests (RFC 9112): bytes in, steps out, no I/O.
/// However the bytes are split, the steps are the same (body pieces apart). It is
/// strict where a lenient reading and another server's could differ; docs/formats/http.md
/// lists what it refuses. Called by one thread at a time.
class Parser {
 public:
  explicit Parser(const ParserLimits& limits) : limits_(limits) {}

  /// Reads from the front of `bytes`. To be called again with the rest until NeedMore, End or Refused.
  Step next(std::string_view bytes);

  /// Makes ready for the next request of the connection.
  void reset();

  /// Whether some of a request has been read, but not all.
  bool under_way() const { return phase_ != Phase::Start || !partial_.empty(); }
  /// Whether the header section has been read.
  bool in_body() const { return phase_ == Phase::Body; }

  Request& request() { return request_; }
  const Request& request() const { return request_; }
  const Framing& framing() const { return framing_; }
  const Refusal& refusal() const { return refusal_; }

 private:
  enum class Phase { Start, RequestLine, Headers, HeadDone, Body, End, Refused };

  Step refuse(Refusal refusal);
  Step next_line(std::string_view bytes);
  Step next_body(std::string_view bytes);
  std::optional<Refusal> read_line(std::string_view line);
  std::optional<Refusal> read_request_line(std::string_view line);
  std::optional<Refusal> read_header(std::string_view line);
  std::optional<Refusal> finish_head();

  ParserLimits limits_;
  Phase phase_ = Phase::Start;
  std::string partial_;  ///< The start of a line whose end has not come.
  std::size_t section_bytes_ = 0;
  std::size_t section_lines_ = 0;
  bool skipped_blank_line_ = false;
  Request request_;
  Framing framing_;
  BodyDecoder decoder_;
  Refusal refusal_;
};

}  // namespace sen::http
