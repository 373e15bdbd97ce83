#include <gtest/gtest.h>

#include "engine/base/clock.h"
#include "engine/store/visible_content.h"
#include "tests/contract/stores.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

using test::article;
using test::planned;

/// A published document with a picture: its original holds a camera's place, its rendition does not.
class VisibleMedia : public testing::TestWithParam<test::StoreKind> {
 protected:
  void SetUp() override {
    put("original", kOriginal);
    put("320.jpg", kRendition);
    content::Media record;
    record.digest = digest_;
    record.content_type = "image/jpeg";
    record.bytes = kOriginal.size();
    record.renditions = {{320, 240, "jpg", kRendition.size()}};
    std::vector<content::Mutation> mutations = article("a", "vi", "Lotus");
    content::MediaUse use;
    use.file = "images/lotus.jpg";
    use.digest = digest_;
    std::get<content::Document>(mutations.front()).media = {use};
    mutations.emplace_back(record);
    const auto done = place_.store().commit(planned(place_.store(), std::move(mutations)));
    ASSERT_TRUE(done.has_value()) << done.error().message();
  }

  void put(const std::string& name, const std::string& bytes) {
    const auto writer = place_.store().blobs().create({digest_, name});
    ASSERT_TRUE(writer.has_value());
    ASSERT_TRUE((*writer)->append(bytes).has_value());
    ASSERT_TRUE((*writer)->finish().has_value());
  }

  /// What `audience` reads under `name`, or the error's code.
  std::string read(Audience audience, std::string_view name) const {
    const VisibleContent content = library_.visible_to(audience).value();
    const auto reader = content.open_media(digest_, name);
    if (!reader) return reader.error().code() == ErrorCode::NotFound ? "not found" : reader.error().message();
    return (*reader)->read(0, 1'000).value();
  }

  const std::string kOriginal = "picture with Exif 20.9N 106.7E";
  const std::string kRendition = "picture";
  const Digest digest_ = sha256(kOriginal);
  ManualClock clock_{{10'000}};
  content::Fallbacks fallbacks_;
  test::StorePlace place_{GetParam(), clock_};
  Library library_{place_.store(), fallbacks_};
};

TEST_P(VisibleMedia, KeepsTheOriginalFromThePublic) {
  EXPECT_EQ(read(Audience::Public, "original"), "not found");
  EXPECT_EQ(read(Audience::Public, "320.jpg"), kRendition);
  EXPECT_EQ(read(Audience::Public, "640.jpg"), "not found");
}

TEST_P(VisibleMedia, ShowsTheDeskTheOriginal) {
  EXPECT_EQ(read(Audience::Desk, "original"), kOriginal);
  EXPECT_EQ(read(Audience::Desk, "320.jpg"), kRendition);
}

INSTANTIATE_TEST_SUITE_P(Stores, VisibleMedia, testing::ValuesIn(test::store_kinds()), test::name_of);

}  // namespace
}  // namespace sen::store
