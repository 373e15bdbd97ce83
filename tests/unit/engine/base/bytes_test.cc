#include "engine/base/bytes.h"

#include <gtest/gtest.h>

namespace sen {
namespace {

TEST(Sha256, MatchesTheExampleOfFips180) {
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, IsTheSameTakenPieceByPiece) {
  Sha256 hash;
  hash.update("a");
  hash.update("bc");

  EXPECT_EQ(hash.finish(), sha256("abc"));
}

TEST(ParseDigest, RefusesWhatIsNotSixtyFourHexadecimalDigits) {
  EXPECT_TRUE(parse_digest(to_hex(sha256("abc"))).has_value());
  EXPECT_FALSE(parse_digest("abc").has_value());
  EXPECT_FALSE(parse_digest(std::string(64, 'g')).has_value());
}

TEST(Base32, UsesTheLettersOfRfc4648InLowerCase) {
  EXPECT_EQ(to_base32("foobar"), "mzxw6ytboi");
}

TEST(Numbers, SortAsBytes) {
  std::string small, large;
  append_u64(small, 255);
  append_u64(large, 256);

  EXPECT_LT(small, large);
  EXPECT_EQ(read_u64(large), 256U);
}

}  // namespace
}  // namespace sen
