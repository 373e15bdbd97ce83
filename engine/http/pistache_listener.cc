// The only file that names Pistache. Its reactor, transport and peers carry the bytes;
// its HTTP parser, writer and listener are not used (docs/decisions/0003).
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pistache/net.h>
#include <pistache/peer.h>
#include <pistache/reactor.h>
#include <pistache/tcp.h>
#include <pistache/transport.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <csignal>
#include <thread>
#include <unordered_map>

#include "engine/base/log.h"
#include "engine/base/network.h"
#include "engine/http/acceptor.h"
#include "engine/http/connection.h"
#include "engine/http/server.h"

namespace sen::http {
namespace {

using Pistache::Polling::Mode;
using Pistache::Polling::NotifyOn;

constexpr std::size_t kReadBytes = 32 * 1024;
constexpr long kSweepNanoseconds = 250'000'000;
constexpr long kDrainSweepNanoseconds = 10'000'000;
constexpr auto kIdleGrace = std::chrono::milliseconds(200);  // At stop: for requests that are on their way.
constexpr const char* kClientData = "client";                // Where a peer keeps its Client.
constexpr std::size_t kReservedDescriptors = 64;             // For files, and for the store.

void ignore_sigpipe() {
  std::signal(SIGPIPE, SIG_IGN);
}

int threads_or_cores(int threads) {
  return threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// Most connections that the limit of open files leaves room for.
std::size_t most_connections() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return 1'000'000;
  const auto files = static_cast<std::size_t>(limit.rlim_cur);
  return files - std::min(files / 2, kReservedDescriptors);
}

struct Client {
  std::string address;
  bool loopback = false;
};

Client client_of(const sockaddr_storage& peer) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (peer.ss_family == AF_INET6)
    ::inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr, text.data(), text.size());
  else
    ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(peer).sin_addr, text.data(), text.size());
  Client client{ip_address(text.data()).value_or("")};
  client.loopback = client.address == "::1" || client.address.starts_with("127.");
  return client;
}

/// What Pistache calls when a peer has been given to a worker. It never reads for us: see Worker.
class PeerHandler final : public Pistache::Tcp::Handler {
  PROTOTYPE_OF(Pistache::Tcp::Handler, PeerHandler)
 public:
  void onInput(const char* /*buffer*/, std::size_t /*length*/,
               const std::shared_ptr<Pistache::Tcp::Peer>& /*peer*/) override {}
};

