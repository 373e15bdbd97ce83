#include "engine/portal/page_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "engine/store/store.h"
#include "tests/support/content.h"

namespace sen::portal {
namespace {

class PageCacheTest : public testing::Test {
 protected:
  static PageCache::Page page(std::string text) {
    http::Representation made;
    made.etag = http::make_etag(text);
    made.identity = std::make_shared<const std::string>(std::move(text));
    return std::make_shared<const http::Representation>(std::move(made));
  }
  /// What the cache gives for `key`; `reads` is what the page would read, made from content at `from`.
  std::string get(const std::string& key, std::set<std::string> reads, std::uint64_t from = 0) {
    const auto found = cache_.find_or_render(key, [&]() -> Result<PageCache::Rendered> {
      ++renders_;
      return PageCache::Rendered{page(key + " " + std::to_string(renders_)), reads, {from}};
    });
    return *found.value()->identity;
  }
  void touch(std::vector<std::string> keys) {
    content::Change change = sen::test::planned(*store_, sen::test::article("a", "vi", "Sen"));
    change.sequence = {++sequence_};
    for (std::string& key : keys) change.touches.push_back({std::move(key)});
    const store::Library library(*store_, fallbacks_);
    ASSERT_TRUE(
        store_->commit(sen::test::planned(*store_, sen::test::article("a" + std::to_string(sequence_), "vi", "Sen")))
            .has_value());
    ASSERT_TRUE(cache_.apply({&change, 1}, library.visible_to(store::Audience::Public).value()).has_value());
  }

  ManualClock clock_{{1000}};
  content::Fallbacks fallbacks_;
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  PageCache cache_{64 * 1024};
  std::uint64_t sequence_ = 0;
  int renders_ = 0;
};

TEST_F(PageCacheTest, KeepsAPageUntilSomethingItReadIsTouched) {
  EXPECT_EQ(get("/en", {"list:en/all"}), "/en 1");
  EXPECT_EQ(get("/en", {"list:en/all"}), "/en 1");

  touch({"list:vi/all"});
  EXPECT_EQ(get("/en", {"list:en/all"}, 1), "/en 1");

  touch({"list:en/all"});
  EXPECT_EQ(cache_.find("/en"), nullptr);
  EXPECT_EQ(get("/en", {"list:en/all"}, 2), "/en 2");
}

TEST_F(PageCacheTest, DropsOnlyThePagesThatReadWhatWasTouched) {
  get("/en/a", {"document:a"});
  get("/en/b", {"document:b"});

  touch({"document:a"});

  EXPECT_EQ(cache_.find("/en/a"), nullptr);
  EXPECT_NE(cache_.find("/en/b"), nullptr);
}

TEST_F(PageCacheTest, DoesNotKeepAPageMadeFromContentThatWasTouchedSince) {
  touch({"document:x"});
  touch({"document:a"});

  EXPECT_EQ(get("/en/a", {"document:a"}, 1), "/en/a 1");  // rendered slowly, from before the second change
  EXPECT_EQ(cache_.find("/en/a"), nullptr);

  EXPECT_EQ(get("/en/b", {"document:b"}, 1), "/en/b 2");  // what it read was not touched
  EXPECT_NE(cache_.find("/en/b"), nullptr);
}

TEST_F(PageCacheTest, DropsWhatWasUsedLongestAgoWhenItIsFull) {
  const std::string big(2'500, 'x');
  for (int i = 0; i < 40; ++i) {
    get("/" + std::to_string(i) + big, {"list:en/all"});
    get("/0" + big, {"list:en/all"});
  }

  EXPECT_LE(cache_.count().bytes, 64U * 1024);
  EXPECT_NE(cache_.find("/0" + big), nullptr);
  EXPECT_EQ(cache_.find("/1" + big), nullptr);
}

TEST_F(PageCacheTest, RendersOnceForManyReaders) {
  std::atomic<int> rendered = 0;
  {
    std::vector<std::jthread> readers;
    for (int i = 0; i < 6; ++i)
      readers.emplace_back([&] {
        const auto found = cache_.find_or_render("/en", [&]() -> Result<PageCache::Rendered> {
          ++rendered;
          std::this_thread::sleep_for(std::chrono::milliseconds(50));
          return PageCache::Rendered{page("x"), {}, {}};
        });
        EXPECT_EQ(*found.value()->identity, "x");
      });
  }
  EXPECT_EQ(rendered, 1);
}

TEST_F(PageCacheTest, KeepsNoFailure) {
  const auto failed =
      cache_.find_or_render("/en", [] { return Result<PageCache::Rendered>(Error(ErrorCode::NotFound, "no")); });

  EXPECT_FALSE(failed.has_value());
  EXPECT_EQ(get("/en", {}), "/en 1");
}

TEST_F(PageCacheTest, BeginsEmptyAfterARebuild) {
  get("/en", {});
  const store::Library library(*store_, fallbacks_);

  ASSERT_TRUE(cache_.rebuild(library.visible_to(store::Audience::Public).value()).has_value());

  EXPECT_EQ(cache_.count().pages, 0U);
  EXPECT_EQ(cache_.count().bytes, 0U);
}

}  // namespace
}  // namespace sen::portal
