#include "engine/mail/outbox.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace sen::mail {
namespace {

Letter letter(const std::string& id, std::int64_t made = 1'000) {
  Letter one;
  one.id = id;
  one.from = "noreply@sen.example";
  one.to = "lan@mofa.example";
  one.subject = "Cần duyệt";
  one.made = one.next = {made};
  one.text = "Subject: x\r\n\r\nhello\n\nagain";
  return one;
}

class OutboxTest : public ::testing::Test {
 protected:
  std::unique_ptr<Outbox> open() { return Outbox::open(folder_.path(), retries_).value(); }

  test::TemporaryFolder folder_;
  Retries retries_{
      .first = std::chrono::seconds(10), .longest = std::chrono::seconds(35), .give_up = std::chrono::hours(1)};
};

TEST_F(OutboxTest, KeepsLettersOverARestartTheOldestFirst) {
  ASSERT_TRUE(open()->put(letter("b", 2'000)).has_value());
  ASSERT_TRUE(open()->put(letter("a", 1'000)).has_value());

  const auto outbox = open();

  EXPECT_EQ(outbox->waiting(), 2U);
  const Letter first = outbox->next({5'000}).value();
  EXPECT_EQ(first.id, "a");
  EXPECT_EQ(first.text, letter("a").text);
  EXPECT_EQ(first.subject, "Cần duyệt");
  EXPECT_FALSE(outbox->next({500}).has_value()) << "its time has not come";
  ASSERT_TRUE(outbox->sent(first).has_value());
  EXPECT_EQ(open()->next({5'000})->id, "b");
  struct stat status {};
  ASSERT_EQ(::stat((folder_.path() + "/queue/b").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(OutboxTest, RefusesALetterThatItWouldNotReadAgain) {
  const auto outbox = open();
  Letter large = letter("large");
  large.text = std::string(std::size_t{256} * 1024, 'x');
  EXPECT_EQ(outbox->put(large).error().code(), ErrorCode::TooLarge);
  EXPECT_EQ(outbox->waiting(), 0U);

  large.text.resize(std::size_t{254} * 1024);
  ASSERT_TRUE(outbox->put(large).has_value());
  EXPECT_EQ(outbox->next({5'000})->text, large.text);
}

TEST_F(OutboxTest, PutsNothingInTwiceUnderOneName) {
  const auto outbox = open();
  ASSERT_TRUE(outbox->put(letter("a")).has_value());
  ASSERT_TRUE(outbox->put(letter("a")).has_value());
  EXPECT_EQ(outbox->waiting(), 1U);

  ASSERT_TRUE(outbox->failed(outbox->next({5'000}).value(), "550 no such user", true, {5'000}).has_value());
  ASSERT_TRUE(outbox->put(letter("a")).has_value());

  EXPECT_EQ(outbox->waiting(), 0U);
  EXPECT_EQ(outbox->dead_count(), 1U);
  EXPECT_FALSE(outbox->put(letter("../a")).has_value());
  EXPECT_FALSE(outbox->put(letter("")).has_value());
}

TEST_F(OutboxTest, TriesAgainLaterAndLaterUntilItGivesUp) {
  const auto outbox = open();
  ASSERT_TRUE(outbox->put(letter("a", 0)).has_value());
  std::vector<std::int64_t> waits;
  Timestamp now{0};
  while (outbox->waiting() > 0 && waits.size() < 1'000) {
    ASSERT_TRUE(outbox->failed(outbox->next(now).value(), "451 busy", false, now).has_value());
    if (const auto due = outbox->next_due()) {
      waits.push_back(due->milliseconds - now.milliseconds);
      now = *due;
    }
  }

  ASSERT_GE(waits.size(), 4U);
  EXPECT_EQ((std::vector<std::int64_t>(waits.begin(), waits.begin() + 4)),
            (std::vector<std::int64_t>{10'000, 20'000, 35'000, 35'000}));
  EXPECT_LE(now.milliseconds, 3'600'000);
  ASSERT_EQ(outbox->dead().value().size(), 1U);
  EXPECT_EQ(outbox->dead().value().front().failure, "451 busy");
}

TEST_F(OutboxTest, BringsADeadLetterBackButNeverASecretOne) {
  const auto outbox = open();
  Letter secret = letter("link");
  secret.secret = true;
  secret.text = "https://sen.example/desk/link/TOKEN";
  ASSERT_TRUE(outbox->put(letter("a")).has_value());
  ASSERT_TRUE(outbox->put(secret).has_value());
  while (auto next = outbox->next({5'000}))
    ASSERT_TRUE(outbox->failed(std::move(*next), "550 no\r\nsuch user", true, {5'000}).has_value());

  EXPECT_TRUE(outbox->revive("a", {9'000}).has_value());
  EXPECT_EQ(outbox->revive("link", {9'000}).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(outbox->revive("never", {9'000}).error().code(), ErrorCode::NotFound);

  EXPECT_EQ(outbox->next({9'000})->attempts, 0U);
  std::ifstream file(folder_.path() + "/dead/link");
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  EXPECT_FALSE(kept.empty());
  EXPECT_EQ(kept.find("TOKEN"), std::string::npos);
  EXPECT_TRUE(outbox->bury("link").has_value());
  EXPECT_EQ(open()->dead_count(), 0U);
}

TEST_F(OutboxTest, SetsAsideWhatCannotBeRead) {
  ASSERT_TRUE(open()->put(letter("good")).has_value());
  std::ofstream(folder_.path() + "/queue/bad") << "nonsense";

  const auto outbox = open();

  EXPECT_EQ(outbox->waiting(), 1U);
  ASSERT_EQ(outbox->dead().value().size(), 1U);
  EXPECT_EQ(outbox->dead().value().front().id, "bad");
}

TEST_F(OutboxTest, GoesOnWithTheOthersWhenAFileIsGoneOrDamaged) {
  const auto outbox = open();
  for (const char* id : {"a", "b", "c"}) ASSERT_TRUE(outbox->put(letter(id)).has_value());
  std::filesystem::remove(folder_.path() + "/queue/a");
  std::ofstream(folder_.path() + "/queue/b") << "nonsense";

  const auto next = outbox->next({5'000});

  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(next->id, "c");
  EXPECT_EQ(outbox->waiting(), 1U);
  ASSERT_EQ(outbox->dead_count(), 1U);
  EXPECT_EQ(outbox->dead().value().front().id, "b");
}

TEST_F(OutboxTest, TriesLaterWhatTheDiskDoesNotGive) {
  const auto outbox = open();
  for (const char* id : {"a", "b"}) ASSERT_TRUE(outbox->put(letter(id)).has_value());
  std::filesystem::remove(folder_.path() + "/queue/a");
  std::filesystem::create_directory(folder_.path() + "/queue/a");

  EXPECT_EQ(outbox->next({5'000})->id, "b");

  EXPECT_EQ(outbox->waiting(), 2U);
  EXPECT_EQ(outbox->dead_count(), 0U);
  EXPECT_EQ(outbox->next_due()->milliseconds, 1'000);
}

TEST_F(OutboxTest, ForgetsALetterThatWasSentEvenIfItsFileCannotBeRemoved) {
  const auto outbox = open();
  ASSERT_TRUE(outbox->put(letter("a")).has_value());
  const Letter taken = outbox->next({5'000}).value();
  std::filesystem::remove(folder_.path() + "/queue/a");
  std::filesystem::create_directories(folder_.path() + "/queue/a/full");

  EXPECT_FALSE(outbox->sent(taken).has_value());

  EXPECT_EQ(outbox->waiting(), 0U);
  EXPECT_EQ(outbox->sent_count(), 1U);
}

TEST_F(OutboxTest, GivesTheOldestOfTheDeadUpForAnother) {
  std::filesystem::create_directories(folder_.path() + "/dead");
  for (std::size_t i = 0; i < Outbox::kMostDead; ++i)
    std::ofstream(folder_.path() + "/dead/n" + std::to_string(i))
        << encode(letter("", i == 417 ? 1'000 : static_cast<std::int64_t>(10'000 + i)));
  const auto outbox = open();
  ASSERT_TRUE(outbox->put(letter("new", 20'000)).has_value());

  ASSERT_TRUE(outbox->failed(outbox->next({50'000}).value(), "550 no such user", true, {50'000}).has_value());

  EXPECT_EQ(outbox->dead_count(), Outbox::kMostDead);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() + "/dead/n417"));
  EXPECT_TRUE(std::filesystem::exists(folder_.path() + "/dead/new"));
}

TEST_F(OutboxTest, RefusesMoreThanItHolds) {
  // A copy of one letter under many names: putting each in by itself would sync ten thousand times.
  ASSERT_TRUE(open()->put(letter("n")).has_value());
  for (std::size_t i = 1; i < Outbox::kMostWaiting; ++i)
    std::filesystem::create_hard_link(folder_.path() + "/queue/n", folder_.path() + "/queue/n" + std::to_string(i));
  const auto outbox = open();

  const Result<void> refused = outbox->put(letter("more"));

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::Unavailable);
}

}  // namespace
}  // namespace sen::mail
