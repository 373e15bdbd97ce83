#include "engine/identity/vault.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "engine/base/log.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/engine/identity/vault_entries.h"

namespace sen::identity {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// What every vault does, with the one in memory and the one in files.
class VaultContract : public testing::TestWithParam<bool> {
 protected:
  VaultContract() : vault_(GetParam() ? open_file_vault(folder_.file("vault")).value() : open_memory_vault()) {}

  test::TemporaryFolder folder_;
  std::unique_ptr<Vault> vault_;
};
INSTANTIATE_TEST_SUITE_P(MemoryAndFile, VaultContract, testing::Bool());

TEST_P(VaultContract, GivesWhatWasPut) {
  EXPECT_EQ(vault_->get("a").value(), std::nullopt);

  ASSERT_TRUE(vault_->put("a", "one").has_value());
  ASSERT_TRUE(vault_->put("b", std::string("\0\n", 2)).has_value());
  ASSERT_TRUE(vault_->put("a", "two").has_value());
  ASSERT_TRUE(vault_->put("empty", "").has_value());

  EXPECT_EQ(vault_->get("a").value(), "two");
  EXPECT_EQ(vault_->get("b").value(), std::string("\0\n", 2));
  EXPECT_EQ(vault_->get("empty").value(), "");
  ASSERT_TRUE(vault_->erase("a").has_value());
  ASSERT_TRUE(vault_->erase("a").has_value());
  EXPECT_EQ(vault_->get("a").value(), std::nullopt);
}

TEST_P(VaultContract, ListsAPrefixInOrder) {
  for (const char* key : {"b/2", "a/1", "b/10", "b/1", "c"}) ASSERT_TRUE(vault_->put(key, "x").has_value());

  std::vector<std::string> keys;
  const std::vector<VaultEntry> found = vault_->list("b/").value();
  for (const VaultEntry& entry : found) keys.push_back(entry.key);

  EXPECT_EQ(keys, (std::vector<std::string>{"b/1", "b/10", "b/2"}));
  EXPECT_EQ(test::entries(*vault_).size(), 5U);
}

TEST_P(VaultContract, CommitsAllOrNothing) {
  ASSERT_TRUE(vault_->put("a", "1").has_value());
  const std::vector<VaultEntry> edits = {{"a", std::nullopt}, {"b", "2"}};

  const std::vector<VaultEntry> wrong = {{"a", "0"}};
  EXPECT_EQ(vault_->commit(edits, wrong).error().code(), ErrorCode::Conflict);
  EXPECT_EQ(vault_->get("a").value(), "1");
  EXPECT_EQ(vault_->get("b").value(), std::nullopt);

  const std::vector<VaultEntry> right = {{"a", "1"}, {"b", std::nullopt}};
  EXPECT_TRUE(vault_->commit(edits, right).has_value());
  EXPECT_EQ(vault_->get("a").value(), std::nullopt);
  EXPECT_EQ(vault_->get("b").value(), "2");
}

TEST_P(VaultContract, LetsOneOfManyWinAnExpectation) {
  std::atomic<int> won = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        const std::vector<VaultEntry> edit = {{"only", "mine"}};
        const std::vector<VaultEntry> expected = {{"only", std::nullopt}};
        if (vault_->commit(edit, expected)) ++won;
      });
  }
  EXPECT_EQ(won, 1);
}

TEST_P(VaultContract, RefusesWhatIsTooLarge) {
  EXPECT_EQ(vault_->put("a", std::string(64 * 1024 + 1, 'x')).error().code(), ErrorCode::TooLarge);
  EXPECT_EQ(vault_->put(std::string(501, 'k'), "x").error().code(), ErrorCode::TooLarge);
  EXPECT_TRUE(vault_->put(std::string(500, 'k'), std::string(64 * 1024, 'x')).has_value());
}

class FileVaultTest : public testing::Test {
 protected:
  Result<std::unique_ptr<Vault>> open() { return open_file_vault(folder_.file("vault")); }
  std::string file() const { return folder_.file("vault") + "/vault"; }
  /// The bytes of a vault with keys `0` … `count - 1`, and where its file ended after each.
  std::vector<std::size_t> fill(int count) {
    const auto vault = open().value();
    std::vector<std::size_t> ends;
    for (int i = 0; i < count; ++i) {
      EXPECT_TRUE(vault->put(std::to_string(i), "value " + std::to_string(i)).has_value());
      ends.push_back(std::filesystem::file_size(file()));
    }
    return ends;
  }

