#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <sstream>
#include <thread>

#include "ingest/worker/client.h"
#include "ingest/worker/limits.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest::worker {
namespace {

/// The process that `client` started, by /proc (proc(5)): this one's only child.
std::string only_child() {
  std::string child;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task"))
    child += file_bytes(task.path() / "children");
  return child.substr(0, child.find(' '));
}

/// The soft limit of a row of /proc/PID/limits: `Max cpu time`.
std::string soft_limit(const std::string& process, const std::string& row) {
  const std::string limits = file_bytes("/proc/" + process + "/limits");
  std::istringstream values(limits.substr(limits.find(row) + row.size()));
  std::string soft;
  values >> soft;
  return soft;
}

/// Field 19 of /proc/PID/stat, counted behind the name in brackets.
int niceness(const std::string& process) {
  const std::string stat = file_bytes("/proc/" + process + "/stat");
  std::istringstream fields(stat.substr(stat.rfind(')') + 2));
  std::string field;
  for (int i = 3; i <= 19; ++i) fields >> field;
  return std::stoi(field);
}

TEST(WorkerProcess, HasLimitsOfCpuMemoryAndFilesAndStandsBehindOthers) {
  Client process(SEN_WORKER);
  ASSERT_TRUE(process.render("a").has_value());
  const std::string child = only_child();
  ASSERT_FALSE(child.empty());

  EXPECT_LE(std::stoull(soft_limit(child, "Max cpu time")), kImageCpuSeconds + 2);
  EXPECT_EQ(soft_limit(child, "Max file size"), std::to_string(kFileBytes));
  EXPECT_EQ(soft_limit(child, "Max core file size"), "0");
  EXPECT_EQ(soft_limit(child, "Max open files"), "32");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_EQ(soft_limit(child, "Max address space"), std::to_string(kMemoryBytes));
#endif
  EXPECT_GE(niceness(child), 5);
}

TEST(WorkerProcess, StandsBehindEverybodyWhileItMakesAvif) {
  Client process(SEN_WORKER);
  ASSERT_TRUE(process.make_avif_renditions(file_bytes(repository_file("tests/data/packages/good/images/port.jpg"))));

  EXPECT_EQ(niceness(only_child()), 19);
}

TEST(WorkerProcess, RendersAsTheProgramItselfDoes) {
  Client process(SEN_WORKER), here("");
  const std::string picture = file_bytes(repository_file("tests/data/packages/good/images/port.jpg"));

  const auto text = process.render("# Một\n\n![](images/a.jpg)\n");
  const auto image = process.make_renditions(picture);

  ASSERT_TRUE(text.has_value()) << text.error().message();
  EXPECT_EQ(text->parts[0].value, here.render("# Một\n")->parts[0].value);
  ASSERT_TRUE(image.has_value()) << image.error().message();
  EXPECT_EQ(image->renditions[0].bytes, here.make_renditions(picture)->renditions[0].bytes);
}

TEST(WorkerProcess, MakesAvifWithinItsMemory) {
  Client process(SEN_WORKER);

  const auto image =
      process.make_avif_renditions(file_bytes(repository_file("tests/data/packages/good/images/port.jpg")));

  ASSERT_TRUE(image.has_value()) << image.error().message();
  EXPECT_EQ(image->renditions.size(), 1U);
  EXPECT_EQ(image->renditions[0].bytes.substr(4, 8), "ftypavif");
}

TEST(WorkerProcess, PassesErrorsOn) {
  Client process(SEN_WORKER);

  EXPECT_EQ(process.make_renditions("no picture").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(process.render(std::string(300'000, 'a')).error().code(), ErrorCode::TooLarge);
  EXPECT_TRUE(process.render("fine").has_value());
}

TEST(WorkerProcess, IsStartedAgainAfterItDiedAndGivenUpAfterTwice) {
  // A program that ends at once is as good as a worker that crashed.
  Client process("/bin/true");

  for (int i = 0; i < 2; ++i) EXPECT_EQ(process.render("a").error().code(), ErrorCode::Unavailable);
  EXPECT_THAT(process.render("a").error().message(), testing::HasSubstr("before it"));
}

TEST(WorkerProcess, ThatCannotBeStartedIsAStorageError) {
  Client process("/no/such/program");

  EXPECT_EQ(process.render("a").error().code(), ErrorCode::Storage);
}

TEST(WorkerProcess, ThatTalksNonsenseIsEnded) {
  Client process("/usr/bin/yes");

  EXPECT_EQ(process.render("a").error().code(), ErrorCode::Unavailable);
}

TEST(WorkerProcess, IsEndedByAnInterrupt) {
  const TemporaryPackage there;
  there.write("hang", "#!/bin/sh\nexec sleep 60\n");
  std::filesystem::permissions(there.path() + "/hang", std::filesystem::perms::owner_all);
  Client process(there.path() + "/hang");
  const auto start = std::chrono::steady_clock::now();

  const std::jthread other([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      process.interrupt();
    }
  });

  EXPECT_EQ(process.render("a").error().code(), ErrorCode::Unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace sen::ingest::worker
