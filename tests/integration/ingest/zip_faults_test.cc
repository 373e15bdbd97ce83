#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zlib.h>

#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

std::string little(std::uint64_t value, std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
  return out;
}

/// An entry as a zip may describe it, rightly or not.
struct Made {
  std::string name;
  std::string bytes = "x";
  std::string local_name = {};  ///< If other than `name`.
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  std::uint32_t mode = S_IFREG | 0644;
  std::int64_t size_lie = 0;  ///< Added to the unpacked size in the central directory.
  std::size_t gap = 0;        ///< Bytes of nobody in front.
};

/// A zip of stored entries, written by hand so that it can be wrong.
std::string make_zip(const std::vector<Made>& entries, std::string_view behind = "") {
  std::string out, central;
  for (const Made& made : entries) {
    out.append(made.gap, '?');
    const std::size_t offset = out.size();
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(made.bytes.data()), static_cast<uInt>(made.bytes.size()));
    const std::string& local = made.local_name.empty() ? made.name : made.local_name;
    const std::string start = little(made.flags, 2) + little(made.method, 2) + little(0, 4) + little(crc, 4);
    out += little(0x04034b50, 4) + little(20, 2) + start + little(made.bytes.size(), 4) + little(made.bytes.size(), 4) +
           little(local.size(), 2) + little(0, 2) + local + made.bytes;
    const auto told = static_cast<std::uint64_t>(static_cast<std::int64_t>(made.bytes.size()) + made.size_lie);
    central += little(0x02014b50, 4) + little(3U << 8U, 2) + little(20, 2) + start + little(made.bytes.size(), 4) +
               little(told, 4) + little(made.name.size(), 2) + little(0, 8) +
               little(std::uint64_t{made.mode} << 16U, 4) + little(offset, 4) + made.name;
  }
  const std::size_t at = out.size();
  out += central;
  out += little(0x06054b50, 4) + little(0, 4) + little(entries.size(), 2) + little(entries.size(), 2) +
         little(central.size(), 4) + little(at, 4) + little(0, 2);
  out += behind;
  return out;
}

/// The first rule that a check of the archive finds broken, with the file it names.
std::string fault_of(std::string_view bytes) {
  const TemporaryPackage there;
  there.write("p.zip", bytes);
  const auto report = check_package(there.path() + "/p.zip", built_in_vocabulary(), {});
  if (!report || report->findings.empty()) return "";
  const Finding& first = report->findings.front();
  return first.file.empty() ? first.rule : first.rule + " " + first.file;
}

TEST(ZipFaults, AreNone) {
  EXPECT_EQ(fault_of(make_zip({{.name = "a.txt"}, {.name = "b/c.txt"}})), "missing-manifest");
}

TEST(ZipFaults, InNamesAreRefused) {
  for (const char* name : {"../a", "/a", "a/../../b", "C:/a", "a\\b", "a\tb"})
    EXPECT_EQ(fault_of(make_zip({{.name = name}})).substr(0, 10), "entry-name") << name;
  EXPECT_EQ(fault_of(make_zip({{.name = "a"}, {.name = "A"}})), "entry-duplicate A");
  EXPECT_EQ(fault_of(make_zip({{.name = "a", .local_name = "b"}})), "archive-mismatch a");
}

TEST(ZipFaults, InKindsAreRefused) {
  EXPECT_EQ(fault_of(make_zip({{.name = "a", .mode = S_IFLNK | 0777}})), "entry-type a");
  EXPECT_EQ(fault_of(make_zip({{.name = "a", .mode = S_IFIFO | 0777}})), "entry-type a");
  EXPECT_EQ(fault_of(make_zip({{.name = "a", .flags = 1}})), "archive-encrypted a");
  EXPECT_EQ(fault_of(make_zip({{.name = "a", .method = 12}})), "archive-unsupported a");
  EXPECT_EQ(fault_of(make_zip({{.name = "a", .bytes = make_zip({{.name = "b"}})}})), "nested-archive a");
}

TEST(ZipFaults, InItsStructureAreRefused) {
  const std::string good = make_zip({{.name = "a.txt"}});
  EXPECT_EQ(fault_of(make_zip({{.name = "a", .size_lie = 5}})), "archive-mismatch a");
  EXPECT_EQ(fault_of(make_zip({{.name = "a", .gap = 3}})), "not-a-package");
  EXPECT_EQ(fault_of(make_zip({{.name = "a"}, {.name = "b", .gap = 1}})), "archive-overlap b");
  EXPECT_EQ(fault_of(good + "more"), "archive-damaged");
  EXPECT_EQ(fault_of(good.substr(0, good.size() - 1)), "archive-damaged");
  EXPECT_EQ(fault_of("PK\x03\x04"), "archive-damaged");
  EXPECT_EQ(fault_of("hello"), "not-a-package");
}

TEST(ZipFaults, AnywhereInItNeverGoThroughUnseen) {
  const std::string good = make_zip({{.name = "a.txt", .bytes = "some bytes"}});

  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string flipped = good;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x04);
    const std::string fault = fault_of(flipped);
    // Versions, times and a few bits of the attributes say nothing about the contents.
    EXPECT_FALSE(fault.empty()) << i;
  }
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_NE(fault_of(good.substr(0, size)), "missing-manifest") << size;
}

}  // namespace
}  // namespace sen::ingest
