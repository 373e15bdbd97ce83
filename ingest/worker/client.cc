#include "ingest/worker/client.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <thread>

#include "engine/base/bytes.h"
#include "ingest/worker/limits.h"

namespace sen::ingest::worker {
namespace {

/// While it lives, a write to a dead worker is an error and not a signal that ends the program.
class IgnorePipeSignal {
 public:
  IgnorePipeSignal() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before_);
  }
  IgnorePipeSignal(const IgnorePipeSignal&) = delete;
  IgnorePipeSignal& operator=(const IgnorePipeSignal&) = delete;
  ~IgnorePipeSignal() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    const timespec now{};
    if (sigismember(&before_, SIGPIPE) == 0) {
      while (sigtimedwait(&pipe, nullptr, &now) > 0) {
      }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t before_{};
};

/// What a request is called in the folder of answers.
std::string name_of(Request request, std::string_view body) {
  Sha256 digest;
  digest.update(std::string(1, static_cast<char>(request)));
  digest.update(body);
  return to_hex(digest.finish());
}

/// The answer that is kept at `path`; nothing if there is none, or it cannot be read.
std::optional<std::string> read_made(const std::string& path) {
  if (path.empty()) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return file.bad() ? std::nullopt : std::optional(std::move(bytes));
}

/// Keeps an answer, whole or not at all; that it cannot be kept only costs time later.
void keep_made(const std::string& path, const std::string& bytes) {
  if (path.empty()) return;
  std::error_code code;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), code);
  std::ofstream file(path + ".new", std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) std::filesystem::rename(path + ".new", path, code);
}

}  // namespace

Client::~Client() {
  stop();
}

void Client::stop() {
  if (process_ < 0) return;
  close(to_);
  close(from_);
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

void Client::interrupt() {
  interrupted_ = true;
  if (const int process = process_; process > 0) kill(process, SIGKILL);
}

Result<void> Client::start() {
  std::array<int, 2> in{}, out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0) return Error(ErrorCode::Storage, std::strerror(errno));
  if (pipe2(out.data(), O_CLOEXEC) != 0) {
    const Error error(ErrorCode::Storage, std::strerror(errno));
    close(in[0]);
    close(in[1]);
    return error;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string name = program_, argument = "worker";
  const std::array<char*, 3> arguments = {name.data(), argument.data(), nullptr};
  // A bare environment: nothing of the program's reaches what reads strangers' bytes.
  std::string locale = "LC_ALL=C.UTF-8", untrusted = "VIPS_BLOCK_UNTRUSTED=1";
  const std::array<char*, 3> environment = {locale.data(), untrusted.data(), nullptr};
  pid_t process = -1;
  const int failed = posix_spawn(&process, program_.c_str(), &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  to_ = in[1];
  from_ = out[0];
  process_ = failed == 0 ? process : -1;
  if (failed == 0) return {};
  close(to_);
  close(from_);
  return Error(ErrorCode::Storage, "the worker " + program_ + " cannot be started: " + std::strerror(failed));
}

Error Client::bury(Request request, const Error& seen) {
  ++deaths_;
  const bool late = seen.code() == ErrorCode::Unavailable;
  int status = 0;
  // A dying worker closes its pipes a moment before it can be waited for; one that lives is ended.
  pid_t ended = 0;
  for (int i = 0; !late && ended == 0 && i < 100; ++i) {
    ended = waitpid(process_, &status, WNOHANG);
    if (ended == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (ended == 0) {
    kill(process_, SIGKILL);
    waitpid(process_, &status, 0);
  }
  close(to_);
  close(from_);
  process_ = -1;
  const std::string cpu = std::to_string(cpu_seconds(request)) + " s of CPU";
  if (late)
    return {ErrorCode::Unavailable, "it took longer than " + std::to_string(wait_milliseconds(request) / 1000) + " s"};
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return {ErrorCode::Unavailable, "it took more than " + cpu};
  if (WIFSIGNALED(status))
    return {ErrorCode::Unavailable, "the worker died (" + std::string(sigabbrev_np(WTERMSIG(status))) + "), at most " +
                                        cpu + " and " + std::to_string(kMemoryBytes / 1024 / 1024) + " MB are allowed"};
  return {ErrorCode::Unavailable, "the worker ended"};
}

Result<Frame> Client::ask_worker(Request request, std::string_view body) {
  if (program_.empty()) return answer(request, body);
  if (deaths_ >= max_deaths_) return Error(ErrorCode::Unavailable, "too many files before it were too much");
  if (process_ < 0 && !interrupted_) SEN_TRY(start());
  // Looked at after the start: an interruption before it found no process to end.
  if (interrupted_) return Error(ErrorCode::Unavailable, "the work was given up");
  const IgnorePipeSignal quiet;
  const auto sent = write_frame(to_, static_cast<char>(request), body);
  if (!sent) return bury(request, sent.error());
  auto got = read_frame(from_, wait_milliseconds(request));
  if (!got) return bury(request, got.error());
  return *std::move(got);
}

Result<std::string> Client::ask(Request request, std::string_view body) {
  const std::string kept = made_.empty() ? std::string() : made_ + "/" + name_of(request, body);
  if (auto made = read_made(kept)) return *std::move(made);
  Frame frame = SEN_TRY(ask_worker(request, body));
  if (frame.kind != '+') return decode_error(frame.body);
  keep_made(kept, frame.body);
  return std::move(frame.body);
}

Result<markup::Rendered> Client::render(std::string_view markdown) {
  return decode_rendered(SEN_TRY(ask(Request::Markdown, markdown)));
}

Result<MadeImage> Client::make_renditions(std::string_view original) {
  return decode_image(SEN_TRY(ask(Request::Image, original)));
}

Result<MadeImage> Client::make_avif_renditions(std::string_view original) {
  return decode_image(SEN_TRY(ask(Request::Avif, original)));
}

}  // namespace sen::ingest::worker
