#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sen::http::test {

/// An answer as its bytes say.
struct Reply {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;     ///< Without chunk framing.
  bool whole = false;   ///< Everything that the head promised came.
  bool closed = false;  ///< The connection ended with it.

  /// The first field of that name; empty if there is none.
  std::string header(std::string_view name) const;
  std::size_t count(std::string_view name) const;
};

/// A TCP client that sends exactly the bytes it is told, so that a test can be rude.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, bool v6 = false, int receive_buffer = 0);
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient();

  bool connected() const { return fd_ >= 0; }
  /// Sends all of `bytes`; false if the server has closed.
  bool send(std::string_view bytes);
  /// Sends `bytes` one by one, each in its own segment.
  bool trickle(std::string_view bytes, std::chrono::milliseconds pause);

  using Milliseconds = std::chrono::milliseconds;
  /// The next answer. `head`: to a HEAD request, which has no body.
  Reply read(bool head = false, Milliseconds timeout = Milliseconds(5000));
  /// Sends a GET for `target` with `headers` (each with CRLF) and reads the answer.
  Reply get(std::string_view target, std::string_view headers = {});
  /// Takes up to `size` raw bytes.
  std::string read_some(std::size_t size, Milliseconds timeout = Milliseconds(5000));
  /// Everything until the server closes, or nothing comes for `timeout`.
  std::string read_to_end(Milliseconds timeout = Milliseconds(5000));
  /// Whether the server closes, without a word, within `timeout`.
  bool is_closed(Milliseconds timeout = Milliseconds(2000));
  /// Ends our side; the server may still answer.
  void finish();
  /// Goes away with RST.
  void reset();

 private:
  bool fill(Milliseconds timeout);

  int fd_ = -1;
  std::string input_;
};

/// `GET target` with Host, and `headers`, each with its CRLF.
std::string get(std::string_view target, std::string_view headers = {});

}  // namespace sen::http::test
