#include "engine/identity/totp.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <set>

namespace sen::identity {
namespace {

/// Of RFC 6238, appendix B; its codes have eight digits, of which ours are the last six.
constexpr std::string_view kSecret = "12345678901234567890";

/// What Debian's `oathtool` makes of kSecret at `seconds`.
std::string oathtool(std::int64_t seconds) {
  const std::string command =
      "oathtool --totp --base32 GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ --now=@" + std::to_string(seconds);
  std::array<char, 32> line{};
  FILE* out = popen(command.c_str(), "r");
  EXPECT_NE(out, nullptr);
  EXPECT_NE(fgets(line.data(), line.size(), out), nullptr);
  EXPECT_EQ(pclose(out), 0);
  return std::string(line.data(), 6);
}

std::optional<std::uint64_t> match(std::string_view code, std::int64_t seconds, std::uint64_t last_used = 0) {
  return match_totp(kSecret, code, {seconds * 1'000}, last_used);
}

TEST(Totp, AcceptsTheCodesOfTheStandard) {
  const std::vector<std::pair<std::int64_t, std::string>> vectors = {
      {59, "287082"},
      {1'111'111'109, "081804"},
      {1'111'111'111, "050471"},
      {1'234'567'890, "005924"},
      {2'000'000'000, "279037"},
      {20'000'000'000, "353130"},
  };
  for (const auto& [seconds, code] : vectors)
    EXPECT_EQ(match(code, seconds), static_cast<std::uint64_t>(seconds) / 30) << seconds;
}

TEST(Totp, AgreesWithAnotherAuthenticator) {
  EXPECT_TRUE(match(oathtool(1'795'305'600), 1'795'305'600).has_value());
}

TEST(Totp, AllowsAStepEitherWayAndNoMore) {
  const std::string code = "005924";  // Of the step that begins at 1234567890.
  EXPECT_TRUE(match(code, 1'234'567'890 - 30).has_value());
  EXPECT_TRUE(match(code, 1'234'567'890 + 59).has_value());
  EXPECT_FALSE(match(code, 1'234'567'890 - 31).has_value());
  EXPECT_FALSE(match(code, 1'234'567'890 + 60).has_value());
}

TEST(Totp, TakesEachCodeOnce) {
  const std::uint64_t step = match("005924", 1'234'567'890).value();

  EXPECT_FALSE(match("005924", 1'234'567'890, step).has_value());
  EXPECT_TRUE(match("005924", 1'234'567'890, step - 1).has_value());
}

TEST(Totp, ReadsACodeAsPeopleTypeItAndNothingElse) {
  EXPECT_TRUE(match("005 924", 1'234'567'890).has_value());
  for (const char* wrong : {"", "005925", "5924", "0059240", "00592a", "-05924"})
    EXPECT_FALSE(match(wrong, 1'234'567'890).has_value()) << wrong;
}

TEST(Totp, ShowsTheSecretAsTextAndAsAddress) {
  EXPECT_EQ(format_totp_secret(kSecret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  EXPECT_EQ(totp_uri(kSecret, "Sen: mẫu", "lan@mofa"),
            "otpauth://totp/Sen%3A%20m%E1%BA%ABu:lan%40mofa?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Sen%3A%20m%E1%BA%ABu&algorithm=SHA1&digits=6&period=30");
  EXPECT_EQ(make_totp_secret().size(), 20U);
}

TEST(RecoveryCodes, AreTenAndReadHoweverTheyAreTyped) {
  const std::vector<std::string> codes = make_recovery_codes();

  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10U);
  for (const std::string& code : codes) EXPECT_EQ(code.size(), 19U) << code;
  EXPECT_EQ(hash_recovery_code("abcd-efgh-ijkl-mnop"), hash_recovery_code(" ABCDEFGH ijkl mnop"));
  EXPECT_NE(hash_recovery_code("abcd-efgh-ijkl-mnop"), hash_recovery_code("abcd-efgh-ijkl-mnoq"));
}

}  // namespace
}  // namespace sen::identity
