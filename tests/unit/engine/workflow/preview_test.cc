#include "engine/workflow/preview.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace sen::workflow {
namespace {

constexpr PreviewLinks::Key kKey = {1, 2, 3};
const Preview kPreview{content::ContentId("abcdefg234"), content::Locale("zh"), 7, {1'800'000'000'000}};

TEST(PreviewLinks, OpenTheVersionThatTheyWereMadeForUntilTheyExpire) {
  const PreviewLinks links(kKey);
  const std::string token = links.sign(kPreview);

  const auto read = links.read(token, {kPreview.expires.milliseconds - 1});

  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->id, kPreview.id);
  EXPECT_EQ(read->locale, kPreview.locale);
  EXPECT_EQ(read->version, 7U);
  EXPECT_EQ(read->expires, kPreview.expires);
  EXPECT_EQ(links.read(token, kPreview.expires).error().code(), ErrorCode::Gone);
  EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-"), std::string::npos) << token;
}

TEST(PreviewLinks, AreVoidWithOneCharacterChangedOrAnotherKey) {
  const PreviewLinks links(kKey);
  const std::string token = links.sign(kPreview);

  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == '2' ? '3' : '2';
    EXPECT_EQ(links.read(changed, {0}).error().code(), ErrorCode::NotFound) << changed;
    EXPECT_EQ(links.read(token.substr(0, i), {0}).error().code(), ErrorCode::NotFound);
  }
  EXPECT_EQ(PreviewLinks({9}).read(token, {0}).error().code(), ErrorCode::NotFound);
  for (const std::string& odd : {std::string(), std::string("."), std::string(100'000, '.'), token + "2", token + "."})
    EXPECT_EQ(links.read(odd, {0}).error().code(), ErrorCode::NotFound);
}

TEST(PreviewLinks, KeepTheirKeyInAFileThatNobodyElseReads) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path() + "/preview.key";

  const auto first = open_preview_key(folder.path());

  ASSERT_TRUE(first.has_value()) << first.error().message();
  EXPECT_EQ(*open_preview_key(folder.path()), *first);
  EXPECT_NE(*first, PreviewLinks::Key());
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << "nothing is left beside it";

  ::chmod(path.c_str(), 0644);
  EXPECT_EQ(open_preview_key(folder.path()).error().code(), ErrorCode::Storage);
  ::chmod(path.c_str(), 0600);
  std::ofstream(path, std::ios::trunc) << "short";
  EXPECT_EQ(open_preview_key(folder.path()).error().code(), ErrorCode::Storage);
}

}  // namespace
}  // namespace sen::workflow
