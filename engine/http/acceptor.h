#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/result.h"

namespace sen::http {

/// Listening sockets and the thread that takes connections from them. Thread-safe.
///
/// It outlives a lack of file descriptors: one is held in reserve, to take, refuse and close
/// what would otherwise stay at the door and keep the thread spinning.
class Acceptor {
 public:
  /// Gets a connected, non-blocking socket; false: it is not wanted, and is closed after a 503.
  using Visitor = std::function<bool(int fd, const sockaddr_storage& peer)>;

  /// Binds `listen` (`ADDR:PORT`, `[V6]:PORT`, `NAME:PORT`). `[::]` serves IPv4 too.
  /// Errors: InvalidInput if it cannot be read; Storage if it cannot be taken.
  static Result<std::unique_ptr<Acceptor>> open(const std::string& listen);
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;
  ~Acceptor();

  std::uint16_t port() const;
  /// Starts the thread.
  void start(Visitor visitor);
  /// Takes what has already connected, closes the sockets, and ends the thread.
  void stop();

 private:
  Acceptor() = default;
  void run();
  void accept_all(int listener);
  bool accept_with_reserve(int listener);

  std::vector<int> listeners_;
  int wake_ = -1;
  int reserve_ = -1;
  Visitor visitor_;
  std::thread thread_;
};

}  // namespace sen::http
