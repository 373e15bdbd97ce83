#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "engine/http/server.h"
#include "tests/integration/http/raw_client.h"

namespace sen::http::test {

/// Bytes that tell a wrong offset: the letter at `i` depends on `i`.
std::string pattern_bytes(std::uint64_t from, std::size_t count);

/// A source over pattern_bytes, whose size may be kept secret, and which may be slow.
class PatternSource final : public BodySource {
 public:
  PatternSource(std::uint64_t size, bool known, std::chrono::milliseconds pause = {}, std::size_t piece = 64 * 1024)
      : size_(size), known_(known), pause_(pause), piece_(piece) {}
  std::optional<std::uint64_t> size() const override;
  Result<std::string> read() override;
  Result<void> seek(std::uint64_t offset) override;

 private:
  std::uint64_t size_;
  bool known_;
  std::chrono::milliseconds pause_;
  std::size_t piece_;
  std::uint64_t at_ = 0;
};

/// A real server on a port of its own, with routes for every kind of answer:
///   /cached           20 KB, gzip and Brotli too, on the worker    /hello/{name}  `hello NAME`, in the pool
///   /slow/{ms}        answers late                                 /big/{mb}      one body, shared where it is 8 MB
///   /file  /file/{kb} a source with a size                         /stream/{pieces}/{ms}  one without
///   /export/{kb}      text with a size and a tag that is only read from its beginning
///   /fail/{code}      an error of each kind                        /throw /throw-int  /short  a source that ends early
///   POST /echo        the body; POST /size: its size and whether it lay in a file
///   /seen             method, target, path, query, headers, client as the handler saw them
class TestServer {
 public:
  explicit TestServer(ServerOptions options = {});

  std::uint16_t port() const { return server_->port(); }
  Server& server() { return *server_; }
  int slow_calls() const { return slow_calls_; }
  RawClient client() const { return RawClient(port()); }

 private:
  void add_routes();
  void add_body_routes();
  void add_stream_routes();

  Router router_;
  std::atomic<int> slow_calls_{0};
  std::unique_ptr<Server> server_;
};

}  // namespace sen::http::test
