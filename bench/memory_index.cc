#include "bench/memory_index.h"

#include <cmath>

namespace sen::bench {
namespace {

constexpr std::size_t kHits = 10;
// As search/searcher.cc has them.
constexpr std::size_t kFewWords = 4;
constexpr double kShortestLength = 0.5;

std::size_t enough(std::size_t words) {
  return words <= 3 ? 1 : 3;
}

}  // namespace

void MemoryIndex::add(const std::unordered_map<std::string, std::uint32_t>& words, const std::string& language) {
  const auto number = static_cast<std::uint32_t>(texts_.size());
  Text text{.language = language};
  for (const auto& [term, count] : words) {
    postings_[term].push_back({number, count});
    text.length += count;
  }
  length_ += text.length;
  texts_.push_back(std::move(text));
}

std::vector<MemoryIndex::Posting> MemoryIndex::texts_of(const std::vector<std::vector<std::string>>& names) const {
  std::set<std::string> terms;
  const auto frequency = [&](const std::string& term) {
    const auto found = postings_.find(term);
    return found == postings_.end() ? 0 : found->second.size();
  };
  for (const std::vector<std::string>& name : names) {
    const auto rarest = std::min_element(name.begin(), name.end(), [&](const std::string& a, const std::string& b) {
      return frequency(a) < frequency(b);
    });
    if (frequency(*rarest) > 0) terms.insert(*rarest);
  }
  std::map<std::uint32_t, std::uint32_t> counts;
  for (const std::string& term : terms)
    for (const Posting& posting : postings_.at(term)) counts[posting.text] += posting.count;
  std::vector<Posting> texts;
  for (const auto& [text, count] : counts) texts.push_back({text, count});
  return texts;
}

void MemoryIndex::score(const search::WeightedTerm& term, const search::Bm25Plus& bm25, std::vector<double>& gains,
                        std::vector<Words>* words, std::uint32_t word) const {
  std::vector<Posting> texts;
  if (term.names.empty()) {
    const auto found = postings_.find(term.term);
    if (found != postings_.end()) texts = found->second;
  } else {
    texts = texts_of(term.names);
  }
  if (texts.empty()) return;
  const double count = static_cast<double>(texts_.size());
  const double rarity = term.weight * std::log((count + 1) / static_cast<double>(texts.size()));
  const double average = length_ / count;
  for (const Posting& posting : texts) {
    const double length = std::max(texts_[posting.text].length / average, kShortestLength);
    const double times = posting.count;
    gains[posting.text] +=
        rarity * ((bm25.k1 + 1) * times / (bm25.k1 * (length * bm25.b + 1 - bm25.b) + times) + bm25.delta);
    if (words == nullptr || (*words)[posting.text].last == word) continue;
    (*words)[posting.text].last = word;
    ++(*words)[posting.text].matched;
  }
}

std::vector<std::size_t> MemoryIndex::rank(const search::QueryPlan& plan) const {
  static const search::FacetGroup kNoCodes;
  std::vector<double> gains(texts_.size());
  std::vector<Words> words(texts_.size());
  std::uint32_t word = 0;
  for (const search::Alternatives& alternatives : plan.words) {
    ++word;
    for (const search::WeightedTerm& term : alternatives) score(term, plan.bm25, gains, &words, word);
  }
  for (const search::WeightedTerm& term : plan.lifting) score(term, plan.bm25, gains, nullptr, 0);

  std::size_t all = 0;
  for (const Words& text : words) all += text.matched == plan.words.size() ? 1 : 0;
  const bool only_all = plan.typed_words <= kFewWords && (plan.words.size() <= 1 || all >= enough(plan.words.size()));
  std::vector<std::size_t> hits;
  for (std::size_t text = 0; text < texts_.size(); ++text) {
    if (only_all ? words[text].matched < plan.words.size() : words[text].matched == 0) continue;
    const search::FacetCode language{.code = texts_[text].language};
    gains[text] += plan.priors.of({.language = &language, .group = &kNoCodes});
    hits.push_back(text);
  }
  const auto kept = static_cast<std::ptrdiff_t>(std::min(kHits, hits.size()));
  std::partial_sort(hits.begin(), hits.begin() + kept, hits.end(),
                    [&](std::size_t a, std::size_t b) { return gains[a] != gains[b] ? gains[a] > gains[b] : a < b; });
  hits.resize(static_cast<std::size_t>(kept));
  return hits;
}

}  // namespace sen::bench
