#include "tests/integration/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "engine/base/text.h"

namespace sen::http::test {
namespace {

/// Takes one chunked body off the front of `input`; nothing if it is not all there.
std::optional<std::string> take_chunks(std::string& input) {
  std::string body;
  std::size_t at = 0;
  for (;;) {
    const std::size_t end = input.find("\r\n", at);
    if (end == std::string::npos) return std::nullopt;
    const std::size_t size = std::stoul(input.substr(at, end - at), nullptr, 16);
    at = end + 2;
    if (input.size() < at + size + 2) return std::nullopt;
    body += input.substr(at, size);
    at += size + 2;
    if (size == 0) break;
  }
  input.erase(0, at);
  return body;
}

}  // namespace

std::string Reply::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (equals_ignoring_ascii_case(key, name)) return value;
  }
  return {};
}

std::size_t Reply::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(
      headers.begin(), headers.end(), [&](const auto& pair) { return equals_ignoring_ascii_case(pair.first, name); }));
}

RawClient::RawClient(std::uint16_t port, bool v6, int receive_buffer) {
  fd_ = ::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  const int one = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  sockaddr_in v4_address{};
  v4_address.sin_family = AF_INET;
  v4_address.sin_port = htons(port);
  v4_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr_in6 v6_address{};
  v6_address.sin6_family = AF_INET6;
  v6_address.sin6_port = htons(port);
  v6_address.sin6_addr = in6addr_loopback;
  const int outcome = v6 ? ::connect(fd_, reinterpret_cast<sockaddr*>(&v6_address), sizeof v6_address)
                         : ::connect(fd_, reinterpret_cast<sockaddr*>(&v4_address), sizeof v4_address);
  if (outcome == 0) return;
  ::close(fd_);
  fd_ = -1;
}

RawClient::~RawClient() {
  if (fd_ >= 0) ::close(fd_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawClient::trickle(std::string_view bytes, std::chrono::milliseconds pause) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!send(bytes.substr(i, 1))) return false;
    std::this_thread::sleep_for(pause);
  }
  return true;
}

bool RawClient::fill(Milliseconds timeout) {
  pollfd watched{.fd = fd_, .events = POLLIN, .revents = 0};
  if (::poll(&watched, 1, static_cast<int>(timeout.count())) <= 0) return false;
  std::string buffer(256 * 1024, '\0');
  const ssize_t count = ::recv(fd_, buffer.data(), buffer.size(), 0);
  if (count <= 0) return false;
  input_.append(buffer, 0, static_cast<std::size_t>(count));
  return true;
}

Reply RawClient::read(bool head, Milliseconds timeout) {
  Reply reply;
  std::size_t end = input_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!fill(timeout)) return reply;
    end = input_.find("\r\n\r\n");
  }
  const std::string text = input_.substr(0, end);
  input_.erase(0, end + 4);
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (reply.status == 0) {
      reply.status = line.starts_with("HTTP/1.1 ") ? std::atoi(line.substr(9, 3).data()) : -1;
      continue;
    }
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos) reply.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  const bool bodiless = head || reply.status < 200 || reply.status == 204 || reply.status == 304;
  if (bodiless) {
    reply.whole = true;
  } else if (reply.header("transfer-encoding") == "chunked") {
    std::optional<std::string> body = take_chunks(input_);
    while (!body && fill(timeout)) body = take_chunks(input_);
    reply.whole = body.has_value();
    reply.body = body.value_or("");
  } else if (reply.count("content-length") > 0) {
    const std::size_t size = std::stoul(reply.header("content-length"));
    while (input_.size() < size && fill(timeout)) {
    }
    reply.whole = input_.size() >= size;
    reply.body = input_.substr(0, size);
    input_.erase(0, size);
  } else {
    reply.body = read_to_end(timeout);
    reply.whole = true;
  }
  if (reply.header("connection") == "close") reply.closed = is_closed();
  return reply;
}

Reply RawClient::get(std::string_view target, std::string_view headers) {
  send(test::get(target, headers));
  return read();
}

std::string RawClient::read_some(std::size_t size, Milliseconds timeout) {
  while (input_.size() < size && fill(timeout)) {
  }
  std::string taken = input_.substr(0, size);
  input_.erase(0, taken.size());
  return taken;
}

std::string RawClient::read_to_end(Milliseconds timeout) {
  while (fill(timeout)) {
  }
  return std::exchange(input_, {});
}

bool RawClient::is_closed(Milliseconds timeout) {
  if (!input_.empty()) return false;
  pollfd watched{.fd = fd_, .events = POLLIN, .revents = 0};
  if (::poll(&watched, 1, static_cast<int>(timeout.count())) <= 0) return false;
  char byte = 0;
  return ::recv(fd_, &byte, 1, MSG_PEEK) <= 0;
}

void RawClient::finish() {
  ::shutdown(fd_, SHUT_WR);
}

void RawClient::reset() {
  const linger now{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(fd_);
  fd_ = -1;
}

std::string get(std::string_view target, std::string_view headers) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: sen.test\r\n" + std::string(headers) + "\r\n";
}

}  // namespace sen::http::test
