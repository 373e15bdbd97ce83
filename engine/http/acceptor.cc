#include "engine/http/acceptor.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>

#include "engine/base/log.h"

namespace sen::http {
namespace {

constexpr int kBacklog = 1024;
constexpr int kUserTimeoutMilliseconds = 30'000;  // Nothing acknowledged or taken: the client is gone (RFC 5482).
constexpr auto kPauseWithoutResources = std::chrono::milliseconds(50);
constexpr std::string_view kBusy =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

struct AddressList {
  addrinfo* first = nullptr;
  AddressList() = default;
  AddressList(const AddressList&) = delete;
  AddressList& operator=(const AddressList&) = delete;
  ~AddressList() {
    if (first != nullptr) ::freeaddrinfo(first);
  }
};

void set(int fd, int level, int option, int value) {
  ::setsockopt(fd, level, option, &value, sizeof value);
}

int open_listener(const addrinfo& address) {
  const int fd = ::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  // Accepted sockets inherit these.
  set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  set(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, kUserTimeoutMilliseconds);
  if (address.ai_family == AF_INET6) set(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (::bind(fd, address.ai_addr, address.ai_addrlen) == 0 && ::listen(fd, kBacklog) == 0) return fd;
  const int reason = errno;
  ::close(fd);
  errno = reason;
  return -1;
}

int open_reserve() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void turn_away(int fd) {
  [[maybe_unused]] const ssize_t sent = ::send(fd, kBusy.data(), kBusy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(fd, SHUT_WR);
  ::close(fd);
}

bool lacks_resources(int reason) {
  return reason == EMFILE || reason == ENFILE || reason == ENOBUFS || reason == ENOMEM;
}

}  // namespace

Result<std::unique_ptr<Acceptor>> Acceptor::open(const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string::npos) return Error(ErrorCode::InvalidInput, "listen address is not ADDR:PORT: " + listen);
  std::string host = listen.substr(0, colon);
  const std::string port = listen.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  AddressList list;
  if (port.empty() || ::getaddrinfo(host.empty() ? nullptr : host.c_str(), port.c_str(), &hints, &list.first) != 0) {
    return Error(ErrorCode::InvalidInput, "listen address is not ADDR:PORT: " + listen);
  }
  const int fd = open_listener(*list.first);
  if (fd < 0) return Error(ErrorCode::Storage, "cannot listen on " + listen + ": " + std::strerror(errno));
  std::unique_ptr<Acceptor> acceptor(new Acceptor());
  acceptor->listeners_.push_back(fd);
  acceptor->wake_ = ::eventfd(0, EFD_CLOEXEC);
  acceptor->reserve_ = open_reserve();
  return acceptor;
}

Acceptor::~Acceptor() {
  stop();
  if (wake_ >= 0) ::close(wake_);
  if (reserve_ >= 0) ::close(reserve_);
}

std::uint16_t Acceptor::port() const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (listeners_.empty() || ::getsockname(listeners_.front(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    return 0;
  }
  const bool is_v6 = address.ss_family == AF_INET6;
  return ntohs(is_v6 ? reinterpret_cast<sockaddr_in6*>(&address)->sin6_port
                     : reinterpret_cast<sockaddr_in*>(&address)->sin_port);
}

void Acceptor::start(Visitor visitor) {
  visitor_ = std::move(visitor);
  thread_ = std::thread([this] { run(); });
}

void Acceptor::stop() {
  if (thread_.joinable()) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
    thread_.join();
    for (const int listener : listeners_) accept_all(listener);
  }
  for (const int listener : listeners_) ::close(listener);
  listeners_.clear();
}

void Acceptor::run() {
  std::vector<pollfd> watched;
  for (const int listener : listeners_) watched.push_back({.fd = listener, .events = POLLIN, .revents = 0});
  watched.push_back({.fd = wake_, .events = POLLIN, .revents = 0});
  for (;;) {
    if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) return;
    if (watched.back().revents != 0) return;
    for (const pollfd& entry : watched) {
      if (entry.revents != 0) accept_all(entry.fd);
    }
  }
}

void Acceptor::accept_all(int listener) {
  for (;;) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    const int fd = ::accept4(listener, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
      if (!visitor_(fd, peer)) turn_away(fd);
      continue;
    }
    if (errno == EINTR || errno == ECONNABORTED) continue;
    if (!lacks_resources(errno)) return;
    if (!accept_with_reserve(listener)) {
      std::this_thread::sleep_for(kPauseWithoutResources);
      return;
    }
  }
}

/// Turns one connection away by means of the reserved descriptor.
bool Acceptor::accept_with_reserve(int listener) {
  if (reserve_ >= 0) ::close(reserve_);
  const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd >= 0) turn_away(fd);
  reserve_ = open_reserve();
  return fd >= 0 && reserve_ >= 0;
}

}  // namespace sen::http
