#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/mutex.h"
#include "engine/http/drain.h"
#include "engine/http/parser.h"
#include "engine/http/pool.h"
#include "engine/http/router.h"
#include "engine/http/server.h"
#include "engine/http/spool.h"
#include "engine/http/visitors.h"

namespace sen::http {

/// What all connections of a server share.
struct Services {
  const Router& router;
  const ServerOptions& options;
  Pool& pool;
  Drain& drain;
  Visitors& visitors;
  std::atomic<bool> draining{false};  ///< Answers end their connections.
  std::atomic<bool> cut_idle{false};  ///< The grace for a request on its way is over.
};

/// Asks the worker of a connection to look at its socket again, whatever the edge said.
class Rearm {
 public:
  virtual ~Rearm() = default;
  virtual void rearm(int fd) = 0;
};

/// One client's connection. Requests are read and answered strictly one after the other, so
/// pipelined ones are answered in order and input waits in the kernel meanwhile.
///
/// A connection has one owner at a time: its worker (reading, and handlers that answer from
/// memory), a pool thread (a handler), or the drain (an answer that the reader takes slowly).
/// Only the owner touches its state; ownership changes hands under the mutex. The worker
/// alone removes a connection, and only while it owns it; so the socket stays open for the others.
class Connection final : public Taker, public std::enable_shared_from_this<Connection> {
 public:
  /// `fd` is non-blocking; `worker` outlives the connection's use of it.
  Connection(Services& services, Rearm& worker, int fd, std::string client, bool loopback);

  /// Called by the worker: reads and answers what has come. False: it is over, close the socket.
  bool readable(std::string& buffer);
  /// Called by the worker now and then: holds the time limits. False: it is over, close the socket.
  bool sweep();
  /// The client's address.
  const std::string& client() const { return client_; }
  /// Called by the drain.
  void taken(bool whole) override;

 private:
  enum class Owner { Worker, Pool, Drain };
  using Milliseconds = std::int64_t;  ///< Of the monotonic clock.

  bool process(std::string_view bytes);
  bool admit(std::string_view rest);
  bool keep_body(std::string_view bytes, std::string_view rest);
  bool dispatch(std::string_view rest);
  bool refuse(int status, std::string_view message, std::string_view rest);
  bool send(Response response, std::string_view rest);
  std::optional<Response> try_fast_path();
  Response call_handler();
  Response without_handler();
  void run_in_pool();
  void continue_processing();
  void after_answer();
  void give_to(Owner owner);
  void return_to_worker();
  bool owned_by_worker();
  bool is_late(Milliseconds now, std::string_view& message);
  bool lives() const;
  bool has_heard() const;
  void set_client(Request& request) const;
  bool accepts_host() const;

  Services& services_;
  Rearm& worker_;
  const int fd_;
  const std::string client_;
  const bool loopback_;

  Mutex mutex_;
  Owner owner_ SEN_GUARDED_BY(mutex_) = Owner::Worker;

  // Of the owner alone:
  Parser parser_;
  Router::Match match_;
  Spool spool_;
  std::string pending_;  ///< Input behind the request that is being answered.
  std::uint64_t body_limit_ = 0;
  std::uint64_t body_bytes_ = 0;  ///< Of the body under way.
  bool close_after_ = false;
  bool lingering_ = false;  ///< Everything is said; waiting for the client to hear it.
  bool dead_ = false;       ///< To be closed without a word.
  std::size_t discarded_ = 0;
  Milliseconds since_ = 0;  ///< When the present phase began: idle, header section, body window, lingering.
  std::uint64_t body_at_window_ = 0;
};

}  // namespace sen::http