  test::TemporaryFolder folder_;
};

TEST_F(FileVaultTest, SurvivesARestart) {
  fill(3);
  {
    const auto vault = open().value();
    ASSERT_TRUE(vault->erase("1").has_value());
  }

  const auto vault = open().value();

  EXPECT_EQ(vault->get("0").value(), "value 0");
  EXPECT_EQ(vault->get("1").value(), std::nullopt);
  EXPECT_EQ(vault->list("").value().size(), 2U);
  EXPECT_EQ(read_file(file()).find("value 1"), std::string::npos) << "what was erased is gone from the disk";
}

TEST_F(FileVaultTest, BelongsToItsOwnerAndToOneProcess) {
  const auto vault = open().value();
  struct stat status {};

  ASSERT_EQ(stat(folder_.file("vault").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
  ASSERT_EQ(stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(open().error().code(), ErrorCode::Unavailable);
}

TEST_F(FileVaultTest, DropsAnEndThatWasNeverAcknowledged) {
  const std::vector<std::size_t> ends = fill(3);
  const std::string whole = read_file(file());
  for (std::size_t cut = ends[1]; cut < ends[2]; ++cut) {
    write_file(file(), whole.substr(0, cut));
    const auto vault = open();
    ASSERT_TRUE(vault.has_value()) << cut;
    EXPECT_EQ((*vault)->list("").value().size(), 2U) << cut;
  }
  write_file(file(), whole + std::string(300, '\0'));
  EXPECT_EQ(open().value()->list("").value().size(), 3U);
}

TEST_F(FileVaultTest, RefusesDamageInWhatWasAcknowledged) {
  const std::vector<std::size_t> ends = fill(4);
  const std::string whole = read_file(file());
  for (std::size_t at = 0; at < ends[2]; ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    write_file(file(), damaged);
    const auto vault = open();
    ASSERT_FALSE(vault.has_value()) << at;
    EXPECT_EQ(vault.error().code(), ErrorCode::Storage);
  }
}

TEST_F(FileVaultTest, RefusesRecordsInAnotherOrder) {
  const std::vector<std::size_t> ends = fill(4);
  const std::string whole = read_file(file());
  const std::string second = whole.substr(ends[0], ends[1] - ends[0]);
  const std::string third = whole.substr(ends[1], ends[2] - ends[1]);

  write_file(file(), whole.substr(0, ends[0]) + third + second + whole.substr(ends[2]));

  EXPECT_EQ(open().error().code(), ErrorCode::Storage);
}

TEST_F(FileVaultTest, StaysSmallHoweverOftenItIsWritten) {
  const auto vault = open().value();
  const std::string value(60'000, 'x');
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(vault->put("same", value).has_value());

  EXPECT_LT(std::filesystem::file_size(file()), 2U * 1024 * 1024);
  EXPECT_EQ(vault->get("same").value(), value);
}

TEST_F(FileVaultTest, HoldsWhatAModelHoldsAfterRandomWorkAndRestarts) {
  log::set_quiet(true);
  std::mt19937 random(20'261'122);
  std::map<std::string, std::string> model;
  auto vault = open().value();
  for (int step = 0; step < 300; ++step) {
    if (random() % 40 == 0) {
      vault.reset();
      vault = open().value();
    }
    std::vector<VaultEntry> edits;
    for (std::size_t i = random() % 3 + 1; i > 0; --i) {
      VaultEntry edit{"k" + std::to_string(random() % 20), std::nullopt};
      if (random() % 3 != 0) edit.value = std::string(random() % 100, static_cast<char>('a' + random() % 26));
      if (edit.value)
        model[edit.key] = *edit.value;
      else
        model.erase(edit.key);
      edits.push_back(std::move(edit));
    }
    ASSERT_TRUE(vault->commit(edits).has_value());
  }
  std::map<std::string, std::string> kept;
  for (const VaultEntry& entry : test::entries(*vault)) kept[entry.key] = *entry.value;
  EXPECT_EQ(kept, model);
}

}  // namespace
}  // namespace sen::identity
