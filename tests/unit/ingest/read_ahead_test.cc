#include "ingest/read_ahead.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/snapshot.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

using testing::ElementsAre;

class ReadAheadTest : public testing::Test {
 protected:
  ReadAheadTest() {
    options_.publish = true;
    for (const TemporaryPackage& package : packages_) TemporaryPackage::copy_good(package);
    // The same document in other words, so that each package means something only after the one in front of it.
    for (std::size_t i = 0; i < packages_.size(); ++i)
      packages_[i].write("articles/later/en.md",
                         "---\ntype: news\ntitle: Round " + std::to_string(i) + "\nsummary: s\n---\n\nText.\n");
  }
  std::vector<std::string> paths() const {
    std::vector<std::string> paths;
    for (const TemporaryPackage& package : packages_) paths.push_back(package.path());
    return paths;
  }

  ManualClock clock_{*parse_rfc3339("2026-11-21T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  Publisher publisher_{*store_, built_in_vocabulary(), clock_};
  std::array<TemporaryPackage, 3> packages_;
  Options options_;
};

TEST_F(ReadAheadTest, GivesPackagesInOrderEachCommittedBeforeTheNextIsAskedFor) {
  packages_[1].write("articles/later/en.md", "---\ntype: no-such-type\ntitle: Refused\n---\n\nText.\n");
  ReadAhead ahead(publisher_, paths(), options_);

  std::vector<Outcome> outcomes;
  std::vector<std::uint64_t> sequences;
  for (std::size_t i = 0; i < packages_.size(); ++i) {
    auto prepared = ahead.next();
    ASSERT_TRUE(prepared.has_value()) << prepared.error().message();
    const auto receipt = publisher_.commit(std::move(*prepared), options_);
    ASSERT_TRUE(receipt.has_value()) << receipt.error().message();
    outcomes.push_back(receipt->outcome);
    sequences.push_back(receipt->sequence.value);
  }

  EXPECT_THAT(outcomes, ElementsAre(Outcome::Published, Outcome::Refused, Outcome::Published));
  EXPECT_THAT(sequences, ElementsAre(1U, 0U, 2U));
  const auto id = content::make_content_id(content::OrganisationCode("mofa"), "later");
  const auto version = (*store_->snapshot())->version(id, content::Locale("en"), 2);
  ASSERT_TRUE(version.has_value()) << version.error().message();
  EXPECT_EQ(version->title, "Round 2");
}

TEST_F(ReadAheadTest, TellsItsProgressOnTheThreadThatAsks) {
  std::set<std::string> stages;
  const std::thread::id here = std::this_thread::get_id();
  options_.progress = [&](std::uint64_t, std::uint64_t, std::string_view stage) {
    EXPECT_EQ(std::this_thread::get_id(), here);
    stages.emplace(stage);
  };
  ReadAhead ahead(publisher_, paths(), options_);

  for (std::size_t i = 0; i < packages_.size(); ++i)
    ASSERT_TRUE(publisher_.commit(std::move(*ahead.next()), options_).has_value());

  EXPECT_FALSE(stages.empty());
}

TEST_F(ReadAheadTest, GoesOnBehindAPackageThatIsNotThere) {
  ReadAhead ahead(publisher_, {packages_[0].path(), "no/such/package", packages_[1].path()}, options_);
  std::vector<Outcome> outcomes;

  for (int i = 0; i < 3; ++i) {
    const auto receipt = publisher_.commit(std::move(*ahead.next()), options_);
    ASSERT_TRUE(receipt.has_value()) << receipt.error().message();
    outcomes.push_back(receipt->outcome);
  }

  EXPECT_EQ(outcomes, (std::vector<Outcome>{Outcome::Published, Outcome::Refused, Outcome::Published}));
}

TEST_F(ReadAheadTest, GoesWhileAPackageIsBeingRead) {
  ReadAhead ahead(publisher_, paths(), options_);

  EXPECT_TRUE(ahead.next().has_value());
}

}  // namespace
}  // namespace sen::ingest
