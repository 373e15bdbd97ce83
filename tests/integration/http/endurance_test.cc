#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "tests/integration/http/test_server.h"

namespace sen::http::test {
namespace {

using Milliseconds = std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

std::size_t open_descriptors() {
  const std::filesystem::directory_iterator folder("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

std::size_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t size = 0;
  std::size_t resident = 0;
  statm >> size >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// `bytes` as it binds: the sanitizers keep freed memory and shadow it.
std::size_t memory_limit(std::size_t bytes) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return bytes * 16;
#else
  return bytes;
#endif
}

/// Processor time of this process so far.
Milliseconds processor_time() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return Milliseconds((usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
                      (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000);
}

/// Whether `condition` comes true within `timeout`.
bool eventually(const std::function<bool()>& condition, Milliseconds timeout = Milliseconds(5000)) {
  for (const auto end = Clock::now() + timeout; Clock::now() < end;) {
    if (condition()) return true;
    std::this_thread::sleep_for(Milliseconds(10));
  }
  return condition();
}

ServerOptions one_worker() {
  ServerOptions options;
  options.threads = 1;
  options.pool_threads = 1;
  return options;
}

// Small against what the server's kernel holds, large enough that reading on does not take thousands of turns.
constexpr int kSmallBuffer = 64 * 1024;

std::vector<std::unique_ptr<RawClient>> slow_readers(TestServer& server, int count, const std::string& target) {
  std::vector<std::unique_ptr<RawClient>> readers;
  for (int i = 0; i < count; ++i) {
    readers.push_back(std::make_unique<RawClient>(server.port(), false, kSmallBuffer));
    readers.back()->send(get(target));
  }
  return readers;
}

TEST(HttpEndurance, SlowReadersHoldUpNobodyAndCostNoMemory) {
  TestServer server(one_worker());
  RawClient warm(server.port());
  ASSERT_EQ(warm.get("/big/8").body.size(), 8U << 20U);
  const std::size_t before = resident_bytes();

  const auto readers = slow_readers(server, 100, "/big/8");
  std::this_thread::sleep_for(Milliseconds(300));
  const auto begun = Clock::now();
  RawClient other(server.port());
  const Reply reply = other.get("/hello/x");
  const auto elapsed = Clock::now() - begun;
  const Milliseconds busy = processor_time();
  std::this_thread::sleep_for(Milliseconds(500));
  const Milliseconds spent = processor_time() - busy;

  EXPECT_EQ(reply.body, "hello x");
  EXPECT_LT(elapsed, Milliseconds(4000));
  EXPECT_LT(resident_bytes() - std::min(before, resident_bytes()), memory_limit(64U << 20U));
  EXPECT_LT(spent, Milliseconds(250)) << "waiting must not spin";
}

TEST(HttpEndurance, ASlowReaderGetsEverythingInTheEnd) {
  TestServer server(one_worker());
  const auto readers = slow_readers(server, 3, "/file/12000");
  std::this_thread::sleep_for(Milliseconds(200));

  for (const auto& reader : readers) {
    const Reply reply = reader->read();
    EXPECT_TRUE(reply.whole);
    EXPECT_TRUE(reply.body == pattern_bytes(0, 12'000 * 1024));
    EXPECT_EQ(reader->get("/hello/x").body, "hello x");
  }
}

TEST(HttpEndurance, AReaderBelowTheLeastRateIsCutOff) {
  ServerOptions options = one_worker();
  options.body_timeout = Milliseconds(500);
  options.min_bytes_per_second = 1'000'000;
  TestServer server(std::move(options));
  const std::size_t before = open_descriptors();

  auto readers = slow_readers(server, 5, "/big/8");

  EXPECT_TRUE(eventually([&] { return open_descriptors() == before + 10; })) << "ours and the server's ends";
  EXPECT_TRUE(eventually([&] { return open_descriptors() == before + 5; })) << "ours only";
  for (const auto& reader : readers) EXPECT_FALSE(reader->read(false, Milliseconds(3000)).whole);
}

TEST(HttpEndurance, AnswersWithoutParkedMemoryWhenTooMuchIsParked) {
  ServerOptions options = one_worker();
  options.max_parked_bytes = 20U << 20U;
  TestServer server(std::move(options));
  const auto readers = slow_readers(server, 8, "/big/7");
  std::this_thread::sleep_for(Milliseconds(300));

  RawClient other(server.port());
  const Reply large = other.get("/big/7");
  const Reply small = other.get("/hello/x");

  EXPECT_EQ(large.status, 503);
  EXPECT_EQ(large.count("retry-after"), 1U);
  EXPECT_EQ(small.status, 200);
}

TEST(HttpEndurance, ClientsThatGoAwayLeaveNothingBehind) {
  TestServer server(one_worker());
  ASSERT_EQ(RawClient(server.port()).get("/hello/x").status, 200);
  std::this_thread::sleep_for(Milliseconds(50));
  const std::size_t before = open_descriptors();

  for (int i = 0; i < 100; ++i) {
    for (const std::string target : {"/big/8", "/file/4096", "/stream/1000/1", "/slow/1", "/cached"}) {
      if (target == "/stream/1000/1" && i % 20 != 0) continue;
      RawClient client(server.port(), false, 4096);
      client.send(get(target));
      if (i % 2 == 0) client.read_some(100);
      client.reset();
    }
  }

  EXPECT_EQ(RawClient(server.port()).get("/hello/x").status, 200);
  EXPECT_TRUE(eventually([&] { return open_descriptors() <= before; })) << open_descriptors() << " > " << before;
}

TEST(HttpEndurance, AStreamMayTakeLongerThanTheTimeouts) {
  ServerOptions options;
  options.header_timeout = Milliseconds(300);
  options.idle_timeout = Milliseconds(300);
  options.body_timeout = Milliseconds(300);
  TestServer server(std::move(options));
  RawClient streaming(server.port());
  RawClient waiting(server.port());

  streaming.send(get("/stream/20/60"));
  waiting.send(get("/slow/1000"));

  EXPECT_EQ(waiting.read().body, "late");
  EXPECT_EQ(streaming.read().body, pattern_bytes(0, 200'000));
}

TEST(HttpEndurance, ASlowSourceHoldsUpNoOtherReader) {
  ServerOptions options;
  options.threads = 1;
  options.pool_threads = 2;
  TestServer server(std::move(options));
  RawClient slow(server.port());
  slow.send(get("/stream/200/100"));
  auto parked = slow_readers(server, 1, "/big/8");
  std::this_thread::sleep_for(Milliseconds(200));

  const auto begun = Clock::now();
  const Reply reply = parked.front()->read();

  EXPECT_TRUE(reply.whole);
  EXPECT_LT(Clock::now() - begun, Milliseconds(10'000));
}

TEST(HttpEndurance, HeadersBodiesAndIdleConnectionsHaveTimeLimits) {
  ServerOptions options;
  options.header_timeout = Milliseconds(600);
  options.idle_timeout = Milliseconds(900);
  options.body_timeout = Milliseconds(500);
  options.min_bytes_per_second = 20;
  TestServer server(std::move(options));

  RawClient silent(server.port());
  RawClient kept(server.port());
  ASSERT_EQ(kept.get("/hello/x").status, 200);
  RawClient slow_body(server.port());
  slow_body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nab");
  RawClient fair_body(server.port());
  fair_body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");
  auto fair = std::async(std::launch::async, [&] { return fair_body.trickle(std::string(100, 'x'), Milliseconds(9)); });
  RawClient dripping(server.port());
  const auto begun = Clock::now();
  dripping.trickle(get("/hello/x", "A: " + std::string(60, 'b') + "\r\n"), Milliseconds(20));
  const Reply timed_out = dripping.read();

  EXPECT_EQ(timed_out.status, 408);
  EXPECT_TRUE(timed_out.closed);
  EXPECT_LT(Clock::now() - begun, Milliseconds(3500));
  EXPECT_EQ(slow_body.read().status, 408);
  EXPECT_TRUE(fair.get());
  EXPECT_EQ(fair_body.read().body.size(), 100U);
  EXPECT_TRUE(silent.is_closed());
  EXPECT_TRUE(kept.is_closed());
}

TEST(HttpEndurance, AFullPoolAnswers503AtOnce) {
  ServerOptions options = one_worker();
  options.pool_queue = 2;
  TestServer server(std::move(options));
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/slow/600"));
    std::this_thread::sleep_for(Milliseconds(20));
  }

  int served = 0;
  int refused = 0;
  for (const auto& client : clients) {
    const Reply reply = client->read();
    served += reply.status == 200 ? 1 : 0;
    refused += reply.status == 503 && reply.count("retry-after") == 1 ? 1 : 0;
  }

  EXPECT_EQ(served, 3);
  EXPECT_EQ(refused, 3);
}

TEST(HttpEndurance, ABlockingHandlerDoesNotHoldUpCachedPages) {
  TestServer server(one_worker());
  RawClient blocking(server.port());
  blocking.send(get("/slow/1500"));
  std::this_thread::sleep_for(Milliseconds(50));

  const auto begun = Clock::now();
  RawClient other(server.port());
  const Reply reply = other.get("/cached");

  EXPECT_EQ(reply.status, 200);
  EXPECT_LT(Clock::now() - begun, Milliseconds(1000));
  EXPECT_EQ(blocking.read().body, "late");
}

TEST(HttpEndurance, ListensOnIpv6AndOnBothFamilies) {
  ServerOptions six;
  six.listen = "[::1]:0";
  TestServer loopback(std::move(six));
  ServerOptions both;
  both.listen = "[::]:0";
  TestServer any(std::move(both));

  EXPECT_THAT(RawClient(loopback.port(), true).get("/seen").body, testing::HasSubstr("client ::1 loopback"));
  EXPECT_FALSE(RawClient(loopback.port()).connected());
  EXPECT_THAT(RawClient(any.port(), true).get("/seen").body, testing::HasSubstr("client ::1 loopback"));
  EXPECT_THAT(RawClient(any.port()).get("/seen").body, testing::HasSubstr("client 127.0.0.1 loopback"));
}

TEST(HttpEndurance, SaysWhyItCannotListen) {
  const Router router;
  TestServer server;
  ServerOptions taken;
  taken.listen = "127.0.0.1:" + std::to_string(server.port());
  ServerOptions unreadable;
  unreadable.listen = "nonsense";

  EXPECT_EQ(start_server(router, std::move(taken)).error().code(), ErrorCode::Storage);
  EXPECT_EQ(start_server(router, std::move(unreadable)).error().code(), ErrorCode::InvalidInput);
}

TEST(HttpStop, DeliversWhatIsUnderWayAndAcceptsNothingNew) {
  auto server = std::make_unique<TestServer>();
  const std::uint16_t port = server->port();
  RawClient slow(port);
  RawClient streaming(port);
  RawClient idle(port);
  slow.send(get("/slow/500"));
  streaming.send(get("/stream/50/10"));
  ASSERT_TRUE(eventually([&] { return server->slow_calls() == 1; }));

  const auto begun = Clock::now();
  auto stopped = std::async(std::launch::async, [&] { server->server().stop(); });
  std::this_thread::sleep_for(Milliseconds(100));
  const bool refused = !RawClient(port).connected();
  const Reply late = slow.read();
  const Reply stream = streaming.read();
  stopped.wait();

  EXPECT_TRUE(refused);
  EXPECT_EQ(late.body, "late");
  EXPECT_EQ(late.header("connection"), "close");
  EXPECT_EQ(stream.body.size(), 500'000U);
  EXPECT_TRUE(idle.is_closed());
  EXPECT_LT(Clock::now() - begun, Milliseconds(1900));
}

TEST(HttpStop, LosesNoRequestOfBusyClients) {
  auto server = std::make_unique<TestServer>();
  const std::uint16_t port = server->port();
  std::atomic<int> answered{0};
  std::atomic<int> lost{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      RawClient client(port);
      for (;;) {
        if (!client.send(get("/hello/x"))) {
          lost += 1;
          return;
        }
        const Reply reply = client.read();
        if (!reply.whole) {
          lost += 1;
          return;
        }
        answered += 1;
        if (reply.header("connection") == "close") return;
      }
    });
  }
  std::this_thread::sleep_for(Milliseconds(150));

  server->server().stop();
  for (std::thread& client : clients) client.join();

  EXPECT_GT(answered, 8);
  EXPECT_EQ(lost, 0);
}

TEST(HttpStop, CutsWhatDoesNotEndInTime) {
  ServerOptions options = one_worker();
  options.drain_timeout = Milliseconds(400);
  TestServer server(std::move(options));
  const auto readers = slow_readers(server, 2, "/big/8");
  std::this_thread::sleep_for(Milliseconds(100));

  const auto begun = Clock::now();
  server.server().stop();

  EXPECT_LT(Clock::now() - begun, Milliseconds(1500));
}

/// Forks a process that opens forty connections, tells `ready`, and keeps them for a second.
pid_t start_crowd(std::uint16_t port, int ready) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 40; ++i) clients.push_back(std::make_unique<RawClient>(port));
  const char done = 'd';
  if (::write(ready, &done, 1) != 1) ::_exit(1);
  ::sleep(1);
  ::_exit(0);
}

/// The child's part: a server with room for few descriptors outlives a crowd that wants more.
/// `taken_elsewhere`: other files have used up the room that connections count on.
int survive_exhaustion(bool taken_elsewhere) {
  const rlimit few{.rlim_cur = 64, .rlim_max = 64};
  ::setrlimit(RLIMIT_NOFILE, &few);
  TestServer server(one_worker());
  if (RawClient(server.port()).get("/hello/x").status != 200) return 1;
  std::array<int, 2> ready{};
  if (::pipe(ready.data()) != 0) return 1;
  const std::vector<pid_t> crowd = {start_crowd(server.port(), ready[1]), start_crowd(server.port(), ready[1])};
  std::vector<int> files;
  if (taken_elsewhere) {
    for (int fd = ::dup(0); fd >= 0; fd = ::dup(0)) files.push_back(fd);
  }
  char byte = 0;
  if (::read(ready[0], &byte, 1) != 1 || ::read(ready[0], &byte, 1) != 1) return 2;
  const Milliseconds busy = processor_time();
  std::this_thread::sleep_for(Milliseconds(400));
  const bool spins = processor_time() - busy > Milliseconds(200);
  for (const pid_t child : crowd) ::waitpid(child, nullptr, 0);
  for (const int fd : files) ::close(fd);
  std::this_thread::sleep_for(Milliseconds(100));
  const bool serves = RawClient(server.port()).get("/hello/x").status == 200;
  return spins ? 3 : serves ? 0 : 4;
}

TEST(HttpEndurance, OutlivesALackOfDescriptors) {
  for (const bool taken_elsewhere : {false, true}) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(survive_exhaustion(taken_elsewhere));

    int status = 0;
    ::waitpid(child, &status, 0);

    ASSERT_TRUE(WIFEXITED(status)) << "ended by signal " << WTERMSIG(status);
    EXPECT_EQ(WEXITSTATUS(status), 0) << "3: spins, 4: does not serve again";
  }
}

TEST(HttpEndurance, HoldsAThousandIdleConnectionsCheaply) {
  TestServer server;
  const std::size_t before = resident_bytes();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 1000; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/hello/x"));
  }
  for (const auto& client : clients) ASSERT_EQ(client->read().status, 200);

  EXPECT_LT(resident_bytes() - std::min(before, resident_bytes()), memory_limit(16U << 20U));
}

}  // namespace
}  // namespace sen::http::test