/// One worker thread's transport: Pistache's, with reading and time limits of our own, so that
/// input can wait in the kernel while a request is being answered. Called by its thread, but for rearm().
class Worker final : public Pistache::Tcp::Transport, public Rearm {
 public:
  explicit Worker(Services& services)
      : Transport(std::make_shared<PeerHandler>()), services_(services), buffer_(kReadBytes, '\0') {}
  ~Worker() override {
    for (const auto& [fd, peer] : peers) ::close(fd);
    if (timer_ >= 0) ::close(timer_);
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  std::shared_ptr<Pistache::Aio::Handler> clone() const override { return std::make_shared<Worker>(services_); }

  void registerPoller(Pistache::Polling::Epoll& poller) override {
    Transport::registerPoller(poller);
    timer_ = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    poller.addFd(timer_, Pistache::Flags<NotifyOn>(NotifyOn::Read),
                 Pistache::Polling::Tag(static_cast<std::uint64_t>(timer_)));
    sweep_every(kSweepNanoseconds);
  }

  void onReady(const Pistache::Aio::FdSet& ready) override {
    removed_.clear();
    for (const auto& entry : ready) {
      try {
        on_event(entry);
      } catch (const std::exception& error) {
        log::error("http.worker", {{"what", error.what()}});
      } catch (...) {
        log::error("http.worker", {{"what", "not a std::exception"}});
      }
    }
  }

  /// Any thread.
  void rearm(int fd) override {
    try {
      reactor()->modifyFd(key(), fd, NotifyOn::Read | NotifyOn::Shutdown, Mode::Edge);
    } catch (const std::exception& error) {
      log::error("http.worker", {{"what", error.what()}});  // The sweep still sees the connection.
    }
  }

  /// Any thread.
  void sweep_every(long nanoseconds) const {
    itimerspec spec{};
    spec.it_interval.tv_nsec = nanoseconds;
    spec.it_value.tv_nsec = nanoseconds;
    ::timerfd_settime(timer_, 0, &spec, nullptr);
  }

 private:
  void on_event(const Pistache::Aio::FdSet::Entry& entry) {
    const int fd = static_cast<int>(entry.getTag().value());
    if (fd == timer_) {
      sweep();
      return;
    }
    const auto peer = peers.find(fd);
    if (peer == peers.end()) {
      // A peer that has been removed earlier in this round, or one of the transport's own queues.
      if (std::find(removed_.begin(), removed_.end(), fd) == removed_.end()) pass_on(entry);
      return;
    }
    if (!connection_of(*peer->second)->readable(buffer_)) remove(fd);
  }

  void pass_on(const Pistache::Aio::FdSet::Entry& entry) {
    Pistache::Polling::Event event(entry.getTag());
    event.flags.setFlag(NotifyOn::Read);
    std::vector<Pistache::Polling::Event> events;
    events.push_back(event);
    Transport::onReady(Pistache::Aio::FdSet(std::move(events)));
  }

  std::shared_ptr<Connection>& connection_of(const Pistache::Tcp::Peer& peer) {
    std::shared_ptr<Connection>& connection = connections_[peer.fd()];
    if (connection == nullptr) {
      const auto client = std::static_pointer_cast<Client>(peer.getData(kClientData));
      connection = std::make_shared<Connection>(services_, *this, peer.fd(), client->address, client->loopback);
    }
    return connection;
  }

  void sweep() {
    std::uint64_t ticks = 0;
    [[maybe_unused]] const ssize_t count = ::read(timer_, &ticks, sizeof ticks);
    std::vector<int> over;
    for (const auto& [fd, peer] : peers) {
      if (!connection_of(*peer)->sweep()) over.push_back(fd);
    }
    for (const int fd : over) remove(fd);
  }

  void remove(int fd) {
    const std::shared_ptr<Pistache::Tcp::Peer> peer = peers.at(fd);
    removed_.push_back(fd);
    services_.visitors.leave(connection_of(*peer)->client());
    connections_.erase(fd);
    removePeer(peer);
  }

  Services& services_;
  std::string buffer_;
  int timer_ = -1;
  std::unordered_map<int, std::shared_ptr<Connection>> connections_;
  std::vector<int> removed_;
};

class PistacheServer final : public Server {
 public:
  PistacheServer(const Router& router, ServerOptions options, std::unique_ptr<Acceptor> acceptor)
      : options_(std::move(options)),
        acceptor_(std::move(acceptor)),
        port_(acceptor_->port()),
        pool_(threads_or_cores(options_.pool_threads), options_.pool_queue),
        drain_(pool_, {.window = options_.body_timeout, .min_bytes_per_second = options_.min_bytes_per_second}),
        visitors_(options_.max_connections > 0 ? options_.max_connections : most_connections(),
                  options_.max_connections_per_client),
        services_{.router = router, .options = options_, .pool = pool_, .drain = drain_, .visitors = visitors_} {
    reactor_.init(
        Pistache::Aio::AsyncContext(static_cast<std::size_t>(threads_or_cores(options_.threads)), "sen-http"));
    key_ = reactor_.addHandler(std::make_shared<Worker>(services_));
    for (const auto& handler : reactor_.handlers(key_)) workers_.push_back(std::static_pointer_cast<Worker>(handler));
    reactor_.run();
    acceptor_->start([this](int fd, const sockaddr_storage& peer) { return welcome(fd, peer); });
  }
  ~PistacheServer() override { stop(); }
  PistacheServer(const PistacheServer&) = delete;
  PistacheServer& operator=(const PistacheServer&) = delete;

  std::uint16_t port() const override { return port_; }

  void stop() override {
    if (stopped_.exchange(true)) return;
    const auto begun = std::chrono::steady_clock::now();
    acceptor_->stop();
    services_.draining.store(true);
    for (const auto& worker : workers_) worker->sweep_every(kDrainSweepNanoseconds);
    while (visitors_.count() > 0) {
      const auto elapsed = std::chrono::steady_clock::now() - begun;
      if (elapsed >= options_.drain_timeout) break;
      if (elapsed >= kIdleGrace) services_.cut_idle.store(true);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    pool_.stop();
    drain_.stop();
    reactor_.shutdown();
  }

 private:
  /// On the acceptor's thread.
  bool welcome(int fd, const sockaddr_storage& peer) {
    auto client = std::make_shared<Client>(client_of(peer));
    if (!visitors_.enter(client->address, client->loopback)) return false;
    sockaddr_storage address = peer;
    const auto handle =
        Pistache::Tcp::Peer::Create(fd, Pistache::Address::fromUnix(reinterpret_cast<sockaddr*>(&address)));
    handle->putData(kClientData, std::move(client));
    workers_[next_++ % workers_.size()]->handleNewPeer(handle);
    return true;
  }

  const ServerOptions options_;
  std::unique_ptr<Acceptor> acceptor_;
  const std::uint16_t port_;
  Pool pool_;
  Drain drain_;
  Visitors visitors_;
  Services services_;
  Pistache::Aio::Reactor reactor_;
  Pistache::Aio::Reactor::Key key_;
  std::vector<std::shared_ptr<Worker>> workers_;
  std::size_t next_ = 0;
  std::atomic<bool> stopped_{false};
};

}  // namespace

Result<std::unique_ptr<Server>> start_server(const Router& router, ServerOptions options) {
  ignore_sigpipe();
  std::unique_ptr<Acceptor> acceptor = SEN_TRY(Acceptor::open(options.listen));
  try {
    return std::unique_ptr<Server>(std::make_unique<PistacheServer>(router, std::move(options), std::move(acceptor)));
  } catch (const std::exception& error) {
    return Error(ErrorCode::Storage, std::string("cannot start the server: ") + error.what());
  }
}

}  // namespace sen::http
