#include "engine/app/control.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <list>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/app/audit_job.h"
#include "engine/app/exit_code.h"
#include "engine/app/export_job.h"
#include "engine/app/ingest_job.h"
#include "engine/app/people_job.h"
#include "engine/app/search_job.h"
#include "engine/app/verify.h"
#include "engine/base/log.h"

namespace sen::app {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxRequest = 1024 * 1024;

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

Error system_error(std::string_view what) {
  return Error(ErrorCode::Storage, std::string(what) + ": " + std::strerror(errno));
}

/// The address of the socket.
Result<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path))
    return Error(ErrorCode::Storage, "the path of the control socket is longer than " +
                                         std::to_string(sizeof(address.sun_path) - 1) + " bytes: " + path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool send_line(int fd, const json& line) {
  return send_all(fd, line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
}

/// The next line of `fd` without its end; `rest` holds what came behind it. False at the end.
bool read_line(int fd, std::string& rest, std::string& line, std::size_t limit) {
  for (;;) {
    if (const std::size_t end = rest.find('\n'); end != std::string::npos) {
      line = rest.substr(0, end);
      rest.erase(0, end + 1);
      return true;
    }
    if (rest.size() > limit) return false;
    std::array<char, 16384> buffer{};
    const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    rest.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

int answer_ingest(Engine& engine, const content::OrganisationCode& owner, int fd, const json& request) {
  ingest::Options options;
  options.organisation = content::OrganisationCode(request.value("organisation", ""));
  options.default_organisation = content::OrganisationCode(request.value("default_organisation", std::string()));
  if (options.default_organisation.empty()) options.default_organisation = owner;
  options.publish = request.value("publish", false);
  options.language =
      request.value("language", "en") == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English;
  options.worker = own_path();
  const bool as_json = request.value("json", false);
  IngestEvents events;
  events.progress = [&](std::uint64_t done, std::uint64_t all, std::string_view stage) {
    send_line(fd, {{"stage", stage}, {"done", done}, {"all", all}});
  };
  events.receipt = [&](const std::string& path, const ingest::Receipt& receipt) {
    send_line(fd, {{"text", as_json ? ingest::to_json(receipt) + "\n"
                                    : ingest::to_text(receipt, path, options.language, false)}});
  };
  const auto totals = ingest_packages(engine, request.at("packages").get<std::vector<std::string>>(), options, events);
  if (!totals) {
    send_line(fd, {{"error", totals.error().message()}});
    return exit_code_of(totals.error().code());
  }
  if (!as_json) send_line(fd, {{"text", describe(*totals)}});
  return totals->refused > 0 ? kBadInput : kDone;
}

int answer_search(Engine& engine, int fd, const json& request) {
  const auto text =
      search_text(engine, request.value("query", ""), request.value("language", "en"), request.value("json", false));
  if (!text) {
    send_line(fd, {{"error", text.error().message()}});
    return exit_code_of(text.error().code());
  }
  send_line(fd, {{"text", *text}});
  return kDone;
}

int answer_export(Engine& engine, int fd, const json& request) {
  ExportOptions options;
  options.dataset = request.value("dataset", "");
  options.format = request.value("format", "csv");
  const auto done = export_dataset(engine, options, [&](std::string_view piece) -> Result<void> {
    if (send_line(fd, {{"text", piece}})) return {};
    return Error(ErrorCode::Storage, "the command has gone");
  });
  if (done) return kDone;
  send_line(fd, {{"error", done.error().message()}});
  return exit_code_of(done.error().code());
}

/// Whether the index holds every change; it follows within a second.
Result<void> check_index_stands_at_head(Engine& engine) {
  const std::uint64_t head = engine.store().log().head().sequence.value;
  const content::Sequence indexed = SEN_TRY(engine.index().position().within("index"));
  if (indexed.value >= head) return {};
  return Error(ErrorCode::Unavailable, "the index is still taking changes in; ask again in a moment");
}

int answer_verify(Engine& engine, int fd, bool whole, bool as_json) {
  const auto stands = check_index_stands_at_head(engine);
  const auto text = !stands ? Result<std::string>(stands.error())
                    : whole ? Result<std::string>("")
                            : index_verify_text(engine);
  if (!text) {
    send_line(fd, {{"error", text.error().message()}});
    return exit_code_of(text.error().code());
  }
  if (!whole) {
    send_line(fd, {{"text", *text}});
    return kDone;
  }
  const Verification found = verify(engine);
  send_line(fd, {{"text", as_json ? to_json(found) : to_text(found)}});
  return found.faults.empty() ? kDone : kSystem;
}

int answer_text(int fd, const Result<std::string>& text) {
  if (!text) {
    send_line(fd, {{"error", text.error().message()}});
    return exit_code_of(text.error().code());
  }
  send_line(fd, {{"text", *text}});
  return kDone;
}

void answer(Engine& engine, const content::OrganisationCode& owner, const Descriptor& peer) {
  std::string rest, line;
  if (!read_line(peer.get(), rest, line, kMaxRequest)) return;
  const json request = json::parse(line, nullptr, false);
  int code = kUsage;
  try {
    const std::string command = request.is_object() ? request.value("command", "") : "";
    if (command == "ingest")
      code = answer_ingest(engine, owner, peer.get(), request);
    else if (command == "search")
      code = answer_search(engine, peer.get(), request);
    else if (command == "export")
      code = answer_export(engine, peer.get(), request);
    else if (command == "verify" || command == "index verify")
      code = answer_verify(engine, peer.get(), command == "verify", request.value("json", false));
    else if (command == "user" || command == "organisation" || command == "key")
      code = answer_text(peer.get(), people_job(engine, line));
    else if (command == "audit")
      code = answer_text(peer.get(), audit_job(engine, line));
    else
      send_line(peer.get(), {{"error", "the server does not know this command"}});
  } catch (const json::exception& malformed) {
    send_line(peer.get(), {{"error", std::string("the request cannot be read: ") + malformed.what()}});
  }
  send_line(peer.get(), {{"end", code}});
}

class SocketServer final : public ControlServer {
 public:
  SocketServer(Engine& engine, content::OrganisationCode owner, Descriptor listener, std::string path)
      : engine_(engine),
        owner_(std::move(owner)),
        listener_(std::move(listener)),
        path_(std::move(path)),
        thread_([this](const std::stop_token& stop) { run(stop); }) {}

  ~SocketServer() override {
    thread_.request_stop();
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
    ::unlink(path_.c_str());
  }

 private:
  void run(const std::stop_token& stop) {
    std::list<std::jthread> peers;
    while (!stop.stop_requested()) {
      const int fd = ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC);
      if (fd < 0) {
        if (errno == EINTR || errno == ECONNABORTED) continue;
        if (!stop.stop_requested()) log::error("control-accept", {{"error", std::strerror(errno)}});
        break;
      }
      if (peers.size() >= kMaxPeers) peers.pop_front();  // Waits for the oldest: commands are few.
      peers.emplace_back([this, peer = Descriptor(fd)] { answer(engine_, owner_, peer); });
    }
  }

  static constexpr std::size_t kMaxPeers = 8;
  Engine& engine_;
  const content::OrganisationCode owner_;
  Descriptor listener_;
  std::string path_;
  std::jthread thread_;
};

}  // namespace

Result<std::unique_ptr<ControlServer>> ControlServer::start(Engine& engine, const content::OrganisationCode& owner) {
  const std::string path = engine.folder() + "/control.sock";
  const sockaddr_un address = SEN_TRY(address_of(path));
  ::unlink(path.c_str());  // Left by a server that was killed: the store's lock says that none runs.
  Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (listener.get() < 0) return system_error("control socket");
  const mode_t mask = ::umask(0077);
  const int bound = ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  ::umask(mask);
  if (bound != 0) return system_error("control socket " + path);
  if (::listen(listener.get(), 16) != 0) return system_error("control socket " + path);
  return std::unique_ptr<ControlServer>(std::make_unique<SocketServer>(engine, owner, std::move(listener), path));
}

Result<int> ask_server(const std::string& folder, const std::string& request,
                       const std::function<void(const std::string& line)>& line) {
  const sockaddr_un address = SEN_TRY(address_of(folder + "/control.sock"));
  const Descriptor peer(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (peer.get() < 0) return system_error("control socket");
  if (::connect(peer.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return Error(ErrorCode::Unavailable,
                 "the data directory is in use, and no server answers on " + folder + "/control.sock");
  if (!send_all(peer.get(), request + "\n")) return system_error("control socket");
  std::string rest, text;
  while (read_line(peer.get(), rest, text, 64 * kMaxRequest)) {
    const json answered = json::parse(text, nullptr, false);
    if (answered.is_object() && answered.contains("end")) return answered["end"].get<int>();
    line(text);
  }
  return Error(ErrorCode::Unavailable, "the server stopped before it had answered");
}

int print_answer_of_server(const std::string& data, const std::string& request) {
  const auto code = ask_server(data, request, [](const std::string& text) {
    const json line = json::parse(text, nullptr, false);
    if (line.contains("error")) std::fprintf(stderr, "sen: %s\n", line["error"].get<std::string>().c_str());
    if (line.contains("text")) std::fputs(line["text"].get<std::string>().c_str(), stdout);
  });
  return code ? *code : fail(code.error());
}

}  // namespace sen::app
