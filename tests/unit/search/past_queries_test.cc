#include "search/past_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "search/suggestion_keys.h"

namespace sen::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class PastQueriesTest : public testing::Test {
 protected:
  ~PastQueriesTest() override { std::filesystem::remove(options_.file); }

  std::unique_ptr<PastQueries> open() {
    auto opened = PastQueries::open(options_, clock_);
    EXPECT_TRUE(opened.has_value());
    return std::move(*opened);
  }

  /// Asked from `networks` different networks.
  static void ask(PastQueries& queries, const std::string& text, int networks, const std::string& reader = "vi") {
    for (int i = 0; i < networks; ++i) queries.asked(text, content::Locale(reader), "203.0.113." + std::to_string(i));
  }

  static std::vector<std::string> found(const PastQueries& queries, const std::string& typed,
                                        const std::string& reader = "vi") {
    return queries.find(suggestion_key(typed), content::Locale(reader), 10);
  }

  std::string written() const {
    std::ifstream in(options_.file);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
  }

  ManualClock clock_{Timestamp{1'000'000}};
  PastQueriesOptions options_{
      .file = (std::filesystem::temp_directory_path() / ("sen-past-queries-" + std::to_string(::getpid()))).string()};
};

TEST_F(PastQueriesTest, ShowsAndKeepsNothingBelowTheFloor) {
  const auto queries = open();
  ask(*queries, "lễ hội áo dài", 4);

  EXPECT_THAT(found(*queries, "lễ"), IsEmpty());
  EXPECT_EQ(written(), "");

  queries->asked("lễ hội áo dài", content::Locale("vi"), "198.51.100.7");
  EXPECT_THAT(found(*queries, "le hoi"), ElementsAre("lễ hội áo dài"));
  EXPECT_THAT(written(), HasSubstr("lễ hội áo dài"));
}

TEST_F(PastQueriesTest, CountsNetworksAndNotTries) {
  const auto queries = open();
  for (int i = 0; i < 50; ++i) queries->asked("du lịch Huế", content::Locale("vi"), "203.0.113.1");
  // One household has a whole /56.
  for (int i = 0; i < 50; ++i) queries->asked("du lịch Huế", content::Locale("vi"), "2001:db8::" + std::to_string(i));

  EXPECT_THAT(found(*queries, "du"), IsEmpty());
}

TEST_F(PastQueriesTest, ForgetsWhoAskedAfterTheWindow) {
  const auto queries = open();
  ask(*queries, "thị thực điện tử", 4);
  clock_.advance(options_.window);
  ask(*queries, "thị thực điện tử", 1);

  EXPECT_THAT(found(*queries, "thị"), IsEmpty());
}

TEST_F(PastQueriesTest, NeverWritesWhoAsked) {
  const auto queries = open();
  ask(*queries, "cảng biển", 5);

  EXPECT_THAT(written(), Not(HasSubstr("203.0.113")));
}

TEST_F(PastQueriesTest, PutsFirstWhatWasAskedMost) {
  const auto queries = open();
  ask(*queries, "xuất khẩu gạo", 5);
  ask(*queries, "xuất khẩu cà phê", 9);

  EXPECT_THAT(found(*queries, "xuat khau"), ElementsAre("xuất khẩu cà phê", "xuất khẩu gạo"));
}

TEST_F(PastQueriesTest, KeepsLanguagesApart) {
  const auto queries = open();
  ask(*queries, "coffee", 5, "en");

  EXPECT_THAT(found(*queries, "cof", "en"), ElementsAre("coffee"));
  EXPECT_THAT(found(*queries, "cof", "vi"), IsEmpty());
}

TEST_F(PastQueriesTest, ReadsWhatItKept) {
  ask(*open(), "làng nghề gốm", 6);

  EXPECT_THAT(found(*open(), "lang"), ElementsAre("làng nghề gốm"));
}

TEST_F(PastQueriesTest, LeavesOutLinesThatHoldNoQuery) {
  std::ofstream(options_.file) << "vi\tx\t1\tno number\nnothing\nvi\t5\t1000\tngười@nhà.vn\nvi\t5\t1000\tgốm\n";

  EXPECT_THAT(found(*open(), "g"), ElementsAre("gốm"));
  EXPECT_THAT(found(*open(), "n"), IsEmpty());
}

TEST_F(PastQueriesTest, HoldsABoundedNumber) {
  options_.most_waiting = 10;
  options_.most_kept = 3;
  const auto queries = open();
  ask(*queries, "từ đầu", 4);
  for (int i = 0; i < 20; ++i) ask(*queries, "khác " + std::string(1, static_cast<char>('a' + i)), 1);
  ask(*queries, "từ đầu", 5);  // Its four former networks were pushed out, so it is counted anew.
  for (const char* text : {"một", "hai", "ba", "bốn"}) ask(*queries, text, 6);

  EXPECT_THAT(found(*queries, "tu dau"), IsEmpty());
  EXPECT_EQ(found(*queries, "mot").size() + found(*queries, "hai").size() + found(*queries, "ba").size() +
                found(*queries, "bon").size(),
            3U);
}

TEST(MayBeShared, TakesWhatManyMightAsk) {
  for (const char* text : {"thị thực", "GDP 2024", "72/2015/NĐ-CP", "越南签证", "what is the population of viet nam"})
    EXPECT_TRUE(may_be_shared(text)) << text;
}

TEST(MayBeShared, RefusesWhatMightBeOfOnePerson) {
  for (const char* text : {"an@example.vn", "0912345678", "0912 345 678", "hộ chiếu B12345678", "nơi:Huế",
                           "\"Nguyễn Văn A\"", "-tin", "https://example.vn", "một hai ba bốn năm sáu bảy tám chín", "",
                           "một câu dài hơn sáu mươi ký tự thì hầu như chỉ có một người hỏi"})
    EXPECT_FALSE(may_be_shared(text)) << text;
}

}  // namespace
}  // namespace sen::search
