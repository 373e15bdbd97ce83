#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "ingest/worker/client.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest::worker {
namespace {

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
