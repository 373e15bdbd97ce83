#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "engine/base/log.h"
#include "engine/store/visible_content.h"
#include "tests/contract/stores.h"
#include "tests/support/content.h"
#include "tests/support/golden.h"

namespace sen::store {
namespace {

namespace fs = std::filesystem;

/// A closed data directory with acknowledged changes whose end is in the write-ahead log alone, as a crash leaves it,
/// and copies of it to damage.
class RocksDamage : public testing::Test {
 protected:
  static constexpr int kChanges = 12;

  void SetUp() override {
    log::set_quiet(true);
    auto store = open_rocks_store(whole_.file("data"), clock_, test::small_rocks());
    ASSERT_TRUE(store.has_value()) << store.error().message();
    for (int i = 0; i < kChanges; ++i) {
      const std::string name = "doc" + std::to_string(i);
      ASSERT_TRUE((*store)->commit(test::planned(**store, test::article(name, "vi", name))).has_value());
      // Copied while it is open: closing would flush the log into tables.
      if (i + 1 == kChanges) fs::copy(whole_.file("data"), whole_.file("crashed"), fs::copy_options::recursive);
    }
    head_ = (*store)->log().head();
  }

  void fresh_copy() {
    fs::remove_all(data());
    fs::copy(whole_.file("crashed"), data(), fs::copy_options::recursive);
  }
  std::string data() { return whole_.file("copy"); }
  std::vector<fs::path> files_ending(const std::string& ending) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(data()))
      if (entry.is_regular_file() && entry.path().string().ends_with(ending) && entry.file_size() > 0)
        files.push_back(entry.path());
    return files;
  }
  fs::path wal() {
    fs::path largest;
    for (const fs::path& file : files_ending(".log"))
      if (largest.empty() || fs::file_size(file) > fs::file_size(largest)) largest = file;
    return largest;
  }
  static void flip_bit(const fs::path& file, std::uint64_t place) {
    std::string bytes = test::read_file(file.string());
    bytes[place / 8] = static_cast<char>(bytes[place / 8] ^ (1 << (place % 8)));
    std::ofstream(file, std::ios::binary) << bytes;
  }
  /// Refused with words that help, or everything that was acknowledged: never silently less.
  void expect_whole_or_refused(const std::string& what) {
    const auto opened = open_rocks_store(data(), clock_, test::small_rocks());
    if (!opened.has_value()) {
      ++refused_;
      EXPECT_NE(opened.error().message().find("put the newest copy"), std::string::npos)
          << what << opened.error().message();
      return;
    }
    ++served_;
    EXPECT_EQ((*opened)->log().head(), head_) << what;
    EXPECT_TRUE((*opened)->log().verify().has_value()) << what;
    const auto snapshot = (*opened)->snapshot({});
    for (int i = 0; i < kChanges; ++i)
      EXPECT_TRUE((*snapshot)->document(content::ContentId("doc" + std::to_string(i))).has_value()) << what;
  }

