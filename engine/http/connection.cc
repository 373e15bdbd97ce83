#include "engine/http/connection.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>
#include <ctime>
#include <exception>

#include "engine/base/log.h"
#include "engine/base/network.h"
#include "engine/base/text.h"
#include "engine/http/outgoing.h"
#include "engine/http/syntax.h"
#include "engine/http/transfer.h"

namespace sen::http {
namespace {

constexpr std::size_t kFirstBudget = 1024 * 1024;        // What the first thread sends before the drain takes over.
constexpr int kFirstFills = 16;                          // Pieces of a source that it reads until then.
constexpr std::size_t kMostDiscarded = 4 * 1024 * 1024;  // Input after a refusal that is read and thrown away.
constexpr std::int64_t kLingerMilliseconds = 2000;       // So long, that the client can read the answer first.
constexpr std::int64_t kLingerWhileStopping = 200;
constexpr std::size_t kSmallBody = 64 * 1024;  // Answered even when too much is parked.
constexpr int kMostReads = 4;                  // A turn of one connection before the worker looks at others.
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::int64_t now_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

std::string allow_of(const std::vector<Method>& methods) {
  std::string allow;
  for (const Method method : methods) {
    allow.append(to_string(method)).append(", ");
    if (method == Method::Get) allow.append("HEAD, ");
  }
  return allow + "OPTIONS";
}

Response options_response(std::string_view allow) {
  Response response;
  response.status = 204;
  response.add("Allow", allow);
  return response;
}

}  // namespace

Connection::Connection(Services& services, Rearm& worker, int fd, std::string client, bool loopback)
    : services_(services),
      worker_(worker),
      fd_(fd),
      client_(std::move(client)),
      loopback_(loopback),
      parser_({.header_bytes = services.options.max_header_bytes,
               .header_lines = services.options.max_header_lines,
               .target_bytes = services.options.max_target_bytes}),
      since_(now_milliseconds()) {}

bool Connection::owned_by_worker() {
  const MutexLock lock(mutex_);
  return owner_ == Owner::Worker;
}

void Connection::give_to(Owner owner) {
  const MutexLock lock(mutex_);
  owner_ = owner;
}

void Connection::return_to_worker() {
  // A socket that is not read any more is reported at once, so that the worker removes it.
  if (dead_) ::shutdown(fd_, SHUT_RD);
  const MutexLock lock(mutex_);
  owner_ = Owner::Worker;
  worker_.rearm(fd_);
}

bool Connection::readable(std::string& buffer) {
  if (!owned_by_worker()) return true;  // Looked at again when it comes back.
  for (int reads = 0; !dead_; ++reads) {
    if (reads == kMostReads) {
      worker_.rearm(fd_);
      return true;
    }
    const ssize_t count = ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    if (count == 0) return false;
    const auto size = static_cast<std::size_t>(count);
    if (!process(std::string_view(buffer).substr(0, size))) return true;
    // A short read has emptied the socket: what comes later makes a new edge (epoll(7), Q9).
    if (size < buffer.size()) return lives();
  }
  return lives();
}

/// False for a dead connection, whose socket is then closed by RST: an answer that was cut must not look whole
/// (HTTP/1.0 ends one by closing), and what the kernel holds of it is let go.
bool Connection::lives() const {
  if (!dead_) return true;
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  return false;
}

/// Reads and answers requests. False: another thread owns the connection now.
bool Connection::process(std::string_view bytes) try {
  for (;;) {
    if (lingering_ || dead_) {
      discarded_ += bytes.size();
      if (discarded_ > kMostDiscarded) dead_ = true;
      return true;
    }
    if (!parser_.under_way() && !bytes.empty()) since_ = now_milliseconds();
    const Step step = parser_.next(bytes);
    bytes.remove_prefix(step.used);
    bool ours = true;
    switch (step.kind) {
      case Step::Kind::NeedMore:
        return true;
      case Step::Kind::Head:
        ours = admit(bytes);
        break;
      case Step::Kind::Body:
        ours = keep_body(step.body, bytes);
        break;
      case Step::Kind::End:
        ours = dispatch(bytes);
        break;
      case Step::Kind::Refused:
        ours = refuse(parser_.refusal().status, parser_.refusal().message, bytes);
        break;
    }
    if (!ours) return false;
  }
} catch (const std::exception& error) {
  log::error("http.connection", {{"what", error.what()}});
  dead_ = true;
  return true;
} catch (...) {
  log::error("http.connection", {{"what", "not a std::exception"}});
  dead_ = true;
  return true;
}

bool Connection::accepts_host() const {
  const auto& hosts = services_.options.hosts;
  if (hosts.empty()) return true;
  const std::string host = host_of(parser_.request().header("host").value_or(""));
  return std::any_of(hosts.begin(), hosts.end(),
                     [&](const std::string& name) { return equals_ignoring_ascii_case(name, host); });
}

/// Behind a proxy on this machine the client is whom the proxy names, and no longer this machine. Of several addresses
/// the last is the one that the proxy wrote itself; the others are what the client claims.
void Connection::set_client(Request& request) const {
  request.client = client_;
  request.loopback = loopback_;
  if (!loopback_ || !request.header("X-Forwarded-For")) return;
  request.loopback = false;
  const std::string addresses = request.joined_header("X-Forwarded-For");
  const std::string_view last = trim(std::string_view(addresses).substr(addresses.rfind(',') + 1));
  if (std::optional<std::string> address = ip_address(last)) request.client = *std::move(address);
}

/// Looks at a header section: whether the body may come, and where the request goes.
bool Connection::admit(std::string_view rest) {
  Request& request = parser_.request();
  set_client(request);
  if (!accepts_host()) return refuse(421, "this server does not answer for that host", rest);
  const Framing& framing = parser_.framing();
  if (!framing.has_body()) return true;
  match_ = services_.router.find(request.method, request.path);

  const ServerOptions& options = services_.options;
  if (options.receive) {
    Reception reception = options.receive(request);
    if (reception.refusal) {
      close_after_ = true;  // The body is not read.
      return send(std::move(*reception.refusal), rest);
    }
    request.body_sink = std::move(reception.sink);
  }
  body_limit_ = options.body_limit ? options.body_limit(request) : options.max_body_bytes;
  if (framing.content_length.value_or(0) > body_limit_) return refuse(413, "the body is larger than allowed", rest);
  if (match_.handler == nullptr) {
    close_after_ = true;  // Nobody wants the body; it is not read.
    return send(without_handler(), rest);
  }
  since_ = now_milliseconds();
  body_bytes_ = body_at_window_ = 0;
  if (framing.expects_continue && rest.empty()) {
    const ssize_t sent = ::send(fd_, kContinue.data(), kContinue.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent != static_cast<ssize_t>(kContinue.size())) dead_ = true;
  }
  return true;
}

bool Connection::keep_body(std::string_view bytes, std::string_view rest) {
  if (body_bytes_ + bytes.size() > body_limit_) return refuse(413, "the body is larger than allowed", rest);
  body_bytes_ += bytes.size();
  const ServerOptions& options = services_.options;
  BodySink* sink = parser_.request().body_sink.get();
  const Result<void> kept =
      sink != nullptr ? sink->append(bytes) : spool_.append(bytes, options.inline_body_bytes, options.spool_folder);
  if (kept.has_value()) return true;
  log::warning("http.body", {{"error", kept.error().message()}});
  return refuse(503, "the body cannot be stored now", rest);
}

/// Answers the request that has come in whole, here or in the pool.
bool Connection::dispatch(std::string_view rest) {
  Request& request = parser_.request();
  request.body = spool_.take_body();
  request.body_file = spool_.file();
  close_after_ = !parser_.framing().keep_alive;
  if (std::optional<Response> kept = try_fast_path()) return send(std::move(*kept), rest);
  if (!parser_.framing().has_body()) match_ = services_.router.find(request.method, request.path);
  // An error page may take a render: it is made in the pool too.
  const bool at_once = match_.handler == nullptr ? request.method == Method::Options : match_.run == Run::OnWorker;
  if (at_once) return send(call_handler(), rest);

  Owner before = Owner::Pool;
  {
    const MutexLock lock(mutex_);
    before = std::exchange(owner_, Owner::Pool);
  }
  pending_ = rest;
  if (services_.pool.submit([self = shared_from_this()] { self->run_in_pool(); })) return false;
  give_to(before);
  pending_.clear();
  return send(make_error(services_.options, request, 503, "too many requests wait"), rest);
}

std::optional<Response> Connection::try_fast_path() {
  const Request& request = parser_.request();
  const bool reads = request.method == Method::Get || request.method == Method::Head;
  if (!services_.options.fast_path || !reads || parser_.framing().has_body()) return std::nullopt;
  try {
    return services_.options.fast_path(request);
  } catch (const std::exception& error) {
    log::error("http.fast_path", {{"target", request.target}, {"what", error.what()}});
    return std::nullopt;  // The route answers, or fails, in its own way.
  }
}

void Connection::run_in_pool() {
  try {
    Response response = call_handler();
    compress_for(parser_.request(), response);
    std::string rest = std::exchange(pending_, {});
    if (!send(std::move(response), rest)) return;
    pending_ = std::move(rest);
  } catch (const std::exception& error) {
    log::error("http.connection", {{"what", error.what()}});
    dead_ = true;
  }
  continue_processing();
}

void Connection::taken(bool whole) {
  dead_ = dead_ || !whole;
  if (!dead_) after_answer();
  continue_processing();
}

void Connection::continue_processing() {
  const std::string input = std::exchange(pending_, {});
  if (process(input)) return_to_worker();
}

Response Connection::call_handler() {
  const Request& request = parser_.request();
  if (match_.handler == nullptr) return without_handler();
  try {
    Result<Response> result = (*match_.handler)(request, match_.parameters);
    if (result.has_value()) return std::move(result).value();
    const Error& error = result.error();
    const int status = status_of(error.code());
    if (status != 500) return make_error(services_.options, request, status, error.message());
    log::error("http.handler", {{"target", request.target}, {"error", error.message()}});
  } catch (const std::exception& error) {
    log::error("http.handler", {{"target", request.target}, {"what", error.what()}});
  } catch (...) {
    log::error("http.handler", {{"target", request.target}, {"what", "not a std::exception"}});
  }
  return make_error(services_.options, request, 500, "an internal error");
}

Response Connection::without_handler() {
  const Request& request = parser_.request();
  if (request.target == "*") return options_response("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  if (match_.allowed.empty()) return make_error(services_.options, request, 404, "there is nothing at this address");
  const std::string allow = allow_of(match_.allowed);
  if (request.method == Method::Options) return options_response(allow);
  Response response = make_error(services_.options, request, 405, "the method is not allowed here");
  response.add("Allow", allow);
  return response;
}

bool Connection::refuse(int status, std::string_view message, std::string_view rest) {
  close_after_ = true;
  return send(make_error(services_.options, parser_.request(), status, message), rest);
}

/// Answers the present request. False: the drain owns the connection now.
bool Connection::send(Response response, std::string_view rest) {
  const Request& request = parser_.request();
  const bool large = response.source != nullptr || (response.body != nullptr && response.body->size() > kSmallBody);
  if (large && services_.drain.parked_bytes() > services_.options.max_parked_bytes) {
    response = make_error(services_.options, request, 503, "too many answers wait for slow readers");
  }
  const bool close = close_after_ || services_.draining.load(std::memory_order_relaxed);
  Outgoing out = make_outgoing(request, parser_.framing(), services_.options, std::move(response), close);
  close_after_ = out.close;

  Transfer transfer(std::move(out));
  Transfer::State state = transfer.write(fd_, kFirstBudget);
  for (int fills = 0; state == Transfer::State::Empty && fills < kFirstFills; ++fills) {
    state = transfer.fill() ? transfer.write(fd_, kFirstBudget) : Transfer::State::Failed;
  }
  parser_.reset();
  spool_.clear();
  if (state == Transfer::State::Done) {
    after_answer();
    return true;
  }
  // Small answers are begun even when too much is parked; one that blocks then is cut.
  if (state == Transfer::State::Failed || services_.drain.parked_bytes() > services_.options.max_parked_bytes) {
    dead_ = true;
    return true;
  }
  pending_ = rest;
  auto parked = std::make_unique<Transfer>(std::move(transfer));
  give_to(Owner::Drain);
  services_.drain.add(fd_, std::move(parked), shared_from_this());
  return false;
}

void Connection::after_answer() {
  since_ = now_milliseconds();
  if (!close_after_) return;
  // Closing with unread input would reset the connection, and the client could lose the answer
  // (RFC 9112, section 9.6): say that nothing follows, and wait for the client to close.
  lingering_ = true;
  ::shutdown(fd_, SHUT_WR);
}

/// Whether the server stops, and the client's side has confirmed all that was sent.
bool Connection::has_heard() const {
  int unconfirmed = 0;
  return services_.draining.load(std::memory_order_relaxed) && ::ioctl(fd_, SIOCOUTQ, &unconfirmed) == 0 &&
         unconfirmed == 0;
}

/// Whether the client has used up its time; `message` says for what, empty: nothing need be said.
bool Connection::is_late(Milliseconds now, std::string_view& message) {
  const ServerOptions& options = services_.options;
  const Milliseconds elapsed = now - since_;
  if (lingering_) return elapsed > (has_heard() ? kLingerWhileStopping : kLingerMilliseconds);
  if (!parser_.under_way()) return services_.cut_idle.load() || elapsed > options.idle_timeout.count();
  if (!parser_.in_body()) {
    message = "the header section took too long";
    return elapsed > options.header_timeout.count();
  }
  if (elapsed <= options.body_timeout.count()) return false;
  message = "the body came too slowly";
  const std::uint64_t came = body_bytes_ - body_at_window_;
  if (came < options.min_bytes_per_second * static_cast<std::uint64_t>(elapsed) / 1000) return true;
  since_ = now;
  body_at_window_ = body_bytes_;
  return false;
}

bool Connection::sweep() {
  if (!owned_by_worker()) return true;
  if (!lives()) return false;
  std::string_view message;
  if (!is_late(now_milliseconds(), message)) return true;
  if (message.empty()) return false;
  return !refuse(408, message, {}) || lives();
}

}  // namespace sen::http
