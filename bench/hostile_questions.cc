#include "bench/hostile_questions.h"

#include <algorithm>
#include <random>
#include <sstream>

#include "engine/base/text.h"

namespace sen::bench {
namespace {

constexpr std::size_t kBytes = 512, kOfEach = 20;

/// `parts` one behind the other from place `begin` on, around and around, until `kBytes` are full.
std::string repeated(const std::vector<std::string>& parts, std::size_t begin) {
  std::string out;
  for (std::size_t i = begin; out.size() + parts[i % parts.size()].size() <= kBytes; ++i)
    out += parts[i % parts.size()];
  return out;
}

std::vector<std::string> each(const std::vector<std::string>& parts) {
  std::vector<std::string> made;
  for (std::size_t i = 0; i < kOfEach; ++i) made.push_back(repeated(parts, i * 7));
  return made;
}

/// `c` is above U+007F and below U+10000.
std::string utf8(char32_t c) {
  const auto tail = [](char32_t bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
  if (c < 0x800) return {static_cast<char>(0xC0U | (c >> 6U)), tail(c)};
  return {static_cast<char>(0xE0U | (c >> 12U)), tail(c >> 6U), tail(c)};
}

std::vector<std::string> characters(char32_t first, char32_t last, char32_t step = 1) {
  std::vector<std::string> made;
  for (char32_t c = first; c <= last; c += step)
    made.push_back(c < 0x80 ? std::string(1, static_cast<char>(c)) : utf8(c));
  return made;
}

/// The words of a sample of the articles, the most frequent first.
std::vector<std::string> frequent_words(const ArticleMaker& articles, std::uint64_t count) {
  std::map<std::string, std::size_t> counts;
  for (std::uint64_t number = 0; number < std::min<std::uint64_t>(count, 500); ++number)
    for (const MadeEdition& edition : articles.editions(number)) {
      std::istringstream text(edition.text);
      for (std::string word; text >> word;) ++counts[word];
    }
  std::vector<std::pair<std::size_t, std::string>> ordered;
  for (const auto& [word, times] : counts) ordered.emplace_back(times, word);
  std::sort(ordered.rbegin(), ordered.rend());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min<std::size_t>(64, ordered.size()); ++i) words.push_back(ordered[i].second);
  return words;
}

std::vector<std::string> with(const std::string& before, std::vector<std::string> words, const std::string& after) {
  for (std::string& word : words) word = before + word + after;
  return words;
}

std::vector<std::string> noise() {
  std::mt19937 random(7);
  std::vector<std::string> made(kOfEach);
  for (std::string& bytes : made)
    for (std::size_t i = 0; i < kBytes; ++i) bytes += static_cast<char>(random() % 256);
  return made;
}

}  // namespace

std::vector<std::pair<std::string, std::vector<std::string>>> hostile_questions(const ArticleMaker& articles,
                                                                                std::uint64_t count) {
  const std::vector<std::string> frequent = frequent_words(articles, count);
  std::vector<std::string> marks = characters(0x300, 0x36F), controls = characters(0x202A, 0x202E);
  controls.emplace_back("a");
  return {{"one-letter words", each(with("", characters('a', 'z'), " "))},
          {"64 frequent words", each(with("", frequent, " "))},
          {"6 frequent words",
           [&] {
             std::vector<std::string> made(kOfEach);
             for (std::size_t i = 0; i < kOfEach; ++i)
               for (std::size_t word = 0; word < 6; ++word) made[i] += frequent[(i + word) % frequent.size()] + " ";
             return made;
           }()},
          {"frequent words quoted", each(with("\"", frequent, "\" "))},
          {"frequent words but …", each(with("-", frequent, " "))},
          {"a word but frequent ones", with(frequent[0] + " ", each(with("-", frequent, " ")), "")},
          {"frequent words in one quotation", with("\"", each(with("", frequent, " ")), "\"")},
          {"quotation marks", each({"\"", "\"", "\"", "\"", "\"", "\"", "\"", "a"})},
          {"minuses", each({"-", "-", "-", "-", "-", "a", " "})},
          {"digits", each(with("", characters('0', '9'), ""))},
          {"one-digit words", each(with("", characters('0', '9'), " "))},
          {"Chinese characters", each(characters(0x4E00, 0x9FFF, 11))},
          {"frequent Chinese", each({"的", "一", "是", "在", "人", "有", "我", "他", "这", "中", "大", "国", "和"})},
          {"Thai, Lao, Khmer", each({"ก", "า", "ร", "ລ", "າ", "ວ", "ក", "ា", "រ"})},
          {"marks without base", each(marks)},
          {"direction controls", each(controls)},
          {"not UTF-8", noise()}};
}

}  // namespace sen::bench
