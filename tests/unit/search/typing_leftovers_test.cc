#include "search/typing_leftovers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/vietnamese.h"

namespace sen::search {
namespace {

class Keys : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Keys, AreReadAsTheSyllableTheyMean) {
  const auto& [typed, meant] = GetParam();

  EXPECT_EQ(syllable_of_keys(typed), meant) << typed;
}

INSTANTIATE_TEST_SUITE_P(Telex, Keys,
                         testing::Values(std::pair("Vieejt", "việt"), std::pair("Viejt", "việt"),
                                         std::pair("tieengs", "tiếng"), std::pair("ddaays", "đấy"),
                                         std::pair("dduwowngf", "đường"), std::pair("dduowngf", "đường"),
                                         std::pair("Nguyeenx", "nguyễn"), std::pair("quoocs", "quốc"),
                                         std::pair("nghieengj", "nghiệng"), std::pair("hoas", "hóa"),
                                         std::pair("xuaats", "xuất"), std::pair("khaaur", "khẩu"),
                                         std::pair("nguwowif", "người"), std::pair("giaf", "già"),
                                         std::pair("quar", "quả"), std::pair("ngoaif", "ngoài")));
INSTANTIATE_TEST_SUITE_P(Vni, Keys,
                         testing::Values(std::pair("Vie65t", "việt"), std::pair("Viet65", "việt"),
                                         std::pair("tie61ng", "tiếng"), std::pair("d9a6y1", "đấy"),
                                         std::pair("d9uo7ng2", "đường"), std::pair("Nguye64n", "nguyễn"),
                                         std::pair("na8m", "năm"), std::pair("Hue61", "huế")));

TEST(KeysOfNoSyllable, AreLeftAlone) {
  for (const char* word : {"export", "Broncos", "viet", "nam", "covid19", "72", "the", "q1w2e3r4t5y6", "x", ""})
    EXPECT_EQ(syllable_of_keys(word), "") << word;
}

TEST(Syllables, AreToldFromOtherWords) {
  for (const char* word :
       {"nghiêng", "quý", "gì", "giếng", "khuỷu", "đường", "hoà", "hòa", "viet", "nguyen", "uỷ", "yêu"})
    EXPECT_TRUE(is_syllable(word)) << word;
  for (const char* word : {"export", "visa", "tât", "bcd", "straße", "niño", "việtnam", "zulu", "w"})
    EXPECT_FALSE(is_syllable(word)) << word;
}

}  // namespace
}  // namespace sen::search
