#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sen::http {

class BodySink;

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };

std::string_view to_string(Method method);

/// Header fields or query parameters in the order they came, repeated names kept.
/// Names of header fields compare without regard to ASCII case.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// One request as the strict parser understood it; every byte has one reading.
struct Request {
  Method method = Method::Get;
  std::string target;                   ///< As sent, origin form: path and query.
  std::vector<std::string> path;        ///< Decoded once, UTF-8 in NFC, no empty, `.` or `..` parts; empty for `/`.
  bool trailing_slash = false;          ///< Whether the path ended in `/` (and is not `/` itself).
  Pairs query;                          ///< Decoded once; `+` is a space (`raw_query` keeps it for SDMX).
  std::string raw_query;                ///< As sent, without `?`.
  Pairs headers;                        ///< Values trimmed.
  std::string body;                     ///< Whole, when it was at most ServerOptions::inline_body_bytes.
  std::string body_file;                ///< Else the path of a spool file that lives as long as the request.
  std::shared_ptr<BodySink> body_sink;  ///< Or what has taken it (ServerOptions::receive).
  std::string client;     ///< Its address without port; of a proxy on this machine whom that forwards for.
  bool loopback = false;  ///< Whether the client is this machine.

  /// The first field called `name`, or nothing.
  std::optional<std::string_view> header(std::string_view name) const;
  /// All fields called `name` joined by `, ` (RFC 9110, section 5.3); empty if there is none.
  std::string joined_header(std::string_view name) const;
  /// The first parameter called `name`, or nothing.
  std::optional<std::string_view> parameter(std::string_view name) const;
  /// The value of the first cookie called `name` (RFC 6265, section 4.2.1); empty if there is none.
  std::string_view cookie(std::string_view name) const;
};

/// Whether the request comes from a page of this host, so that it may change something: by `Sec-Fetch-Site` (Fetch
/// Metadata), and by `Origin` (RFC 6454, section 7) where it is sent. Without either it does not.
bool is_same_origin(const Request& request);

}  // namespace sen::http