  ManualClock clock_{{10'000}};
  test::TemporaryFolder whole_;
  Head head_;
  int refused_ = 0;
  int served_ = 0;
};

TEST_F(RocksDamage, ServesWhatACrashLeft) {
  fresh_copy();

  expect_whole_or_refused("untouched");

  EXPECT_EQ(served_, 1);
}

TEST_F(RocksDamage, NeverServesLessAfterABitOfTheWriteAheadLogTurned) {
  std::mt19937 random(7);
  for (int i = 0; i < 25; ++i) {
    fresh_copy();
    const std::uint64_t place = random() % (fs::file_size(wal()) * 8);
    flip_bit(wal(), place);
    expect_whole_or_refused("bit " + std::to_string(place));
  }
  EXPECT_GT(refused_, 0);
}

TEST_F(RocksDamage, NeverServesLessAfterTheWriteAheadLogWasCut) {
  std::mt19937 random(8);
  for (int i = 0; i < 15; ++i) {
    fresh_copy();
    const std::uint64_t size = random() % fs::file_size(wal());
    fs::resize_file(wal(), size);
    expect_whole_or_refused("cut at " + std::to_string(size));
  }
  EXPECT_GT(refused_, 0);
}

TEST_F(RocksDamage, RefusesAStoreWithoutItsWriteAheadLog) {
  fresh_copy();
  fs::remove(wal());

  expect_whole_or_refused("no log");

  EXPECT_EQ(refused_, 1);
}

TEST_F(RocksDamage, RefusesADamagedManifestOrNone) {
  for (const char* name : {"MANIFEST", "CURRENT"}) {
    fresh_copy();
    for (const auto& entry : fs::directory_iterator(data() + "/store"))
      if (entry.path().filename().string().starts_with(name)) flip_bit(entry.path(), 8 * 3 + 1);
    expect_whole_or_refused(name);
  }
  EXPECT_EQ(refused_, 2);
}

TEST_F(RocksDamage, RefusesAnEmptyFolderWhereChangesWereAcknowledged) {
  fresh_copy();
  fs::remove_all(data() + "/store");

  expect_whole_or_refused("no store");

  EXPECT_EQ(refused_, 1);
}

TEST_F(RocksDamage, RefusesAnOlderStoreThanTheWitnessSaw) {
  fresh_copy();
  fs::copy(whole_.file("data") + "/witness", data() + "/witness", fs::copy_options::overwrite_existing);
  test::TemporaryFolder other;
  { ASSERT_TRUE(open_rocks_store(other.file("data"), clock_, test::small_rocks()).has_value()); }
  fs::remove_all(data() + "/store");
  fs::copy(other.file("data") + "/store", data() + "/store", fs::copy_options::recursive);

  expect_whole_or_refused("an empty store under an old witness");

  EXPECT_EQ(refused_, 1);
}

TEST_F(RocksDamage, ReadsTheOtherSlotOfATornWitness) {
  fresh_copy();
  std::string bytes = test::read_file(data() + "/witness");
  ASSERT_GT(bytes.size(), 4096U);
  for (std::size_t i = 100; i < 120; ++i) bytes[i] = 'x';
  std::ofstream(data() + "/witness", std::ios::binary) << bytes;

  expect_whole_or_refused("torn witness");

  EXPECT_EQ(served_, 1);
}

TEST_F(RocksDamage, RefusesAWitnessThatNobodyCanRead) {
  fresh_copy();
  std::ofstream(data() + "/witness", std::ios::binary) << std::string(5'000, 'x');

  const auto opened = open_rocks_store(data(), clock_, test::small_rocks());

  ASSERT_FALSE(opened.has_value());
  EXPECT_NE(opened.error().message().find("witness"), std::string::npos);
}

TEST(RocksStore, BelongsToOneProcessAtATime) {
  const ManualClock clock({10'000});
  const test::TemporaryFolder folder;
  auto first = open_rocks_store(folder.file("data"), clock, test::small_rocks());
  ASSERT_TRUE(first.has_value());

  const auto second = open_rocks_store(folder.file("data"), clock, test::small_rocks());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code(), ErrorCode::Unavailable);

  first->reset();
  EXPECT_TRUE(open_rocks_store(folder.file("data"), clock, test::small_rocks()).has_value());
}

TEST(RocksStore, ThrowsAwayAHalfMadeStore) {
  const ManualClock clock({10'000});
  const test::TemporaryFolder folder;
  fs::create_directories(folder.file("data/store.new"));
  std::ofstream(folder.file("data/store.new/CURRENT")) << "MANIFEST-000009\n";

  const auto opened = open_rocks_store(folder.file("data"), clock, test::small_rocks());

  EXPECT_TRUE(opened.has_value());
  EXPECT_FALSE(fs::exists(folder.file("data/store.new")));
}

TEST(RocksStore, AddsWhatAnEarlierProgramDidNotKeepWhenItIsOpened) {
  const ManualClock clock({10'000});
  const test::TemporaryFolder folder;
  const std::string version = folder.file("data/derived");
  const auto listed = [](const Store& store) {
    std::size_t count = 0;
    EXPECT_TRUE(store.snapshot().value()->each_status([&](const auto&) { return ++count > 0; }).has_value());
    return count;
  };
  {
    auto store = open_rocks_store(folder.file("data"), clock, test::small_rocks()).value();
    EXPECT_TRUE(fs::exists(version)) << "a new store lacks nothing";
    ASSERT_TRUE(store->commit(test::planned(*store, test::article("a", "vi", "Lotus"))).has_value());
  }
  fs::remove(version);

  auto store = open_rocks_store(folder.file("data"), clock, test::small_rocks()).value();

  EXPECT_TRUE(fs::exists(version));
  EXPECT_EQ(listed(*store), 1U);
}

TEST(RocksStore, SweepsWhatNoRecordNamesWhenItIsOpened) {
  const ManualClock clock({10'000});
  const test::TemporaryFolder folder;
  content::Media named;
  named.digest = sha256("named");
  named.renditions = {{320, 240, "webp", 3}};
  const BlobName original{named.digest, "original"}, small{named.digest, "320.webp"}, stray{named.digest, "640.webp"};
  const BlobName loose{sha256("loose"), "original"};
  {
    auto store = open_rocks_store(folder.file("data"), clock, test::small_rocks()).value();
    const auto put = [&](const BlobName& name) {
      auto writer = store->blobs().create(name).value();
      ASSERT_TRUE(writer->append("abc").has_value());
      ASSERT_TRUE(writer->finish().has_value());
    };
    put(original);
    put(small);
    ASSERT_TRUE(store->commit(test::planned(*store, {named})).has_value());
    put(original);  // Handed in again: still named.
    put(stray);
    put(loose);
    auto unfinished = store->blobs().create({sha256("unfinished"), "original"}).value();
    ASSERT_TRUE(unfinished->append(std::string(200'000, 'x')).has_value());
  }

  auto store = open_rocks_store(folder.file("data"), clock, test::small_rocks()).value();

  std::vector<BlobName> expected = {original, small};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(store->blobs().list().value(), expected);
  EXPECT_EQ(store->blobs().open(original).value()->read(0, 10).value(), "abc");
}

TEST(RocksStore, ReplacesBytesWhileTheOldOnesAreRead) {
  const ManualClock clock({10'000});
  const test::TemporaryFolder folder;
  auto store = open_rocks_store(folder.file("data"), clock, test::small_rocks()).value();
  const BlobName name{sha256("a"), "original"};
  const auto put = [&](const std::string& bytes) {
    auto writer = store->blobs().create(name).value();
    ASSERT_TRUE(writer->append(bytes).has_value());
    ASSERT_TRUE(writer->finish().has_value());
  };
  put("old");
  auto reader = store->blobs().open(name).value();

  put("newer");

  EXPECT_EQ(reader->read(0, 10).value(), "old");
  EXPECT_EQ(store->blobs().open(name).value()->read(0, 10).value(), "newer");
}

}  // namespace
}  // namespace sen::store
