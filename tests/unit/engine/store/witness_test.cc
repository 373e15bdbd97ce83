#include "engine/store/witness.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace sen::store {
namespace {

Head head(std::uint64_t sequence) {
  return {{sequence}, sha256(std::to_string(sequence))};
}

TEST(Witness, RemembersTheNewestHead) {
  const test::TemporaryFolder folder;
  {
    Witness witness = Witness::open(folder.file("witness")).value();
    EXPECT_FALSE(witness.seen().has_value());
    for (std::uint64_t i = 1; i <= 5; ++i) ASSERT_TRUE(witness.record(head(i)).has_value());
  }

  const Witness again = Witness::open(folder.file("witness")).value();

  EXPECT_EQ(again.seen(), head(5));
}

TEST(Witness, WritesBesideTheNewestSoThatATornWriteLosesNothing) {
  const test::TemporaryFolder folder;
  {
    Witness witness = Witness::open(folder.file("witness")).value();
    for (std::uint64_t i = 1; i <= 4; ++i) ASSERT_TRUE(witness.record(head(i)).has_value());
  }
  for (int round = 0; round < 3; ++round) {
    Witness witness = Witness::open(folder.file("witness")).value();
    const Head newest = *witness.seen();
    ASSERT_TRUE(witness.record(head(newest.sequence.value + 1)).has_value());
    ASSERT_TRUE(witness.record(head(newest.sequence.value + 2)).has_value());
    EXPECT_EQ(Witness::open(folder.file("witness"))->seen(), head(newest.sequence.value + 2));
  }
}

}  // namespace
}  // namespace sen::store
