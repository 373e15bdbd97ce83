#include "content/compare/near_duplicate.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "content/compare/words.h"
#include "tests/unit/content/compare/examples.h"

namespace sen::compare {
namespace {

struct Sample {
  std::string language, text;
};

std::vector<Sample> samples() {
  std::vector<Sample> out;
  for (const auto& [document, editions] : sample_editions())
    for (const auto& [language, text] : editions) out.push_back({language, text});
  return out;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (const Piece& piece : cut_words(text))
    if (piece.word) words.push_back(text.substr(piece.begin, piece.end - piece.begin));
  return words;
}

/// The words of all samples of a language: what mutations and made texts are made of.
std::map<std::string, std::vector<std::string>> vocabulary(const std::vector<Sample>& all) {
  std::map<std::string, std::vector<std::string>> out;
  for (const Sample& sample : all)
    for (std::string& word : words_of(sample.text)) out[sample.language].push_back(std::move(word));
  return out;
}

/// `text` with a share of its words, chosen by chance or all at its end, replaced by others.
std::string mutated(const std::string& text, double share, bool at_end, const std::vector<std::string>& others,
                    std::mt19937& random) {
  const std::vector<Piece> pieces = cut_words(text);
  const auto keep = static_cast<std::size_t>((1 - share) * static_cast<double>(pieces.size()));
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool chosen = at_end ? i >= keep : std::uniform_real_distribution<>(0, 1)(random) < share;
    if (pieces[i].word && chosen)
      out += others[random() % others.size()];
    else
      out += text.substr(pieces[i].begin, pieces[i].end - pieces[i].begin);
  }
  return out;
}

class NearDuplicatesOfSamples : public testing::Test {
 protected:
  NearDuplicatesOfSamples() : all_(samples()), words_(vocabulary(all_)) {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const auto print = fingerprint(all_[i].text);
      if (print) index_.put(i, *print);
    }
    for (std::size_t i = 0; i < 5000; ++i) {  // Texts of the same words in another order.
      const std::vector<std::string>& words = words_[all_[i % all_.size()].language];
      std::string text;
      for (int word = 0; word < 120; ++word) text += words[random_() % words.size()] + " ";
      index_.put(1'000'000 + i, fingerprint(text).value());
    }
  }

  /// How many mutated samples are found again, of how many; what else is found goes to `others`.
  std::pair<int, int> found(double share, bool at_end, int& others) {
    int hits = 0, asked = 0;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const std::string text = mutated(all_[i].text, share, at_end, words_[all_[i].language], random_);
      const auto print = fingerprint(text);
      if (!print) continue;
      ++asked;
      for (const NearDuplicates::Match& match : index_.find(*print, 10)) ++(match.key == i ? hits : others);
    }
    return {hits, asked};
  }

  std::vector<Sample> all_;
  std::map<std::string, std::vector<std::string>> words_;
  std::mt19937 random_{17};
  NearDuplicates index_;
};

TEST_F(NearDuplicatesOfSamples, FindsTextsOfWhichNineWordsInTenAreTheSame) {
  int others = 0;
  for (const bool at_end : {false, true}) {
    const auto [hits, asked] = found(0.1, at_end, others);
    ASSERT_GT(asked, 200);
    EXPECT_GE(hits, asked * 99 / 100) << "of " << asked << (at_end ? ", the end replaced" : ", words replaced");
  }
  EXPECT_LE(others, 2);
}

TEST_F(NearDuplicatesOfSamples, DoesNotReportTextsOfWhichHalfIsTheSame) {
  int others = 0;
  for (const bool at_end : {false, true}) {
    const auto [hits, asked] = found(0.5, at_end, others);
    EXPECT_LE(hits, asked / 100) << "of " << asked << (at_end ? ", the end replaced" : ", words replaced");
  }
  EXPECT_EQ(others, 0);
}

TEST_F(NearDuplicatesOfSamples, FindsNoOtherSampleButOnesOwn) {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const auto print = fingerprint(all_[i].text);
    if (!print) continue;
    EXPECT_TRUE(index_.find(*print, 10, i).empty()) << all_[i].language << ": " << all_[i].text.substr(0, 80);
    EXPECT_EQ(index_.find(*print, 10).front().resemblance, 1);
  }
}

TEST(Fingerprint, DoesNotSeeCaseWidthOrSigns) {
  const std::string text =
      "Việt Nam xuất khẩu 8,9 triệu tấn gạo trong năm qua, cao nhất từ trước đến nay, theo số liệu của ngành thống kê";
  EXPECT_EQ(fingerprint(text),
            fingerprint("VIỆT NAM, XUẤT KHẨU: 8,9 TRIỆU TẤN GẠO! Trong năm qua (cao nhất từ trước đến nay) - theo số "
                        "liệu của ngành thống kê."));
  EXPECT_FALSE(fingerprint("Too short to tell."));
}

TEST(NearDuplicates, ForgetsWhatIsReplacedOrRemoved) {
  std::mt19937 random(1);
  const auto made = [&] {
    Fingerprint out;
    for (std::uint8_t& byte : out.bytes) byte = static_cast<std::uint8_t>(random());
    return out;
  };
  NearDuplicates index;
  std::vector<Fingerprint> first, second;
  for (NearDuplicates::Key key = 0; key < 3000; ++key) index.put(key, first.emplace_back(made()));
  for (NearDuplicates::Key key = 0; key < 3000; ++key) index.put(key, second.emplace_back(made()));
  for (NearDuplicates::Key key = 0; key < 3000; key += 2) index.remove(key);

  EXPECT_EQ(index.size(), 1500U);
  for (NearDuplicates::Key key = 0; key < 3000; ++key) {
    EXPECT_TRUE(index.find(first[key], 5).empty());
    EXPECT_EQ(index.find(second[key], 5).size(), key % 2);
  }
}

TEST(NearDuplicates, StaysQuickWhenThousandsAreTheSame) {
  const Fingerprint same;
  NearDuplicates index;
  for (NearDuplicates::Key key = 0; key < 50'000; ++key) index.put(key, same);

  EXPECT_EQ(index.find(same, 5).size(), 5U);
}

}  // namespace
}  // namespace sen::compare
