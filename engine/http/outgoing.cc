#include "engine/http/outgoing.h"

#include <ctime>

#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/http/compress.h"
#include "engine/http/conditional.h"

namespace sen::http {
namespace {

constexpr std::size_t kWorthCompressing = 1024;

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 460:
      return "Checksum Mismatch";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
}

/// The value of Date, written anew once a second.
std::string_view date_now() {
  thread_local std::time_t at = 0;
  thread_local std::string text;
  timespec now{};
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (now.tv_sec != at || text.empty()) {
    at = now.tv_sec;
    text = format_http_date(Timestamp{static_cast<std::int64_t>(at) * 1000});
  }
  return text;
}

const std::string* find(const Pairs& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (equals_ignoring_ascii_case(key, name)) return &value;
  }
  return nullptr;
}

std::string_view value_or_empty(const Pairs& headers, std::string_view name) {
  const std::string* value = find(headers, name);
  return value == nullptr ? std::string_view{} : std::string_view(*value);
}

/// Fields that the listener alone writes.
bool is_own_field(std::string_view name) {
  for (const std::string_view own : {"Date", "Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive"}) {
    if (equals_ignoring_ascii_case(name, own)) return true;
  }
  return false;
}

bool is_printable(std::string_view text) {
  bool clean = true;
  for (const char raw : text) {
    const auto c = static_cast<unsigned char>(raw);
    clean = clean && (c >= 0x20 || c == '\t') && c != 0x7F;
  }
  return clean;
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

void append_fields(std::string& head, const Response& response, const Pairs& always) {
  for (const auto& [name, value] : response.headers) {
    if (!is_own_field(name) && is_printable(name) && is_printable(value)) append_field(head, name, value);
  }
  for (const auto& [name, value] : always) {
    if (find(response.headers, name) == nullptr) append_field(head, name, value);
  }
}

/// Turns a whole answer into the part that Range asks for, or into 416.
void apply_range(const Request& request, const ServerOptions& options, Response& response, Outgoing& out) {
  if (response.source == nullptr || response.status != 200) return;
  out.length = response.source->size();
  if (!out.length) return;
  const std::uint64_t size = *out.length;
  if (find(response.headers, "accept-ranges") == nullptr) response.add("Accept-Ranges", "bytes");
  const auto range = request.header("range");
  if (!range || request.method != Method::Get ||
      !if_range_holds(request, value_or_empty(response.headers, "etag"),
                      value_or_empty(response.headers, "last-modified"))) {
    return;
  }
  const RangeRequest asked = read_range(*range, size);
  if (asked.kind == RangeRequest::Kind::Whole) return;
  if (asked.kind == RangeRequest::Kind::Unsatisfiable) {
    response = make_error(options, request, 416, "the range lies outside the resource");
    response.add("Content-Range", "bytes */" + std::to_string(size));
    out.length.reset();
    return;
  }
  if (!response.source->seek(asked.range.first).has_value()) out.skip = asked.range.first;
  response.status = 206;
  response.add("Content-Range", "bytes " + std::to_string(asked.range.first) + "-" + std::to_string(asked.range.last) +
                                    "/" + std::to_string(size));
  out.length = asked.range.last - asked.range.first + 1;
}

/// Text that is the same for everybody, and has no tag that the compressed form would need another of.
bool is_shared_text(const Pairs& headers) {
  return may_be_compressed(value_or_empty(headers, "content-type"), value_or_empty(headers, "cache-control")) &&
         find(headers, "content-encoding") == nullptr && find(headers, "etag") == nullptr &&
         find(headers, "set-cookie") == nullptr;
}

}  // namespace

Response make_error(const ServerOptions& options, const Request& request, int status, std::string_view message) {
  Response response;
  try {
    if (options.error_page) response = options.error_page(request, status, message);
    response.status = status;
  } catch (const std::exception& error) {
    log::error("http.error_page", {{"what", error.what()}});
  }
  if (response.body == nullptr) {
    response = make_response(
        status, "text/plain; charset=utf-8",
        std::to_string(status) + " " + std::string(reason_of(status)) + ": " + std::string(message) + "\n");
  }
  if (find(response.headers, "cache-control") == nullptr) response.add("Cache-Control", "no-store");
  if (status == 503 && find(response.headers, "retry-after") == nullptr) response.add("Retry-After", "5");
  return response;
}

void compress_for(const Request& request, Response& response) {
  const bool whole = response.body != nullptr && response.body->size() >= kWorthCompressing;
  if (!whole || !is_shared_text(response.headers)) return;
  response.add("Vary", "Accept-Encoding");
  if (choose_coding(request.joined_header("accept-encoding"), true, false) != Coding::Gzip) return;
  auto small = gzip_if_worth_it(*response.body, kQuickLevel);
  if (small == nullptr) return;
  response.body = std::move(small);
  response.add("Content-Encoding", "gzip");
}

Outgoing make_outgoing(const Request& request, const Framing& framing, const ServerOptions& options, Response response,
                       bool close) {
  Outgoing out;
  apply_range(request, options, response, out);
  const int status = response.status;
  const bool bodiless = status == 204 || status == 304 || status < 200;
  const bool streams = response.source != nullptr && !bodiless;
  const bool old = framing.minor_version == 0;
  // RFC 9112, section 6.3: without a length and without chunks, the end of the connection ends the body.
  out.close = close || response.close || (streams && !out.length && old && request.method != Method::Head);

  std::string& head = out.head;
  head.reserve(640);
  head.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason_of(status)).append("\r\n");
  append_field(head, "Date", date_now());
  append_fields(head, response, options.always);
  if (streams && out.length) {
    append_field(head, "Content-Length", std::to_string(*out.length));
  } else if (streams && !old && request.method != Method::Head) {
    out.chunked = true;
    append_field(head, "Transfer-Encoding", "chunked");
  } else if (!streams && !bodiless) {
    append_field(head, "Content-Length", std::to_string(response.body == nullptr ? 0 : response.body->size()));
  }
  if (out.close) {
    append_field(head, "Connection", "close");
  } else if (old) {
    append_field(head, "Connection", "keep-alive");
  }
  head.append("\r\n");
  if (request.method == Method::Head || bodiless) return out;
  out.body = std::move(response.body);
  out.source = std::move(response.source);
  if (out.source != nullptr) out.body = nullptr;
  return out;
}

}  // namespace sen::http
