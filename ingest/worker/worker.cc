#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "ingest/publisher.h"
#include "ingest/worker/limits.h"
#include "ingest/worker/protocol.h"

namespace sen::ingest {
namespace {

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  setrlimit(static_cast<__rlimit_resource_t>(resource), &both);
}

/// Gives the next request `seconds` of CPU from now; beyond, the kernel ends the process (SIGXCPU).
void allow_cpu(std::uint64_t seconds) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto spent = static_cast<std::uint64_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
  const rlimit soft{spent + seconds + 1, RLIM_INFINITY};
  setrlimit(RLIMIT_CPU, &soft);
}

void limit_process() {
  // Arenas of other threads would each reserve 64 MB of the address space.
  mallopt(M_ARENA_MAX, 1);
  prctl(PR_SET_DUMPABLE, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, worker::kFileBytes);
  limit(RLIMIT_NOFILE, 32);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  limit(RLIMIT_AS, worker::kMemoryBytes);
#endif
  if (nice(5) == -1) return;
}

}  // namespace

int run_worker() {
  limit_process();
  for (;;) {
    allow_cpu(worker::kImageCpuSeconds);
    const auto request = worker::read_frame(STDIN_FILENO, -1);
    if (!request) return request.error().code() == ErrorCode::NotFound ? EXIT_SUCCESS : EXIT_FAILURE;
    const auto kind = static_cast<worker::Request>(request->kind);
    allow_cpu(worker::cpu_seconds(kind));
    if (kind == worker::Request::Avif) setpriority(PRIO_PROCESS, 0, 19);
    const worker::Frame answer = worker::answer(kind, request->body);
    if (!worker::write_frame(STDOUT_FILENO, answer.kind, answer.body)) return EXIT_FAILURE;
  }
}

}  // namespace sen::ingest
