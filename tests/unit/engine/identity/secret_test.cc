#include "engine/identity/secret.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "engine/base/bytes.h"
#include "tests/support/temporary_folder.h"

namespace sen::identity {
namespace {

TEST(Secret, ReadsTheBase64UrlThatItWrites) {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string bytes = random_bytes(size);
    EXPECT_EQ(parse_base64url(to_base64url(bytes)).value(), bytes);
  }
  EXPECT_EQ(to_base64url("\xFB\xFF"), "-_8");
  EXPECT_EQ(parse_base64("+/8=").value(), "\xFB\xFF");
}

TEST(Secret, RefusesOtherFormsOfBase64) {
  for (const char* text : {"-_8=", "+/8", "-_9", "-_8 ", "-", "-_8\n"})
    EXPECT_EQ(parse_base64url(text).error().code(), ErrorCode::InvalidInput) << text;
}

TEST(Secret, HashesATokenByBlake2b) {
  // RFC 7693 names no BLAKE2b-256; this is what `b2sum -l 256` gives for `abc`.
  EXPECT_EQ(to_hex(parse_base64url(hash_token("abc")).value()),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Secret, MakesTokensThatDiffer) {
  EXPECT_EQ(make_token().size(), 43U);
  EXPECT_NE(make_token(), make_token());
}

TEST(Secret, ComparesWholeTexts) {
  EXPECT_TRUE(equal_secrets("lotus", "lotus"));
  EXPECT_FALSE(equal_secrets("lotus", "lotuS"));
  EXPECT_FALSE(equal_secrets("lotus", "lotus "));
  EXPECT_TRUE(equal_secrets("", ""));
}

TEST(Secret, KeepsAKeyInAFileForItsOwnerOnly) {
  const test::TemporaryFolder folder;
  const std::string key = open_secret_key(folder.file("key")).value();
  struct stat status {};
  ASSERT_EQ(stat(folder.file("key").c_str(), &status), 0);

  EXPECT_EQ(open_secret_key(folder.file("key")).value(), key);
  EXPECT_EQ(key.size(), 32U);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(Secret, RefusesAKeyOfAnotherLength) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.file("key")) << "short";

  EXPECT_EQ(open_secret_key(folder.file("key")).error().code(), ErrorCode::Storage);
}

}  // namespace
}  // namespace sen::identity
