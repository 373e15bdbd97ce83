#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/http/body_sink.h"
#include "engine/http/router.h"

namespace sen::http {

struct ServerOptions {
  std::string listen = "127.0.0.1:8080";       ///< `ADDR:PORT`, `[::1]:PORT`; port 0 picks one.
  int threads = 0;                             ///< Worker threads; 0: one a core.
  int pool_threads = 0;                        ///< Threads that run handlers; 0: one a core.
  std::size_t pool_queue = 1024;               ///< Requests that wait for the pool; more are answered 503.
  std::size_t max_header_bytes = 16 * 1024;    ///< 431 beyond.
  std::size_t max_header_lines = 100;          ///< 431 beyond.
  std::size_t max_target_bytes = 8 * 1024;     ///< 414 beyond.
  std::size_t inline_body_bytes = 64 * 1024;   ///< Larger bodies are spooled to a file in `spool_folder`.
  std::uint64_t max_body_bytes = 1024 * 1024;  ///< 413 beyond, before reading on; `body_limit` may raise it for a path.
  std::function<std::uint64_t(const Request&)> body_limit;  ///< Optional; sees method, path and headers.
  /// Optional: where the body of a request goes; sees method, path and headers, on the connection's own thread, before
  /// `body_limit`.
  std::function<Reception(const Request&)> receive;
  std::string spool_folder = "/tmp";
  std::chrono::milliseconds header_timeout{10'000};
  std::chrono::milliseconds body_timeout{30'000};  ///< Renewed while at least `min_bytes_per_second` arrive.
  std::chrono::milliseconds idle_timeout{30'000};
  std::uint64_t min_bytes_per_second = 1024;
  std::uint64_t max_parked_bytes =
      256U * 1024 * 1024;  ///< Of streamed answers that slow readers have not taken; 503 beyond.
  std::chrono::milliseconds drain_timeout{8'000};  ///< At stop(): time for answers under way.
  std::size_t max_connections = 0;                 ///< 503 beyond; 0: what the limit of open files leaves room for.
  std::size_t max_connections_per_client = 512;    ///< Of one address; loopback is spared; 503 beyond; 0: no limit.
  std::vector<std::string>
      hosts;     ///< Names that Host may have, without port and brackets; empty: any valid one; else 421.
  Pairs always;  ///< Headers of every answer (security headers).
  /// Optional: an answer from memory for a GET or HEAD request, asked on the connection's own thread before the
  /// pool is troubled. Nothing: the route answers.
  std::function<std::optional<Response>(const Request&)> fast_path;
  /// Makes the body of an error answer; gets request (may be half empty), status and a message for programs.
  std::function<Response(const Request&, int status, std::string_view message)> error_page;
};

/// The HTTP/1.1 server: Pistache's reactor and transport below, our own parser, router
/// and writer above (docs/decisions/0003; RFC 9112). Thread-safe.
class Server {
 public:
  virtual ~Server() = default;
  /// The port it listens on.
  virtual std::uint16_t port() const = 0;
  /// Answers what is under way, accepts nothing new, and returns within `drain_timeout` and a little.
  virtual void stop() = 0;
};

/// Starts to listen; handlers of `router` are called from then on. `router` must outlive the server.
/// Errors: Storage if the address cannot be taken; InvalidInput if it cannot be read.
Result<std::unique_ptr<Server>> start_server(const Router& router, ServerOptions options);

}  // namespace sen::http
