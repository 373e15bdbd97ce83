#include "engine/http/drain.h"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/base/log.h"

namespace sen::http {
namespace {

constexpr std::size_t kBudget = 256 * 1024;  // A turn of one reader, so that a fast one does not hold up the others.
constexpr int kUnsentBytes = 256 * 1024;     // What the kernel may hold unsent for a reader.
constexpr int kCheckMilliseconds = 250;
constexpr int kMostEvents = 64;

/// Bytes that the reader's side has confirmed: what the kernel still holds is not taken.
std::uint64_t bytes_taken(int fd, const Transfer& transfer) {
  int queued = 0;
  if (::ioctl(fd, SIOCOUTQ, &queued) != 0) queued = 0;
  return transfer.written() - std::min<std::uint64_t>(transfer.written(), static_cast<std::uint64_t>(queued));
}

}  // namespace

Drain::Drain(Pool& pool, DrainOptions options)
    : pool_(pool),
      options_(options),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake_event_;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_event_, &event);
  thread_ = std::jthread([this](const std::stop_token& token) { run(token); });
}

void Drain::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_event_, &one, sizeof one);
}

void Drain::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  wake();
  thread_.join();
}

Drain::~Drain() {
  stop();
  ::close(wake_event_);
  ::close(epoll_);
}

void Drain::add(int fd, std::unique_ptr<Transfer> transfer, std::shared_ptr<Taker> taker) {
  Entry entry;
  entry.held = transfer->held();
  entry.transfer = std::move(transfer);
  entry.taker = std::move(taker);
  entry.window_start = std::chrono::steady_clock::now();
  parked_.fetch_add(entry.held, std::memory_order_relaxed);
  {
    const MutexLock lock(mutex_);
    incoming_.emplace_back(fd, std::move(entry));
  }
  wake();
}

void Drain::take_in() {
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t read = ::read(wake_event_, &count, sizeof count);
  std::vector<std::pair<int, Entry>> incoming;
  std::vector<Filled> filled;
  {
    const MutexLock lock(mutex_);
    incoming.swap(incoming_);
    filled.swap(filled_);
  }
  for (const auto& [fd, sound] : filled) {
    Entry& entry = entries_.at(fd);
    entry.filling = false;
    // The time that the source took is not the reader's.
    entry.taken_at_window = bytes_taken(fd, *entry.transfer);
    entry.window_start = std::chrono::steady_clock::now();
    if (sound) {
      ready_.push_back(fd);
    } else {
      finish(fd, false);
    }
  }
  for (auto& [fd, entry] : incoming) {
    ::setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &kUnsentBytes, sizeof kUnsentBytes);
    entry.taken_at_window = bytes_taken(fd, *entry.transfer);
    epoll_event event{};
    event.events = EPOLLOUT | EPOLLET;
    event.data.fd = fd;
    const bool watched = ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) == 0;
    entries_.insert_or_assign(fd, std::move(entry));
    if (watched) {
      ready_.push_back(fd);
    } else {
      finish(fd, false);
    }
  }
}

void Drain::write(int fd) {
  const auto found = entries_.find(fd);
  if (found == entries_.end() || found->second.filling) return;
  switch (found->second.transfer->write(fd, kBudget)) {
    case Transfer::State::Done:
      finish(fd, true);
      break;
    case Transfer::State::Failed:
      finish(fd, false);
      break;
    case Transfer::State::More:
      ready_.push_back(fd);
      break;
    case Transfer::State::Empty:
      fill(fd, found->second);
      break;
    case Transfer::State::Blocked:
      break;
  }
}

/// Has the next piece read in the pool; here, if the pool is full.
void Drain::fill(int fd, Entry& entry) {
  entry.filling = true;
  Transfer* const transfer = entry.transfer.get();  // The entry stays until the pool has answered.
  if (pool_.submit([this, fd, transfer] { hear({.fd = fd, .sound = transfer->fill()}); })) return;
  hear({.fd = fd, .sound = transfer->fill()});
}

void Drain::hear(Filled filled) {
  {
    const MutexLock lock(mutex_);
    filled_.push_back(filled);
  }
  wake();
}

void Drain::finish(int fd, bool whole) {
  auto node = entries_.extract(fd);
  if (node.empty()) return;
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
  parked_.fetch_sub(node.mapped().held, std::memory_order_relaxed);
  const std::shared_ptr<Taker> taker = std::move(node.mapped().taker);
  node.mapped().transfer = nullptr;
  taker->taken(whole);
}

void Drain::cut_slow_readers(Time now) {
  std::vector<int> slow;
  for (auto& [fd, entry] : entries_) {
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - entry.window_start);
    if (entry.filling || elapsed < options_.window) continue;
    const std::uint64_t taken = bytes_taken(fd, *entry.transfer);
    const auto least = options_.min_bytes_per_second * static_cast<std::uint64_t>(elapsed.count()) / 1000;
    if (taken - entry.taken_at_window < least) slow.push_back(fd);
    entry.taken_at_window = taken;
    entry.window_start = now;
  }
  for (const int fd : slow) finish(fd, false);
}

void Drain::run(const std::stop_token& token) {
  std::array<epoll_event, kMostEvents> events{};
  Time checked = std::chrono::steady_clock::now();
  while (!token.stop_requested()) {
    const int timeout = !ready_.empty() ? 0 : entries_.empty() ? -1 : kCheckMilliseconds;
    const int count = ::epoll_wait(epoll_, events.data(), kMostEvents, timeout);
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == wake_event_) {
        take_in();
      } else if (std::find(ready_.begin(), ready_.end(), fd) == ready_.end()) {
        ready_.push_back(fd);
      }
    }
    std::vector<int> turn;
    turn.swap(ready_);
    for (const int fd : turn) write(fd);
    const Time now = std::chrono::steady_clock::now();
    if (now - checked >= std::chrono::milliseconds(kCheckMilliseconds)) {
      checked = now;
      cut_slow_readers(now);
    }
  }
  take_in();
  while (!entries_.empty()) finish(entries_.begin()->first, false);
}

}  // namespace sen::http
