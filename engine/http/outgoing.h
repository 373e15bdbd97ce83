#pragma once

#include <memory>
#include <string>

#include "engine/http/parser.h"
#include "engine/http/response.h"
#include "engine/http/server.h"

namespace sen::http {

/// An answer as it goes out: header section written, framing decided.
struct Outgoing {
  std::string head;
  std::shared_ptr<const std::string> body;  ///< Null for none.
  std::unique_ptr<BodySource> source;       ///< Read after `head`; null for none.
  std::uint64_t skip = 0;                   ///< Bytes of `source` to drop before the first that is sent.
  std::optional<std::uint64_t> length;      ///< Bytes to take from `source`; unknown: until it ends.
  bool chunked = false;                     ///< `source` goes out in chunks.
  bool close = false;                       ///< The connection ends after it.
};

/// The head of status line and fields: those of `response`, those of `options.always` that it
/// does not have itself, Date, framing and Connection. Answers Range where the source has a
/// size (RFC 9110, section 14), leaves the body out for HEAD, 204 and 304, and drops fields
/// whose value holds a control character.
Outgoing make_outgoing(const Request& request, const Framing& framing, const ServerOptions& options, Response response,
                       bool close);

/// The answer to a request that failed: `options.error_page`, or a line of plain text.
Response make_error(const ServerOptions& options, const Request& request, int status, std::string_view message);

/// Compresses a body made for this request alone where the reader allows it: text of 1 KB or more,
/// without Content-Encoding, ETag or cookie, and not private.
void compress_for(const Request& request, Response& response);

}  // namespace sen::http
