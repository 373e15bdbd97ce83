// Near-duplicates among 300,000 texts: `near_duplicate_bench`. Texts are 150 words drawn from 20,000, the frequent ones
// more often; every query is one of them with a word in ten replaced.

#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <string>

#include "content/compare/near_duplicate.h"

namespace sen::compare {
namespace {

constexpr std::size_t kTexts = 300'000;

std::vector<unsigned> made_words(std::mt19937& random) {
  std::uniform_real_distribution<> chance(0, 1);
  std::vector<unsigned> words(150);
  for (unsigned& word : words) word = static_cast<unsigned>(std::pow(20'000.0, chance(random)));  // Zipf's law.
  return words;
}

std::string text_of(const std::vector<unsigned>& words) {
  std::string text;
  for (const unsigned word : words) text += "w" + std::to_string(word) + " ";
  return text;
}

struct World {
  World() {
    std::mt19937 random(1);
    for (std::size_t i = 0; i < kTexts; ++i) {
      std::vector<unsigned> words = made_words(random);
      index.put(i, fingerprint(text_of(words)).value());
      if (i % 300 != 0) continue;
      for (unsigned& word : words)
        if (random() % 10 == 0) word = 30'000 + static_cast<unsigned>(random() % 1000);
      queries.push_back(fingerprint(text_of(words)).value());
    }
  }
  NearDuplicates index;
  std::vector<Fingerprint> queries;  ///< Query i is near text 300 i.
};

void find(benchmark::State& state) {
  static const World world;
  std::size_t at = 0, asked = 0, found = 0, others = 0;
  for (auto _ : state) {
    const auto matches = world.index.find(world.queries[at], 10);
    for (const NearDuplicates::Match& match : matches) ++(match.key == at * 300 ? found : others);
    at = (at + 1) % world.queries.size();
    ++asked;
  }
  state.counters["recall"] = static_cast<double>(found) / static_cast<double>(asked);
  state.counters["others"] = static_cast<double>(others) / static_cast<double>(asked);
}
BENCHMARK(find)->Unit(benchmark::kMicrosecond);

void make_fingerprint(benchmark::State& state) {
  std::mt19937 random(2);
  const std::string text = text_of(made_words(random));
  for (auto _ : state) benchmark::DoNotOptimize(fingerprint(text));
}
BENCHMARK(make_fingerprint)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace sen::compare
