#include "bench/made_articles.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

#include "content/model/publication.h"

namespace sen::bench {
namespace {

using Random = std::mt19937_64;

constexpr std::size_t kShortestSentence = 40, kLongestTitle = 80, kTextBytes = 2'000;
constexpr std::uint64_t kReplaced = 25;  ///< Every so-manieth word.

double share(Random& random) {
  return static_cast<double>(random() >> 11U) * 0x1p-53;
}

/// A number below `count`; n is 1/(n + 1) as frequent as 0.
std::uint64_t zipf(Random& random, std::uint64_t count) {
  return std::min(count - 1, static_cast<std::uint64_t>(std::pow(static_cast<double>(count), share(random))) - 1);
}

std::string made_up_word(std::uint64_t number) {
  constexpr std::string_view kConsonants = "bdghklmnrt", kVowels = "aeiou";
  std::string word;
  for (number += 2'500; number > 0; number /= 50) {
    word += kConsonants[number % 10];
    word += kVowels[number / 10 % 5];
  }
  return word;
}

const std::string& any_of(Random& random, const std::vector<std::string>& sentences) {
  return sentences[random() % sentences.size()];
}

std::string with_rare_words(Random& random, const std::string& sentence, std::uint64_t tail) {
  std::string out;
  std::istringstream words(sentence);
  for (std::string word; words >> word;) {
    if (!out.empty()) out += ' ';
    out += random() % kReplaced == 0 ? made_up_word(zipf(random, tail)) : word;
  }
  return out;
}

/// Cut at a blank, or between characters where there is none.
std::string title_of(std::string sentence) {
  if (sentence.size() <= kLongestTitle) return sentence;
  std::size_t end = sentence.rfind(' ', kLongestTitle);
  if (end == std::string::npos || end == 0) {
    end = kLongestTitle;
    while ((static_cast<unsigned char>(sentence[end]) & 0xC0U) == 0x80U) --end;
  }
  sentence.resize(end);
  return sentence;
}

std::string id_of(std::uint64_t number) {
  std::string id(10, 'a');
  for (std::size_t at = id.size(); number > 0; number /= 26) id[--at] = static_cast<char>('a' + number % 26);
  return id;
}

/// Whether it can be asked as a word in every engine's syntax.
bool is_plain(const std::string& word) {
  return word.size() >= 2 && word.find_first_of("\"'()[]*#.,:;!?&|<>%$-–/0123456789…“”‘’") == std::string::npos;
}

}  // namespace

std::vector<std::string> ArticleMaker::read_sentences(const std::vector<std::filesystem::path>& files) {
  std::vector<std::string> found;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
      if (line.size() > kShortestSentence && line[0] != '|' && line[0] != '!') found.push_back(line);
  }
  std::sort(found.begin(), found.end());
  return found;
}

ArticleMaker::ArticleMaker(std::map<std::string, std::vector<std::string>> sentences,
                           const content::Vocabulary& vocabulary, std::uint64_t tail)
    : sentences_(std::move(sentences)), vocabulary_(vocabulary), tail_(tail) {
  for (const auto& [language, list] : sentences_) {
    if (list.empty()) throw std::runtime_error("no sentences of " + language);
    if (language != "vi" && language != "en") others_.push_back(language);
  }
}

std::vector<MadeEdition> ArticleMaker::editions(std::uint64_t number) const {
  Random random(number);
  std::vector<std::string> languages{"vi"};
  const std::uint64_t kind = random() % 100;
  if (kind < 22) languages = {"en"};
  if (kind >= 50) languages.emplace_back("en");
  if (kind >= 86 && !others_.empty()) languages.push_back(any_of(random, others_));
  std::vector<MadeEdition> made;
  for (std::string& language : languages) {
    const std::vector<std::string>& pool = sentences_.at(language);
    MadeEdition edition{std::move(language), title_of(with_rare_words(random, any_of(random, pool), tail_)), ""};
    while (edition.text.size() < kTextBytes) edition.text += with_rare_words(random, any_of(random, pool), tail_) + ' ';
    made.push_back(std::move(edition));
  }
  return made;
}

std::vector<content::Mutation> ArticleMaker::mutations(std::uint64_t number) const {
  Random random(~number);
  content::Document document;
  document.id = content::ContentId(id_of(number));
  document.folder = document.id.value;
  document.type = vocabulary_.types()[zipf(random, vocabulary_.types().size())].code;
  document.section = "news";
  document.organisation = vocabulary_.organisations()[zipf(random, vocabulary_.organisations().size())].code;
  for (std::uint64_t i = random() % 3; i > 0; --i)
    document.topics.push_back(vocabulary_.topics()[zipf(random, vocabulary_.topics().size())].code);
  if (random() % 2 == 0) document.places = {vocabulary_.places()[random() % vocabulary_.places().size()].code};
  constexpr std::int64_t kFrom = 1'100'000'000'000, kMilliseconds = 690'000'000'000;  // 2004 to 2026
  document.date = {kFrom + static_cast<std::int64_t>(random() % kMilliseconds)};
  std::vector<content::Mutation> mutations{document};
  for (MadeEdition& made : editions(number)) {
    document.locales.emplace_back(made.language);
    content::Version version;
    version.id = document.id;
    version.locale = document.locales.back();
    version.number = 1;
    version.title = std::move(made.title);
    version.text = std::move(made.text);
    content::Edition edition;
    edition.id = document.id;
    edition.locale = version.locale;
    edition.latest = 1;
    content::publish(edition, version, document.date);
    mutations.emplace_back(std::move(version));
    mutations.emplace_back(std::move(edition));
  }
  mutations.front() = std::move(document);
  return mutations;
}

std::string ArticleMaker::words(std::size_t count, std::uint64_t articles, std::uint64_t seed) const {
  Random random(seed);
  for (;;) {
    const MadeEdition edition = editions(random() % articles).front();
    if (edition.language != "vi" && edition.language != "en") continue;
    std::istringstream text(edition.text.substr(edition.text.find(' ', random() % (edition.text.size() / 2))));
    std::string out, word;
    std::size_t taken = 0;
    for (; taken < count && text >> word && is_plain(word); ++taken) out += (out.empty() ? "" : " ") + word;
    if (taken == count) return out;
  }
}

}  // namespace sen::bench
