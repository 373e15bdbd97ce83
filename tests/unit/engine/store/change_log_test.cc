#include "engine/store/change_log.h"

#include <gtest/gtest.h>

#include "engine/store/overlay.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

/// A log of three entries whose stored keys a test can change behind the store's back.
class TamperedLog : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"a", "b", "c"})
      ASSERT_TRUE(store_->commit(test::planned(*store_, test::article(id, "vi", id))).has_value());
    snapshot_ = store_->snapshot({}).value();
    tampered_ = std::make_shared<Overlay>(*snapshot_);
  }
  std::string entry(std::uint64_t number) {
    return RawKeys::get(*snapshot_, keys::log_entry({number})).value().value();
  }
  std::string verdict() {
    const StoredLog log({.head = store_->log().head(), .at = {}}, [this] { return tampered_; });
    const Result<Head> verified = log.verify();
    return verified.has_value() ? "whole" : verified.error().message();
  }

  ManualClock clock_{{10'000}};
  std::unique_ptr<Store> store_ = open_memory_store(clock_);
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<Overlay> tampered_;
};

TEST_F(TamperedLog, IsWholeWhenNothingWasDone) {
  EXPECT_EQ(verdict(), "whole");
}

TEST_F(TamperedLog, NamesTheFirstEntryWhoseBytesWereChanged) {
  for (std::size_t at : {std::size_t{0}, std::size_t{31}, std::size_t{40}, entry(2).size() - 1}) {
    std::string bytes = entry(2);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    tampered_->put(keys::log_entry({2}), bytes);
    EXPECT_EQ(verdict(), "entry 2 of the change log does not fit the chain") << at;
  }
}

TEST_F(TamperedLog, NamesAnEntryThatWasTakenOut) {
  tampered_->remove(keys::log_entry({2}));
  EXPECT_EQ(verdict(), "entry 2 of the change log is missing");
}

TEST_F(TamperedLog, SeesThatEntriesWereSwapped) {
  tampered_->put(keys::log_entry({2}), entry(3));
  tampered_->put(keys::log_entry({3}), entry(2));
  EXPECT_EQ(verdict(), "entry 2 of the change log does not fit the chain");
}

TEST_F(TamperedLog, SeesThatTheEndIsMissing) {
  tampered_->remove(keys::log_entry({3}));
  EXPECT_EQ(verdict(), "entry 3 of the change log is missing: the head is another");
}

TEST_F(TamperedLog, SeesAnEntryThatWasMadeUpToFit) {
  // Chained well to the first entry, but the third still holds the hash of the true one.
  LogHead first{.head = {{1}, {}}, .at = {}};
  const std::string stored_first = entry(1);
  std::copy_n(stored_first.begin(), first.head.hash.bytes.size(), first.head.hash.bytes.begin());
  content::Change forged;
  forged.based_on = {1};
  forged.actor.name = "somebody else";
  const Commit made = materialise(*snapshot_, first, forged, {10'000}).value();
  for (const KeyWrite& write : made.writes)
    if (write.key == keys::log_entry({2})) tampered_->put(write.key, *write.value);

  EXPECT_EQ(verdict(), "entry 3 of the change log does not fit the chain");
}

}  // namespace
}  // namespace sen::store
