#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace sen::test {

/// A relay of the tests' own (RFC 5321), without TLS and login: takes every mail of one client after the other and
/// keeps it as it arrived.
class SmtpSink {
 public:
  SmtpSink() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    const bool listens = ::bind(listener_, reinterpret_cast<sockaddr*>(&here), size) == 0 &&
                         ::listen(listener_, 8) == 0 &&
                         ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size) == 0;
    EXPECT_TRUE(listens) << "no port for a relay";
    port_ = ntohs(here.sin_port);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
  SmtpSink(const SmtpSink&) = delete;
  SmtpSink& operator=(const SmtpSink&) = delete;
  ~SmtpSink() {
    thread_.request_stop();
    thread_.join();
    ::close(listener_);
  }

  int port() const { return port_; }
  /// The mails so far, headers and body, lines ended by CR LF.
  std::vector<std::string> mails() const {
    const std::lock_guard lock(mutex_);
    return mails_;
  }

 private:
  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd waiting{listener_, POLLIN, 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      const int line = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (line < 0) continue;
      talk(line, stop);
      ::close(line);
    }
  }

  void talk(int line, const std::stop_token& stop) {
    std::string come, mail;
    bool in_mail = false;
    say(line, "220 relay.test");
    while (!stop.stop_requested()) {
      pollfd waiting{line, POLLIN, 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      char piece[4096];
      const ssize_t got = ::recv(line, piece, sizeof piece, 0);
      if (got <= 0) return;
      come.append(piece, static_cast<std::size_t>(got));
      for (std::size_t end = come.find("\r\n"); end != std::string::npos; end = come.find("\r\n")) {
        std::string words = come.substr(0, end);
        come.erase(0, end + 2);
        if (in_mail && words != ".") {
          if (words.starts_with('.')) words.erase(0, 1);  // Section 4.5.2.
          mail += words + "\r\n";
          continue;
        }
        if (in_mail) {
          const std::lock_guard lock(mutex_);
          mails_.push_back(std::move(mail));
        }
        in_mail = words.starts_with("DATA");
        if (in_mail) mail.clear();
        say(line, in_mail ? "354 go on" : words.starts_with("QUIT") ? "221 good bye" : "250 taken");
        if (words.starts_with("QUIT")) return;
      }
    }
  }

  static void say(int line, const std::string& words) {
    const std::string whole = words + "\r\n";
    EXPECT_EQ(::send(line, whole.data(), whole.size(), MSG_NOSIGNAL), static_cast<ssize_t>(whole.size()));
  }

  const int listener_;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> mails_;
  std::jthread thread_;
};

}  // namespace sen::test
