#include "bench/retrieval_sets.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "search/latin.h"
#include "search/tokens.h"

namespace sen::bench {
namespace {

constexpr std::size_t kCounted = 10;  ///< Hits of a question.

std::vector<nlohmann::json> lines_of(const std::string& file) {
  std::vector<nlohmann::json> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

RetrievalSet read_set(const std::string& folder, const std::string& language) {
  RetrievalSet set{.language = language, .corpus = {}, .questions = {}};
  for (const nlohmann::json& line : lines_of(folder + "/corpus." + language + ".jsonl"))
    set.corpus.emplace_back(line["id"].get<std::string>(), line["text"].get<std::string>());
  for (const nlohmann::json& line : lines_of(folder + "/queries." + language + ".jsonl"))
    set.questions.push_back({line["query"].get<std::string>(), line["relevant"].get<std::set<std::string>>()});
  return set;
}

std::string without_marks(const std::string& text) {
  return search::fold_marks(search::fold_case(text));
}

}  // namespace

std::vector<RetrievalSet> read_retrieval_sets(const std::string& folder, std::vector<std::string> languages) {
  if (languages.empty()) languages = {"vi", "en", "zh", "fr", "es", "ru", "ja", "ko", "lo", "km", "de", "ar", "th"};
  std::vector<RetrievalSet> sets;
  for (const std::string& language : languages)
    if (std::filesystem::exists(folder + "/corpus." + language + ".jsonl")) sets.push_back(read_set(folder, language));
  if (sets.empty()) throw std::runtime_error("no retrieval sets in " + folder);
  return sets;
}

bool has_marks_to_lose(const std::string& language) {
  static const std::set<std::string> kMarked{"vi", "fr", "es", "de"};
  return kMarked.count(language) > 0;
}

std::string typed(const std::string& text, Typing typing, std::mt19937& random) {
  if (typing == Typing::AsWritten) return text;
  if (typing == Typing::NoMarks) return without_marks(text);
  std::string out;
  std::istringstream words(text);
  for (std::string word; words >> word;) out += (random() % 2 == 0 ? without_marks(word) : word) + " ";
  return out;
}

const char* name_of(Typing typing) {
  return typing == Typing::AsWritten ? "" : typing == Typing::NoMarks ? ", no marks" : ", half without";
}

void Figures::add(const std::vector<std::string>& hits, const std::set<std::string>& relevant) {
  std::size_t first = 0, found = 0;
  for (std::size_t rank = 1; rank <= std::min(hits.size(), kCounted); ++rank) {
    if (relevant.count(hits[rank - 1]) == 0) continue;
    ++found;
    if (first == 0) first = rank;
  }
  if (first > 0) mrr += 1.0 / static_cast<double>(first);
  recall += static_cast<double>(found) / static_cast<double>(std::min(kCounted, relevant.size()));
  ++questions;
}

}  // namespace sen::bench
