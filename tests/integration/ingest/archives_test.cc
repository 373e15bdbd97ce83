#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/store/snapshot.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

using content::Locale;

/// Everything that a package left in a store, as far as it does not depend on time.
std::string contents(const store::Store& store) {
  const auto snapshot = *store.snapshot();
  std::string out;
  EXPECT_TRUE(snapshot->each_document([&](const content::Document& document) {
    out += document.id.value + ' ' + document.type + ' ' + document.image + '\n';
    for (const content::MediaUse& use : document.media) out += to_hex(use.digest) + ' ' + use.credit + '\n';
    for (const Locale& locale : document.locales) {
      const content::Version version = *snapshot->version(document.id, locale, 1);
      out += version.title + '\n' + version.text + '\n';
      for (const content::BodyPart& part : version.parts) out += part.value + '\n';
    }
    return true;
  }));
  EXPECT_TRUE(snapshot->each_series(content::DatasetCode("EXPORTS"), 1, "", [&](const content::Series& series) {
    out += content::series_key(series.key);
    for (const content::Observation& one : series.observations) out += ' ' + one.period + '=' + one.value;
    out += '\n';
    return true;
  }));
  const std::vector<store::BlobName> blobs = *store.blobs().list();
  for (const store::BlobName& blob : blobs) out += to_hex(blob.digest) + '/' + blob.name + '\n';
  return out;
}

std::string contents_after(const std::string& path) {
  static const ManualClock kClock{{1'790'000'000'000}};
  const auto store = store::open_memory_store(kClock);
  Publisher publisher(*store, built_in_vocabulary(), kClock);
  Options options;
  options.publish = true;
  options.worker = SEN_WORKER;
  const auto receipt = publisher.publish(path, options);
  EXPECT_TRUE(receipt.has_value()) << path;
  EXPECT_EQ(receipt->outcome, Outcome::Published) << to_text(receipt->report, MessageLanguage::English, false);
  return contents(*store);
}

int run(const std::string& command) {
  return std::system(("( " + command + " ) >/dev/null 2>&1").c_str());  // NOLINT(cert-env33-c): our own words
}

TEST(Archives, GiveTheSameRecordsAsTheirFolder) {
  const TemporaryPackage there;
  const std::string& to = there.path();
  const std::string packages = repository_file("tests/data/packages");
  ASSERT_EQ(run("cd " + packages + "/good && zip -r " + to + "/flat.zip ."), 0);
  ASSERT_EQ(run("cd " + packages + " && zip -r " + to + "/folder.zip good"), 0);
  ASSERT_EQ(run("tar -C " + packages + "/good -czf " + to + "/flat.tar.gz ."), 0);
  ASSERT_EQ(run("tar -C " + packages + " -czf " + to + "/folder.tar.gz good"), 0);
  ASSERT_EQ(run("cd " + packages + "/good && zip -r - . | cat > " + to + "/streamed.zip"), 0);

  const std::string from_folder = contents_after(packages + "/good");

  EXPECT_NE(from_folder.find("31.rice 2023=1.10 2024=12.50"), std::string::npos) << from_folder;
  for (const char* name : {"/flat.zip", "/folder.zip", "/flat.tar.gz", "/folder.tar.gz", "/streamed.zip"})
    EXPECT_EQ(contents_after(to + name), from_folder) << name;
}

TEST(Archives, KeepVietnameseNamesAndLeaveNoFilesBehind) {
  const TemporaryPackage package, there;
  TemporaryPackage::copy_good(package);
  package.write("articles/xuất-khẩu-gạo/vi.md", "---\ntype: news\ntitle: Xuất khẩu gạo\n---\n\nMột.\n");
  ASSERT_EQ(run("cd " + package.path() + " && zip -r " + there.path() + "/a.zip ."), 0);
  ASSERT_EQ(run("tar -C " + package.path() + " --format=gnu -czf " + there.path() + "/a.tar.gz ."), 0);
  ASSERT_EQ(run("tar -C " + package.path() + " --format=pax -czf " + there.path() + "/b.tar.gz ."), 0);
  const auto temporary_folders = [] {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
      count += entry.path().filename().string().starts_with("sen-package-") ? 1U : 0U;
    return count;
  };
  const std::size_t before = temporary_folders();

  for (const char* name : {"/a.zip", "/a.tar.gz", "/b.tar.gz"}) {
    const auto report = check_package(there.path() + name, built_in_vocabulary(), {});
    ASSERT_TRUE(report.has_value());
    EXPECT_TRUE(report->accepted()) << to_text(*report, MessageLanguage::English, false);
    EXPECT_EQ(report->counts.documents, 2U);
  }
  EXPECT_LE(temporary_folders(), before);
}

TEST(Folders, WithLinksOrSpecialFilesAreRefused) {
  const TemporaryPackage package;
  TemporaryPackage::copy_good(package);
  std::filesystem::create_symlink("/etc/passwd", package.path() + "/tables/more.csv");
  ASSERT_EQ(run("mkfifo " + package.path() + "/images/pipe.jpg"), 0);

  const auto report = check_package(package.path(), built_in_vocabulary(), {});

  ASSERT_TRUE(report.has_value());
  ASSERT_NE(find_rule(*report, "entry-type"), nullptr);
  EXPECT_EQ(report->findings.size(), 2U) << to_text(*report, MessageLanguage::English, false);
}

TEST(Limits, AreToldByName) {
  const TemporaryPackage package;
  TemporaryPackage::copy_good(package);
  ASSERT_EQ(run("cd " + package.path() + " && zip -r p.zip ."), 0);
  const auto rule_with = [&](const Limits& limits, const std::string& path) {
    Options options;
    options.limits = limits;
    const auto report = check_package(path, built_in_vocabulary(), options);
    return report && !report->findings.empty() ? report->findings.front().rule : "";
  };

  EXPECT_EQ(rule_with({.max_packed_bytes = 100}, package.path() + "/p.zip"), "package-too-large");
  EXPECT_EQ(rule_with({.max_unpacked_bytes = 100}, package.path() + "/p.zip"), "unpacked-too-large");
  EXPECT_EQ(rule_with({.max_entries = 3}, package.path() + "/p.zip"), "too-many-entries");
  package.remove("p.zip");
  EXPECT_EQ(rule_with({.max_unpacked_bytes = 100}, package.path()), "unpacked-too-large");
  EXPECT_EQ(rule_with({.max_entries = 3}, package.path()), "too-many-entries");
  EXPECT_EQ(rule_with({}, "/no/such/package"), "unreadable-package");
}

TEST(Progress, CountsUpToItsEnd) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>, std::less<>> last;
  Options options;
  options.progress = [&](std::uint64_t done, std::uint64_t all, std::string_view stage) {
    auto& seen = last[std::string(stage)];
    EXPECT_GE(done, seen.first) << stage;
    EXPECT_LE(done, all) << stage;
    seen = {done, all};
  };

  const auto report = check_package(good_package(), built_in_vocabulary(), options);

  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(last["documents"], std::pair(std::uint64_t{1}, std::uint64_t{1}));
  EXPECT_EQ(last["pictures"], std::pair(std::uint64_t{1}, std::uint64_t{1}));
  EXPECT_EQ(last["tables"], std::pair(std::uint64_t{1}, std::uint64_t{1}));
  EXPECT_EQ(last["reading"].first, last["reading"].second);
  EXPECT_EQ(report->counts.observations, 5U);
}

}  // namespace
}  // namespace sen::ingest
